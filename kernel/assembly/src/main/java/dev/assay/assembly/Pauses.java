package dev.assay.assembly;

import java.util.List;
import java.util.function.LongSupplier;

/**
 * Work for the pauses between cells, piece by piece: what runs behind a cell takes its processor, so each piece waits until
 * nobody has wanted anything for a while. A piece that has begun is left to give way by itself.
 */
final class Pauses {
    private final LongSupplier idleNanos;
    private final long enoughNanos;

    /**
     * @param idleNanos how long nobody has wanted anything; 0 while somebody does
     * @param enoughNanos from when on that is a pause
     */
    Pauses(LongSupplier idleNanos, long enoughNanos) {
        this.idleNanos = idleNanos;
        this.enoughNanos = enoughNanos;
    }

    /**
     * Begins, on a daemon thread of its own that ends with the last piece, or when it is interrupted.
     *
     * @param first what waits for no pause
     */
    Thread use(Runnable first, List<Runnable> pieces) {
        Thread thread = new Thread(
                () -> {
                    try {
                        first.run();
                        for (Runnable piece : pieces) {
                            await();
                            piece.run();
                        }
                    } catch (InterruptedException e) {
                        return; // whoever wants the end does not want the rest
                    }
                },
                "assay-warm");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void await() throws InterruptedException {
        while (idleNanos.getAsLong() < enoughNanos) {
            Thread.sleep(Math.max(1, enoughNanos / 2_000_000));
        }
    }
}
