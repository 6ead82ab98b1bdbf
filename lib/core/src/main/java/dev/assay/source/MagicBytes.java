package dev.assay.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether the first bytes of a file look like video, image or audio, for files whose names do not say. */
public final class MagicBytes {

    private static final int HEAD = 16;

    private MagicBytes() {}

    /** Whether a file is worth probing. A file that cannot be read is not. */
    public static boolean looksLikeMedia(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return looksLikeMedia(in.readNBytes(HEAD));
        } catch (IOException e) {
            return false;
        }
    }

    static boolean looksLikeMedia(byte[] head) {
        String text = new String(head, StandardCharsets.ISO_8859_1);
        return text.startsWith("ftyp", 4)
                || text.startsWith("moov", 4)
                || (text.startsWith("RIFF")
                        && (text.startsWith("AVI ", 8) || text.startsWith("WAVE", 8) || text.startsWith("WEBP", 8)))
                || text.startsWith("\u001AE\u00DF\u00A3")
                || text.startsWith("\u00FF\u00D8\u00FF")
                || text.startsWith("\u0089PNG")
                || text.startsWith("GIF8")
                || text.startsWith("OggS")
                || text.startsWith("fLaC")
                || text.startsWith("ID3")
                || text.startsWith("FLV\u0001")
                || text.startsWith("0&\u00B2u\u008Ef\u00CF\u0011")
                || text.startsWith("\u0000\u0000\u0001\u00BA")
                || text.startsWith("\u0000\u0000\u0001\u00B3");
    }
}
