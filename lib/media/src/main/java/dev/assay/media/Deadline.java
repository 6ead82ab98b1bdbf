package dev.assay.media;

import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;

/** The moment after which a file has had its time; native reads ask for it again and again. */
final class Deadline implements AutoCloseable {

    /**
     * One native entry for all files: JavaCPP has room for few. It is told which deadline is meant, and retained, lest
     * the scope that happens to be open at its birth takes it down.
     */
    private static final AVIOInterruptCB.Callback_Pointer EXPIRED = new Expired().retainReference();

    /** The end of the time of the file that was last given some, for the watch of a worker, which has one file in hand. */
    private static volatile long latest;

    private final LongPointer nanos = new LongPointer(1);
    private final AVIOInterruptCB callback = new AVIOInterruptCB();
    private double seconds;

    Deadline(double seconds) {
        callback.callback(EXPIRED).opaque(nanos);
        extend(seconds);
    }

    /** Starts to count anew. */
    void extend(double allowed) {
        seconds = allowed;
        long end = System.nanoTime() + (long) (allowed * 1e9);
        nanos.put(end);
        latest = end;
    }

    /** The end of the time given last, or a moment where none was given after it, on {@link System#nanoTime}'s clock. */
    static long latestSince(long moment) {
        return latest - moment > 0 ? latest : moment;
    }

    AVIOInterruptCB callback() {
        return callback;
    }

    /** Throws where the time is over. */
    void check() throws UnreadableException {
        if (System.nanoTime() - nanos.get() > 0) {
            throw UnreadableException.now("expected an answer within " + Math.round(seconds) + " s, found none");
        }
    }

    @Override
    public void close() {
        callback.close();
        nanos.close();
    }

    private static final class Expired extends AVIOInterruptCB.Callback_Pointer {
        @Override
        public int call(Pointer opaque) {
            return System.nanoTime() - new LongPointer(opaque).get() > 0 ? 1 : 0;
        }
    }
}
