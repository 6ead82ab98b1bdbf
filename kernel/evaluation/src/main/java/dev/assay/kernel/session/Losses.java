package dev.assay.kernel.session;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import jdk.jshell.ImportSnippet;
import jdk.jshell.JShell;
import jdk.jshell.MethodSnippet;
import jdk.jshell.PersistentSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Kind;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SnippetEvent;
import jdk.jshell.VarSnippet;

/**
 * What an evaluation takes from declarations that it is not about. JShell compiles what a change concerns anew and says in
 * its events what that did; nobody else says it.
 *
 * <p>An import may undo what it has nothing to do with: beside an overload that is incomplete, JShell gives up methods of
 * the same name and what comes before them, as none of them would do declared by itself. That is put back.
 */
final class Losses {
    private final JShell shell;
    private final CellLoader loader;
    private final Replaced replaced;
    private final Consumer<String> notes;
    private final Map<Snippet, String> open = new LinkedHashMap<>();
    private final List<String> unheard = new ArrayList<>();

    /** @param notes takes what the person in front of the notebook should know */
    Losses(JShell shell, CellLoader loader, Replaced replaced, Consumer<String> notes) {
        this.shell = shell;
        this.loader = loader;
        this.replaced = replaced;
        this.notes = notes;
    }

    /**
     * What there is before an evaluation.
     *
     * @param incomplete whether JShell may give up what is whole
     * @param holders the classes that hold the variables: one that is undone forgets its own
     * @param types the classes that hold the types
     */
    record Before(boolean incomplete, Map<VarSnippet, String> holders, Set<String> types) {}

    Before before() {
        Map<VarSnippet, String> holders = new LinkedHashMap<>();
        shell.variables()
                .filter(variable -> shell.status(variable).isDefined())
                .forEach(variable -> holders.put(variable, wrapper(variable)));
        return new Before(shell.snippets().anyMatch(this::isIncomplete), holders, types());
    }

    private Set<String> types() {
        return shell.types()
                .filter(type -> shell.status(type).isDefined())
                .map(this::wrapper)
                .collect(Collectors.toSet());
    }

    private boolean isIncomplete(Snippet snippet) {
        Status status = shell.status(snippet);
        return status == Status.RECOVERABLE_DEFINED || status == Status.RECOVERABLE_NOT_DEFINED;
    }

    private String wrapper(Snippet snippet) {
        return shell.sourceCodeAnalysis().wrapper(snippet).fullClassName();
    }

    /** Puts back what an import has undone by fault, as far as it can be, and notes the rest. */
    void after(List<SnippetEvent> events, Before before) {
        for (SnippetEvent event : events) {
            if (!before.incomplete() || !isGivenUp(event)) {
                note(event);
            } else if (!isBack(event, before.holders())) {
                unheard.add(lost(event));
            }
        }
    }

    /**
     * Gives back to variables what they held where JShell has made other classes of them, since a method that they use was
     * declared anew or an import came. Not where a type is another now: what is of the one that was does not fit it.
     */
    void giveBack(Before before) {
        if (!types().containsAll(before.types())) {
            return;
        }
        before.holders().forEach((variable, holder) -> {
            boolean other =
                    shell.status(variable).isDefined() && !wrapper(variable).equals(holder);
            if (other && replaced.giveBack(variable, holder)) {
                open.remove(variable);
            }
        });
    }

    private static boolean isGivenUp(SnippetEvent event) {
        return event.causeSnippet() instanceof ImportSnippet
                && event.previousStatus().isDefined()
                && event.status() == Status.RECOVERABLE_NOT_DEFINED;
    }

    private boolean isBack(SnippetEvent event, Map<VarSnippet, String> holders) {
        Snippet undone = event.snippet();
        String holder = undone instanceof VarSnippet variable ? holders.get(variable) : null;
        if (undone instanceof VarSnippet variable && holder != null) {
            Object value = loader.value(holder, variable.name());
            String now = replaced.restore(variable, holder, value);
            return !now.isEmpty() && (value == null || loader.value(now, variable.name()) != null);
        }
        // A type that is declared again is another: what is of the one that was cannot be put back.
        return undone.kind() == Kind.METHOD && shell.status(replaced.restore(undone)) == event.previousStatus();
    }

    /** Notes what an event took. JShell replaces a variable's class when its type was declared anew. */
    void note(SnippetEvent event) {
        Snippet snippet = event.snippet();
        boolean taken = event.causeSnippet() != null
                && event.previousStatus() == Status.VALID
                && (snippet instanceof VarSnippet
                        ? event.isSignatureChange() && event.status().isActive()
                        : isIncomplete(snippet));
        if (taken) {
            open.putIfAbsent(snippet, lost(event));
        }
    }

    private String lost(SnippetEvent event) {
        boolean variable = event.snippet() instanceof VarSnippet;
        return name(event.snippet()) + (variable ? " has lost its value" : " cannot be used any more") + ", since "
                + cause(event);
    }

    /** Notes that JShell did not take what cells have used already. */
    void note(String name, String why) {
        unheard.add(name + " is lost, since the compiler takes it no more: " + why);
    }

    /** Tells what is lost still: a cell that declares a type anew mostly declares what is of that type, too. */
    void tell() {
        open.forEach((snippet, text) -> {
            boolean still =
                    snippet instanceof VarSnippet ? shell.status(snippet).isActive() : isIncomplete(snippet);
            if (still) {
                notes.accept("note: " + text);
            }
        });
        open.clear();
        unheard.forEach(text -> notes.accept("note: " + text));
        unheard.clear();
    }

    private static String name(Snippet snippet) {
        String name = snippet instanceof PersistentSnippet named ? named.name() : "its type";
        return snippet instanceof MethodSnippet ? name + "()" : name;
    }

    private String cause(SnippetEvent event) {
        Snippet cause = Objects.requireNonNull(event.causeSnippet());
        if (!(cause instanceof ImportSnippet imported)) {
            return name(cause) + " was declared anew";
        }
        return imported.fullname() + (shell.status(cause).isActive() ? " was imported" : " is no longer imported");
    }
}
