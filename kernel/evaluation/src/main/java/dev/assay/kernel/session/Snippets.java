package dev.assay.kernel.session;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.BooleanSupplier;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SnippetEvent;
import jdk.jshell.UnresolvedReferenceException;
import jdk.jshell.VarSnippet;
import org.jspecify.annotations.Nullable;

/** Evaluates code with JShell, snippet by snippet. Its caller holds the lock. */
final class Snippets {
    private final JShell shell;
    private final InProcessControl control;
    private final CellLoader loader;
    private final BooleanSupplier stopped;
    private final Splitter splitter;
    private final Origins origins;
    private final Failures failures;

    Snippets(JShell shell, InProcessControl control, CellLoader loader, BooleanSupplier stopped) {
        this.shell = shell;
        this.control = control;
        this.loader = loader;
        this.stopped = stopped;
        splitter = new Splitter(shell.sourceCodeAnalysis());
        origins = new Origins(shell);
        failures = new Failures(shell, origins);
    }

    Failures failures() {
        return failures;
    }

    Evaluation evaluate(String code, Place place) {
        Deque<Splitter.Piece> pieces = new ArrayDeque<>(splitter.split(code));
        List<Snippet> pending = new ArrayList<>();
        Evaluation last = new Evaluation.Value(null);
        while (!pieces.isEmpty()) {
            Splitter.Piece piece = pieces.removeFirst();
            Place start = place.after(code, piece.offset());
            if (!piece.complete()) {
                return failures.incomplete(piece.source(), start);
            }
            last = stopped.getAsBoolean() ? failures.threw(new CellStopped()) : step(piece.source(), start, pending);
            if (last instanceof Evaluation.Broken) {
                return last;
            }
        }
        for (Snippet snippet : pending) {
            if (shell.status(snippet) == Status.RECOVERABLE_NOT_DEFINED) {
                return failures.compilation(snippet, place);
            }
        }
        return last;
    }

    /** Runs code that was compiled past JShell. */
    Evaluation run(CompiledCell.Ready cell, String code, Place place) {
        origins.add(cell.className(), code, place);
        control.run(cell);
        Object value = control.takeValue();
        Throwable thrown = control.takeFailure();
        if (thrown != null) {
            return failures.threw(thrown);
        }
        return new Evaluation.Value(cell.valued() ? value : null);
    }

    /** @param pending takes what was declared with the help of names that may follow in the same cell */
    private Evaluation step(String source, Place place, List<Snippet> pending) {
        List<SnippetEvent> events = shell.eval(source);
        Object value = control.takeValue();
        Throwable thrown = control.takeFailure();
        Evaluation result = new Evaluation.Value(null);
        for (SnippetEvent event : events) {
            Snippet snippet = event.snippet();
            if (event.causeSnippet() == null) {
                origins.add(snippet, place);
                result = outcome(event, value, thrown, place, pending);
                if (result instanceof Evaluation.Broken) {
                    break;
                }
            }
        }
        events.forEach(event -> retire(event.snippet()));
        return result;
    }

    private Evaluation outcome(
            SnippetEvent event,
            @Nullable Object value,
            @Nullable Throwable thrown,
            Place place,
            List<Snippet> pending) {
        Snippet snippet = event.snippet();
        if (thrown != null) {
            return failures.threw(thrown);
        }
        JShellException exception = event.exception();
        if (exception instanceof UnresolvedReferenceException unresolved) {
            return failures.unresolved(unresolved.getSnippet());
        }
        if (event.status() == Status.RECOVERABLE_NOT_DEFINED) {
            pending.add(snippet);
        } else if (!event.status().isDefined()) {
            return failures.compilation(snippet, place);
        }
        return new Evaluation.Value(isExpression(snippet) ? value : null);
    }

    private static boolean isExpression(Snippet snippet) {
        return switch (snippet.subKind()) {
            case VAR_VALUE_SUBKIND, OTHER_EXPRESSION_SUBKIND, TEMP_VAR_EXPRESSION_SUBKIND -> true;
            default -> false;
        };
    }

    /** Lets go of what nobody can refer to any more: else a redefinition compiles all statements of the past anew. */
    private void retire(Snippet snippet) {
        boolean temporary =
                snippet instanceof VarSnippet && snippet.subKind() == Snippet.SubKind.TEMP_VAR_EXPRESSION_SUBKIND;
        if (!temporary && snippet.kind().isPersistent()) {
            return;
        }
        Status status = shell.status(snippet);
        if (status.isActive()) {
            String wrapper = shell.sourceCodeAnalysis().wrapper(snippet).fullClassName();
            shell.drop(snippet);
            loader.retire(wrapper);
        }
        origins.remove(snippet);
    }
}
