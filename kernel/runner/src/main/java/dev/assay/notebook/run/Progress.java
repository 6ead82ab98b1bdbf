package dev.assay.notebook.run;

import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;

/** One line a cell, told when it is over; a cell that lasts is told of before, too. */
final class Progress {
    private static final Duration LASTS = Duration.ofSeconds(2);

    private final Consumer<String> listener;
    private String title = "";
    private long start;
    private boolean told = true;

    Progress(Consumer<String> listener) {
        this.listener = listener;
    }

    void begin(String cell) {
        title = cell;
        start = System.nanoTime();
        told = false;
    }

    /** Called every now and then. */
    void tick() {
        if (!told && System.nanoTime() - start > LASTS.toNanos()) {
            told = true;
            listener.accept(title + " ..");
        }
    }

    /** @param how the cell went, for people; empty text for well */
    void end(String how) {
        told = true;
        double seconds = (System.nanoTime() - start) / 1e9;
        listener.accept(String.format(Locale.ROOT, "%s  %.1f s%s", title, seconds, how.isEmpty() ? "" : "  " + how));
    }
}
