package dev.assay.jupyter;

import java.lang.reflect.Proxy;
import java.util.List;

/**
 * Signals of the system, which would end a process at either end, and mean something else there. By reflection, since the
 * compiler cannot be told that {@code sun.misc.Signal} is known to be the JDK's own.
 */
public final class Signals {
    private Signals() {}

    /** For a kernel: SIGINT interrupts the cell, since Ctrl-C in a terminal reaches kernels that were started from it. */
    public static void onInterrupt(Runnable action, Complaints complaints) {
        try {
            var unused = handle("INT", action);
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            complaints.log("Ctrl-C will end this kernel: " + e);
        }
    }

    /**
     * For a runner: Ctrl-C, a terminal that is closed, and whoever asks the process to end, do this first, so that it can save
     * its work; whoever asks again a second later or more ends it at once, but for the terminal, of which the system tells and
     * the shell does. Where signals cannot be had, it ends at once as ever.
     *
     * @return takes it back
     */
    public static Runnable onRequestToEnd(Runnable action) {
        EndRequests requests = new EndRequests(
                System::nanoTime, action, () -> Runtime.getRuntime().halt(1));
        List<Runnable> back = List.of(
                replaced("INT", requests::ask), replaced("TERM", requests::ask), replaced("HUP", requests::askOnce));
        return () -> back.forEach(Runnable::run);
    }

    private static Runnable replaced(String name, Runnable action) {
        try {
            Object before = handle(name, action);
            return () -> restore(name, before);
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            return () -> {};
        }
    }

    private static void restore(String name, Object before) {
        try {
            register(name, before);
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            throw new IllegalStateException("what could be set can be set back", e);
        }
    }

    private static Object handle(String name, Runnable action) throws ReflectiveOperationException {
        Class<?> handler = Class.forName("sun.misc.SignalHandler");
        return register(
                name,
                Proxy.newProxyInstance(
                        Signals.class.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                            if (method.getName().equals("handle")) {
                                action.run();
                                return null;
                            }
                            return method.invoke(Signals.class, arguments);
                        }));
    }

    /** The handler before. */
    private static Object register(String name, Object handler) throws ReflectiveOperationException {
        Class<?> signal = Class.forName("sun.misc.Signal");
        return signal.getMethod("handle", signal, Class.forName("sun.misc.SignalHandler"))
                .invoke(null, signal.getConstructor(String.class).newInstance(name), handler);
    }
}
