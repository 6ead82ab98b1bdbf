package dev.assay.kernel;

import dev.assay.kernel.magic.MagicError;
import dev.assay.kernel.magic.Magics;
import dev.assay.kernel.magic.Part;
import dev.assay.kernel.session.CellFailure;
import dev.assay.kernel.session.Evaluation;
import dev.assay.kernel.session.JavaSession;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Runs what a cell may hold: Java, and magics. */
final class CellCode {
    private static final String RED = "\u001b[1;31m";
    private static final String PLAIN = "\u001b[0m";

    private final JavaSession session;
    private @Nullable Magics magics;

    CellCode(JavaSession session) {
        this.session = session;
    }

    /** From now on magics are known. */
    void magics(Magics known) {
        magics = known;
    }

    /**
     * Runs code; it is worth what its last part is.
     *
     * @param name {@code cell 3} or a file, for messages
     * @param line its first line there, from 1
     */
    Evaluation run(String code, String name, int line) {
        if (code.indexOf('%') < 0 || magics == null) {
            return session.evaluate(code, name, line);
        }
        Evaluation last = new Evaluation.Value(null);
        try {
            for (Part part : Part.parse(code)) {
                last = part(part, name, line);
                if (last instanceof Evaluation.Broken) {
                    return last;
                }
            }
            return last;
        } catch (MagicError e) {
            return broken(e, name, line - 1 + Math.max(1, e.line()));
        }
    }

    private Evaluation part(Part part, String name, int line) {
        int first = line + part.line() - 1;
        if (part instanceof Part.Code java) {
            return session.evaluate(java.code(), name, first);
        }
        try {
            return new Evaluation.Value(session.<@Nullable Object>onCellThread(() -> magic(part)));
        } catch (CellFailure e) {
            return e.broken();
        } catch (MagicError e) {
            return broken(e, name, e.line() > 0 ? line + e.line() - 1 : first);
        } catch (Throwable e) { // what the magic's own Java threw
            return session.broken(e);
        }
    }

    private @Nullable Object magic(Part part) throws Exception {
        Magics known = Objects.requireNonNull(magics);
        return part instanceof Part.Line line ? known.run(line) : known.run((Part.Whole) part);
    }

    private static Evaluation.Broken broken(MagicError error, String name, int line) {
        String message = String.valueOf(error.getMessage());
        List<String> lines = List.of(RED + "MagicError" + PLAIN + ": " + message, "    at " + name + ", line " + line);
        return new Evaluation.Broken(new Outcome.Failed("MagicError", message, lines), null);
    }

    /** The same for code that another piece of code asked for: a failure is thrown, as itself where that is possible. */
    @Nullable
    Object evaluate(String code, String name, int line) throws Exception {
        Evaluation evaluation = run(code, name, line);
        if (evaluation instanceof Evaluation.Value worth) {
            return worth.value();
        }
        Evaluation.Broken broken = (Evaluation.Broken) evaluation;
        Throwable cause = broken.cause();
        if (cause instanceof Error error) {
            throw error;
        }
        if (cause instanceof Exception exception) {
            throw exception;
        }
        throw new CellFailure(broken);
    }
}
