package dev.assay.kernel.session;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.JShell;
import jdk.jshell.MethodSnippet;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SnippetEvent;

/**
 * What a JShell gives up by a fault of its own, of JDK 17 to 25. Methods of one name that it compiles together share a
 * class. Where one of them needs what is not declared, and a new import makes JShell compile all anew, it wraps some
 * without regard to what it finds of the others a moment later: the incomplete one is taken for beyond help, and what comes
 * before them in order imports a class that is not made, so that JShell gives that up, too. The order hangs on the numbers
 * of the snippets modulo the size of a hash table, and so on how many statements JShell has seen: two sessions with the
 * same declarations need not agree.
 */
final class GivenUp {
    private final JShell shell;
    private final Set<String> names = new TreeSet<>();

    GivenUp(JShell shell) {
        this.shell = shell;
        shell.onSnippetEvent(this::happened);
    }

    /** Names of what was given up so far; not of what needs them in turn. */
    Set<String> names() {
        return names;
    }

    private void happened(SnippetEvent event) {
        boolean undone = event.causeSnippet() != null
                && event.previousStatus().isDefined()
                && event.status() == Status.RECOVERABLE_NOT_DEFINED;
        if (undone && event.snippet() instanceof DeclarationSnippet snippet && isByFault(snippet)) {
            names.add(snippet.name());
        }
    }

    private boolean isByFault(DeclarationSnippet snippet) {
        return shell.diagnostics(snippet).anyMatch(GivenUp::missesClassOfJShell)
                || (snippet instanceof MethodSnippet method && isOverloaded(method) && hasItsTypes(method));
    }

    /** What no code can miss: it does not name such classes. */
    private static boolean missesClassOfJShell(Diag diag) {
        return diag.getCode().startsWith("compiler.err.cant.resolve")
                && diag.getMessage(Locale.ROOT).contains("package REPL");
    }

    private boolean isOverloaded(MethodSnippet method) {
        return shell.methods().anyMatch(other -> other != method && other.name().equals(method.name()));
    }

    /** A method that misses only variables and methods is declared all the same, and says so when it is called. */
    private boolean hasItsTypes(MethodSnippet method) {
        return shell.unresolvedDependencies(method).noneMatch(missing -> missing.startsWith("class "));
    }
}
