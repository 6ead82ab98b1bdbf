package dev.assay.source;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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

    /**
     * What facts depend on besides the file and the depth: equal where, and only where, the same bytes give the same
     * facts. Facts kept under one fingerprint are never used under another.
     *
     * @throws SourceException where what the user gave it, such as a model, cannot be used
     */
    default String fingerprint() {
        return version();
    }

    /**
     * Why no file at all can be read here, such as native libraries that do not load; empty where files can be. May start
     * what reads.
     *
     * @throws SourceException where what the user gave it, such as a model, cannot be used
     */
    default Optional<String> obstacle() {
        return Optional.empty();
    }

    /** What happened to the engine so far, in numbers by name, for {@code run.json}. */
    default Map<String, Long> counts() {
        return Map.of();
    }

    /**
     * Facts of one file on the default file system.
     *
     * @throws EngineException where the engine itself, and not the file, has failed
     */
    MediaFacts probe(Path file, Depth depth);

    /** Facts of several files, in their order: the same as one by one, and cheaper where a call has a price. */
    default List<MediaFacts> probe(List<Path> files, Depth depth) {
        return files.stream().map(file -> probe(file, depth)).toList();
    }

    /**
     * Cuts and black stretches of a video, by decoding it at a low rate.
     *
     * @throws IOException where the file cannot be decoded; the message says why
     */
    Timeline timeline(Path file) throws IOException;

    /** A JPEG of the frame nearest to a time in seconds, with the long side given in pixels; empty where there is none. */
    Optional<byte[]> thumbnail(Path file, double atSeconds, int longSide);
}
