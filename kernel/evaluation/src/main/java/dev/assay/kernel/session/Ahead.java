package dev.assay.kernel.session;

import dev.assay.kernel.Import;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What cells have declared past JShell, or made the session import, and JShell has not been told of yet: it takes ten times
 * as long to understand a declaration as the cell that makes it, and can do so when nobody waits. Guarded by the compiler's
 * lock, but for {@link #isEmpty}.
 */
final class Ahead {
    private final Map<String, Declared> byName = new LinkedHashMap<>();
    private final Set<Import> imports = new LinkedHashSet<>();
    private volatile boolean empty = true;

    /**
     * A declaration.
     *
     * @param className binary name of the class that holds it
     * @param source what JShell will be told
     */
    record Declared(String name, String className, String source, Place place) {}

    boolean isEmpty() {
        return empty;
    }

    void add(Declared declared) {
        byName.put(declared.name(), declared);
        empty = false;
    }

    /** The class that holds what is declared under this name; null if JShell knows the name, or nobody does. */
    @Nullable
    String className(String name) {
        Declared declared = byName.get(name);
        return declared == null ? null : declared.className();
    }

    /** The first one that JShell has not been told of; null if it knows all. */
    @Nullable
    Declared first() {
        Iterator<Declared> rest = byName.values().iterator();
        return rest.hasNext() ? rest.next() : null;
    }

    /** Notes that JShell knows a declaration now. */
    void told(Declared declared) {
        byName.remove(declared.name());
        empty = byName.isEmpty() && imports.isEmpty();
    }

    void add(Import wanted) {
        imports.add(wanted);
        empty = false;
    }

    /** In the order in which they were made. */
    Set<Import> imports() {
        return imports;
    }

    /** Notes that JShell knows an import now. */
    void told(Import wanted) {
        imports.remove(wanted);
        empty = byName.isEmpty() && imports.isEmpty();
    }
}
