package dev.assay.kernel.output;

import dev.assay.kernel.Outputs;
import dev.assay.kernel.Outputs.Stream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * What one cell has printed and not yet sent. Writers append under a monitor held for the copy only; one courier thread a
 * session sends. A writer waits for the courier only where a megabyte is pending, and can be interrupted there, so a
 * frontend that stops reading slows a flood down but locks nothing up.
 */
final class PrintedText {
    /** Text waits at most this long for more of its kind. */
    static final long DELAY_MILLIS = 50;

    private static final int SEND_AT = 1 << 16;
    private static final int WAIT_AT = 1 << 20;
    /** Beyond this many changes between the streams in one go, each stream's text is kept together instead. */
    private static final int MAX_SEGMENTS = 64;

    private static final long END_SECONDS = 5;

    private final CellSession session;
    private final Outputs target;
    // Guarded by this:
    private Deque<Segment> segments = new ArrayDeque<>();
    private int pending;
    private boolean scheduled;
    private boolean urgent;
    private long accepted;
    private long dropped;
    private boolean noticed;
    private boolean sending;
    private boolean finished;
    private final Map<Stream, PartialText> partial = new EnumMap<>(Stream.class);
    // The courier's own:
    private boolean failed;

    PrintedText(CellSession session, Outputs target) {
        this.session = session;
        this.target = target;
    }

    /** Appends text, and a line feed if asked, as one piece. */
    void append(Stream stream, String text, boolean line) {
        boolean wait;
        synchronized (this) {
            add(stream, text, line);
            wait = requestSending();
        }
        if (wait) {
            flush();
        }
    }

    /** Appends UTF-8; a character cut at the end waits for its rest. */
    void append(Stream stream, byte[] bytes, int from, int count) {
        boolean wait;
        synchronized (this) {
            add(stream, partial(stream).decode(bytes, from, count), false);
            wait = requestSending();
        }
        if (wait) {
            flush();
        }
    }

    private PartialText partial(Stream stream) {
        return partial.computeIfAbsent(stream, key -> new PartialText());
    }

    private void add(Stream stream, String text, boolean line) {
        int length = text.length() + (line ? 1 : 0);
        long room = session.outputLimit() - accepted;
        if (length <= room) {
            StringBuilder to = segment(stream).text.append(text);
            if (line) {
                to.append('\n');
            }
            accepted += length;
            pending += length;
            return;
        }
        int fits = (int) Math.max(0, Math.min(room, text.length()));
        if (fits > 0 && Character.isHighSurrogate(text.charAt(fits - 1))) {
            fits--;
        }
        if (fits > 0) {
            segment(stream).text.append(text, 0, fits);
            pending += fits;
        }
        accepted = session.outputLimit();
        dropped += length - fits;
        if (!noticed) {
            noticed = true;
            notice("\n[Output limit: this cell printed " + grouped(session.outputLimit())
                    + " characters; what follows is dropped." + " Raise it with %outputlimit "
                    + session.outputLimit() * 10 + " before the cell.]\n");
        }
    }

    private void notice(String message) {
        segment(Stream.STDERR).text.append(message);
        pending += message.length();
    }

    private static String grouped(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    private Segment segment(Stream stream) {
        Segment last = segments.peekLast();
        if (last != null && last.stream == stream) {
            return last;
        }
        if (segments.size() >= MAX_SEGMENTS) {
            for (var all = segments.descendingIterator(); all.hasNext(); ) {
                Segment earlier = all.next();
                if (earlier.stream == stream) {
                    return earlier;
                }
            }
        }
        Segment fresh = new Segment(stream, new StringBuilder());
        segments.add(fresh);
        return fresh;
    }

    /** Sees that the courier comes; tells whether the writer should wait for it. */
    private boolean requestSending() {
        if (pending == 0) {
            return false;
        }
        session.waiting().add(this);
        try {
            if (pending >= SEND_AT && !urgent) {
                urgent = true;
                session.courier().execute(this::send);
            } else if (!scheduled && !urgent) {
                scheduled = true;
                var unused = session.courier().schedule(this::send, DELAY_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (RejectedExecutionException e) {
            discard(); // the session is closed
        }
        return pending >= WAIT_AT;
    }

    private void discard() {
        segments = new ArrayDeque<>();
        pending = 0;
        session.waiting().remove(this);
    }

    /** Sends what is there and waits for it; if interrupted, returns early with the thread's flag set. */
    void flush() {
        try {
            Future<?> sending = isSent() ? null : request(this::send);
            if (sending != null) {
                sending.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private synchronized boolean isSent() {
        return pending == 0 && !sending;
    }

    private @Nullable Future<?> request(Runnable send) {
        if (Thread.currentThread() instanceof CellSession.Courier) {
            send.run();
            return null;
        }
        try {
            return session.courier().submit(send);
        } catch (RejectedExecutionException e) {
            return null;
        }
    }

    /**
     * The last flush of a running cell: cut characters go out as they are, what was dropped is told. What threads of earlier
     * cells have printed goes, too: this one may have waited for them, and it may be the last.
     */
    void end() {
        synchronized (this) {
            for (Stream stream : Stream.values()) {
                add(stream, partial(stream).finish(), false);
            }
            finished = true;
            if (dropped > 0) {
                notice("[" + grouped(dropped) + " characters were dropped.]\n");
                dropped = 0;
            }
            if (pending > 0) {
                session.waiting().add(this);
            }
        }
        boolean interrupted = Thread.interrupted();
        try {
            Set<PrintedText> all = session.waiting();
            Future<?> sending = all.isEmpty() ? null : request(() -> all.forEach(PrintedText::send));
            if (sending != null) {
                sending.get(END_SECONDS, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            interrupted = true;
        } catch (TimeoutException e) {
            // The frontend does not take it now; the courier goes on trying.
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** What was shown is gone: the cell may print as much again. */
    synchronized void cleared() {
        accepted = 0;
        noticed = false;
    }

    private void send() {
        Deque<Segment> taken;
        synchronized (this) {
            scheduled = false;
            urgent = false;
            sending = true;
            taken = segments;
            segments = new ArrayDeque<>();
            pending = 0;
            if (!finished) {
                keepCutCharacters(taken);
            }
        }
        for (Segment segment : taken) {
            if (!segment.text.isEmpty()) {
                deliver(segment);
            }
        }
        synchronized (this) {
            sending = false;
            if (pending == 0) {
                session.waiting().remove(this);
            }
        }
    }

    /** Puts the first half of a surrogate pair at the end of a segment back, if its stream may still print the second. */
    private void keepCutCharacters(Deque<Segment> taken) {
        for (Stream stream : Stream.values()) {
            for (var all = taken.descendingIterator(); all.hasNext(); ) {
                Segment segment = all.next();
                int end = segment.text.length() - 1;
                if (segment.stream != stream || end < 0) {
                    continue;
                }
                if (Character.isHighSurrogate(segment.text.charAt(end))) {
                    segment(stream).text.append(segment.text.charAt(end));
                    segment.text.setLength(end);
                    pending++;
                }
                break;
            }
        }
    }

    private void deliver(Segment segment) {
        try {
            target.text(segment.stream, segment.text.toString());
        } catch (RuntimeException | Error e) {
            if (!failed) {
                failed = true;
                Streams.realErr().println("A cell's output could not be sent: " + e);
            }
        }
    }

    private record Segment(Stream stream, StringBuilder text) {}
}
