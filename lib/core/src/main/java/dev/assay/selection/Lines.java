package dev.assay.selection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** JSON lines: one object a line, UTF-8, each line ended by a line feed. */
final class Lines {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Lines() {}

    static byte[] of(List<Map<String, Object>> objects) {
        StringBuilder lines = new StringBuilder();
        try {
            for (Map<String, Object> object : objects) {
                lines.append(MAPPER.writeValueAsString(object)).append('\n');
            }
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
