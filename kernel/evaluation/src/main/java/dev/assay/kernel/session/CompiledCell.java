package dev.assay.kernel.session;

import java.util.List;
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
     * Ready to run step by step, since it declares variables or methods.
     *
     * @param steps in the order of the cell
     */
    record Declaring(List<Step> steps) implements CompiledCell {}

    /** What is done for a part of a cell. */
    sealed interface Step {}

    /** Runs statements; what those of the last step are worth is what the cell is worth. */
    record Run(Ready statements) implements Step {}

    /**
     * Declares a variable or a method. JShell is told later, and puts the class in place of the one it would make.
     *
     * @param className binary name of the class that holds it as a public static member
     * @param classes it and its nested ones, by binary name
     * @param source the declaration as JShell will be told
     * @param offset where that starts in the cell
     * @param initialized whether the class has a method {@link CellCompiler#METHOD} that gives the variable its value
     */
    record Declare(
            String name, String className, Map<String, byte[]> classes, String source, int offset, boolean initialized)
            implements Step {}

    /**
     * JShell has to take it.
     *
     * @param why in a few words, for statistics and tests
     */
    record Unusual(String why) implements CompiledCell {}
}
