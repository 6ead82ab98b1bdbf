package dev.assay.kernel;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Where the outputs of one cell go. Called from any thread, also after the cell has ended, as long as a thread that the
 * cell started lives.
 */
public interface Outputs {
    /** Which of the two text streams. */
    enum Stream {
        STDOUT,
        STDERR
    }

    /** Text as the cell wrote it; already coalesced and bounded. */
    void text(Stream stream, String text);

    /** A new display; {@code displayId} null where nobody will update it. */
    void display(MimeBundle bundle, @Nullable String displayId);

    /** Replaces what was displayed under the id, in whichever cell that was. */
    void update(MimeBundle bundle, String displayId);

    /** Clears what the cell has shown so far; with {@code wait} only when the next output comes. */
    void clear(boolean wait);

    /**
     * Asks the person in front of the notebook for a line.
     *
     * @throws IOException if the frontend takes no input (it says so when it sends the cell)
     * @throws InterruptedException if the cell is interrupted meanwhile
     */
    String input(String prompt, boolean password) throws IOException, InterruptedException;
}
