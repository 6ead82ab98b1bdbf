package dev.assay.kernel.display;

import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How far a long call is, in the cell that made it: {@code for (var clip : Progress.over(clips)) ...}, or
 * {@code try (var progress = Progress.of(total)) { ... progress.step(); }}. Any thread may step.
 *
 * <p>The bar is one display that is updated at most ten times a second, and ends in a state that says how many there were
 * and nothing that differs from run to run. Outside a notebook it writes a line to the error stream now and then.
 */
public final class Progress implements AutoCloseable {

    private static final long UPDATE_NANOS = 100_000_000L;
    private static final int BAR = 30;

    private final ProgressSink sink;
    private final String what;
    private final long total;
    private final long started;
    private long done;
    private long shownAt;
    private boolean closed;

    Progress(ProgressSink sink, String what, long total, long now) {
        this.sink = sink;
        this.what = what;
        this.total = total;
        this.started = now;
        this.shownAt = now;
        sink.first(html(0), text());
    }

    /** Of so many steps; a negative total is one that is not known. */
    public static Progress of(long total) {
        return of(total, "");
    }

    /** Of so many steps, with a word for what they are. */
    public static Progress of(long total, String what) {
        return new Progress(ProgressSink.here(), what, total, System.nanoTime());
    }

    /** The elements of a collection, counted as a loop takes them. */
    public static <T> Iterable<T> over(Collection<T> items) {
        return over(items, items.size());
    }

    /** The elements of an array, counted as a loop takes them. */
    @SafeVarargs
    @SuppressWarnings("varargs")
    public static <T> Iterable<T> over(T... items) {
        return over(Arrays.asList(items));
    }

    /** The elements of anything that can be iterated, such as the rows of a table; their number is not known. */
    public static <T> Iterable<T> over(Iterable<T> items) {
        return items instanceof Collection<T> collection ? over(collection) : over(items, -1);
    }

    /** The elements of anything that can be iterated, with their number. */
    public static <T> Iterable<T> over(Iterable<T> items, long total) {
        return () -> new Counted<>(items.iterator(), of(total));
    }

    /** One step is done. */
    public void step() {
        step(1);
    }

    /** So many steps are done. */
    public synchronized void step(long steps) {
        at(done + steps, System.nanoTime());
    }

    /** So many steps are done in all, as a library that counts by itself says. */
    public synchronized void at(long steps) {
        at(steps, System.nanoTime());
    }

    synchronized void at(long steps, long now) {
        done = steps;
        if (closed) {
            return;
        }
        if (done == total) {
            close();
        } else if (now - shownAt >= UPDATE_NANOS) {
            shownAt = now;
            sink.update(html(now - started), text());
        }
    }

    /** Shows the state it ended in, as reaching the total does by itself; further steps are not shown. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            sink.last(html(0), text());
        }
    }

    /** What a console shows. */
    private String text() {
        String bar = "";
        if (total > 0) {
            int full = (int) Math.min(BAR, BAR * done / total);
            bar = "[" + "#".repeat(full) + ".".repeat(BAR - full) + "] ";
        }
        return bar + words();
    }

    private String words() {
        String count = total < 0 ? Long.toString(done) : done + " of " + total;
        return what.isEmpty() ? count : count + " " + what;
    }

    /** A bar that needs no style sheet; with the time only while it runs. */
    private String html(long nanos) {
        double share = total > 0 ? Math.min(1.0, (double) done / total) : 0;
        String percent = String.format(Locale.ROOT, "%.1f", 100 * share);
        StringBuilder out = new StringBuilder("<div style=\"font:13px/1.6 system-ui,sans-serif\">");
        if (total > 0) {
            out.append("<div role=\"progressbar\" aria-valuemin=\"0\" aria-valuemax=\"100\" aria-valuenow=\"")
                    .append(percent)
                    .append(
                            "\" style=\"display:inline-block;vertical-align:middle;width:16em;max-width:50%;height:.7em;"
                                    + "margin-right:.7em;border-radius:4px;overflow:hidden;background:rgba(128,128,128,.3)\">"
                                    + "<div style=\"height:100%;width:")
                    .append(percent)
                    .append("%;background:#4a7fb5\"></div></div>");
        }
        return out.append(Escape.html(words()))
                .append(Escape.html(left(nanos, share)))
                .append("</div>")
                .toString();
    }

    private static String left(long nanos, double share) {
        if (nanos <= 0) {
            return "";
        }
        String since = " · " + seconds(nanos / 1e9);
        return share <= 0.01 || share >= 1
                ? since
                : since + ", about " + seconds(nanos / 1e9 * (1 - share) / share) + " left";
    }

    private static String seconds(double seconds) {
        long whole = Math.round(seconds);
        return whole < 60
                ? whole + " s"
                : whole < 3600
                        ? whole / 60 + " min " + whole % 60 + " s"
                        : whole / 3600 + " h " + whole % 3600 / 60 + " min";
    }

    /** Counts what a loop takes, and ends with it. */
    private static final class Counted<T> implements Iterator<T> {
        private final Iterator<T> items;
        private final Progress progress;
        private boolean first = true;

        Counted(Iterator<T> items, Progress progress) {
            this.items = items;
            this.progress = progress;
        }

        /** An element is done when the loop comes back for the next. */
        @Override
        public boolean hasNext() {
            boolean more = items.hasNext();
            if (!more) {
                countLast();
            }
            return more;
        }

        private void countLast() {
            if (!first) {
                progress.step();
                first = true;
            }
            progress.close();
        }

        @Override
        public @Nullable T next() {
            if (!first) {
                progress.step();
            }
            T item = items.next();
            first = false;
            return item;
        }
    }
}
