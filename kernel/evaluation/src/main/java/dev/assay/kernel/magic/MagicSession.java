package dev.assay.kernel.magic;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What magics may ask of the session they run in. Called on the cell's thread. */
public interface MagicSession {
    /** Makes jars and class directories visible to the cells that follow, all at once. */
    void addToClassPath(List<Path> entries);

    /** What cells see beyond the JDK: the kernel's own class path, then what was added, in order. */
    List<Path> classPath();

    /**
     * Runs Java, magics included, as a cell of its own within the running one.
     *
     * @param code what a cell may hold
     * @param file the file it was read from, for error messages; empty for the running cell itself
     * @param line the line of that file or cell on which the code begins, from 1
     * @return what its last expression is worth; null where there is none
     * @throws Exception what the code threw, or how it failed to compile: magics let it pass
     */
    @Nullable
    Object evaluate(String code, String file, int line) throws Exception;

    /** The session's live variables, in the order of their declaration; not those that were replaced. */
    List<Variable> variables();

    /** Forgets every variable, method, type and import that cells declared, and restores what stands at the start. */
    void reset();

    /**
     * A variable.
     *
     * @param type as a cell would write it
     * @param value reads it now
     */
    record Variable(String name, String type, Supplier<@Nullable Object> value) {}
}
