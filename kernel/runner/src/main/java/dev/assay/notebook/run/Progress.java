package dev.assay.notebook.run;

import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** One line a cell, told when it is over; one that lasts is told of before, too, and ever more seldom while it does. */
final class Progress {
    private static final long LASTS = Duration.ofSeconds(2).toNanos();
    private static final long AGAIN = Duration.ofSeconds(10).toNanos();

    private final Consumer<String> listener;
    private final LongSupplier clock;
    private String title = "";
    private long start;
    private long next = Long.MAX_VALUE;

    Progress(Consumer<String> listener) {
        this(listener, System::nanoTime);
    }

    /** @param clock nanoseconds since any moment */
    Progress(Consumer<String> listener, LongSupplier clock) {
        this.listener = listener;
        this.clock = clock;
    }

    void begin(String cell) {
        title = cell;
        start = clock.getAsLong();
        next = LASTS;
    }

    /** Called every now and then. */
    void tick() {
        long passed = clock.getAsLong() - start;
        if (passed > next) {
            listener.accept(title + " .."
                    + (next == LASTS ? "" : "  " + Duration.ofNanos(passed).toSeconds() + " s"));
            next = Math.max(AGAIN, 2 * next);
        }
    }

    /** @param how the cell went, for people; empty text for well */
    void end(String how) {
        next = Long.MAX_VALUE;
        double seconds = (clock.getAsLong() - start) / 1e9;
        listener.accept(String.format(Locale.ROOT, "%s  %.1f s%s", title, seconds, how.isEmpty() ? "" : "  " + how));
    }
}
