package dev.assay.kernel.session;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.lang.model.type.TypeMirror;
import javax.tools.JavaFileObject;
import org.jspecify.annotations.Nullable;

/**
 * Compiles a cell that declares variables and methods in one javac task, or in two where {@code var} leaves a type to be
 * found. Takes only names that no cell has mentioned before: nothing can depend on them yet, so that JShell, which works
 * out what a new meaning of a name changes, may learn of them later. Errors are left to JShell, as on the rest of the fast
 * path.
 */
final class PartsCompiler {
    /** A type that can be written as javac prints it: no captures, intersections, wildcards or annotations. */
    private static final Pattern PRINTED_TYPE = Pattern.compile("[\\p{L}\\p{N}_$.<>,\\[\\] ]+");

    /** JShell takes no method under one of these names. */
    private static final Set<String> METHODS_OF_OBJECT = Arrays.stream(Object.class.getMethods())
            .map(java.lang.reflect.Method::getName)
            .collect(Collectors.toUnmodifiableSet());

    private final LiveNames names;
    private final DeclaredClasses declared;
    private final CellFiles files;
    private final JdkModules modules;
    private final Set<String> voids;
    private final Supplier<String> classNames;

    /**
     * @param voids names of methods that return nothing, as far as they have been met
     * @param classNames makes up names for classes
     */
    PartsCompiler(
            LiveNames names,
            DeclaredClasses declared,
            CellFiles files,
            JdkModules modules,
            Set<String> voids,
            Supplier<String> classNames) {
        this.names = names;
        this.declared = declared;
        this.files = files;
        this.modules = modules;
        this.voids = voids;
        this.classNames = classNames;
    }

    CompiledCell compile(JavacPool pool, String code, CellParts cell, Place place) {
        String bare = BareCode.of(code);
        if (!cell.parts().stream().allMatch(part -> isNew(part, bare))) {
            return new CompiledCell.Unusual("a name is used before it is declared");
        }
        Set<String> words = Prelude.words(code);
        cell.declared().forEach(words::remove);
        Set<String> wrappers = new LinkedHashSet<>();
        String imports = names.imports(words, wrappers);
        Map<String, byte[]> visible = declared.visibleFrom(wrappers);
        if (imports == null || !visible.keySet().containsAll(wrappers)) {
            return new CompiledCell.Unusual("a name is not valid");
        }
        CellParts.Part end = cell.parts().get(cell.parts().size() - 1);
        CellGuess guess =
                end instanceof CellParts.Statements ? CellGuess.of(code.substring(end.start(), end.end())) : null;
        if (end instanceof CellParts.Statements && guess == null) {
            return new CompiledCell.Unusual("text");
        }
        String header = "package " + CellCompiler.PACKAGE + ";" + imports;
        return new Attempt(pool, code, cell, place, header, visible, guess).run();
    }

    /** Whether the name that a part declares appears for the first time in the part's own head. */
    private static boolean isNew(CellParts.Part part, String code) {
        if (part instanceof CellParts.Method method) {
            return !METHODS_OF_OBJECT.contains(method.name()) && position(method.name(), code, 0) >= method.start();
        }
        if (part instanceof CellParts.Variable variable) {
            int first = position(variable.name(), code, 0);
            boolean inHead = first >= variable.start() && first < variable.initializer();
            return inHead && position(variable.name(), code, first + 1) >= variable.initializerEnd();
        }
        return true;
    }

    private static int position(String name, String code, int from) {
        Matcher matcher = Pattern.compile("(?<![\\p{L}\\p{N}_$])" + Pattern.quote(name) + "(?![\\p{L}\\p{N}_$])")
                .matcher(code);
        return matcher.find(from) ? matcher.start() : code.length();
    }

    private final class Attempt {
        private final JavacPool pool;
        private final String code;
        private final CellParts cell;
        private final Place place;
        private final String header;
        private final Map<String, byte[]> visible;
        private final @Nullable CellGuess guess;
        private final List<String> classes = new ArrayList<>();

        Attempt(
                JavacPool pool,
                String code,
                CellParts cell,
                Place place,
                String header,
                Map<String, byte[]> visible,
                @Nullable CellGuess guess) {
            this.pool = pool;
            this.code = code;
            this.cell = cell;
            this.place = place;
            this.header = header;
            this.visible = visible;
            this.guess = guess;
            cell.parts().forEach(part -> classes.add(classNames.get()));
        }

        CompiledCell run() {
            Map<String, String> types = new HashMap<>();
            if (unit(null).infers() && !infer(types)) {
                return new CompiledCell.Unusual("a type that cannot be written");
            }
            if (guess == null) {
                return compile(null, types);
            }
            boolean valued = !guess.last().isEmpty() && !voids.contains(guess.call());
            CompiledCell first = compile(form(guess, valued), types);
            boolean wrong = first instanceof CompiledCell.Unusual unusual
                    && unusual.why().equals(WRONG);
            return wrong ? compile(form(guess, !valued), types) : first;
        }

        private static final String WRONG = "wrong guess";

        private static CellForm form(CellGuess guess, boolean valued) {
            return valued ? CellForm.value(guess.head(), guess.last()) : CellForm.statements(guess.statements());
        }

