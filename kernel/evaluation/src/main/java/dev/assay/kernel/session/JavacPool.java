package dev.assay.kernel.session;

import com.sun.source.util.JavacTask;
import java.io.Writer;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Proxy;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import javax.tools.DiagnosticListener;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import org.jspecify.annotations.Nullable;

/**
 * The pool of compiler tasks that JShell itself uses: a task takes over what an earlier one has read of the JDK and the
 * libraries, which makes it about ten times as fast as one of {@link javax.tools.JavaCompiler#getTask}. javac does not export
 * it, so it is reached by reflection, and only where the JVM was started with
 * {@code --add-exports jdk.compiler/com.sun.tools.javac.{api,code,util}=ALL-UNNAMED} or a manifest that says so.
 */
final class JavacPool {
    private static final @Nullable Internals INTERNALS = Internals.find();

    private final Object pool;

    private JavacPool(Object pool) {
        this.pool = pool;
    }

    /** A new, empty pool; null where this JVM does not let us at it. */
    static @Nullable JavacPool create() {
        try {
            return INTERNALS == null ? null : new JavacPool(INTERNALS.newPool.invoke(2));
        } catch (Throwable e) {
            return null;
        }
    }

    /**
     * Runs a task.
     *
     * @param names binary names of classes of {@code packageName} that this task may have read and the next shall not know
     */
    <T> T run(
            JavaFileManager files,
            DiagnosticListener<JavaFileObject> diagnostics,
            List<String> options,
            JavaFileObject unit,
            String packageName,
            Collection<String> names,
            Function<JavacTask, T> work) {
        Internals internals = Objects.requireNonNull(INTERNALS);
        Function<JavacTask, T> worker = task -> {
            Object context = internals.context(task);
            try {
                return work.apply(task);
            } finally {
                internals.forget(context, packageName, names);
            }
        };
        return internals.run(pool, files, diagnostics, options, unit, worker);
    }

    /** The methods of javac's own that this takes. */
    private static final class Internals {
        final MethodHandle newPool;
        private final MethodHandle getTask;
        private final Class<?> workerType;
        private final MethodHandle getContext;
        private final MethodHandle symtab;
        private final MethodHandle unnamedModule;
        private final MethodHandle removeClass;
        private final MethodHandle getPackage;
        private final MethodHandle names;
        private final MethodHandle fromString;
        private final MethodHandle classFinder;
        private final MethodHandle getCompleter;
        private final MethodHandle setMembers;
        private final MethodHandle setCompleter;

        private Internals() throws ReflectiveOperationException {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            Class<?> poolType = javac("api.JavacTaskPool");
            workerType = javac("api.JavacTaskPool$Worker");
            Class<?> context = javac("util.Context");
            Class<?> name = javac("util.Name");
            Class<?> namesType = javac("util.Names");
            Class<?> symtabType = javac("code.Symtab");
            Class<?> module = javac("code.Symbol$ModuleSymbol");
            Class<?> packageType = javac("code.Symbol$PackageSymbol");
            Class<?> symbol = javac("code.Symbol");
            Class<?> completer = javac("code.Symbol$Completer");
            Class<?> finder = javac("code.ClassFinder");
            newPool = lookup.findConstructor(poolType, MethodType.methodType(void.class, int.class));
            getTask = lookup.findVirtual(
                    poolType,
                    "getTask",
                    MethodType.methodType(
                            Object.class,
                            Writer.class,
                            JavaFileManager.class,
                            DiagnosticListener.class,
                            Iterable.class,
                            Iterable.class,
                            Iterable.class,
                            workerType));
            getContext = lookup.findVirtual(javac("api.BasicJavacTask"), "getContext", MethodType.methodType(context));
            symtab = lookup.findStatic(symtabType, "instance", MethodType.methodType(symtabType, context));
            unnamedModule = lookup.findGetter(symtabType, "unnamedModule", module);
            removeClass =
                    lookup.findVirtual(symtabType, "removeClass", MethodType.methodType(void.class, module, name));
            getPackage = lookup.findVirtual(symtabType, "getPackage", MethodType.methodType(packageType, module, name));
            names = lookup.findStatic(namesType, "instance", MethodType.methodType(namesType, context));
            fromString = lookup.findVirtual(namesType, "fromString", MethodType.methodType(name, String.class));
            classFinder = lookup.findStatic(finder, "instance", MethodType.methodType(finder, context));
            getCompleter = lookup.findVirtual(finder, "getCompleter", MethodType.methodType(completer));
            setMembers = lookup.findSetter(packageType, "members_field", javac("code.Scope$WriteableScope"));
            setCompleter = lookup.findSetter(symbol, "completer", completer);
        }

        private static Class<?> javac(String name) throws ClassNotFoundException {
            return Class.forName("com.sun.tools.javac." + name);
        }

        static @Nullable Internals find() {
            try {
                return new Internals();
            } catch (ReflectiveOperationException | LinkageError e) {
                return null;
            }
        }

        Object context(JavacTask task) {
            try {
                return getContext.invoke(task);
            } catch (Throwable e) {
                throw new UndeclaredThrowableException(e);
            }
        }

        /** Empties the package, as JShell does after each of its tasks: its classes come and go under the same names. */
        void forget(Object context, String packageName, Collection<String> binaryNames) {
            try {
                Object table = symtab.invoke(context);
                Object module = unnamedModule.invoke(table);
                Object nameTable = names.invoke(context);
                Object emptied = getPackage.invoke(table, module, fromString.invoke(nameTable, packageName));
                if (emptied == null) {
                    return;
                }
                for (String binaryName : binaryNames) {
                    removeClass.invoke(table, module, fromString.invoke(nameTable, binaryName));
                }
                setMembers.invoke(emptied, null);
                setCompleter.invoke(emptied, getCompleter.invoke(classFinder.invoke(context)));
            } catch (Throwable e) {
                throw new UndeclaredThrowableException(e);
            }
        }

        @SuppressWarnings("unchecked") // what the worker returns is what getTask returns
        <T> T run(
                Object pool,
                JavaFileManager files,
                DiagnosticListener<JavaFileObject> diagnostics,
                List<String> options,
                JavaFileObject unit,
                Function<JavacTask, T> worker) {
            Object proxy = Proxy.newProxyInstance(
                    JavacPool.class.getClassLoader(),
                    new Class<?>[] {workerType},
                    (self, method, arguments) -> worker.apply((JavacTask) arguments[0]));
            try {
                return (T) getTask.invoke(pool, null, files, diagnostics, options, null, List.of(unit), proxy);
            } catch (RuntimeException | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new UndeclaredThrowableException(e);
            }
        }
    }
}
