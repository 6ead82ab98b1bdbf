package dev.assay.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.schema.Evidence;
import dev.assay.schema.EvidenceSource;
import dev.assay.source.MediaFacts;
import dev.assay.source.SourceException;
import dev.assay.source.walk.Tree;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The facts of files that were probed, one JSON line a file, so that a killed scan does not probe them again. A line
 * counts while the file's size and time are the same, and the whole journal while engine and depth are; a line that was
 * torn by a kill is cut off. Rows are made anew from the facts each time, so that a resumed scan ends with the bytes of
 * an uninterrupted one.
 */
final class Journal implements Closeable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final FileChannel channel;
    private final Tree tree;
    private final long[] places;

    private Journal(FileChannel channel, Tree tree) {
        this.channel = channel;
        this.tree = tree;
        this.places = new long[tree.size()];
    }

    /**
     * Opens or begins a journal.
     *
     * @param made what the facts depend on besides the files: engine and depth
     * @throws SourceException where it cannot be opened, or another scan writes to it
     */
    static Journal open(Path file, Tree tree, String made) {
        try {
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                channel.close();
                throw new SourceException("journal " + file + ": another scan is writing to it");
            }
            Journal journal = new Journal(channel, tree);
            journal.load(JSON.createObjectNode().put("assay_journal", 1).put("made", made));
            return journal;
        } catch (OverlappingFileLockException e) {
            throw new SourceException("journal " + file + ": another scan is writing to it", e);
        } catch (IOException e) {
            throw new SourceException("journal " + file + ": cannot be opened: " + e, e);
        }
    }

    private void load(ObjectNode header) throws IOException {
        byte[] expected = line(header);
        InputStream in = new BufferedInputStream(Channels.newInputStream(channel.position(0)), 1 << 16);
        long end = 0;
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0; b = in.read()) {
            line.write(b);
            if (b == '\n') {
                boolean wanted =
                        end == 0 ? line.toString(StandardCharsets.UTF_8).equals(text(expected)) : known(line, end);
                if (!wanted) {
                    break;
                }
                end += line.size();
                line.reset();
            }
        }
        channel.truncate(end).position(end);
        if (end == 0) {
            write(expected);
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Notes a line if its file is still the same; false where the line is none of ours. */
    private boolean known(ByteArrayOutputStream line, long place) {
        try {
            JsonNode node = JSON.readTree(line.toByteArray());
            OptionalInt file = tree.find(node.path("id").asText());
            if (file.isPresent()
                    && node.path("bytes").asLong(-1) == tree.bytes(file.getAsInt())
                    && node.path("modified").asLong(-1) == tree.modified(file.getAsInt())) {
                places[file.getAsInt()] = place;
            }
            return node.has("id") && node.has("media");
        } catch (IOException e) {
            return false;
        }
    }

    /** The facts of a file, where they were noted. Safe for several threads. */
    Optional<MediaFacts> read(int file) {
        long place = places[file];
        if (place == 0) {
            return Optional.empty();
        }
        try {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            ByteBuffer part = ByteBuffer.allocate(2048);
            while (true) {
                part.clear();
                int read = channel.read(part, place + line.size());
                if (read <= 0) {
                    return Optional.empty();
                }
                for (int i = 0; i < read; i++) {
                    if (part.get(i) == '\n') {
                        line.write(part.array(), 0, i);
                        return Optional.of(facts(JSON.readTree(line.toByteArray())));
                    }
                }
                line.write(part.array(), 0, read);
            }
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Notes the facts of a file. Safe for several threads. */
    void add(int file, MediaFacts facts) {
        ObjectNode node = JSON.createObjectNode();
        node.put("id", tree.id(file)).put("bytes", tree.bytes(file)).put("modified", tree.modified(file));
        node.put("media", facts.media()).put("error", facts.error());
        ObjectNode values = node.putObject("values");
        facts.values().forEach((column, value) -> {
            if (value instanceof Double number) {
                values.put(column, number);
            } else if (value instanceof Long || value instanceof Integer) {
                values.put(column, ((Number) value).longValue());
            } else {
                values.put(column, value.toString());
            }
        });
        ArrayNode evidence = node.putArray("evidence");
        facts.evidence().forEach(each -> evidence.addArray()
                .add(each.axis())
                .add(each.value())
                .add(each.source().name())
                .add(each.confidence())
                .add(each.origin()));
        try {
            write(line(node));
        } catch (IOException e) {
            throw new SourceException("journal: cannot be written: " + e, e);
        }
    }

    private static byte[] line(ObjectNode node) throws IOException {
        return (JSON.writeValueAsString(node) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private synchronized void write(byte[] line) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(line);
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static MediaFacts facts(JsonNode node) {
        Map<String, Object> values = new LinkedHashMap<>();
        node.path("values").properties().forEach(field -> {
            JsonNode value = field.getValue();
            Object plain = value.isTextual()
                    ? (Object) value.asText()
                    : value.isIntegralNumber() ? (Object) value.asLong() : (Object) value.asDouble();
            values.put(field.getKey(), plain);
        });
        List<Evidence> evidence = new ArrayList<>();
        node.path("evidence")
                .forEach(each -> evidence.add(new Evidence(
                        each.path(0).asText(),
                        each.path(1).asText(),
                        EvidenceSource.valueOf(each.path(2).asText()),
                        each.path(3).asDouble(),
                        each.path(4).asText())));
        String error = node.path("error").isTextual() ? node.path("error").asText() : null;
        return new MediaFacts(node.path("media").asText(), error, values, evidence);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
