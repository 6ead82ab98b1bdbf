package dev.assay.kernel;

import java.util.List;

/**
 * How a Java session starts.
 *
 * @param classPath jars and directories beside those the kernel itself was started with
 * @param imports what every cell sees without importing it
 * @param compilerOptions passed to javac as they are, for instance {@code --enable-preview}
 * @param extensions whether jjava extensions found on the class path are installed
 * @param startup a cell that runs before the first; empty for none
 */
public record KernelOptions(
        List<String> classPath,
        List<Import> imports,
        List<String> compilerOptions,
        boolean extensions,
        String startup) {
    private static final List<Import> IMPORTS = Import.all(
            "java.io.*",
            "java.math.*",
            "java.net.*",
            "java.nio.file.*",
            "java.util.*",
            "java.util.concurrent.*",
            "java.util.function.*",
            "java.util.regex.*",
            "java.util.stream.*");

    /** Copies the lists. */
    public KernelOptions {
        classPath = List.copyOf(classPath);
        imports = List.copyOf(imports);
        compilerOptions = List.copyOf(compilerOptions);
    }

    /** The JDK's usual imports, no further class path, extensions installed. */
    public static KernelOptions defaults() {
        return new KernelOptions(List.of(), IMPORTS, List.of(), true, "");
    }

    /** The same with other additions to the class path. */
    public KernelOptions withClassPath(List<String> entries) {
        return new KernelOptions(entries, imports, compilerOptions, extensions, startup);
    }

    /** The same with other imports. */
    public KernelOptions withImports(List<Import> names) {
        return new KernelOptions(classPath, names, compilerOptions, extensions, startup);
    }

    /** The same with other options for javac. */
    public KernelOptions withCompilerOptions(List<String> options) {
        return new KernelOptions(classPath, imports, options, extensions, startup);
    }

    /** The same with extensions installed or not. */
    public KernelOptions withExtensions(boolean installed) {
        return new KernelOptions(classPath, imports, compilerOptions, installed, startup);
    }

    /** The same with another startup cell. */
    public KernelOptions withStartup(String code) {
        return new KernelOptions(classPath, imports, compilerOptions, extensions, code);
    }
}
