package dev.assay.kernel.session;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The classes that JShell made of what cells declared, as far as a compiler and a class loader ask for them. */
final class DeclaredClasses {
    private final Function<String, byte @Nullable []> bytecodes;

    /** By the bytes, since a name may get others. */
    private final Map<byte[], ClassShape> shapes = new WeakHashMap<>();

    /** @param bytecodes by binary name, as javac wrote them; null for what no cell declared */
    DeclaredClasses(Function<String, byte @Nullable []> bytecodes) {
        this.bytecodes = bytecodes;
    }

    /**
     * What a compiler has to see to compile against these classes: they and, over and over, those that their declarations
     * (not their code) refer to.
     *
     * @return bytes by binary name, in a stable order
     */
    Map<String, byte[]> visibleFrom(Collection<String> names) {
        Map<String, byte[]> visible = new LinkedHashMap<>();
        Deque<String> open = new ArrayDeque<>(names);
        while (!open.isEmpty()) {
            String name = open.remove();
            byte[] bytecode = visible.containsKey(name) ? null : bytecodes.apply(name);
            if (bytecode != null) {
                visible.put(name, bytecode);
                open.addAll(shape(bytecode).declaredWith());
            }
        }
        return visible;
    }

    /**
     * Whether a class outside the package, at run time, may use what this one mentions: every class of a cell in it, and all
     * those above them, have public and private members only.
     */
    boolean allowsStrangers(byte[] bytecode) {
        Deque<String> open = new ArrayDeque<>(ClassShape.mentioned(bytecode));
        Set<String> seen = new LinkedHashSet<>();
        while (!open.isEmpty()) {
            String name = open.remove();
            if (CellCompiler.isCell(name) || !seen.add(name)) {
                continue;
            }
            byte[] used = bytecodes.apply(name);
            if (used == null || !shape(used).allowsStrangers()) {
                return false;
            }
            open.addAll(shape(used).parents());
        }
        return true;
    }

    private ClassShape shape(byte[] bytecode) {
        return shapes.computeIfAbsent(bytecode, ClassShape::of);
    }
}
