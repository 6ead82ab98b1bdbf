package dev.assay.kernel.session;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.SPIResolutionException;
import org.jspecify.annotations.Nullable;

/**
 * Runs snippets in this JVM. JShell sees neither their values nor their exceptions, only that there were some: both are kept
 * here as they are, for whoever called JShell.
 */
final class InProcessControl implements ExecutionControl {
    private final CellLoader loader;
    private final CompilerLock lock;
    private final CellThread thread;

    private final BooleanSupplier stopped;

    private Ahead.@Nullable Declared told;

    private @Nullable Object value;
    private @Nullable Throwable failure;

    /** @param stopped whether the running cell is to stop */
    InProcessControl(CellLoader loader, CompilerLock lock, CellThread thread, BooleanSupplier stopped) {
        this.loader = loader;
        this.lock = lock;
        this.thread = thread;
        this.stopped = stopped;
    }

    /** What the snippet run last was worth; asked once. */
    @Nullable
    Object takeValue() {
        Object taken = value;
        value = null;
        return taken;
    }

    /** What the snippet run last threw; asked once. */
    @Nullable
    Throwable takeFailure() {
        Throwable taken = failure;
        failure = null;
        return taken;
    }

    /**
     * Says what JShell is told of now, null for no more: a declaration that has run already, in a class of its own.
     */
    void tells(Ahead.@Nullable Declared declared) {
        told = declared;
    }

    /** Refuses what javac left half written when it crashed; JShell does not ask whether it did. */
    @Override
    public void load(ClassBytecodes[] classes) throws ClassInstallException {
        boolean[] installed = new boolean[classes.length];
        boolean all = true;
        for (int i = 0; i < classes.length; i++) {
            installed[i] = Bytecode.isReadable(classes[i].bytecodes());
            all &= installed[i];
            if (installed[i]) {
                loader.record(classes[i].name(), classes[i].bytecodes());
                standIn(classes[i]);
            }
        }
        if (!all) {
            throw new ClassInstallException("not a class file", installed);
        }
    }

    private void standIn(ClassBytecodes made) {
        Ahead.Declared declared = told;
        if (declared != null && Bytecode.isWrapper(made.name())) {
            loader.standIn(made.name(), declared.className());
        }
    }

    /**
     * Takes up what a loaded class can take up; for the rest JShell replaces the class, and its variables are lost. All or
     * none: JShell replaces all where one fails.
     */
    @Override
    public void redefine(ClassBytecodes[] classes) throws NotImplementedException {
        Map<ClassBytecodes, Map<String, String>> turns = new LinkedHashMap<>();
        for (ClassBytecodes changed : classes) {
            byte[] now = loader.recorded(changed.name());
            Optional<Map<String, String>> turn =
                    now == null ? Optional.empty() : Bytecode.turns(now, changed.bytecodes());
            if (turn.isEmpty()) {
                throw new NotImplementedException("redefine " + changed.name());
            }
            turns.put(changed, turn.get());
        }
        for (Map.Entry<ClassBytecodes, Map<String, String>> turn : turns.entrySet()) {
            try {
                loader.turn(turn.getKey().name(), turn.getKey().bytecodes(), turn.getValue());
            } catch (ReflectiveOperationException | LinkageError e) {
                throw new NotImplementedException("redefine " + turn.getKey().name() + ": " + e);
            }
        }
    }

    /** Runs a cell that JShell does not know of; it must not refer to anything unresolved. */
    void run(CompiledCell.Ready cell) {
        run(() -> loader.load(cell));
    }

    /** Gives a variable its value that JShell does not know of. */
    void initialize(String className) {
        run(() -> loader.loadClass(className));
    }

    /** Where a class comes from. */
    private interface Loaded {
        Class<?> get() throws ClassNotFoundException;
    }

    private void run(Loaded loaded) {
        value = null;
        failure = null;
        try {
            Method method = loaded.get().getMethod(CellCompiler.METHOD);
            if (stopped.getAsBoolean()) {
                failure = new CellStopped();
            } else {
                call(method);
            }
        } catch (ReflectiveOperationException | LinkageError e) {
            failure = e;
        }
    }

    @Override
    public String invoke(String className, String methodName) throws RunException, InternalException {
        if (told != null) {
            return ""; // its value is there
        }
        value = null;
        failure = null;
        Method method = method(className, methodName);
        if (stopped.getAsBoolean()) {
            failure = new CellStopped();
            throw new StoppedException();
        }
        call(method);
        Throwable thrown = failure;
        if (thrown instanceof SPIResolutionException unresolved) {
            failure = null;
            throw new ResolutionException(unresolved.id(), unresolved.getStackTrace());
        }
        if (thrown != null) {
            throw new UserException("", thrown.getClass().getName(), new StackTraceElement[0]);
        }
        return "";
    }

    /** Runs user code without the lock, and keeps what comes out. */
    private void call(Method method) {
        Object result = null;
        Throwable thrown = null;
        int holds = lock.release();
        try {
            result = thread.call((Callable<@Nullable Object>) () -> method.invoke(null));
        } catch (InvocationTargetException e) {
            thrown = e.getCause();
        } catch (Throwable e) { // also what an interrupt throws between the user's code and here
            thrown = e;
        }
        if (CellThread.isGivenUp()) {
            throw new CellStopped();
        }
        lock.retake(holds);
        value = result;
        failure = thrown;
    }

    private Method method(String className, String methodName) throws InternalException {
        try {
            Method method = loader.loadClass(className).getDeclaredMethod(methodName);
            method.setAccessible(true);
            return method;
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new InternalException(e.toString());
        }
    }

    @Override
    public String varValue(String className, String varName) throws InternalException {
        try {
            Field field = loader.loadClass(className).getDeclaredField(varName);
            field.setAccessible(true);
            return String.valueOf(field.get(null));
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new InternalException(e.toString());
        }
    }

    @Override
    public void addToClasspath(String path) {
        loader.addClassPath(path);
    }

    @Override
    public void stop() {
        thread.interrupt();
    }

    @Override
    public Object extensionCommand(String command, Object arg) throws NotImplementedException {
        throw new NotImplementedException(command);
    }

    @Override
    public void close() {
        thread.close();
    }
}
