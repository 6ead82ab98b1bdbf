package dev.assay.kernel;

import dev.assay.kernel.assist.Assist;
import dev.assay.kernel.display.CellRenderer;
import dev.assay.kernel.display.Notebook;
import dev.assay.kernel.magic.Magics;
import dev.assay.kernel.output.Streams;
import dev.assay.kernel.session.Evaluation;
import dev.assay.kernel.session.JavaSession;
import java.util.Optional;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.jspecify.annotations.Nullable;

/** Java for a notebook. Several may live in one JVM. */
public final class JavaKernel implements Evaluator {
    private final JavaSession session;
    private final CellCode code;
    private final FamilyKernel family;
    private final CellRenderer renderer;
    private final Assist assist;

    private JavaKernel(KernelOptions options) {
        session = JavaSession.open(options);
        code = new CellCode(session);
        family = new FamilyKernel(session, code, options.extensions());
        renderer = new CellRenderer(family.getRenderer());
        SessionView view = new SessionView(session, code);
        Magics magics = new Magics(family, view);
        code.magics(magics);
        view.magics(magics);
        assist = new Assist(session.shell(), session.packages(), session.lock(), view);
        Notebook.attach(session.cells(), renderer);
        session.onNewClassPath(family::installNewExtensions);
    }

    /**
     * A session that is ready for its first cell: imports are there, extensions installed, the startup cell has run. What
     * failed of these is written to the process's own stderr; it keeps no session from opening.
     */
    public static JavaKernel open(KernelOptions options) {
        Streams.install();
        JavaKernel kernel = new JavaKernel(options);
        kernel.family.start();
        if (!options.startup().isBlank()
                && kernel.code.run(options.startup(), "startup", 1) instanceof Evaluation.Broken broken) {
            Streams.realErr()
                    .println("assay kernel: "
                            + String.join("\n", broken.failure().traceback()));
        }
        kernel.session.started();
        return kernel;
    }

    /**
     * Runs through what the first cells need, for a thread that has nothing else to do: compiler, fast path, completion.
     * Leaves nothing behind in the session, and stops where a cell wants to run.
     */
    public void warm() {
        session.warm();
        assist.warmUp();
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
        return outcome(session.run(cell.number(), outputs, () -> {
            Evaluation evaluation = code.run(cell.code(), "cell " + cell.number(), 1);
            return cell.silent() ? withoutValue(evaluation) : shown(evaluation);
        }));
    }

    @Override
    public Outcome evaluate(String expression, Outputs outputs) {
        return outcome(session.run(0, outputs, () -> shown(session.evaluate(expression, "expression", 1))));
    }

    private static Evaluation withoutValue(Evaluation evaluation) {
        return evaluation instanceof Evaluation.Value ? new Evaluation.Value(null) : evaluation;
    }

    /** The value as it is shown; its renderer is the user's code, too. */
    private Evaluation shown(Evaluation evaluation) {
        if (!(evaluation instanceof Evaluation.Value worth) || worth.value() == null) {
            return evaluation;
        }
        try {
            return new Evaluation.Value(
                    session.<@Nullable MimeBundle>onCellThread(() -> renderer.render(worth.value())));
        } catch (Throwable e) { // whatever a renderer throws
            return session.broken(e);
        }
    }

    private static Outcome outcome(Evaluation evaluation) {
        return evaluation instanceof Evaluation.Broken broken
                ? broken.failure()
                : new Outcome.Done((MimeBundle) ((Evaluation.Value) evaluation).value());
    }

    @Override
    public boolean interrupt() {
        return session.interrupt();
    }

    @Override
    public Completions complete(String text, int cursor) {
        return assist.complete(text, cursor);
    }

    @Override
    public Optional<MimeBundle> inspect(String text, int cursor, int detail) {
        return assist.inspect(text, cursor, detail);
    }

    @Override
    public Completeness completeness(String text) {
        return assist.completeness(text);
    }

    @Override
    public Comms comms() {
        return family.comms();
    }

    @Override
    public void close() {
        family.stop();
        assist.close();
        session.close();
    }
}
