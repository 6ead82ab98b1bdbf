package dev.assay.kernel.session;

import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Makes JShell forget what is gone. By itself it keeps every class it ever made and every snippet it ever took, and offers
 * all of them to each compilation, which therefore takes longer from cell to cell. Where the JVM was started with
 * {@code --add-opens jdk.jshell/jdk.jshell=ALL-UNNAMED}, or a manifest that says so; else it keeps them.
 */
final class ShellMemory {
    /** How many evaluations there are between two clearings. */
    private static final int EVERY = 64;

    /**
     * How many evaluations one pool of compilers serves. Its table of names grows by eight a cell, and each package by a
     * listener for each unit that imports it; a new pool makes the next cell take 40 to
     * 190 ms longer (two busy cores).
     */
    private static final int EVERY_POOL = 1_024;

    private final JShell shell;
    private final CellLoader loader;
    private final @Nullable Internals internals;
    private int evaluations;

    ShellMemory(JShell shell, CellLoader loader) {
        this.shell = shell;
        this.loader = loader;
        this.internals = Internals.of(shell);
    }

    /** Notes an evaluation; now and then clears up. */
    void evaluated() {
        if (++evaluations % EVERY == 0) {
            clear();
        }
        if (evaluations % EVERY_POOL == 0 && internals != null) {
            internals.renewPool();
        }
    }

    private void clear() {
        Set<String> live = new HashSet<>();
        Set<String> ids = new HashSet<>();
        shell.snippets().filter(snippet -> shell.status(snippet).isActive()).forEach(snippet -> {
            ids.add(snippet.id());
            if (snippet.kind() != Kind.IMPORT) {
                live.add(shell.sourceCodeAnalysis().wrapper(snippet).fullClassName());
            }
        });
        loader.keepOnly(live);
        if (internals != null) {
            internals.keepOnly(live, ids, shell);
        }
    }

    /** The collections of JShell's that only grow; by the names JDK 17 to 25 give them. */
    private static final class Internals {
        private final Object factory;
        private final Map<String, ?> files;
        private final Map<String, ?> classes;
        private final Map<String, ?> wraps;
        private final Collection<Snippet> snippets;
        private final List<@Nullable Snippet> byIndex;
        private final Map<String, Set<Integer>> dependencies;

        @SuppressWarnings("unchecked")
        private Internals(JShell shell) throws ReflectiveOperationException {
            Object maps = get(shell, "maps");
            factory = get(shell, "taskFactory");
            files = (Map<String, ?>) get(get(factory, "fileManager"), "classObjects");
            classes = (Map<String, ?>) get(get(shell, "classTracker"), "map");
            wraps = (Map<String, ?>) get(get(shell, "outerMap"), "classOuters");
            snippets = (Collection<Snippet>) get(maps, "snippets");
            byIndex = (List<@Nullable Snippet>) get(maps, "keyIndexToSnippet");
            dependencies = (Map<String, Set<Integer>>) get(maps, "dependencies");
        }

        static @Nullable Internals of(JShell shell) {
            try {
                return new Internals(shell);
            } catch (ReflectiveOperationException | InaccessibleObjectException | ClassCastException e) {
                return null;
            }
        }

        void renewPool() {
            try {
                Method renew = factory.getClass().getDeclaredMethod("initTaskPool");
                renew.setAccessible(true);
                renew.invoke(factory);
            } catch (ReflectiveOperationException | InaccessibleObjectException e) {
                return; // another JDK: it keeps its names
            }
        }

        private static Object get(Object owner, String name) throws ReflectiveOperationException {
            Field field = owner.getClass().getDeclaredField(name);
            field.setAccessible(true);
            return field.get(owner);
        }

        void keepOnly(Set<String> live, Set<String> ids, JShell shell) {
            files.keySet().removeIf(name -> !CellLoader.isOf(name, live));
            classes.keySet().removeIf(name -> !CellLoader.isOf(name, live));
            wraps.keySet().removeIf(name -> !live.contains("REPL." + name) && !live.contains(name));
            snippets.removeIf(snippet -> !shell.status(snippet).isActive());
            Set<Integer> kept = new HashSet<>();
            for (int i = 0; i < byIndex.size(); i++) {
                Snippet snippet = byIndex.get(i);
                if (snippet != null && !ids.contains(snippet.id())) {
                    byIndex.set(i, null);
                } else if (snippet != null) {
                    kept.add(i);
                }
            }
            dependencies.values().forEach(indexes -> indexes.retainAll(kept));
            dependencies.values().removeIf(Set::isEmpty);
        }
    }
}
