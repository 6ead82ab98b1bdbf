package dev.assay.kernel.assist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.kernel.Completions;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class HostileTextTest {
    private static final int LARGE = 100_000;
    private static final List<String> PIECES = List.of(
            "{",
            "}",
            "(",
            ")",
            "[",
            "]",
            "\"",
            "'",
            "\"\"\"",
            "//",
            "/*",
            "*/",
            "\n",
            " ",
            ";",
            ".",
            ",",
            "<",
            ">",
            "->",
            "::",
            "=",
            "%",
            "%%",
            "@",
            "\\",
            "\0",
            "\u001a",
            "\uD83D\uDE00",
            "\uD83D",
            "\uDE00",
            "class",
            "record",
            "int",
            "var",
            "x",
            "names",
            "new",
            "import",
            "static",
            "if",
            "else",
            "for",
            "case",
            "try",
            "do",
            "void",
            "f(",
            "1",
            "\r",
            "\u200b",
            "\\u007d",
            "non-sealed",
            "?",
            ":",
            "instanceof",
            "this",
            "\u0130");

    private static Rig rig;

    @BeforeAll
    static void start() {
        rig = new Rig("var names = List.of(\"a\");");
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    private static void ask(String code, int cursor) {
        Completions found = rig.assist.complete(code, cursor);
        int length = code.codePointCount(0, code.length());
        assertThat(found.start()).as(code).isBetween(0, length);
        assertThat(found.end()).as(code).isBetween(found.start(), length);
        rig.assist.inspect(code, cursor, 1);
        assertThat(rig.assist.completeness(code).status()).isIn("complete", "incomplete", "invalid", "unknown");
    }

    /** An answer after all: what stops answering would fail each test that follows. */
    private static void stillAnswers() {
        assertThat(rig.texts("names.strea|")).containsExactly("stream()");
    }

    @Test
    void garbage() {
        Random random = new Random(3);
        for (int i = 0; i < 200; i++) {
            StringBuilder code = new StringBuilder();
            for (int k = random.nextInt(30); k >= 0; k--) {
                code.append(PIECES.get(random.nextInt(PIECES.size()))).append(random.nextInt(3) == 0 ? " " : "");
            }
            ask(code.toString(), random.nextInt(code.length() + 2));
        }
        stillAnswers();
    }

    @Test
    void cursorsOutsideTheText() {
        ask("names.", 1000);
        ask("names.", -1);
        ask("", 0);
        ask("", Integer.MAX_VALUE);
        ask("names.", Integer.MIN_VALUE);
    }

    @Test
    void largeCells() {
        for (String piece : List.of(
                "(",
                "{",
                "[",
                "\"",
                "((",
                "a.",
                "a(",
                "f(x -> ",
                "!",
                "-",
                "new ",
                "class A {",
                "x = {} + ",
                "< ",
                "int x;\n",
                "a < ",
                "@A ",
                "\0",
                "\uD83D\uDE00",
                "if (x) {} else ",
                "record R(int a) {",
                "/*",
                "\\",
                "// a\n",
                "%a\n",
                "{}",
                "{} - ",
                "\"\"\"")) {
            String code = piece.repeat(LARGE / piece.length());
            long start = System.nanoTime();
            ask(code, code.codePointCount(0, code.length()));
            ask(code, code.length() / 2);
            long millis = (System.nanoTime() - start) / 1_000_000;
            // six questions of at most three seconds each
            assertThat(millis).as(piece).isLessThan(19_000);
        }
        stillAnswers();
    }

    /** What the limits let through must not keep the compiler busy for long. */
    @Test
    void cellsJustWithinTheLimits() {
        for (String piece : List.of("f(x -> ", "names.stream().map(x -> ", "Comparator.comparing(x -> ")) {
            ask(piece.repeat(7) + "x.", (piece.repeat(7) + "x.").length());
        }
        for (String piece : List.of("(", "List.of(", "{", "class A {", "new Object() {")) {
            int times = piece.endsWith("(") ? 20 : 75;
            ask(piece.repeat(times), piece.length() * times);
        }
        for (String piece : List.of("1 + ", "a.", "f().", "!", "if (x) {} else ")) {
            ask(piece.repeat(600), piece.length() * 600);
        }
        stillAnswers();
    }

    @Test
    void aLongCellIsAnsweredInItsMiddle() {
        String before = "int a%d = Math.max(%d, 3);\n";
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < 500; i++) {
            code.append(before.formatted(i, i));
        }
        assertThat(rig.texts(code + "names.strea|;\n" + code)).containsExactly("stream()");
        assertThat(rig.texts(code + "a49|;\n" + code)).contains("a49", "a490", "a499");
    }

    @Test
    void completesWhileTheShellIsBusy() throws InterruptedException {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        Thread cell = new Thread(() -> {
            rig.lock.lock();
            try {
                held.countDown();
                done.await(20, TimeUnit.SECONDS);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            } finally {
                rig.lock.unlock();
            }
        });
        cell.start();
        assertThat(held.await(5, TimeUnit.SECONDS)).isTrue();
        try {
            stillAnswers();
            assertThat(rig.assist.completeness("foo(").status()).isEqualTo("incomplete");
        } finally {
            done.countDown();
            cell.join();
        }
    }

    @Test
    void manyAskAtOnce() throws InterruptedException {
        AtomicInteger answered = new AtomicInteger();
        List<Thread> threads = java.util.stream.IntStream.range(0, 4)
                .mapToObj(i -> new Thread(() -> {
                    for (int k = 0; k < 20; k++) {
                        answered.addAndGet(
                                rig.complete("names.strea|").matches().size());
                    }
                }))
                .toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(answered).hasValue(80);
    }
}
