package dev.assay.kernel.output;

import dev.assay.kernel.Outputs.Stream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** What a person typed for one cell and the cell has not read yet, as UTF-8, a line at a time. */
final class CellInput {
    /** What a frontend sends for Ctrl-D. */
    private static final String END_OF_INPUT = "\u0004";

    private final CellContext cell;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile byte[] line = {};
    private int next;
    private boolean told;

    CellInput(CellContext cell) {
        this.cell = cell;
    }

    int read(byte[] into, int from, int count) throws IOException {
        if (count == 0) {
            return 0;
        }
        try {
            reading.lockInterruptibly();
        } catch (InterruptedException e) {
            throw interrupted();
        }
        try {
            if (next >= line.length && !ask()) {
                return -1;
            }
            int taken = Math.min(count, line.length - next);
            System.arraycopy(line, next, into, from, taken);
            next += taken;
            return taken;
        } finally {
            reading.unlock();
        }
    }

    /** Gets a line; false where the person ended the input. The next read asks again, as a terminal does. */
    private boolean ask() throws IOException {
        if (!cell.takesInput()) {
            throw noInput("this frontend takes no input", null);
        }
        String answer;
        try {
            answer = cell.outputs().input("", false);
        } catch (InterruptedException e) {
            throw interrupted();
        } catch (IOException e) {
            throw noInput(String.valueOf(e.getMessage()), e);
        }
        if (answer.equals(END_OF_INPUT)) {
            return false;
        }
        line = (answer + "\n").getBytes(StandardCharsets.UTF_8);
        next = 0;
        return true;
    }

    /** A {@code Scanner} swallows the exception and says "No line found": tell the reason once beside it. */
    private IOException noInput(String reason, @Nullable IOException cause) {
        if (!told) {
            told = true;
            cell.outputs().text(Stream.STDERR, "System.in cannot be read: " + reason + ".\n");
        }
        return new IOException("System.in cannot be read: " + reason, cause);
    }

    private static InterruptedIOException interrupted() {
        Thread.currentThread().interrupt();
        return new InterruptedIOException("interrupted while waiting for input");
    }

    int available() {
        if (!reading.tryLock()) {
            return 0;
        }
        try {
            return line.length - next;
        } finally {
            reading.unlock();
        }
    }

    void discard() {
        if (reading.tryLock()) {
            try {
                line = new byte[0];
                next = 0;
            } finally {
                reading.unlock();
            }
        }
    }
}
