package dev.assay.kernel.session;

import dev.assay.kernel.Import;
import dev.assay.kernel.KernelOptions;
import dev.assay.kernel.Outputs;
import dev.assay.kernel.classpath.PackageFiles;
import dev.assay.kernel.output.CellSession;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.Lock;
import java.util.function.Consumer;
import javax.tools.StandardJavaFileManager;
import jdk.jshell.JShell;
import jdk.jshell.VarSnippet;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;
import org.jspecify.annotations.Nullable;

/** The Java of one notebook: variables, methods and types that its cells declared, and the thread they run on. */
public final class JavaSession implements AutoCloseable {
    private final CompilerLock lock = new CompilerLock();
    private final Lock settled = new SettledLock(lock, this::settle);
    private final Settling settling = new Settling(this::settleOne);
    private final PackageFiles packages = new PackageFiles();
    private final CellLoader loader = new CellLoader();
    private final CellThread thread = new CellThread(loader);
    private final CellSession cells = new CellSession();
    private final CellRuns runs = new CellRuns(cells, thread, new Interrupter(thread, lock));
    private final List<String> added = new ArrayList<>();
    private final Ahead ahead = new Ahead();
    private final InProcessControl control;
    private final JShell shell;
    private final @Nullable CellCompiler compiler;
    private final Snippets snippets;
    private final List<Import> imports;
    private volatile Runnable whenAdded = () -> {};
    private volatile Consumer<Import> whenImported = made -> {};
    private @Nullable ListingFileManager listing;

    private JavaSession(KernelOptions options, boolean fast) {
        imports = options.imports();
        control = new InProcessControl(loader, lock, thread, runs::isStopped);
        List<String> javac = new ArrayList<>(List.of("-Xlint:none"));
        javac.addAll(options.compilerOptions());
        shell = JShell.builder()
                .fileManager(this::listing)
                .executionEngine(new InProcess(), Map.of())
                .compilerOptions(javac.toArray(String[]::new))
                .build();
        compiler = fast ? new CellCompiler(shell, ahead, loader::recorded, packages, options.compilerOptions()) : null;
        snippets = new Snippets(shell, ahead, control, loader, compiler, runs::isStopped, runs::note);
    }

    private StandardJavaFileManager listing(StandardJavaFileManager files) {
        ListingFileManager opened = new ListingFileManager(files, packages);
        listing = opened;
        return opened;
    }

    /** A new session. */
    public static JavaSession open(KernelOptions options) {
        return open(options, true);
    }

    /** The same; {@code fast} says whether cells that declare nothing go past JShell. */
    static JavaSession open(KernelOptions options, boolean fast) {
        JavaSession session = new JavaSession(options, fast);
        session.lock.lock();
        try {
            session.addClassPath(options.classPath());
            session.snippets.prelude(options.imports(), session::imported);
        } finally {
            session.lock.unlock();
        }
        return session;
    }

    /** What every cell sees without importing it. */
    public List<Import> imports() {
        return imports;
    }

    /** JShell; to be used under {@link #lock} only. */
    public JShell shell() {
        return shell;
    }

    /** Guards {@link #shell}; free while user code runs. Whoever takes it finds all in the shell that cells declared. */
    public Lock lock() {
        return settled;
    }

    private void settle() {
        snippets.settle();
    }

