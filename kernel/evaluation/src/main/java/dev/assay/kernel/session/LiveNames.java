package dev.assay.kernel.session;

import dev.assay.kernel.Import;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import jdk.jshell.ImportSnippet;
import jdk.jshell.JShell;
import jdk.jshell.PersistentSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SnippetEvent;
import jdk.jshell.VarSnippet;
import org.jspecify.annotations.Nullable;

/**
 * The variables, methods, types and imports that live in a JShell, by name. Kept up to date by its events, so that asking
 * costs what is asked for and not what there is.
 */
final class LiveNames {
    private final JShell shell;
    private final Ahead ahead;
    private final Map<String, Set<Snippet>> byName = new LinkedHashMap<>();
    private final Set<ImportSnippet> everywhere = new LinkedHashSet<>();
    private final Set<Snippet> unresolved = new LinkedHashSet<>();

    /** @param ahead what was declared and JShell does not know of yet */
    LiveNames(JShell shell, Ahead ahead) {
        this.shell = shell;
        this.ahead = ahead;
        shell.snippets().forEach(snippet -> put(snippet, shell.status(snippet)));
        shell.onSnippetEvent(this::changed);
    }

    private void changed(SnippetEvent event) {
        put(event.snippet(), event.status());
    }

    private void put(Snippet snippet, Status status) {
        if (!(snippet instanceof PersistentSnippet persistent)) {
            return;
        }
        if (status == Status.RECOVERABLE_DEFINED) {
            unresolved.add(snippet);
        } else {
            unresolved.remove(snippet);
        }
        if (persistent instanceof ImportSnippet imported && onDemand(imported)) {
            put(everywhere, imported, status.isDefined());
            return;
        }
        Set<Snippet> named = byName.computeIfAbsent(persistent.name(), name -> new LinkedHashSet<>());
        put(named, snippet, status.isDefined());
        if (named.isEmpty()) {
            byName.remove(persistent.name());
        }
    }

    private static <S> void put(Set<S> into, S snippet, boolean lives) {
        if (lives) {
            into.add(snippet);
        } else {
            into.remove(snippet);
        }
    }

    /** Whether it brings in names that its own does not tell: a star, or a whole module. */
    private static boolean onDemand(ImportSnippet imported) {
        return switch (imported.subKind()) {
            case SINGLE_TYPE_IMPORT_SUBKIND, SINGLE_STATIC_IMPORT_SUBKIND -> false;
            default -> true;
        };
    }

    /** Whether something can be called that refers to what is not there yet; only JShell can tell the user what. */
    boolean hasUnresolved() {
        return !unresolved.isEmpty();
    }

    /**
     * What a compilation unit has to import so that these names mean what they mean in the session.
     *
     * @param names the identifiers it mentions
     * @param wrappers receives the binary names of the classes that hold what is imported
     * @return import declarations on one line; null if a name means something that cannot be imported so
     */
    @Nullable
    String imports(Collection<String> names, Set<String> wrappers) {
        StringBuilder imports = new StringBuilder();
        Set<String> seen = new TreeSet<>();
        for (ImportSnippet imported : everywhere) {
            append(imports, imported);
        }
        for (Import made : ahead.imports()) {
            if (made.isOnDemand() || made.names().stream().anyMatch(names::contains)) {
                imports.append(made.source());
            }
        }
        for (String name : names) {
            String declared = ahead.className(name);
            if (declared != null) {
                imports.append("import static ")
                        .append(declared)
                        .append('.')
                        .append(name)
                        .append(';');
                wrappers.add(declared);
            }
            for (Snippet snippet : byName.getOrDefault(name, Set.of())) {
                if (shell.status(snippet) != Status.VALID) {
                    return null;
                }
                if (snippet instanceof ImportSnippet imported) {
                    append(imports, imported);
                    continue;
                }
                String wrapper = shell.sourceCodeAnalysis().wrapper(snippet).fullClassName();
                if (seen.add(wrapper + "." + name)) {
                    imports.append("import static ")
                            .append(wrapper)
                            .append('.')
                            .append(name)
                            .append(';');
                }
                wrappers.add(wrapper);
            }
        }
        return imports.toString();
    }

    /**
     * The class that holds the variable of a name.
     *
     * @return its binary name; null where the name means nothing or something else, too, and where it is not valid
     */
    @Nullable
    String holder(String name) {
        String declared = ahead.className(name);
        Set<Snippet> named = byName.getOrDefault(name, Set.of());
        boolean imported = ahead.imports().stream()
                .anyMatch(made -> !made.isOnDemand() && made.names().contains(name));
        if (imported || named.size() + (declared == null ? 0 : 1) != 1) {
            return null;
        }
        if (declared != null) {
            return declared;
        }
        Snippet only = named.iterator().next();
        return only instanceof VarSnippet && shell.status(only) == Status.VALID
                ? shell.sourceCodeAnalysis().wrapper(only).fullClassName()
                : null;
    }

    private static void append(StringBuilder imports, ImportSnippet imported) {
        String keyword =
                switch (imported.subKind()) {
                    case STATIC_IMPORT_ON_DEMAND_SUBKIND, SINGLE_STATIC_IMPORT_SUBKIND -> "import static ";
                    case TYPE_IMPORT_ON_DEMAND_SUBKIND, SINGLE_TYPE_IMPORT_SUBKIND -> "import ";
                    default -> "import module ";
                };
        imports.append(keyword).append(imported.fullname()).append(';');
    }
}
