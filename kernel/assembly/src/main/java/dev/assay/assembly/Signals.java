package dev.assay.assembly;

import dev.assay.jupyter.Complaints;
import java.lang.reflect.Proxy;

/**
 * SIGINT interrupts the cell instead of ending the process: Ctrl-C in a terminal reaches kernels that were started from it. By
 * reflection, since the compiler cannot be told that {@code sun.misc.Signal} is known to be the JDK's own.
 */
final class Signals {
    private Signals() {}

    static void onInterrupt(Runnable action, Complaints complaints) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object ours = Proxy.newProxyInstance(
                    Signals.class.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            action.run();
                            return null;
                        }
                        return method.invoke(Signals.class, arguments);
                    });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance("INT"), ours);
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            complaints.log("Ctrl-C will end this kernel: " + e);
        }
    }
}
