package dev.assay.kernel.assist;

import dev.assay.kernel.Completions;
import java.util.List;
import java.util.concurrent.locks.Lock;
import jdk.jshell.JShell;

/**
 * Completion, inspection and completeness for cells of one session. Every method may be called from any thread, never throws
 * for what a cell holds, and answers within its limit: with nothing, where the text is too much for it. Positions are counted
 * in Unicode code points.
 */
public final class Assist implements AutoCloseable {
    /** A frontend has given up by then. */
    private static final long LIMIT_MILLIS = 3000;
    /** The compiler's first use takes that long on a slow machine. */
    private static final long WARM_UP_MILLIS = 30_000;
    /** How long a question waits for the shell before it is answered from the declarations known last. */
    private static final long PATIENCE_MILLIS = 150;

    private final Worker worker = new Worker();
    private final Compiler compiler = new Compiler();
    private final Completer completer;

    /**
     * Assists one session.
     *
     * @param shell the session's shell, asked for its live snippets only
     * @param lock held while the shell is asked; whoever evaluates in the shell holds it too, and should release it while
     *     user code runs
     */
    public Assist(JShell shell, Lock lock, Surroundings surroundings) {
        Declarations declarations = new Declarations(shell, lock, PATIENCE_MILLIS);
        ClassIndex.Reader indexes = new ClassIndex.Reader();
        completer = new Completer(compiler, declarations, surroundings, indexes);
    }

    /** What could stand at the cursor, the likeliest first; empty inside literals and comments. */
    public Completions complete(String code, int cursor) {
        int at = CodePoints.toUtf16(code, cursor);
        int clipped = code.codePointCount(0, at);
        Completions none = new Completions(List.of(), clipped, clipped);
        Completions found = worker.ask(() -> completer.complete(code, at), none, LIMIT_MILLIS);
        return found == none
                ? none
                : new Completions(
                        found.matches(), code.codePointCount(0, found.start()), code.codePointCount(0, found.end()));
    }

    /** Loads what the first question would wait for; blocks until that is done. */
    public void warmUp() {
        worker.ask(
                () -> completer.complete("var warm = java.util.List.of(1); warm.stream().map(x -> x.by", 60),
                none(),
                WARM_UP_MILLIS);
    }

    private static Completions none() {
        return new Completions(List.of(), 0, 0);
    }

    @Override
    public void close() {
        worker.close();
    }
}
