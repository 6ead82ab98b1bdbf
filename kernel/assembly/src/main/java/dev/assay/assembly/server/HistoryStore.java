package dev.assay.assembly.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.assembly.server.History.Entry;
import dev.assay.jupyter.Json;
import dev.assay.jupyter.PrivateFiles;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Cells on disk, private to the user: a directory with a file a session, {@code 00000042.jsonl}, a line a cell. A session's file
 * is made with its first cell, by an exclusive create that also hands out its number, and is written by its kernel alone; so
 * several kernels need no lock. A line that a crash cut short is skipped. Bounded in every direction: {@value #MAX_SESSIONS}
 * sessions, {@value #MAX_TOTAL} bytes in all (the oldest go first), {@value #MAX_SESSION} bytes a session.
 */
final class HistoryStore {
    static final int MAX_SESSIONS = 500;
    static final long MAX_TOTAL = 64L << 20;
    static final long MAX_SESSION = 8L << 20;
    /** Characters of a cell or an output that are kept. */
    static final int MAX_TEXT = 100_000;

    private static final String SUFFIX = ".jsonl";

    private final Path directory;
    private @Nullable Path file;
    private int session;
    private long written;

    /** Nothing is touched before the first cell. */
    HistoryStore(Path directory) {
        this.directory = directory;
    }

    /** Where the user's history is kept unless told otherwise: state, not data, in the words of the XDG directories. */
    static Path usualDirectory(String system, Map<String, String> environment, Path home) {
        String name = system.toLowerCase(Locale.ROOT);
        if (name.contains("windows")) {
            String local = environment.get("LOCALAPPDATA");
            return (local == null ? home : Path.of(local)).resolve("assay").resolve("history");
        }
        if (name.contains("mac")) {
            return home.resolve("Library/Application Support/assay/history");
        }
        String state = environment.get("XDG_STATE_HOME");
        return (state == null || state.isEmpty() ? home.resolve(".local/state") : Path.of(state))
                .resolve("assay/history");
    }

    /** The number of this session, or the one it will have unless another kernel takes it first. */
    synchronized int session() {
        if (file != null) {
            return session;
        }
        NavigableMap<Integer, Path> sessions = sessions();
        return sessions.isEmpty() ? 1 : sessions.lastKey() + 1;
    }

    synchronized void append(int number, String input, @Nullable String output) throws IOException {
        Path target = file == null ? open() : file;
        ObjectNode line = Json.object().put("n", number).put("in", cut(input));
        if (output != null) {
            line.put("out", cut(output));
        }
        byte[] bytes = (new String(Json.write(line), StandardCharsets.UTF_8) + "\n").getBytes(StandardCharsets.UTF_8);
        if (written + bytes.length <= MAX_SESSION) {
            Files.write(target, bytes, StandardOpenOption.APPEND);
            written += bytes.length;
        }
    }

    private Path open() throws IOException {
        PrivateFiles.createDirectories(directory);
        prune();
        while (true) {
            int number = session();
            Path candidate = directory.resolve(String.format(Locale.ROOT, "%08d%s", number, SUFFIX));
            try {
                PrivateFiles.create(candidate);
            } catch (FileAlreadyExistsException e) {
                continue; // another kernel began in this moment: the next number
            }
            session = number;
            file = candidate;
            return candidate;
        }
    }

    private void prune() throws IOException {
        NavigableMap<Integer, Path> sessions = sessions();
        long total = 0;
        for (Path path : sessions.values()) {
            total += size(path);
        }
        while (!sessions.isEmpty() && (sessions.size() >= MAX_SESSIONS || total > MAX_TOTAL)) {
            Path oldest = sessions.pollFirstEntry().getValue();
            total -= size(oldest);
            Files.deleteIfExists(oldest);
        }
    }

    private static long size(Path path) throws IOException {
        try {
            return Files.size(path);
        } catch (NoSuchFileException e) {
            return 0; // another kernel pruned it
        }
    }

    /** What is left of a session, empty if nothing is. */
    List<Entry> read(int number) {
        Path path = sessions().get(number);
        List<Entry> entries = new ArrayList<>();
        if (path == null) {
            return entries;
        }
        try (BufferedReader reader = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
            if (size(path) > 2 * MAX_SESSION) {
                return entries; // none of ours
            }
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                Entry entry = entry(number, line);
                if (entry != null) {
                    entries.add(entry);
                }
            }
        } catch (IOException e) {
            return entries; // gone meanwhile, or not text: what was read is what there is
        }
        return entries;
    }

    private static @Nullable Entry entry(int session, String line) {
        try {
            ObjectNode json = Json.read(line.getBytes(StandardCharsets.UTF_8));
            JsonNode input = json.path("in");
            JsonNode output = json.path("out");
            return input.isTextual()
                    ? new Entry(session, json.path("n").asInt(), input.textValue(), output.textValue())
                    : null;
        } catch (IOException e) {
            return null; // cut short by a crash
        }
    }

    /** The sessions there are, by number. */
    private NavigableMap<Integer, Path> sessions() {
        NavigableMap<Integer, Path> sessions = new TreeMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
            for (Path path : files) {
                String name = path.getFileName().toString();
                if (name.matches("[0-9]{8}\\.jsonl")) {
                    sessions.put(Integer.parseInt(name.substring(0, 8)), path);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            return sessions; // no history yet
        }
        return sessions;
    }

    private static String cut(String text) {
        return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
    }
}
