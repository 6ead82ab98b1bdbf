package dev.assay.kernel.session;

import com.sun.source.util.JavacTask;
import dev.assay.kernel.classpath.PackageFiles;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticListener;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;
import jdk.jshell.JShell;
import org.jspecify.annotations.Nullable;

/**
 * Compiles a whole cell in one javac task, against what lives in a JShell. Takes cells that declare nothing, or only new
 * variables and methods ({@link PartsCompiler}), and of those only what it knows to mean the same as in JShell, which needs five tasks for an expression; everything else,
 * errors first, is left to JShell. Nothing of the cell has run when it is.
 *
 * <p>The cell becomes the body of one method; its lines are those of the source, whose file is named after its place. Whether its last expression is worth
 * something is not known before the compiler has seen it (void methods are not): it is guessed by the method's name, the
 * compiler confirms the guess, and a wrong one costs a second task and is remembered.
 */
final class CellCompiler {
    /** The package of JShell's own classes: its members are the cell's. */
    static final String PACKAGE = "REPL";

    /** What names of cells' classes start with; JShell's own go on with a digit. */
    static final String PREFIX = "REPL.$JShell$C";

    private static final String INTERNAL_PREFIX = PREFIX.replace('.', '/');

    /** The method that a cell becomes, named as in JShell's classes. */
    static final String METHOD = "do_it$";

    /**
     * How many cells one pool of compilers serves. It never forgets a name, nor that a unit has imported a package; a new one
     * makes the next cell take 25 to 95 ms longer (two busy cores).
     */
    private static final int CELLS_A_POOL = 1_000;

    private final LiveNames names;
    private final DeclaredClasses declared;
    private final JdkModules modules;
    private final CellFiles files;
    private final PartsCompiler parts;
    private final boolean strict;
    private final Set<String> voids = new HashSet<>(Set.of("println", "print", "forEach", "sort"));
    private @Nullable JavacPool pool = JavacPool.create();
    private String classPath = System.getProperty("java.class.path", "");
    private int number;
    private int seen;
    private int taken;

