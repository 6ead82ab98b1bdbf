package dev.assay.kernel.session;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;

/**
 * The check that is woven into every class of a cell, before backward jumps and at method entries.
 *
 * <p>While nobody is to be stopped the check is a call site whose target does nothing, so compiled code contains nothing of
 * it: no flag is read and loops are optimised as if it were not there. Asking for a stop changes the target, which throws
 * away the compiled code; even {@code while (true) {}} then arrives at the new target.
 *
 * <p>There is one per JVM, since call sites are; each request says for which threads it is meant.
 */
@SuppressWarnings({"UnusedMethod", "DoNotCallSuggester"}) // called through method handles and from woven code
public final class Stop {
    private static final MutableCallSite SITE;
    private static final MethodHandle PASS;
    private static final MethodHandle ASKED;
    private static final MethodHandle CHECK;
    private static final List<BooleanSupplier> REQUESTS = new CopyOnWriteArrayList<>();

    static {
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        MethodType nothing = MethodType.methodType(void.class);
        try {
            PASS = lookup.findStatic(Stop.class, "pass", nothing);
            ASKED = lookup.findStatic(Stop.class, "asked", nothing);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
        SITE = new MutableCallSite(PASS);
        CHECK = SITE.dynamicInvoker();
    }

    private Stop() {}

    /** What woven code calls; throws {@link CellStopped} on threads of a cell that is to be stopped. */
    public static void check() throws Throwable {
        CHECK.invokeExact();
    }

    /** Stands in woven code for {@link System#exit}. */
    public static void exit(int status) {
        throw new CellExit("System.exit", status);
    }

    /** Stands in woven code for {@link Runtime#exit}. */
    public static void exit(Runtime runtime, int status) {
        throw new CellExit("Runtime.exit", status);
    }

    /** Stands in woven code for {@link Runtime#halt}. */
    public static void halt(Runtime runtime, int status) {
        throw new CellExit("Runtime.halt", status);
    }

    /** From now on {@link #check} throws on the threads that the request answers true on. */
    static void ask(BooleanSupplier mine) {
        synchronized (REQUESTS) {
            REQUESTS.add(mine);
            aim(ASKED);
        }
    }

    /** Ends a request. */
    static void settle(BooleanSupplier mine) {
        synchronized (REQUESTS) {
            if (REQUESTS.remove(mine) && REQUESTS.isEmpty()) {
                aim(PASS);
            }
        }
    }

    private static void aim(MethodHandle target) {
        SITE.setTarget(target);
        MutableCallSite.syncAll(new MutableCallSite[] {SITE});
    }

    private static void pass() {}

    private static void asked() {
        for (BooleanSupplier mine : REQUESTS) {
            if (mine.getAsBoolean()) {
                throw new CellStopped();
            }
        }
    }
}
