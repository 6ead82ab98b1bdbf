package dev.assay.assembly;

import dev.assay.assembly.display.LibraryDisplay;
import dev.assay.assembly.server.NotebookKernel;
import dev.assay.jupyter.Complaints;
import dev.assay.jupyter.ConnectionFile;
import dev.assay.jupyter.ParentProcess;
import dev.assay.jupyter.Signals;
import dev.assay.kernel.Evaluator;
import dev.assay.kernel.JavaKernel;
import dev.assay.kernel.KernelOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The kernel's process: {@code KernelMain [options] connection-file}. It ends when a frontend asks for it, within five seconds
 * whatever a cell does, and when the process that started it is gone.
 */
public final class KernelMain {
    /** Below the five seconds after which Jupyter kills, with room for what comes before it. */
    private static final long LAST_MILLIS = 4500;

    /** As long as nobody who types cells would notice, and longer than the gap between cells that are sent in a row. */
    private static final long IDLE_NANOS = 400_000_000;

    private KernelMain() {}

    /** Serves until the end. Exit codes: 0 asked to end, 1 could not listen, 2 wrong usage. */
    public static void main(String[] words) {
        System.exit(run(List.of(words), KernelMain::open));
    }

    /**
     * A session whose compiler and renderers get warm behind the first cell, which they give way to. Where a program sends the
     * cells there are pauses only in kernels started ahead, whose warming would take the processor from those that run.
     */
    private static JavaKernel open(Arguments arguments) {
        URL library = LibraryDisplay.tables();
        ClassLoader alone = new URLClassLoader(new URL[] {library}, KernelMain.class.getClassLoader());
        TableStart tables = TableStart.beside(LibraryDisplay::load, LibraryDisplay::warm, alone);
        KernelOptions options = arguments.options();
        if (!options.classPath().isEmpty() || !options.startup().isBlank()) {
            tables.finish(); // what runs before the session is open may use it
        }
        JavaKernel kernel = JavaKernel.open(options);
        kernel.session().show(library);
        kernel.session().onImport(tables::imported);
        kernel.session().onNewClassPath(tables::finish);
        kernel.session().beforeCells(tables::await);
        new Pauses(kernel.session()::idleNanos, IDLE_NANOS)
                .use(
                        kernel.session()::prime,
                        arguments.isHeadless() ? List.of() : List.of(kernel::warm, tables::begin));
        return kernel;
    }

    static int run(List<String> words, Function<Arguments, Evaluator> session) {
        PrintStream err = System.err; // the process's own: once the session is up, System.err belongs to the cells
        Arguments arguments;
        try {
            arguments = Arguments.parse(words);
        } catch (IllegalArgumentException e) {
            err.println("assay kernel: " + e.getMessage());
            err.print(Arguments.USAGE);
            return 2;
        }
        try {
            serve(arguments, session, new Complaints(err));
            return 0;
        } catch (IOException e) {
            err.println("assay kernel: " + e.getMessage());
            return 1;
        } catch (InterruptedException e) {
            return 1;
        }
    }

    private static void serve(Arguments arguments, Function<Arguments, Evaluator> session, Complaints complaints)
            throws IOException, InterruptedException {
        ConnectionFile file = ConnectionFile.read(arguments.connectionFile());
        NotebookKernel kernel =
                NotebookKernel.start(file, () -> session.apply(arguments), history(arguments), complaints);
        if (file.leavesPortsOpen()) {
            kernel.connection().write(arguments.connectionFile(), "assay");
        }
        Signals.onInterrupt(kernel::interrupt, complaints);
        endWithParent(kernel, arguments.connectionFile());
        kernel.awaitEnd();
        if (arguments.hurries()) {
            haltLater();
        }
        kernel.close();
    }

    private static void endWithParent(NotebookKernel kernel, Path connectionFile) {
        boolean ours = ParentProcess.isOurs(System.getenv(), connectionFile);
        Runnable gone = () -> {
            if (ours) {
                forget(connectionFile);
            }
            kernel.end();
        };
        ProcessHandle self = ProcessHandle.current();
        Optional<ProcessHandle> parent = ParentWatch.parent(System.getenv(), ours, System.getProperty("os.name"), self);
        parent.ifPresent(found -> ParentWatch.watch(found, self, gone));
        if (ours && parent.isEmpty()) {
            gone.run();
        }
    }

    /** Who would have removed it is gone; its folder, which is temporary, goes too unless there is more in it. */
    private static void forget(Path connectionFile) {
        try {
            Files.deleteIfExists(connectionFile);
            Path folder = connectionFile.toAbsolutePath().getParent();
            if (folder != null) {
                Files.deleteIfExists(folder);
            }
        } catch (IOException e) {
            return; // it holds nothing that works without this kernel
        }
    }

    private static Optional<Path> history(Arguments arguments) {
        if (!arguments.keepsHistory()) {
            return Optional.empty();
        }
        return Optional.of(arguments
                .historyDirectory()
                .orElseGet(() -> NotebookKernel.usualHistory(
                        System.getProperty("os.name"), System.getenv(), Path.of(System.getProperty("user.home")))));
    }

    /** Shutdown hooks of the user's code may run forever, too. */
    private static void haltLater() {
        Thread last = new Thread(
                () -> {
                    try {
                        Thread.sleep(LAST_MILLIS);
                    } catch (InterruptedException e) {
                        // the sooner
                    }
                    Runtime.getRuntime().halt(0);
                },
                "assay-halt");
        last.setDaemon(true);
        last.start();
    }
}
