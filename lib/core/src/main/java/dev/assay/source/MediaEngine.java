package dev.assay.source;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What can look into a media file. Found by {@link java.util.ServiceLoader}, so that this module stays free of native
 * code; see {@link MediaEngines}.
 *
 * <p>Implementations are safe for use by several threads, read files only, and answer for every file: what cannot be
 * read is {@link MediaFacts} with a status and a reason, not an exception.
 */
public interface MediaEngine {

    /** How much of a file to look at. */
    enum Depth {
        /** What container and stream headers say. */
        HEADERS,
        /** The headers, and a handful of frames for lighting and quality. */
        PIXELS,
        /** The same, and contiguous stretches where a number needs them. */
        FULL
    }

    /** Name and version of what reads, for {@code run.json}. */
    String version();

    /** Facts of one file on the default file system. */
    MediaFacts probe(Path file, Depth depth);

    /**
     * Cuts and black stretches of a video, by decoding it at a low rate.
     *
     * @throws IOException where the file cannot be decoded; the message says why
     */
    Timeline timeline(Path file) throws IOException;

    /** A JPEG of the frame nearest to a time in seconds, with the long side given in pixels; empty where there is none. */
    Optional<byte[]> thumbnail(Path file, double atSeconds, int longSide);
}
