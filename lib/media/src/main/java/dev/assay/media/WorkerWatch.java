package dev.assay.media;

import java.io.IOException;
import java.time.Duration;
import org.bytedeco.javacpp.Pointer;

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
    private volatile long since;
    private volatile long processor;
    private volatile long total;
    private volatile boolean busy;

    WorkerWatch(WorkerVoice voice, long memory, double grace) {
        super("assay-watch");
        setDaemon(true);
        this.voice = voice;
        this.memory = memory;
        this.grace = grace;
    }

    /** A file is taken in hand. */
    void begin() {
        since = System.nanoTime();
        processor = processor();
        total = Deadline.latest().total();
        busy = true;
    }

    /** It is answered. */
    void end() {
        busy = false;
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
        if (!busy) {
            return;
        }
        if (Pointer.physicalBytes() > memory) {
            Runtime.getRuntime().halt(Death.GREW_EXIT);
        }
        if (isOverdue()) {
            Runtime.getRuntime().halt(Death.HUNG_EXIT);
        }
        if (sign) {
            voice.alive();
        }
    }

    /** Whether native code has gone on beyond the file's time, by the processor or by the clock. */
    private boolean isOverdue() {
        Deadline.Given given = Deadline.latest();
        boolean isOurs = given.at() - since >= 0;
        double clock = System.nanoTime() - (isOurs ? given.at() : since);
        double allowed = (isOurs ? given.allowed() : 0) + grace * 1e9;
        return clock > Deadline.PATIENCE * allowed || processor() - processor > given.total() - total + grace * 1e9;
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