        private DeclaringUnit unit(@Nullable CellForm last) {
            return new DeclaringUnit(code, cell, classes, last);
        }

        /** Finds the types of variables declared with {@code var}; whether all can be written. */
        private boolean infer(Map<String, String> types) {
            String text = unit(null).inference(header);
            return task(text, (task, errors) -> {
                CompilationUnitTree unit = task.parse().iterator().next();
                if (!errors.isEmpty()) {
                    return false;
                }
                task.analyze();
                Tree last = unit.getTypeDecls().get(unit.getTypeDecls().size() - 1);
                return errors.isEmpty() && types(Trees.instance(task), new TreePath(new TreePath(unit), last), types);
            });
        }

        private boolean types(Trees trees, TreePath type, Map<String, String> types) {
            for (Tree member : ((ClassTree) type.getLeaf()).getMembers()) {
                boolean ours =
                        member instanceof MethodTree method && method.getName().contentEquals(CellCompiler.METHOD);
                for (StatementTree local :
                        ours ? ((MethodTree) member).getBody().getStatements() : List.<StatementTree>of()) {
                    if (!(local instanceof VariableTree variable)) {
                        return false;
                    }
                    TypeMirror found = trees.getTypeMirror(new TreePath(new TreePath(type, member), variable));
                    if (!isWritable(found)) {
                        return false;
                    }
                    types.put(variable.getName().toString(), found.toString());
                }
            }
            return true;
        }

        private static boolean isWritable(@Nullable TypeMirror type) {
            if (type == null || !PRINTED_TYPE.matcher(type.toString()).matches()) {
                return false;
            }
            return switch (type.getKind()) {
                case DECLARED, ARRAY -> true;
                default -> type.getKind().isPrimitive();
            };
        }

        private CompiledCell compile(@Nullable CellForm last, Map<String, String> types) {
            DeclaringUnit unit = unit(last);
            return task(unit.text(header, place.line(), types), (task, errors) -> {
                CompilationUnitTree tree = task.parse().iterator().next();
                if (!errors.isEmpty()) {
                    return new CompiledCell.Unusual("syntax " + errors);
                }
                List<CellTree> end = new ArrayList<>();
                String objection = unit.objection(Trees.instance(task), tree, end);
                objection = objection != null ? objection : check(task, errors, last, end);
                if (objection != null) {
                    return new CompiledCell.Unusual(objection);
                }
                task.generate();
                return steps(last != null && last.valued() && !end.get(0).endsInAssignment());
            });
        }

        /** Attributes the unit; says what is in the way, null if nothing is. */
        private @Nullable String check(JavacTask task, List<String> errors, @Nullable CellForm last, List<CellTree> end)
                throws IOException {
            task.analyze();
            if (last == null || guess == null) {
                return errors.isEmpty() ? null : "error " + errors;
            }
            CellTree statements = end.get(0);
            if (last.valued() && statements.endsInCall() && CellCompiler.sayVoid(errors)) {
                voids.add(guess.call());
                return WRONG;
            }
            if (!errors.isEmpty()) {
                return "error " + errors;
            }
            boolean open = !last.valued() && statements.endsInExpression() && !statements.endsInAssignment();
            if (open && !statements.lastIsVoid()) {
                voids.remove(guess.call());
                return guess.last().isEmpty() ? "an expression that was not seen" : WRONG;
            }
            return null;
        }

        private CompiledCell steps(boolean valued) {
            Map<String, byte[]> written = files.written();
            List<CompiledCell.Step> steps = new ArrayList<>();
            for (int i = 0; i < classes.size(); i++) {
                steps.add(step(cell.parts().get(i), classes.get(i), written, valued && i == classes.size() - 1));
            }
            return new CompiledCell.Declaring(steps);
        }

        private CompiledCell.Step step(
                CellParts.Part part, String className, Map<String, byte[]> written, boolean valued) {
            Map<String, byte[]> own = new LinkedHashMap<>();
            written.forEach((name, bytecode) -> {
                if (name.equals(className) || name.startsWith(className + "$")) {
                    own.put(name, bytecode);
                }
            });
            String source = code.substring(part.start(), part.end());
            if (part instanceof CellParts.Variable variable) {
                String ended = source.endsWith(";") ? source : source + ";";
                return new CompiledCell.Declare(
                        variable.name(), className, own, ended, part.start(), variable.initialized());
            }
            if (part instanceof CellParts.Method method) {
                return new CompiledCell.Declare(method.name(), className, own, source, part.start(), false);
            }
            boolean passing = own.values().stream().allMatch(declared::allowsStrangers);
            return new CompiledCell.Run(new CompiledCell.Ready(className, own, valued, passing));
        }

        private <T> T task(String text, Work<T> work) {
            JavaFileObject source = CellFiles.source(classes.get(0), place.name(), text);
            files.show(visible);
            CellCompiler.Errors errors = new CellCompiler.Errors(modules);
            Set<String> read = new LinkedHashSet<>(visible.keySet());
            read.addAll(classes);
            return pool.run(files, errors, modules.options(), source, CellCompiler.PACKAGE, read, task -> {
                try {
                    return work.in(task, errors.codes);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    private interface Work<T> {
        T in(JavacTask task, List<String> errors) throws IOException;
    }
}
