package dev.assay.media;

import dev.assay.source.EngineException;
import dev.assay.source.FactsFormat;
import dev.assay.source.SourceException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One worker as its parent sees it. Used by one thread at a time; {@link #isSilent} and {@link #kill} by any. */
final class WorkerProcess {

    private static final int LARGEST_FRAME = 1 << 27;

    private final Process process;
    private final DataOutputStream out;
    private final DataInputStream in;
    private volatile long heard = System.nanoTime();
    private volatile boolean busy = true;
    private volatile boolean killed;

    private WorkerProcess(Process process) {
        this.process = process;
        out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream(), 1 << 16));
        in = new DataInputStream(new BufferedInputStream(process.getInputStream(), 1 << 16));
    }

    /** Begins a process, which has yet to {@link #greet}. */
    static WorkerProcess begin(WorkerCommand command) {
        try {
            return new WorkerProcess(command.builder().start());
        } catch (IOException e) {
            throw new EngineException("the process that reads media does not start: " + e.getMessage());
        }
    }

    /** Waits until the worker has loaded its engine; throws where it cannot, and says whether that is for the user to mend. */
    void greet() {
        try {
            Frame frame = next();
            if (frame.kind == WorkerVoice.REFUSED) {
                throw new SourceException(FactsFormat.readText(frame.body));
            }
            if (frame.kind == WorkerVoice.CANNOT) {
                throw new EngineException(
                        "the native part of the media engine cannot load here: " + FactsFormat.readText(frame.body));
            }
            busy = false;
        } catch (IOException e) {
            throw new EngineException("the process that reads media ends before it begins (exit code " + exit() + ")");
        }
    }

    /**
     * Asks, and waits.
     *
     * @param answers takes them, in the order of the questions, as far as they came
     * @return how the worker ended, where it did before the last answer; it is of no more use then
     */
    Optional<Death> ask(List<Ask> asks, @Nullable Answer[] answers) {
        heard = System.nanoTime();
        busy = true;
        try {
            out.writeInt(asks.size());
            for (Ask ask : asks) {
                ask.write(out);
            }
            out.flush();
            for (int i = 0; i < answers.length; ) {
                Frame frame = next();
                if (frame.kind == WorkerVoice.ANSWER) {
                    answers[i++] = Answer.read(frame.body);
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(death());
        } finally {
            heard = System.nanoTime();
            busy = false;
        }
    }

    private record Frame(int kind, DataInputStream body) {}

    private Frame next() throws IOException {
        int mark = in.readInt();
        int kind = in.readByte();
        int length = in.readInt();
        if (mark != WorkerVoice.MARK || length < 0 || length > LARGEST_FRAME) {
            throw new StreamCorruptedException("expected a frame, found " + mark + ", " + length);
        }
        byte[] body = new byte[length];
        in.readFully(body);
        heard = System.nanoTime();
        return new Frame(kind, new DataInputStream(new ByteArrayInputStream(body)));
    }

    /** How the worker ended; one that speaks nonsense is ended, and counts as crashed. */
    private Death death() {
        boolean silent = killed;
        int exit = exit();
        return silent ? Death.HUNG : Death.of(exit);
    }

    private int exit() {
        try {
            if (!process.waitFor(2, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
                return -1;
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
            return Death.STOPPED_EXIT;
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /** Whether it has ended because somebody else wanted it to. */
    boolean wasStopped() {
        return !killed && !process.isAlive() && Death.of(process.exitValue()) == Death.STOPPED;
    }

    /** Whether it should have spoken long ago. */
    boolean isSilent(double seconds) {
        return busy && System.nanoTime() - heard > seconds * 1e9;
    }

    /** Whether it has had nothing to do for so long. */
    boolean isIdle(double seconds) {
        return !busy && System.nanoTime() - heard > seconds * 1e9;
    }

    /** Ends it now. */
    void kill() {
        killed = true;
        process.destroyForcibly();
    }

    /** Lets it end. */
    void dismiss() {
        try {
            out.close();
        } catch (IOException e) {
            process.destroyForcibly();
        }
    }
}
