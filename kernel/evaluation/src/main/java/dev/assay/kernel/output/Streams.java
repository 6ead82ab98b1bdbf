package dev.assay.kernel.output;

import dev.assay.kernel.Outputs.Stream;
import java.io.InputStream;
import java.io.PrintStream;

/**
 * Replaces {@code System.out}, {@code System.err} and {@code System.in} by streams that serve the calling thread's cell.
 * Outside all cells text goes to the process's own stderr, since nobody reads a kernel's stdout, and input is at its end.
 * Text that native code writes to the file descriptors is not seen.
 */
public final class Streams {
    private static PrintStream realOut = System.out;
    private static PrintStream realErr = System.err;
    private static InputStream realIn = System.in;
    private static boolean installed;

    private Streams() {}

    /** Replaces the three, once in a process; further calls do nothing. */
    public static synchronized void install() {
        if (installed) {
            return;
        }
        installed = true;
        realOut = System.out;
        realErr = System.err;
        realIn = System.in;
        System.setOut(new CellPrintStream(Stream.STDOUT));
        System.setErr(new CellPrintStream(Stream.STDERR));
        System.setIn(new CellInputStream());
    }

    /** Puts the process's own streams back. */
    public static synchronized void uninstall() {
        if (installed) {
            installed = false;
            System.setOut(realOut);
            System.setErr(realErr);
            System.setIn(realIn);
        }
    }

    /** The process's own stdout. */
    public static synchronized PrintStream realOut() {
        return realOut;
    }

    /** The process's own stderr; for what concerns the kernel and not a cell. */
    public static synchronized PrintStream realErr() {
        return realErr;
    }
}
