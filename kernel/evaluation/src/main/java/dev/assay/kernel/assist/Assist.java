package dev.assay.kernel.assist;

import dev.assay.kernel.Completeness;
import dev.assay.kernel.Completions;
import dev.assay.kernel.MimeBundle;
import dev.assay.kernel.classpath.PackageFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import jdk.jshell.JShell;

/**
 * Completion, inspection and completeness for cells of one session. Every method may be called from any thread, never throws
 * for what a cell holds, and answers within three seconds: with nothing, where the text is too much for that. Positions are
 * counted in Unicode code points.
 */
public final class Assist implements AutoCloseable {
    /** A frontend has given up by then. */
    private static final long LIMIT_MILLIS = 3000;
    /** The compiler's first use takes seconds on a slow machine. */
    private static final long WARM_UP_MILLIS = 30_000;
    /** How long a question waits for the shell before it is answered from the declarations known last. */
    private static final long PATIENCE_MILLIS = 150;
    /** Cells that pull in what most questions need; the JVM compiles the compiler meanwhile. */
    private static final List<String> WARM_UP = List.of(
            "var list = java.util.List.of(1); list.stream().map(x -> x.by",
            "Str",
            "String text = \"\"; int n = text.",
            "class Warm { void up(String text) { text.");

    private final Worker<Tools> worker;

    /**
     * Assists one session.
     *
     * @param shell the session's shell, asked for its live snippets only
     * @param packages what is on the session's class path
     * @param lock held while the shell is asked; whoever evaluates in the shell holds it too, and should release it while
     *     user code runs
     */
    public Assist(JShell shell, PackageFiles packages, Lock lock, Surroundings surroundings) {
        this(shell, packages, lock, surroundings, Path.of(System.getProperty("java.home", "")));
    }

    /** For tests: with the Javadoc of another JDK. */
    Assist(JShell shell, PackageFiles packages, Lock lock, Surroundings surroundings, Path javaHome) {
        ClassIndex.Reader indexes = new ClassIndex.Reader();
        worker = new Worker<>(() -> {
            Compiler compiler = new Compiler(packages);
            Declarations declarations = new Declarations(shell, lock, PATIENCE_MILLIS, surroundings.imports());
            return new Tools(
                    compiler,
                    new Completer(compiler, declarations, surroundings, indexes),
                    new Inspector(compiler, declarations, surroundings, indexes, new SourceFiles(compiler, javaHome)),
                    new CompletenessRule(compiler, new MagicLines(surroundings)));
        });
    }

    /** What could stand at the cursor, the likeliest first; empty inside literals and comments. */
    public Completions complete(String code, int cursor) {
        int at = CodePoints.toUtf16(code, cursor);
        Completions none = new Completions(List.of(), at, at);
        Completions found = worker.ask(tools -> tools.completer.complete(code, at), none, LIMIT_MILLIS);
        return new Completions(
                found.matches(), code.codePointCount(0, found.start()), code.codePointCount(0, found.end()));
    }

    /**
     * What stands at the cursor, or which method it is an argument of.
     *
     * @param detail 0 for signature and first sentence, 1 for the whole Javadoc
     */
    public Optional<MimeBundle> inspect(String code, int cursor, int detail) {
        int at = CodePoints.toUtf16(code, cursor);
        return worker.ask(tools -> tools.inspector.inspect(code, at, detail > 0), Optional.empty(), LIMIT_MILLIS);
    }

    /** Whether a console should run the text; {@code unknown} where that cannot be said in time. */
    public Completeness completeness(String code) {
        return worker.ask(tools -> tools.completeness.of(code), new Completeness("unknown", ""), LIMIT_MILLIS);
    }

    /** Loads what the first question would wait for; blocks until that is done. */
    public void warmUp() {
        for (String code : WARM_UP) {
            Completions none = new Completions(List.of(), 0, 0);
            worker.ask(tools -> tools.completer.complete(code, code.length()), none, WARM_UP_MILLIS);
        }
    }

    @Override
    public void close() {
        worker.close();
    }

    /** What one thread works with. */
    private record Tools(Compiler compiler, Completer completer, Inspector inspector, CompletenessRule completeness)
            implements AutoCloseable {
        @Override
        public void close() throws IOException {
            compiler.close();
        }
    }
}
