package dev.assay.kernel.session;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Kind;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SnippetEvent;
import jdk.jshell.VarSnippet;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of declarations that a later one of the same name replaced. JShell gives them up before it has compiled the
 * later one, so where that fails they are put back; where it succeeds, the old value is let go.
 */
final class Replaced {
    /** How many earlier declarations of a variable still follow it, for lambdas that were made under them. */
    private static final int FOLLOWERS = 16;

    private final JShell shell;
    private final CellLoader loader;
    private final Origins origins;
    private final Map<String, Deque<String>> formers = new HashMap<>();

    Replaced(JShell shell, CellLoader loader, Origins origins) {
        this.shell = shell;
        this.loader = loader;
        this.origins = origins;
    }

    /** The declarations that an evaluation replaced. */
    static List<Snippet> of(List<SnippetEvent> events) {
        List<Snippet> replaced = new ArrayList<>();
        for (SnippetEvent event : events) {
            boolean lived =
                    event.previousStatus() == Status.VALID || event.previousStatus() == Status.RECOVERABLE_DEFINED;
            if (event.status() == Status.OVERWRITTEN && lived) {
                replaced.add(event.snippet());
            }
        }
        return replaced;
    }

    /** Puts back what a failed declaration replaced. */
    void restore(List<Snippet> replaced) {
        for (Snippet old : replaced) {
            if (old instanceof VarSnippet variable) {
                String holder = wrapper(old);
                restore(variable, holder, loader.value(holder, variable.name()));
            } else {
                Snippet unused = restore(old);
            }
        }
    }

    /**
     * Declares again the methods that share a class with one that was replaced. An import of all of something makes JShell
     * keep overloads in one class; it goes on to see the replaced one in there, and calls each use ambiguous.
     */
    void part(List<Snippet> overwritten) {
        for (Snippet old : overwritten) {
            if (old.kind() == Kind.METHOD) {
                String holder = wrapper(old);
                shell.methods()
                        .filter(other -> shell.status(other).isDefined()
                                && wrapper(other).equals(holder))
                        .toList()
                        .forEach(this::restore);
            }
        }
    }

    /**
     * Gives a variable what it held before JShell made another class of it, for the sake of something that it uses.
     *
     * @param holder the class that held it
     * @return whether it holds that now: not where its type means something else
     */
    boolean giveBack(VarSnippet variable, String holder) {
        String now = wrapper(variable);
        Object value = loader.value(holder, variable.name());
        loader.assign(now, variable.name(), value);
        follow(variable.name(), holder);
        return Objects.equals(loader.value(now, variable.name()), value);
    }

    /** Declares a method or a type again; what stands in its place. */
    Snippet restore(Snippet old) {
        Place place = origins.place(old);
        Snippet now = old;
        for (SnippetEvent event : shell.eval(old.source())) {
            now = event.causeSnippet() == null ? event.snippet() : now;
        }
        if (place != null) {
            origins.add(old, place);
        }
        return now;
    }

    /**
     * Declares a variable again.
     *
     * @param holder the class that held it
     * @param value what it gets
     * @return the class that holds it now, empty if it could not be declared
     */
    String restore(VarSnippet old, String holder, @Nullable Object value) {
        Place place = origins.place(old);
        String now = "";
        for (SnippetEvent event : shell.eval(old.typeName() + " " + old.name() + ";")) {
            if (event.causeSnippet() == null && event.status() == Status.VALID) {
                now = wrapper(event.snippet());
                loader.assign(now, old.name(), value);
                follow(old.name(), holder);
            }
        }
        if (place != null) {
            origins.add(old, place);
        }
        return now;
    }

    /**
     * Lets go of the values of replaced variables. Lambdas made under the old declaration read its field still: it follows
     * the new one as far as their types allow.
     */
    void release(List<Snippet> replaced) {
        for (Snippet old : replaced) {
            if (old.kind() == Kind.VAR) {
                release((VarSnippet) old);
            }
        }
    }

    private void release(VarSnippet old) {
        String current = current(old.name());
        Deque<String> followers = followers(old.name());
        String former = wrapper(old);
        // The same text declared again keeps its class.
        if (!former.equals(current)) {
            follow(old.name(), former);
        }
        followers.remove(current);
        Object value = current.isEmpty() ? null : loader.value(current, old.name());
        for (String follower : followers) {
            loader.assign(follower, old.name(), value);
        }
    }

    private void follow(String name, String former) {
        Deque<String> followers = followers(name);
        if (!followers.contains(former)) {
            followers.add(former);
        }
        if (followers.size() > FOLLOWERS) {
            loader.retire(followers.removeFirst());
        }
    }

    private Deque<String> followers(String name) {
        return formers.computeIfAbsent(name, key -> new ArrayDeque<>());
    }

    /** The wrapper of the variable of this name; empty if there is none any more. */
    private String current(String name) {
        return shell.variables()
                .filter(variable -> variable.name().equals(name) && shell.status(variable) == Status.VALID)
                .findFirst()
                .map(this::wrapper)
                .orElse("");
    }

    private String wrapper(Snippet snippet) {
        return shell.sourceCodeAnalysis().wrapper(snippet).fullClassName();
    }
}
