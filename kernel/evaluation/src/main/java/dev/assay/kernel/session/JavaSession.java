package dev.assay.kernel.session;

import dev.assay.kernel.KernelOptions;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.VarSnippet;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;
import org.jspecify.annotations.Nullable;

/** The Java of one notebook: variables, methods and types that its cells declared, and the thread they run on. */
public final class JavaSession implements AutoCloseable {
    private final CompilerLock lock = new CompilerLock();
    private final CellLoader loader = new CellLoader();
    private final CellThread thread = new CellThread(loader);
    private final InProcessControl control = new InProcessControl(loader, lock, thread);
    private final JShell shell;
    private final Splitter splitter;
    private final @Nullable CellCompiler compiler;
    private final Failures failures;

    private JavaSession(KernelOptions options, boolean fast) {
        List<String> javac = new ArrayList<>(List.of("-Xlint:none"));
        javac.addAll(options.compilerOptions());
        shell = JShell.builder()
                .executionEngine(new InProcess(), Map.of())
                .compilerOptions(javac.toArray(String[]::new))
                .build();
        splitter = new Splitter(shell.sourceCodeAnalysis());
        compiler = fast ? new CellCompiler(shell, loader::recorded, javac) : null;
        failures = new Failures(shell);
    }

    /** A new session; its imports are there when this returns. */
    public static JavaSession open(KernelOptions options) {
        return open(options, true);
    }

    /** The same; {@code fast} says whether cells that declare nothing go past JShell. */
    static JavaSession open(KernelOptions options, boolean fast) {
        JavaSession session = new JavaSession(options, fast);
        session.lock.lock();
        try {
            session.addClassPath(options.classPath());
            options.imports().forEach(name -> session.shell.eval("import " + name + ";"));
        } finally {
            session.lock.unlock();
        }
        return session;
    }

    /** JShell; to be used under {@link #lock} only. */
    public JShell shell() {
        return shell;
    }

    /** Guards {@link #shell}; free while user code runs. */
    public CompilerLock lock() {
        return lock;
    }

    /** The loader that sees what cells declared and what was added to the class path. */
    public ClassLoader loader() {
        return loader;
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
        } finally {
            lock.unlock();
        }
    }

    /** Runs a cell from the thread that serves the notebook: the user's code runs on the session's own. */
    public Evaluation run(String code, int cell) {
        thread.handsOver(true);
        try {
            return evaluate(code, cell);
        } finally {
            thread.handsOver(false);
        }
    }

    /** Evaluates code on the calling thread, from within a cell for instance. */
    public Evaluation evaluate(String code, int cell) {
        lock.lock();
        try {
            if (compiler != null && compiler.compile(code, cell) instanceof CompiledCell.Ready ready) {
                return run(ready);
            }
            @Nullable Object value = null;
            for (Splitter.Piece piece : splitter.split(code)) {
                if (!piece.complete()) {
                    return failures.incomplete(piece, code, cell);
                }
                Evaluation evaluation = step(piece, code, cell);
                if (!(evaluation instanceof Evaluation.Value worth)) {
                    return evaluation;
                }
                value = worth.value();
            }
            return new Evaluation.Value(value);
        } finally {
            if (lock.held()) {
                lock.unlock();
            }
        }
    }

    private Evaluation run(CompiledCell.Ready cell) {
        control.run(cell);
        Object value = control.takeValue();
        Throwable thrown = control.takeFailure();
        if (thrown != null) {
            return failures.threw(thrown);
        }
        return new Evaluation.Value(cell.valued() ? value : null);
    }

    /** The fast path, null where it is switched off. */
    @Nullable
    CellCompiler compiler() {
        return compiler;
    }

    /** Stops what the cell runs. */
    public void interrupt() {
        thread.interrupt();
    }

    private Evaluation step(Splitter.Piece piece, String code, int cell) {
        List<SnippetEvent> events = shell.eval(piece.source());
        Object value = control.takeValue();
        Throwable thrown = control.takeFailure();
        Object result = null;
        for (SnippetEvent event : events) {
            if (event.causeSnippet() != null) {
                continue;
            }
            if (thrown != null) {
                return failures.threw(thrown);
            }
            if (!event.status().isDefined()) {
                return failures.compilation(event.snippet(), piece, code, cell);
            }
            result = isExpression(event.snippet()) ? value : null;
        }
        events.forEach(event -> retire(event.snippet()));
        return new Evaluation.Value(result);
    }

    private static boolean isExpression(Snippet snippet) {
        return switch (snippet.subKind()) {
            case VAR_VALUE_SUBKIND, OTHER_EXPRESSION_SUBKIND, TEMP_VAR_EXPRESSION_SUBKIND -> true;
            default -> false;
        };
    }

    /** Lets go of what nobody can refer to any more: else a redefinition compiles all statements of the past anew. */
    private void retire(Snippet snippet) {
        boolean temporary =
                snippet instanceof VarSnippet && snippet.subKind() == Snippet.SubKind.TEMP_VAR_EXPRESSION_SUBKIND;
        if (temporary || !snippet.kind().isPersistent()) {
            shell.drop(snippet);
        }
    }

    /** Ends the session; what its threads do goes on. */
    @Override
    public void close() {
        lock.lock();
        try {
            shell.close();
        } finally {
            lock.unlock();
        }
        thread.close();
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