    /**
     * For the cells of one JShell; to be used by one thread at a time, as JShell itself.
     *
     * @param ahead what cells declared and JShell does not know of yet
     * @param bytecodes the classes that hold declarations, by binary name, as javac wrote them
     * @param packages what is on the class path
     * @param options the user's for the compiler
     */
    CellCompiler(
            JShell shell,
            Ahead ahead,
            Function<String, byte @Nullable []> bytecodes,
            PackageFiles packages,
            List<String> options) {
        names = new LiveNames(shell, ahead);
        strict = options.contains("-Werror");
        declared = new DeclaredClasses(bytecodes);
        modules = new JdkModules(List.of("-proc:none", "-parameters", "-Xlint:none"), options);
        JavaCompiler javac = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler(), "no JDK");
        files = new CellFiles(javac.getStandardFileManager(null, Locale.ROOT, null), packages, modules::found, PACKAGE);
        parts = new PartsCompiler(names, declared, files, modules, voids, () -> PREFIX + ++number);
    }

    /** Adds to the class path, as {@link JShell#addToClasspath} does. */
    void addClassPath(String path) {
        classPath = classPath + File.pathSeparator + path;
        files.classPath(classPath);
        modules.forget();
        pool = JavacPool.create();
    }

    /** Closes the libraries' jars; nothing can be compiled any more. */
    void close() throws IOException {
        pool = null;
        files.close();
    }

    /** What lives in the session, by name. */
    LiveNames names() {
        return names;
    }

    /** Whether it may refuse what javac takes by itself, since the user wants warnings to be errors. */
    boolean isStrict() {
        return strict;
    }

    /** How many cells it has compiled. */
    int taken() {
        return taken;
    }

    /** Whether a class, given by its binary or internal name, is of a cell that this compiled. */
    static boolean isCell(String className) {
        return className.startsWith(PREFIX) || className.startsWith(INTERNAL_PREFIX);
    }

    /**
     * Compiles a cell, or finds that it is not for the fast path. Runs nothing.
     *
     * @param place where it stands, for stack traces
     */
    CompiledCell compile(String code, Place place) {
        CellGuess text = CellGuess.of(code);
        return text == null
                ? new CompiledCell.Unusual("text")
                : compile(code, pool -> {
                    Set<String> wrappers = new LinkedHashSet<>();
                    String imports = names.imports(text.names(), wrappers);
                    Map<String, byte[]> visible = declared.visibleFrom(wrappers);
                    return imports == null || !visible.keySet().containsAll(wrappers)
                            ? new CompiledCell.Unusual("a name is not valid")
                            : new Attempts(pool, imports, visible, text, place).run();
                });
    }

    /** The same of a cell that declares variables and methods under names that no cell has mentioned before. */
    CompiledCell compile(String code, CellParts cell, Place place) {
        return compile(code, pool -> {
            CompiledCell compiled = parts.compile(pool, code, cell, place);
            taken += compiled instanceof CompiledCell.Declaring ? 1 : 0;
            return compiled;
        });
    }

    private CompiledCell compile(String code, Function<JavacPool, CompiledCell> work) {
        JavacPool compilers = pool;
        if (compilers != null && ++seen % CELLS_A_POOL == 0) {
            compilers = pool = JavacPool.create();
        }
        if (compilers == null) {
            return new CompiledCell.Unusual("javac is closed");
        }
        if (code.contains(CellForm.VALUE) || code.contains(METHOD) || code.contains("$JShell$")) {
            return new CompiledCell.Unusual("text");
        }
        if (names.hasUnresolved()) {
            return new CompiledCell.Unusual("something is unresolved");
        }
        modules.begin();
        try {
            CompiledCell compiled = work.apply(compilers);
            return modules.widen() ? modules.kept(work.apply(compilers)) : compiled;
        } catch (RuntimeException | StackOverflowError | AssertionError e) {
            pool = JavacPool.create(); // a compiler that crashed would write broken classes from now on
            return new CompiledCell.Unusual("javac failed: " + e); // a fault of javac is JShell's to report
        }
    }

    /** The tasks for one cell: one, or two after a wrong guess. */
    private final class Attempts {
        private final JavacPool compilers;
        private final String imports;
        private final Map<String, byte[]> visible;
        private final CellGuess text;
        private final Place place;

        /** The form that a task has found to be right. */
        private @Nullable CellForm instead;

        Attempts(JavacPool compilers, String imports, Map<String, byte[]> visible, CellGuess text, Place place) {
            this.compilers = compilers;
            this.imports = imports;
            this.visible = visible;
            this.text = text;
            this.place = place;
        }

        CompiledCell run() {
            boolean valued = !text.last().isEmpty() && !voids.contains(text.call());
            CompiledCell first =
                    attempt(valued ? CellForm.value(text.head(), text.last()) : CellForm.statements(text.statements()));
            CellForm second = instead;
            if (second == null) {
                return first;
            }
            if (second.valued()) {
                voids.remove(text.call());
            } else {
                voids.add(text.call());
            }
            return attempt(second);
        }

        private CompiledCell attempt(CellForm form) {
            String className = PREFIX + ++number;
            // An interface, since javac would make a constructor for a class, and check and write that, too.
            String header = "package " + PACKAGE + ";" + imports + "public interface "
                    + className.substring(PACKAGE.length() + 1) + "{public static " + form.type() + " " + METHOD
                    + "()throws java.lang.Throwable{" + "\n".repeat(place.line() - 1);
            JavaFileObject unit = CellFiles.source(className, place.name(), header + form.body() + "\n}}");
            files.show(visible);
            Errors errors = new Errors(modules);
            return compilers.run(files, errors, modules.options(), unit, PACKAGE, visible.keySet(), task -> {
                try {
                    CellTree tree = CellTree.parse(task, form);
                    boolean valued = form.valued() && tree != null && !tree.endsInAssignment();
                    String objection = check(task, tree, errors, form, header.length());
                    return objection == null ? ready(task, className, valued) : new CompiledCell.Unusual(objection);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }

        /** Attributes the tree; says what is in the way of the class, null if nothing is. */
        private @Nullable String check(
                JavacTask task, @Nullable CellTree tree, Errors errors, CellForm form, int headerLength)
                throws IOException {
            if (tree == null || !errors.codes.isEmpty()) {
                return "syntax " + errors.codes;
            }
            String objection = tree.objection();
            if (objection != null) {
                return objection;
            }
            boolean open = !form.valued() && tree.endsInExpression() && !tree.endsInAssignment();
            if (open && !tree.endsInCall()) {
                return wrong(valueForm(tree, form, headerLength));
            }
            task.analyze();
            if (!errors.codes.isEmpty()) {
                boolean isVoid = form.valued() && tree.endsInCall() && sayVoid(errors.codes);
                return isVoid ? wrong(CellForm.statements(text.statements())) : "error " + errors.codes;
            }
            return open && !tree.lastIsVoid() ? wrong(valueForm(tree, form, headerLength)) : null;
        }

        private String wrong(CellForm right) {
            instead = instead == null ? right : null;
            return "wrong guess";
        }

        private CellForm valueForm(CellTree tree, CellForm form, int headerLength) {
            int start = tree.lastStart() - headerLength;
            return CellForm.value(
                    form.body().substring(0, start), form.body().substring(start, tree.lastEnd() - headerLength));
        }

        private CompiledCell ready(JavacTask task, String className, boolean valued) throws IOException {
            task.generate();
            taken++;
            Map<String, byte[]> classes = files.written();
            boolean passing = classes.values().stream().allMatch(declared::allowsStrangers);
            return new CompiledCell.Ready(className, classes, valued, passing);
        }
    }

    /** Whether all that is wrong is a variable that has got no type. */
    static boolean sayVoid(List<String> errors) {
        return errors.size() == 1 && errors.get(0).equals("compiler.err.cant.infer.local.var.type");
    }

    /** The codes of what javac objects to. */
    static final class Errors implements DiagnosticListener<JavaFileObject> {
        final List<String> codes = new ArrayList<>();
        private final JdkModules modules;

        Errors(JdkModules modules) {
            this.modules = modules;
        }

        @Override
        public void report(Diagnostic<? extends JavaFileObject> diagnostic) {
            if (diagnostic.getKind() == Diagnostic.Kind.ERROR) {
                codes.add(String.valueOf(diagnostic.getCode()));
                modules.objected(String.valueOf(diagnostic.getCode()), diagnostic.getMessage(Locale.ROOT));
            }
        }
    }
}
