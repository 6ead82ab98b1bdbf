package dev.assay.notebook.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;

/**
 * Reads what a process prints, so that its pipe never fills, and keeps the end of it: a kernel prints there when it cannot start
 * or crashes, and hardly ever else.
 */
final class LastWords {
    private static final int KEPT = 8 << 10;

    private final byte[] ring = new byte[KEPT];
    private final Thread thread;
    private long written;

    LastWords(InputStream out) {
        thread = new Thread(() -> drain(out), "assay-kernel-log");
        thread.setDaemon(true);
        thread.start();
    }

    private void drain(InputStream out) {
        byte[] chunk = new byte[4096];
        try (out) {
            for (int n = out.read(chunk); n >= 0; n = out.read(chunk)) {
                keep(chunk, n);
            }
        } catch (IOException e) {
            return; // the process is gone, and its pipe with it
        }
    }

    private synchronized void keep(byte[] chunk, int n) {
        for (int i = 0; i < n; i++) {
            ring[(int) (written++ % KEPT)] = chunk[i];
        }
    }

    /** What it said until it was ready is no reason for what comes later. */
    synchronized void forget() {
        written = 0;
    }

    /** Waits until the process has closed its output, for a moment. */
    LastWords settled() throws InterruptedException {
        thread.join(500);
        return this;
    }

    /** The last lines, at most three, on one line; empty text if it said nothing. */
    synchronized String text() {
        int n = (int) Math.min(written, KEPT);
        byte[] kept = new byte[n];
        for (int i = 0; i < n; i++) {
            kept[i] = ring[(int) ((written - n + i) % KEPT)];
        }
        String[] lines = new String(kept, Charset.defaultCharset()).strip().split("\\R");
        StringBuilder last = new StringBuilder();
        for (int i = Math.max(0, lines.length - 3); i < lines.length; i++) {
            last.append(last.length() == 0 ? "" : " | ").append(lines[i].strip());
        }
        return last.toString();
    }
}
