package dev.assay.kernel.session;

import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Runs cells past JShell: those that need no compiler ({@link PlainExpression}), and what {@link CellCompiler} takes. */
final class FastPath {
    /** What surely starts a declaration: not worth an attempt on the fast path. */
    private static final Pattern DECLARATION = Pattern.compile(
            "\\s*(?:import|class|interface|enum|record|abstract|public|private|protected|static|final|void|@)\\b"
                    + "|\\s*(?!return|throw|new|else|assert|yield)[\\w.]+(?:<[^;=()]*>)?(?:\\[\\s*\\])*\\s+\\w+\\s*[=;,({\\[]");

    private final @Nullable CellCompiler compiler;
    private final Ahead ahead;
    private final InProcessControl control;
    private final CellLoader loader;
    private final Origins origins;
    private final Failures failures;
    private final BooleanSupplier stopped;

    /**
     * @param compiler null for a fast path that takes nothing
     * @param ahead takes what is declared before JShell is told
     * @param stopped whether the running cell is to stop
     */
    FastPath(
            @Nullable CellCompiler compiler,
            Ahead ahead,
            InProcessControl control,
            CellLoader loader,
            Origins origins,
            Failures failures,
            BooleanSupplier stopped) {
        this.compiler = compiler;
        this.ahead = ahead;
        this.control = control;
        this.loader = loader;
        this.origins = origins;
        this.failures = failures;
        this.stopped = stopped;
    }

    /** A cell cut into declarations and statements, if it declares what this takes; else null. */
    @Nullable
    CellParts parts(String code) {
        return compiler == null ? null : CellParts.of(code);
    }

    /** Whether code looks as if it declared something, so that an attempt to pass it is not worth its time. */
    static boolean declares(String code) {
        return DECLARATION.matcher(code).lookingAt();
    }

    /** Runs code past JShell, in no compilation or in one, if it declares nothing and is nothing unusual; else null. */
    @Nullable
    Evaluation pass(String code, Place place) {
        if (compiler == null) {
            return null;
        }
        Operand plain = plain(code, compiler);
        if (plain != null) {
            if (CellThread.isGivenUp()) {
                throw new CellStopped();
            }
            return stopped.getAsBoolean() ? failures.threw(new CellStopped()) : new Evaluation.Value(plain.value());
        }
        if (!(compiler.compile(code, place) instanceof CompiledCell.Ready ready)) {
            return null;
        }
        return stopped.getAsBoolean() ? failures.threw(new CellStopped()) : run(ready, code, place);
    }

    /** What a cell is worth that needs no compiler; null of all others. */
    private @Nullable Operand plain(String code, CellCompiler javac) {
        LiveNames names = javac.names();
        if (names.hasUnresolved() || javac.isStrict()) {
            return null;
        }
        try {
            return PlainExpression.worth(code, name -> {
                String holder = names.holder(name);
                return holder == null ? null : loader.operand(holder, name);
            });
        } catch (OutOfMemoryError e) { // two long texts: the compiled cell can tell the user
            return null;
        }
    }

    private Evaluation run(CompiledCell.Ready ready, String code, Place place) {
        origins.add(ready.className(), code, place);
        control.run(ready);
        Object value = control.takeValue();
        Throwable thrown = control.takeFailure();
        return thrown != null ? failures.threw(thrown) : new Evaluation.Value(ready.valued() ? value : null);
    }

    /** Runs a cell past JShell that declares names nobody has used; null where it is for JShell after all. */
    @Nullable
    Evaluation declare(String code, CellParts parts, Place place) {
        if (compiler == null || !(compiler.compile(code, parts, place) instanceof CompiledCell.Declaring cell)) {
            return null;
        }
        Evaluation last = new Evaluation.Value(null);
        for (CompiledCell.Step step : cell.steps()) {
            if (stopped.getAsBoolean()) {
                return failures.threw(new CellStopped());
            }
            last = step(step, code, place);
            if (last instanceof Evaluation.Broken) {
                return last;
            }
        }
        return last;
    }

    private Evaluation step(CompiledCell.Step step, String code, Place place) {
        if (step instanceof CompiledCell.Run run) {
            return run(run.statements(), code, place);
        }
        CompiledCell.Declare declare = (CompiledCell.Declare) step;
        origins.addDeclaring(declare.className(), code, place);
        try {
            loader.declare(declare);
        } catch (ClassNotFoundException | LinkageError e) {
            return failures.threw(e);
        }
        ahead.add(new Ahead.Declared(
                declare.name(), declare.className(), declare.source(), place.after(code, declare.offset())));
        if (!declare.initialized()) {
            return new Evaluation.Value(null);
        }
        control.initialize(declare.className());
        control.takeValue();
        Throwable thrown = control.takeFailure();
        return thrown != null ? failures.threw(thrown) : new Evaluation.Value(null);
    }
}
