package dev.assay.media;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;

/**
 * The end of a file's time; native reads ask for it again and again. What is allowed is time of a processor, so that a
 * machine with much else to do finds the same; by the clock a file may take {@value #PATIENCE} times as long.
 */
final class Deadline implements AutoCloseable {

    /**
     * One native entry for all files: JavaCPP has room for few. It is told which deadline is meant, and retained, lest
     * the scope that happens to be open at its birth takes it down.
     */
    private static final AVIOInterruptCB.Callback_Pointer EXPIRED = new Expired().retainReference();

    /** What a file may take by the clock, in times of what it may take of a processor. */
    static final int PATIENCE = 10;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** What was last given to any file, for the watch of a worker, which has one file in hand. */
    private static volatile Given latest = new Given(System.nanoTime(), 0, 0);

    /** Ends by the clock and of the thread that reads, on their own clocks; before the third, by the clock, neither can be. */
    private final LongPointer nanos = new LongPointer(3);

    private final AVIOInterruptCB callback = new AVIOInterruptCB();
    private double seconds;

    Deadline(double seconds) {
        callback.callback(EXPIRED).opaque(nanos);
        extend(seconds);
    }

    /**
     * Time that a file was given.
     *
     * @param at when, on {@link System#nanoTime}'s clock
     * @param allowed nanoseconds of a processor
     * @param total the same with all that was given before, in this process
     */
    record Given(long at, long allowed, long total) {}

    /** Starts to count anew, for the thread that calls. */
    void extend(double allowed) {
        seconds = allowed;
        long now = System.nanoTime();
        long given = (long) (allowed * 1e9);
        nanos.put(0, now + PATIENCE * given).put(1, THREADS.getCurrentThreadCpuTime() + given);
        nanos.put(2, now + given);
        note(now, given);
    }

    private static synchronized void note(long now, long given) {
        latest = new Given(now, given, latest.total() + given);
    }

    /** What was given last. */
    static Given latest() {
        return latest;
    }

    AVIOInterruptCB callback() {
        return callback;
    }

    /** Throws where the time is over. */
    void check() throws UnreadableException {
        if (isOver()) {
            throw UnreadableException.now("expected an answer within " + Math.round(seconds) + " s, found none");
        }
    }

    /** Whether the time is over, of the thread that calls. */
    boolean isOver() {
        return isOver(nanos);
    }

    /** Asked for each packet: what a thread has had of a processor costs a call of the system, and is less than has passed. */
    private static boolean isOver(LongPointer ends) {
        long now = System.nanoTime();
        return now - ends.get(2) > 0 && (now - ends.get(0) > 0 || THREADS.getCurrentThreadCpuTime() > ends.get(1));
    }

    @Override
    public void close() {
        callback.close();
        nanos.close();
    }

    private static final class Expired extends AVIOInterruptCB.Callback_Pointer {
        @Override
        public int call(Pointer opaque) {
            return isOver(new LongPointer(opaque)) ? 1 : 0;
        }
    }
}
