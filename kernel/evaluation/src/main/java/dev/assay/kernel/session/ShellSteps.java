package dev.assay.kernel.session;

import java.io.File;
import java.util.List;
import java.util.function.Consumer;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Kind;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SnippetEvent;
import jdk.jshell.UnresolvedReferenceException;
import jdk.jshell.VarSnippet;
import org.jspecify.annotations.Nullable;

/** Evaluates one statement or declaration with JShell, and sees to what that did to others. */
final class ShellSteps {
    private final JShell shell;
    private final InProcessControl control;
    private final CellLoader loader;
    private final Origins origins;
    private final Replaced replaced;
    private final Losses losses;
    private final Failures failures;
    private final Consumer<String> notes;

    /** @param notes takes what the person in front of the notebook should know */
    ShellSteps(
            JShell shell,
            InProcessControl control,
            CellLoader loader,
            Origins origins,
            Losses losses,
            Replaced replaced,
            Failures failures,
            Consumer<String> notes) {
        this.shell = shell;
        this.control = control;
        this.loader = loader;
        this.origins = origins;
        this.losses = losses;
        this.replaced = replaced;
        this.failures = failures;
        this.notes = notes;
    }

    /** A declaration that needs names that may follow in the same cell, and what it replaced. */
    record Pending(Snippet snippet, Place place, List<Snippet> replaced) {}

    /** @param pending takes what was declared with the help of names that may follow in the same cell */
    Evaluation step(String source, Place place, List<Pending> pending) {
        Losses.Before before = losses.before();
        List<SnippetEvent> events = shell.eval(source);
        Object value = control.takeValue();
        Throwable thrown = control.takeFailure();
        Evaluation result = new Evaluation.Value(null);
        List<Snippet> overwritten = Replaced.of(events);
        boolean declared = true;
        for (SnippetEvent event : events) {
            Snippet snippet = event.snippet();
            if (event.causeSnippet() != null || event.status() == Status.OVERWRITTEN) {
                continue;
            }
            if (event.status() == Status.RECOVERABLE_NOT_DEFINED) {
                pending.add(new Pending(snippet, place, overwritten));
                overwritten = List.of();
                declared = false;
                continue;
            }
            if (event.status() == Status.RECOVERABLE_DEFINED) {
                pending.add(new Pending(snippet, place, List.of()));
            }
            boolean compiled = event.status().isDefined() && hasClass(snippet);
            declared &= compiled;
            if (compiled) {
                origins.add(snippet, place);
            } else if (event.status().isDefined()) {
                // javac has crashed, and JShell takes no notice: everything that follows would miss the class.
                drop(snippet);
                renewCompiler();
            }
            result = compiled || !event.status().isDefined()
                    ? outcome(event, value, thrown, place)
                    : failures.crashed(source, place);
            if (result instanceof Evaluation.Broken) {
                break;
            }
        }
        if (declared) {
            replaced.release(overwritten);
            losses.after(events, before);
        } else {
            replaced.restore(overwritten);
        }
        replaced.part(overwritten);
        losses.giveBack(before);
        events.forEach(event -> retire(event.snippet()));
        return result;
    }

    /** A compiler that crashed is used again, and writes broken classes; a longer class path makes JShell get new ones. */
    private void renewCompiler() {
        String[] path = System.getProperty("java.class.path", "").split(File.pathSeparator);
        shell.addToClasspath(path[0].isEmpty() ? System.getProperty("java.home") : path[0]);
    }

    private boolean hasClass(Snippet snippet) {
        return snippet.kind() == Kind.IMPORT
                || loader.has(shell.sourceCodeAnalysis().wrapper(snippet).fullClassName());
    }

    private Evaluation outcome(SnippetEvent event, @Nullable Object value, @Nullable Throwable thrown, Place place) {
        Snippet snippet = event.snippet();
        if (thrown != null) {
            return failures.threw(thrown);
        }
        JShellException exception = event.exception();
        if (exception instanceof UnresolvedReferenceException unresolved) {
            return failures.unresolved(unresolved.getSnippet());
        }
        if (!event.status().isDefined()) {
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
        if (shell.status(snippet).isActive()) {
            drop(snippet);
        }
    }

    /** Takes a snippet out of JShell, and what it holds out of memory. */
    void drop(Snippet snippet) {
        String wrapper = shell.sourceCodeAnalysis().wrapper(snippet).fullClassName();
        shell.drop(snippet);
        if (snippet.kind() != Kind.IMPORT) {
            loader.retire(wrapper);
        }
        origins.remove(snippet);
    }

    /** What is still wrong with the last of what waits for a name; null if nothing is. */
    @Nullable
    Evaluation undefined(List<Pending> pending) {
        Evaluation last = null;
        for (Pending declared : pending) {
            if (shell.status(declared.snippet()) == Status.RECOVERABLE_NOT_DEFINED) {
                last = failures.compilation(declared.snippet(), declared.place());
            }
        }
        return last;
    }

    /** Takes back what was declared with the help of names that did not come. */
    void takeBack(List<Pending> pending) {
        for (Pending declared : pending) {
            if (shell.status(declared.snippet()) == Status.RECOVERABLE_NOT_DEFINED) {
                shell.drop(declared.snippet());
                replaced.restore(declared.replaced());
            } else if (shell.status(declared.snippet()) == Status.RECOVERABLE_DEFINED) {
                notes.accept("note: " + failures.waiting((DeclarationSnippet) declared.snippet()));
            }
        }
    }
}
