package dev.assay.notebook.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private final AtomicLong seconds = new AtomicLong(1_000);
    private final List<String> told = new ArrayList<>();
    private final Progress progress = new Progress(told::add, () -> TimeUnit.SECONDS.toNanos(seconds.get()));

    private void ticks(int count) {
        for (int i = 0; i < count; i++) {
            seconds.incrementAndGet();
            progress.tick();
        }
    }

    @Test
    void aShortCellIsOneLine() {
        progress.begin("cell 1/2 count");
        ticks(1);
        progress.end("");
        ticks(100);
        assertThat(told).containsExactly("cell 1/2 count  1.0 s");
    }

    /** Whoever waits sees that it goes on; a log of a night is not full of it. */
    @Test
    void aLongCellIsToldOfEverMoreSeldom() {
        progress.begin("cell 2/2 measure");
        ticks(3_600);
        progress.end("failed");
        assertThat(told).hasSize(11).startsWith("cell 2/2 measure ..", "cell 2/2 measure ..  11 s");
        assertThat(told).contains("cell 2/2 measure ..  41 s").endsWith("cell 2/2 measure  3600.0 s  failed");
    }
}
