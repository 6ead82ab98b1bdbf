package dev.assay.jupyter;

import java.io.PrintStream;

/**
 * Lines about what went wrong, for whoever reads the kernel's standard error. Bounded, since anybody who reaches the ports can
 * cause them: at most {@value #PER_MINUTE} a minute, each cut and on one line.
 */
public final class Complaints {
    private static final int PER_MINUTE = 20;
    private static final int MAX_LENGTH = 300;
    private static final long MINUTE = 60_000_000_000L;

    private final PrintStream out;
    private long minuteStart = System.nanoTime();
    private int written;
    private long withheld;

    /** Writes to the given stream; pass the process's own, since {@code System.err} may be routed to cells. */
    public Complaints(PrintStream out) {
        this.out = out;
    }

    /** Writes a line, or counts it where there were too many. Never throws. */
    public synchronized void log(String text) {
        try {
            long now = System.nanoTime();
            if (now - minuteStart > MINUTE) {
                if (withheld > 0) {
                    out.println("assay kernel: " + withheld + " more such lines were withheld");
                }
                minuteStart = now;
                written = 0;
                withheld = 0;
            }
            if (written < PER_MINUTE) {
                written++;
                out.println("assay kernel: " + oneLine(text));
            } else {
                withheld++;
            }
        } catch (RuntimeException e) {
            withheld++;
        }
    }

    private static String oneLine(String text) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < Math.min(text.length(), MAX_LENGTH); i++) {
            char c = text.charAt(i);
            line.append(Character.isISOControl(c) ? ' ' : c);
        }
        return text.length() > MAX_LENGTH ? line.append("...").toString() : line.toString();
    }
}
