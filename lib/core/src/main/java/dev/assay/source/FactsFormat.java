package dev.assay.source;

import dev.assay.schema.Evidence;
import dev.assay.schema.EvidenceSource;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Facts as bytes: between processes and from one scan to the next. What is read equals what was written to the last bit,
 * so that it makes no difference to a row which way its facts came.
 *
 * <p>Whole numbers are read as {@code Long}, others as {@code Double}, all else as text. The form has no version: whoever
 * keeps the bytes keeps beside them what wrote them.
 */
public final class FactsFormat {

    /** Longest text that is believed to be one: what asks for more is damage. */
    private static final int MOST_CHARACTERS = 1 << 20;

    private static final int MOST_ENTRIES = 10_000;

    private FactsFormat() {}

    /** Writes facts. */
    public static void write(MediaFacts facts, DataOutput out) throws IOException {
        writeText(facts.media(), out);
        writeText(facts.error() == null ? "" : facts.error(), out);
        out.writeByte((facts.error() == null ? 0 : 1) | (facts.lasting() ? 0 : 2));
        writeValues(facts.values(), out);
        out.writeShort(facts.evidence().size());
        for (Evidence each : facts.evidence()) {
            writeText(each.axis(), out);
            writeText(each.value(), out);
            writeText(each.source().name(), out);
            out.writeDouble(each.confidence());
            writeText(each.origin(), out);
        }
    }

    /** Writes values by column. */
    public static void writeValues(Map<String, Object> values, DataOutput out) throws IOException {
        out.writeShort(values.size());
        for (Map.Entry<String, Object> value : values.entrySet()) {
            writeText(value.getKey(), out);
            writeValue(value.getValue(), out);
        }
    }

    private static void writeValue(Object value, DataOutput out) throws IOException {
        if (value instanceof Double number) {
            out.writeByte('d');
            out.writeDouble(number);
        } else if (value instanceof Long || value instanceof Integer) {
            out.writeByte('l');
            out.writeLong(((Number) value).longValue());
        } else {
            out.writeByte('t');
            writeText(value.toString(), out);
        }
    }

    /**
     * Reads facts.
     *
     * @throws IOException where the bytes are not what {@link #write} wrote
     */
    public static MediaFacts read(DataInput in) throws IOException {
        String media = readText(in);
        String error = readText(in);
        int flags = in.readByte();
        Map<String, Object> byColumn = readValues(in);
        int statements = count(in);
        List<Evidence> evidence = new ArrayList<>(statements);
        for (int i = 0; i < statements; i++) {
            evidence.add(readEvidence(in));
        }
        return new MediaFacts(media, (flags & 1) == 0 ? null : error, byColumn, evidence, (flags & 2) == 0);
    }

    /**
     * Reads values by column, in the order they were written.
     *
     * @throws IOException where the bytes are not what {@link #writeValues} wrote
     */
    public static Map<String, Object> readValues(DataInput in) throws IOException {
        int values = count(in);
        Map<String, Object> byColumn = new LinkedHashMap<>(2 * values);
        for (int i = 0; i < values; i++) {
            byColumn.put(readText(in), readValue(in));
        }
        return byColumn;
    }

    private static Object readValue(DataInput in) throws IOException {
        int kind = in.readByte();
        return switch (kind) {
            case 'd' -> in.readDouble();
            case 'l' -> in.readLong();
            case 't' -> readText(in);
            default -> throw new StreamCorruptedException("expected a value, found kind " + kind);
        };
    }

    private static Evidence readEvidence(DataInput in) throws IOException {
        String axis = readText(in);
        String value = readText(in);
        String source = readText(in);
        double confidence = in.readDouble();
        String origin = readText(in);
        try {
            return new Evidence(axis, value, EvidenceSource.valueOf(source), confidence, origin);
        } catch (IllegalArgumentException e) {
            throw (IOException) new StreamCorruptedException("expected evidence, found " + source).initCause(e);
        }
    }

    private static int count(DataInput in) throws IOException {
        int count = in.readUnsignedShort();
        if (count > MOST_ENTRIES) {
            throw new StreamCorruptedException("expected a few entries, found " + count);
        }
        return count;
    }

    /** Writes a text, whatever characters it is made of: halves of surrogate pairs, too. */
    public static void writeText(String text, DataOutput out) throws IOException {
        boolean narrow = isNarrow(text);
        byte[] bytes = narrow ? text.getBytes(StandardCharsets.ISO_8859_1) : wide(text);
        out.writeInt(narrow ? bytes.length : -bytes.length);
        out.write(bytes);
    }

    private static boolean isNarrow(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0xFF) {
                return false;
            }
        }
        return true;
    }

    /** UTF-16 by hand: the charset would put a question mark for half a pair. */
    private static byte[] wide(String text) {
        byte[] bytes = new byte[2 * text.length()];
        for (int i = 0; i < text.length(); i++) {
            bytes[2 * i] = (byte) (text.charAt(i) >> 8);
            bytes[2 * i + 1] = (byte) text.charAt(i);
        }
        return bytes;
    }

    /** Reads a text. */
    public static String readText(DataInput in) throws IOException {
        int length = in.readInt();
        if (Math.abs((long) length) > 2L * MOST_CHARACTERS || (length < 0 && length % 2 != 0)) {
            throw new StreamCorruptedException("expected a text, found one of length " + length);
        }
        byte[] bytes = new byte[Math.abs(length)];
        in.readFully(bytes);
        if (length >= 0) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
        char[] characters = new char[bytes.length / 2];
        for (int i = 0; i < characters.length; i++) {
            characters[i] = (char) ((bytes[2 * i] & 0xFF) << 8 | (bytes[2 * i + 1] & 0xFF));
        }
        return new String(characters);
    }
}
