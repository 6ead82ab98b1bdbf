package dev.assay.kernel;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.kernel.output.Streams;
import dev.assay.kernel.session.Evaluation;
import dev.assay.kernel.session.JavaSession;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dflib.jjava.jupyter.kernel.BaseKernel;

/** Java for a notebook. */
public final class JavaKernel implements Evaluator {
    private final JavaSession session;
    private final FamilyKernel family;

    private JavaKernel(KernelOptions options) {
        session = JavaSession.open(options);
        family = new FamilyKernel(session, options.extensions());
    }

    /** A session that is ready for its first cell. */
    public static JavaKernel open(KernelOptions options) {
        Streams.install();
        return new JavaKernel(options);
    }

    /** What runs the cells. */
    public JavaSession session() {
        return session;
    }

    /** This kernel as extensions of the jjava family know it: renderers, magics, display, evaluation. */
    public BaseKernel family() {
        return family;
    }

    @Override
    public Outcome execute(Cell cell, Outputs outputs) {
        Evaluation evaluation =
                session.run(cell.number(), outputs, () -> session.evaluate(cell.code(), "cell " + cell.number(), 1));
        if (evaluation instanceof Evaluation.Broken broken) {
            return broken.failure();
        }
        Object value = ((Evaluation.Value) evaluation).value();
        return new Outcome.Done(value == null ? null : text(value));
    }

    private static MimeBundle text(Object value) {
        return new MimeBundle(Map.of("text/plain", TextNode.valueOf(String.valueOf(value))), Map.of());
    }

    @Override
    public Outcome evaluate(String expression, Outputs outputs) {
        return execute(new Cell(0, expression, true), outputs);
    }

    @Override
    public void interrupt() {
        session.interrupt();
    }

    @Override
    public Completions complete(String code, int cursor) {
        return new Completions(List.of(), cursor, cursor);
    }

    @Override
    public Optional<MimeBundle> inspect(String code, int cursor, int detail) {
        return Optional.empty();
    }

    @Override
    public Completeness completeness(String code) {
        return new Completeness("unknown", "");
    }

    @Override
    public Comms comms() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        session.close();
    }
}
