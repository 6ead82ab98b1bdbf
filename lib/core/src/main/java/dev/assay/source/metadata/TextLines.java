package dev.assay.source.metadata;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Text files of unknown makers: UTF-8, or what a byte order mark says. */
final class TextLines {

    private TextLines() {}

    static BufferedReader open(Path file) throws IOException {
        PushbackInputStream in = new PushbackInputStream(Files.newInputStream(file), 3);
        try {
            return new BufferedReader(decoded(in));
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    private static Reader decoded(PushbackInputStream in) throws IOException {
        byte[] head = new byte[3];
        int read = in.readNBytes(head, 0, 3);
        Charset charset = StandardCharsets.UTF_8;
        int mark = 0;
        if (read >= 3 && head[0] == (byte) 0xEF && head[1] == (byte) 0xBB && head[2] == (byte) 0xBF) {
            mark = 3;
        } else if (read >= 2 && head[0] == (byte) 0xFF && head[1] == (byte) 0xFE) {
            charset = StandardCharsets.UTF_16LE;
            mark = 2;
        } else if (read >= 2 && head[0] == (byte) 0xFE && head[1] == (byte) 0xFF) {
            charset = StandardCharsets.UTF_16BE;
            mark = 2;
        }
        in.unread(head, mark, read - mark);
        return new InputStreamReader((InputStream) in, charset);
    }
}
