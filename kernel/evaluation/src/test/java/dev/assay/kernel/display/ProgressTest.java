package dev.assay.kernel.display;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ProgressTest {

    private static final class Recorded implements ProgressSink {
        final List<String> texts = new ArrayList<>();
        final List<String> pages = new ArrayList<>();

        @Override
        public void first(String html, String text) {
            update(html, text);
        }

        @Override
        public void update(String html, String text) {
            pages.add(html);
            texts.add(text);
        }

        @Override
        public void last(String html, String text) {
            update(html, text);
        }
    }

    private final Recorded sink = new Recorded();

    @Test
    void updatesAreThrottledAndTheEndIsShown() {
        Progress progress = new Progress(sink, "clips", 1_000, 0);
        for (int i = 1; i <= 999; i++) {
            progress.at(i, i * 1_000_000L); // one a millisecond
        }
        assertThat(sink.texts).hasSize(1 + 9);
        progress.close();
        progress.close();
        assertThat(sink.texts).hasSize(11).last().isEqualTo("[" + "#".repeat(29) + ".] 999 of 1000 clips");
    }

    @Test
    void theEndIsTheSameInEveryRun() {
        try (Progress progress = new Progress(sink, "<i>", 4, 0)) {
            progress.at(2, 30_000_000_000L);
            progress.at(4, 90_000_000_000L);
        }
        assertThat(sink.pages.get(1)).contains("2 of 4 &lt;i&gt;").contains("30 s, about 30 s left");
        assertThat(sink.pages.get(sink.pages.size() - 1)).contains("4 of 4").doesNotContain(" · ");
    }

    @Test
    void anUnknownTotalIsCounted() {
        Progress progress = new Progress(sink, "", -1, 0);
        progress.step(3);
        progress.close();
        assertThat(sink.texts.get(sink.texts.size() - 1)).isEqualTo("3");
    }

    @Test
    void stepsOfManyThreadsAllCount() {
        Progress progress = new Progress(sink, "", 50_000, 0);
        IntStream.range(0, 50_000).parallel().forEach(i -> progress.step());
        progress.close();
        assertThat(sink.texts.get(sink.texts.size() - 1)).endsWith("] 50000 of 50000");
    }

    @Test
    void aLoopGetsAllElementsAlsoOutsideANotebook() {
        List<Integer> seen = new ArrayList<>();
        for (int i : Progress.over(List.of(1, 2, 3))) {
            seen.add(i);
        }
        for (String s : Progress.over("a", "b")) {
            seen.add(s.length());
        }
        assertThat(seen).containsExactly(1, 2, 3, 1, 1);
        assertThat(Progress.over(List.of())).isEmpty();
    }

    @Test
    void aLogGetsTheLastLine() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ProgressSink lines =
                new ProgressSink.Lines(new PrintStream(bytes, true, StandardCharsets.UTF_8), System.nanoTime());
        Progress progress = new Progress(lines, "", 2, 0);
        progress.step();
        progress.step();
        progress.close();
        assertThat(bytes.toString(StandardCharsets.UTF_8).strip()).isEqualTo("[" + "#".repeat(30) + "] 2 of 2");
    }
}
