package dev.assay.media;

import java.io.IOException;
import java.time.Duration;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * Looks after a worker from within, some fifty times a second while a file is in hand: ends the process where the file's
 * time is over and native code does not listen, or where memory passes the limit; hands on answers that would wait for a
 * slow file; tells the parent that all is well.
 */
final class WorkerWatch extends Thread {

    private static final int TICK_MILLIS = 20;
    private static final int TICKS_A_SIGN = 50;

    private final WorkerVoice voice;
    private final long memory;
    private final double grace;
    private volatile @Nullable Hand inHand;

    WorkerWatch(WorkerVoice voice, long memory, double grace) {
        super("assay-watch");
        setDaemon(true);
        this.voice = voice;
        this.memory = memory;
        this.grace = grace;
    }

    /**
     * A file in hand: when it was taken, on {@link System#nanoTime}'s clock, what the process had had of any processor by
     * then, and what all files before it were given. One thing, because files may follow each other faster than it is read.
     */
    private record Hand(long since, long processor, long total) {}

    /** A file is taken in hand. */
    void begin() {
        inHand = new Hand(System.nanoTime(), processor(), Deadline.latest().total());
    }

    /** It is answered. */
    void end() {
        inHand = null;
    }

    @Override
    public void run() {
        try {
            for (int tick = 0; true; tick++) {
                Thread.sleep(TICK_MILLIS);
                look(tick % TICKS_A_SIGN == 0);
            }
        } catch (InterruptedException | IOException e) {
            // Nobody is there to be told.
            Runtime.getRuntime().halt(0);
        }
    }

    private void look(boolean sign) throws IOException {
        voice.flushWaiting();
        Hand hand = inHand;
        if (hand == null) {
            return;
        }
        if (Pointer.physicalBytes() > memory) {
            Runtime.getRuntime().halt(Death.GREW_EXIT);
        }
        // Asked again at last: what was given meanwhile may have been the next file's.
        if (isOverdue(hand, grace) && hand.equals(inHand)) {
            Runtime.getRuntime().halt(Death.HUNG_EXIT);
        }
        if (sign) {
            voice.alive();
        }
    }

    /** Whether native code has gone on beyond the file's time, by the processor or by the clock. */
    private static boolean isOverdue(Hand hand, double grace) {
        Deadline.Given given = Deadline.latest();
        boolean isOurs = given.at() - hand.since() >= 0;
        double clock = System.nanoTime() - (isOurs ? given.at() : hand.since());
        double allowed = (isOurs ? given.allowed() : 0) + grace * 1e9;
        return clock > Deadline.PATIENCE * allowed
                || processor() - hand.processor() > given.total() - hand.total() + grace * 1e9;
    }

    /** Nanoseconds that this process has had of any processor; 0 where the system does not tell. */
    private static long processor() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .map(Duration::toNanos)
                .orElse(0L);
    }
}
