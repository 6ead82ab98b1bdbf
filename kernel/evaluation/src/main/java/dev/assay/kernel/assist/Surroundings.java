package dev.assay.kernel.assist;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import jdk.jshell.VarSnippet;

/** What completion and inspection ask of the session around them. Called from any thread, also while a cell runs. */
public interface Surroundings {
    /** Jars and folders that cells compile against, in order; a changed list is noticed at the next question. */
    List<Path> classPath();

    /** Import declarations that hold in every cell, whether the shell has been given them yet or not. */
    List<String> imports();

    /** The magics cells may use. */
    List<MagicHelp> magics();

    /** Where relative paths after {@code %load} and {@code %jars} start. */
    Path folder();

    /** The value a live variable holds, read without running user code; empty where it cannot be read or is null. */
    Optional<Object> value(VarSnippet variable);

    /**
     * A magic as completion and inspection show it.
     *
     * @param name without percent signs
     * @param cell whether it is written with two percent signs and takes the rest of the cell
     * @param java whether that rest is Java
     * @param files whether its arguments are paths of files
     * @param help its use, plain text, first line first
     */
    record MagicHelp(String name, boolean cell, boolean java, boolean files, String help) {
        /** The name as it is written in a cell. */
        public String written() {
            return (cell ? "%%" : "%") + name;
        }
    }
}
