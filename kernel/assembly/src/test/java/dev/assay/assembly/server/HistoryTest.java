package dev.assay.assembly.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.assembly.server.History.Entry;
import dev.assay.jupyter.Complaints;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTest {
    @TempDir
    private Path home;

    private final Complaints complaints =
            new Complaints(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));

    private Path directory() {
        return home.resolve("state/history");
    }

    private History open() {
        return new History(new HistoryStore(directory()), complaints);
    }

    private static void put(History history, int number, String input, @Nullable String output) {
        history.add(number, input, output);
        history.write();
    }

    @Test
    void knowsWhatIsNotWrittenYet() {
        History history = open();
        history.add(1, "a", null);
        assertThat(directory()).doesNotExist();
        assertThat(history.tail(5)).containsExactly(new Entry(1, 1, "a", null));
        history.add(2, "b", null);
        assertThat(history.range(0, 1, 9)).extracting(Entry::input).containsExactly("a", "b");
        history.add(3, "c", null);
        history.write();
        history.write();
        assertThat(open().tail(5)).extracting(Entry::input).containsExactly("a", "b", "c");
    }

    @Test
    void remembersAcrossSessions() {
        History first = open();
        put(first, 1, "int a;", null);
        put(first, 2, "a", "0\n\"ğ😀\"");
        History second = open();
        put(second, 1, "a + 1", "1");

        assertThat(second.tail(10))
                .containsExactly(
                        new Entry(1, 1, "int a;", null),
                        new Entry(1, 2, "a", "0\n\"ğ😀\""),
                        new Entry(2, 1, "a + 1", "1"));
        assertThat(second.tail(2)).extracting(Entry::session).containsExactly(1, 2);
        assertThat(second.range(0, 1, 9)).extracting(Entry::input).containsExactly("a + 1");
        assertThat(second.range(-1, 2, 3)).extracting(Entry::input).containsExactly("a");
        assertThat(second.range(1, 1, 9)).hasSize(2);
        assertThat(second.range(7, 1, 9)).isEmpty();
        assertThat(second.search("*a*", 10, false)).hasSize(3);
        assertThat(second.search("a", 10, false)).hasSize(1);
        assertThat(second.search("in? a;", 10, false)).hasSize(1);
    }

    @Test
    void touchesNothingBeforeTheFirstCell() {
        assertThat(open().tail(5)).isEmpty();
        assertThat(directory()).doesNotExist();
    }

    @Test
    void keepsFilesToTheUser() throws IOException {
        put(open(), 1, "secret", null);
        Assumptions.assumeTrue(Files.getFileStore(home).supportsFileAttributeView("posix"));

        assertThat(mode(directory())).isEqualTo("rwx------");
        assertThat(mode(directory().resolve("00000001.jsonl"))).isEqualTo("rw-------");
    }

    @Test
    void countsEachTextOnceWhereItCameLast() {
        History history = open();
        List<String> texts = List.of("x", "y", "x", "z", "y");
        for (int i = 0; i < texts.size(); i++) {
            put(history, i + 1, texts.get(i), null);
        }

        assertThat(history.search("*", 10, true)).extracting(Entry::number).containsExactly(3, 4, 5);
        assertThat(history.search("*", 2, true)).extracting(Entry::number).containsExactly(4, 5);
    }

    @Test
    void servesSeveralKernelsAtOnce() throws Exception {
        List<Thread> kernels = new ArrayList<>();
        for (int k = 0; k < 8; k++) {
            int kernel = k;
            kernels.add(new Thread(() -> {
                History history = open();
                for (int i = 1; i <= 50; i++) {
                    put(history, i, "kernel " + kernel + " cell " + i, null);
                }
            }));
        }
        kernels.forEach(Thread::start);
        for (Thread kernel : kernels) {
            kernel.join();
        }

        History reader = open();
        assertThat(reader.tail(1000)).hasSize(400).extracting(Entry::input).doesNotHaveDuplicates();
        for (int session = 1; session <= 8; session++) {
            List<Entry> entries = reader.range(session, 1, 1000);
            assertThat(entries)
                    .extracting(Entry::number)
                    .isEqualTo(IntStream.rangeClosed(1, 50).boxed().toList());
            String whose = entries.get(0).input().split(" cell")[0];
            assertThat(entries).allMatch(entry -> entry.input().startsWith(whose + " "));
        }
    }

    @Test
    void skipsWhatACrashCutShort() throws IOException {
        put(open(), 1, "whole", null);
        Path file = directory().resolve("00000001.jsonl");
        Files.write(file, "{\"n\":2,\"in\":\"hal".getBytes(StandardCharsets.UTF_8), StandardOpenOption.APPEND);

        assertThat(open().tail(5)).extracting(Entry::input).containsExactly("whole");
    }

    @Test
    void survivesFilesThatAreNone() throws IOException {
        put(open(), 1, "good", null);
        Random random = new Random(8);
        for (int i = 2; i < 40; i++) {
            byte[] noise = new byte[200];
            random.nextBytes(noise);
            Files.write(directory().resolve(String.format(Locale.ROOT, "%08d.jsonl", i)), noise);
        }
        Files.createDirectory(directory().resolve("00000041.jsonl"));
        Files.writeString(directory().resolve("99999999999.jsonl"), "{}");

        History history = open();
        put(history, 1, "next", null);
        assertThat(history.tail(5)).extracting(Entry::input).containsExactly("good", "next");
    }

    @Test
    void staysBounded() throws IOException {
        Files.createDirectories(directory());
        for (int i = 1; i <= HistoryStore.MAX_SESSIONS + 20; i++) {
            Files.writeString(directory().resolve(String.format(Locale.ROOT, "%08d.jsonl", i)), "{}");
        }
        History history = open();
        String large = "x".repeat(HistoryStore.MAX_TEXT + 5);
        for (int i = 1; i <= 100; i++) {
            put(history, i, large, null);
        }

        try (Stream<Path> files = Files.list(directory())) {
            assertThat(files.count()).isEqualTo(HistoryStore.MAX_SESSIONS);
        }
        Path own = directory().resolve("00000521.jsonl");
        assertThat(Files.size(own)).isLessThanOrEqualTo(HistoryStore.MAX_SESSION);
        assertThat(directory().resolve("00000001.jsonl")).doesNotExist();
    }

    @Test
    void livesWithoutADirectory() throws IOException {
        Path blocked = Files.writeString(home.resolve("file"), "");
        History history = new History(new HistoryStore(blocked.resolve("history")), complaints);
        put(history, 1, "a", null);
        put(history, 2, "b", null);

        assertThat(history.tail(5)).extracting(Entry::input).containsExactly("a", "b");
    }

    @Test
    void knowsWhereStateIsKept() {
        assertThat(HistoryStore.usualDirectory("Linux", Map.of(), home))
                .isEqualTo(home.resolve(".local/state/assay/history"));
        assertThat(HistoryStore.usualDirectory("Linux", Map.of("XDG_STATE_HOME", "/s"), home))
                .isEqualTo(Path.of("/s/assay/history"));
        assertThat(HistoryStore.usualDirectory("Windows 11", Map.of("LOCALAPPDATA", "/l"), home))
                .isEqualTo(Path.of("/l/assay/history"));
        assertThat(HistoryStore.usualDirectory("Mac OS X", Map.of(), home))
                .isEqualTo(home.resolve("Library/Application Support/assay/history"));
    }

    /** Against the plain recursive definition. */
    @Test
    void matchesGlobs() {
        Random random = new Random(5);
        for (int i = 0; i < 20_000; i++) {
            String glob = word(random, "ab*?");
            String text = word(random, "ab");

            assertThat(Glob.matches(glob, text)).as(glob + " " + text).isEqualTo(slow(glob, text));
        }
        assertThat(Glob.matches("*a".repeat(5000) + "b", "a".repeat(10_000))).isFalse();
    }

    private static boolean slow(String glob, String text) {
        if (glob.isEmpty()) {
            return text.isEmpty();
        }
        if (glob.charAt(0) == '*') {
            return slow(glob.substring(1), text) || (!text.isEmpty() && slow(glob, text.substring(1)));
        }
        return !text.isEmpty()
                && (glob.charAt(0) == '?' || glob.charAt(0) == text.charAt(0))
                && slow(glob.substring(1), text.substring(1));
    }

    private static String word(Random random, String letters) {
        StringBuilder word = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
            word.append(letters.charAt(random.nextInt(letters.length())));
        }
        return word.toString();
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
