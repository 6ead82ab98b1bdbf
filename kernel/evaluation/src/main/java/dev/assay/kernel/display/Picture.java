package dev.assay.kernel.display;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import org.dflib.jjava.jupyter.kernel.display.DisplayDataRenderable;
import org.dflib.jjava.jupyter.kernel.display.RenderContext;

/**
 * A picture from a file, shown as it is: {@code Picture.read(Path.of("frame.png"))}. PNG, JPEG, GIF and SVG, by content.
 */
public final class Picture implements DisplayDataRenderable {

    /** Bytes of a file; more belongs into no notebook. */
    public static final int MOST_BYTES = 20 << 20;

    private final String type;
    private final byte[] bytes;
    private final String name;

    private Picture(String type, byte[] bytes, String name) {
        this.type = type;
        this.bytes = bytes;
        this.name = name;
    }

    /**
     * Reads a file.
     *
     * @throws IOException if it cannot be read, is larger than {@link #MOST_BYTES} or is none of these pictures
     */
    public static Picture read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new IOException(file + " is larger than " + MOST_BYTES + " bytes");
            }
            return new Picture(type(bytes, file), bytes, String.valueOf(file.getFileName()));
        }
    }

    private static String type(byte[] bytes, Path file) throws IOException {
        String head = new String(bytes, 0, Math.min(bytes.length, 1_000), StandardCharsets.ISO_8859_1);
        if (head.startsWith("\u0089PNG\r\n")) {
            return "image/png";
        }
        if (head.startsWith("\u00ff\u00d8\u00ff")) {
            return "image/jpeg";
        }
        if (head.startsWith("GIF8")) {
            return "image/gif";
        }
        if (head.contains("<svg")) {
            return "image/svg+xml";
        }
        throw new IOException(file + " is no PNG, JPEG, GIF or SVG picture; it begins with the bytes "
                + Arrays.toString(Arrays.copyOf(bytes, Math.min(bytes.length, 8))));
    }

    @Override
    public void render(RenderContext context) {
        Object data = type.equals("image/svg+xml")
                ? new String(bytes, StandardCharsets.UTF_8)
                : Base64.getEncoder().encodeToString(bytes);
        context.getOutputContainer().putData(type, data);
        context.getOutputContainer().putText(this.toString());
    }

    @Override
    public String toString() {
        return "picture " + name + ", " + type + ", " + bytes.length + " bytes";
    }
}
