package dev.assay.media;

import dev.assay.source.FactsFormat;
import dev.assay.source.MediaEngine;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/**
 * What a worker is asked of one file.
 *
 * @param kind which of the engine's verbs
 * @param file an absolute path
 * @param depth of a probe
 * @param atSeconds of a thumbnail
 * @param longSide of a thumbnail, in pixels
 */
record Ask(Kind kind, Path file, MediaEngine.Depth depth, double atSeconds, int longSide) {

    /** The engine's verbs. */
    enum Kind {
        PROBE,
        TIMELINE,
        THUMBNAIL
    }

    Ask {
        file = file.toAbsolutePath();
    }

    static Ask probe(Path file, MediaEngine.Depth depth) {
        return new Ask(Kind.PROBE, file, depth, 0, 0);
    }

    static Ask timeline(Path file) {
        return new Ask(Kind.TIMELINE, file, MediaEngine.Depth.FULL, 0, 0);
    }

    static Ask thumbnail(Path file, double atSeconds, int longSide) {
        return new Ask(Kind.THUMBNAIL, file, MediaEngine.Depth.PIXELS, atSeconds, longSide);
    }

    void write(DataOutput out) throws IOException {
        FactsFormat.writeText(kind.name(), out);
        FactsFormat.writeText(depth.name(), out);
        out.writeDouble(atSeconds);
        out.writeInt(longSide);
        FactsFormat.writeText(spelled(file), out);
    }

    static Ask read(DataInput in) throws IOException {
        Kind kind = Kind.valueOf(FactsFormat.readText(in));
        MediaEngine.Depth depth = MediaEngine.Depth.valueOf(FactsFormat.readText(in));
        double atSeconds = in.readDouble();
        int longSide = in.readInt();
        String spelled = FactsFormat.readText(in);
        Path file = spelled.startsWith("file:") ? Path.of(URI.create(spelled)) : Path.of(spelled);
        return new Ask(kind, file, depth, atSeconds, longSide);
    }

    /** A Unix path is bytes, and its text may have lost some of them where the locale is not UTF-8; its URI has not. */
    private static String spelled(Path file) {
        String text = file.toString();
        boolean plain = text.chars().allMatch(c -> c < 128);
        return plain || !file.getFileSystem().getSeparator().equals("/")
                ? text
                : file.toUri().toString();
    }
}
