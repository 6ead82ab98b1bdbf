package dev.assay.assembly;

import dev.assay.assembly.display.NotebookImports;
import dev.assay.kernel.Import;
import dev.assay.kernel.KernelOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the kernel is started with. Read by hand, since a kernel's start waits for it.
 *
 * @param connectionFile where to listen
 * @param historyDirectory another place for the history; empty for the usual one
 * @param keepsHistory whether cells are remembered beyond the session
 * @param isHeadless whether a program sends the cells, and nobody types any
 * @param hurries whether the process ends within five seconds of being asked to, as Jupyter wants
 */
record Arguments(
        Path connectionFile,
        Optional<Path> historyDirectory,
        boolean keepsHistory,
        boolean isHeadless,
        boolean hurries,
        KernelOptions options) {
    static final String USAGE =
            """
            usage: KernelMain [OPTION]... CONNECTION_FILE
              --no-history           remember cells for this session only
              --headless             prepare nothing for people who type: a program sends the cells
              --history=DIR          remember cells there
              --class-path=ENTRY     a jar or directory that cells see (repeatable)
              --import=NAME          imported before the first cell: java.time.*, static java.lang.Math.* (repeatable)
              --javac=OPTION         passed to the compiler: --javac=--enable-preview (repeatable)
              --no-extensions        install no jjava extensions
              --startup=CODE         a cell that runs before the first
              --unhurried            may take its time to end, because Java writes an archive of its classes then
            """;

    /**
     * Reads the command line.
     *
     * @throws IllegalArgumentException with a message for people
     */
    static Arguments parse(List<String> words) {
        Path file = null;
        Optional<Path> history = Optional.empty();
        boolean keeps = true;
        boolean headless = false;
        boolean hurries = true;
        KernelOptions options = KernelOptions.defaults();
        List<String> classPath = new ArrayList<>(options.classPath());
        List<Import> imports = new ArrayList<>(NotebookImports.all());
        List<String> compiler = new ArrayList<>(options.compilerOptions());
        for (String word : words) {
            String value = word.substring(word.indexOf('=') + 1);
            switch (word.startsWith("--") ? word.split("=", 2)[0] : "") {
                case "--no-history" -> keeps = false;
                case "--headless" -> headless = true;
                case "--unhurried" -> hurries = false;
                case "--history" -> history = Optional.of(Path.of(value));
                case "--class-path" -> classPath.add(value);
                case "--import" -> imports.add(Import.of(value));
                case "--javac" -> compiler.add(value);
                case "--no-extensions" -> options = options.withExtensions(false);
                case "--startup" -> options = options.withStartup(value);
                case "" -> {
                    if (file != null) {
                        throw new IllegalArgumentException("one connection file, not " + file + " and " + word);
                    }
                    file = Path.of(word);
                }
                default -> throw new IllegalArgumentException("unknown option " + word);
            }
        }
        if (file == null) {
            throw new IllegalArgumentException("no connection file given");
        }
        return new Arguments(
                file,
                history,
                keeps,
                headless,
                hurries,
                options.withClassPath(classPath).withImports(imports).withCompilerOptions(compiler));
    }
}
