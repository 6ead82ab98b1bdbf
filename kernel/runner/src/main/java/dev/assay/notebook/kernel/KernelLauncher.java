package dev.assay.notebook.kernel;

import dev.assay.jupyter.ConnectionFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Starts kernels, several at once if need be. A kernel of ours chooses its ports itself; for others some are chosen that were
 * free a moment before, and should another program have been faster, the kernel ends at once and is started anew.
 */
public final class KernelLauncher {
    private static final int ATTEMPTS = 4;

    private final Ports ports = new Ports();
    private final Duration deadline;

    /** @param deadline from the start of the process until it answers */
    public KernelLauncher(Duration deadline) {
        this.deadline = deadline;
    }

    /**
     * Starts a kernel and waits until it answers.
     *
     * @param folder where it works
     * @throws KernelStartException if it does not start or answer
     */
    public RunningKernel start(KernelSpec spec, Path folder) throws KernelStartException, InterruptedException {
        KernelStartException failure = new KernelStartException("not tried");
        for (int i = 0; i < ATTEMPTS; i++) {
            try {
                return once(spec, folder);
            } catch (KernelStart.EarlyEnd e) {
                failure = new KernelStartException(String.valueOf(e.getMessage()), e);
                if (spec.choosesPorts()) {
                    break; // its ports cannot be the reason
                }
            } catch (IOException e) {
                throw new KernelStartException("kernel " + spec.name() + " does not start: " + e.getMessage(), e);
            }
        }
        throw failure;
    }

    private RunningKernel once(KernelSpec spec, Path folder) throws IOException, InterruptedException {
        ConnectionFile file = spec.choosesPorts() ? ConnectionFile.local() : ports.fill(ConnectionFile.local());
        try (KernelStart start = KernelStart.begin(spec, folder, file, deadline)) {
            start.connect(file);
            return start.ready();
        }
    }
}
