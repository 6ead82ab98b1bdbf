package dev.assay.kernel.session;

import java.util.Map;

/**
 * What the fast path makes of a cell.
 */
sealed interface CompiledCell {
    /**
     * Ready to run: a public static method without parameters, {@link CellCompiler#METHOD}, in a public class.
     *
     * @param className binary name of that class
     * @param classes it and its nested ones, by binary name
     * @param valued whether what the method returns is what the cell is worth; else it is worth nothing
     * @param passing whether the classes may live in a loader of their own, to be collected when nobody needs them; else
     *     they use what only classes of the same loader may
     */
    record Ready(String className, Map<String, byte[]> classes, boolean valued, boolean passing)
            implements CompiledCell {}

    /**
     * JShell has to take it.
     *
     * @param why in a few words, for statistics and tests
     */
    record Unusual(String why) implements CompiledCell {}
}