    /** Tells JShell of one declaration, unless a cell runs; whether there are more. */
    private boolean settleOne() {
        lock.lock();
        try {
            if (runs.isIdle()) {
                snippets.settleOne();
            }
            return runs.isIdle() && !ahead.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** What is on the class path, for whoever else compiles against it; closed with the session. */
    public PackageFiles packages() {
        return packages;
    }

    /** The loader that sees what cells declared and what was added to the class path. */
    public ClassLoader loader() {
        return loader;
    }

    /**
     * Lists a jar that the kernel was started with among those of {@link #loader}: a library that looks for its parts in what the
     * context's loader lists finds it there, where it passes over the jar that starts the kernel.
     */
    public void show(URL jar) {
        loader.show(jar);
    }

    /** The text its cells print. */
    public CellSession cells() {
        return cells;
    }

    /** Adds jars and directories in one go: JShell builds its compiler anew each time. */
    public void addClassPath(List<String> entries) {
        if (entries.isEmpty()) {
            return;
        }
        lock.lock();
        try {
            String path = String.join(File.pathSeparator, entries);
            shell.addToClasspath(path);
            if (compiler != null) {
                compiler.addClassPath(path);
            }
            added.addAll(entries);
        } finally {
            lock.unlock();
        }
        whenAdded.run();
    }

    /** What is done first, before what was said before, whenever the class path has grown, on the thread that made it grow. */
    public void onNewClassPath(Runnable work) {
        Runnable before = whenAdded;
        whenAdded = () -> {
            work.run();
            before.run();
        };
    }

    private void imported(Import made) {
        whenImported.accept(made);
    }

    /** What is done when a cell first needs an import, before the cell is compiled, on the thread that evaluates it. */
    public void onImport(Consumer<Import> work) {
        whenImported = work;
    }

    /** What is done before anything of a cell runs, on the thread that runs it; quick but for once. */
    public void beforeCells(Runnable work) {
        thread.before(work);
    }

    /** Declares that what the session holds now is what {@link #reset} goes back to. */
    public void started() {
        lock.lock();
        try {
            snippets.keep();
        } finally {
            lock.unlock();
        }
    }

    /** Forgets what cells declared since {@link #started}. */
    public void reset() {
        lock.lock();
        try {
            snippets.reset();
        } finally {
            lock.unlock();
        }
    }

    /** The live variables, in the order of their declaration. */
    public List<VarSnippet> variables() {
        lock.lock();
        try {
            return snippets.variables();
        } finally {
            lock.unlock();
        }
    }

    /** What a variable holds now; empty for null, and where it cannot be read. */
    public Optional<Object> value(VarSnippet variable) {
        String wrapper;
        lock.lock();
        try {
            wrapper = shell.sourceCodeAnalysis().wrapper(variable).fullClassName();
        } finally {
            lock.unlock();
        }
        return Optional.ofNullable(loader.value(wrapper, variable.name()));
    }

    /** Nanoseconds since a cell ran last, or since the session was opened; 0 while one runs. */
    public long idleNanos() {
        return runs.idleNanos();
    }

    /**
     * Compiles what every cell needs compiled, and runs nothing: javac reads the JDK for the first time, which takes longer
     * than all that the first cell does. A cell that comes meanwhile waits for no more than
     * its own compilation would have to do; one that needs none waits, too.
     */
    public void prime() {
        lock.lock();
        try {
            if (compiler != null && runs.isIdle()) {
                compiler.compile(Warming.FIRST, Warming.PLACE);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Runs through the compiler's paths until a cell wants to run, and forgets what it declared. */
    public void warm() {
        for (String code : Warming.CODE) {
            lock.lock();
            try {
                if (!runs.isIdle()) {
                    break;
                }
                snippets.evaluate(code, Warming.PLACE);
            } finally {
                lock.unlock();
            }
        }
        lock.lock();
        try {
            snippets.forget(Warming.NAMES);
        } finally {
            lock.unlock();
        }
    }

    /** What messages call the running cell. */
    public String cellName() {
        return runs.cellName();
    }

    /** What was added to the class path, in order. */
    public List<String> addedClassPath() {
        lock.lock();
        try {
            return List.copyOf(added);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Runs a cell: everything that is done for it, from the thread that serves the notebook. The body calls
     * {@link #evaluate} and {@link #onCellThread}; both hand over to the session's own thread.
     *
     * @return what the body returned, or that it was interrupted
     */
    public Evaluation run(int cell, Outputs outputs, Callable<Evaluation> body) {
        CellRun run = runs.begin(cell, outputs);
        try {
            Evaluation evaluation = attempt(body);
            return run.asked() ? CellRuns.interrupted(evaluation, cell) : evaluation;
        } finally {
            runs.end(run);
            if (!ahead.isEmpty()) {
                settling.soon();
            }
        }
    }

    private Evaluation attempt(Callable<Evaluation> body) {
        try {
            return body.call();
        } catch (Exception | Error e) { // of JShell or javac: what the user's code throws has become an evaluation
            lock.release();
            return snippets.failures().compiler(e);
        }
    }

    /** Stops the cell that runs now and returns at once; whether one ran. */
    public boolean interrupt() {
        return runs.interrupt();
    }

    /** The fast path, null where it is switched off. */
    @Nullable
    CellCompiler compiler() {
        return compiler;
    }

    /** How many declarations of the fast path JShell did not take; none, unless the two disagree about Java. */
    int lost() {
        return snippets.lost();
    }

    /** Runs something of the user's on the cell's thread, so that it can be interrupted and its output is the cell's. */
    public <T extends @Nullable Object> T onCellThread(Callable<T> work) throws Throwable {
        if (runs.isStopped()) {
            throw new CellStopped();
        }
        return thread.call(work);
    }

    /**
     * Evaluates code, also from within a cell. A failure of the code is returned.
     *
     * @param name what it is called in messages: {@code cell 3}, or a file
     * @param line its first line there, from 1
     */
    public Evaluation evaluate(String code, String name, int line) {
        lock.lock();
        try {
            return snippets.evaluate(code, new Place(name, line));
        } finally {
            // A thread that was given up has not taken it back.
            if (lock.isHeldByCurrentThread()) {
                lock.unlock();
            }
        }
    }

    /** How a failure of user code looks that did not come out of {@link #evaluate}. */
    public Evaluation.Broken broken(Throwable thrown) {
        return snippets.failures().threw(thrown);
    }

    /** Ends the session and closes its jars; what its threads do goes on, as far as it needs no further class of those. */
    @Override
    public void close() {
        settling.close();
        interrupt();
        lock.lock();
        try {
            shell.close();
        } finally {
            lock.unlock();
        }
        runs.settle();
        thread.close();
        cells.close();
        closeFiles();
    }

    private void closeFiles() {
        packages.close();
        try {
            if (compiler != null) {
                compiler.close();
            }
            if (listing != null) {
                listing.close();
            }
            loader.close();
        } catch (IOException e) {
            return; // they are closed with the process
        }
    }

    private final class InProcess implements ExecutionControlProvider {
        @Override
        public String name() {
            return "in-process";
        }

        @Override
        public ExecutionControl generate(ExecutionEnv environment, Map<String, String> parameters) {
            return control;
        }
    }
}
