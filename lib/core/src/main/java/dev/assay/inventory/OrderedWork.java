package dev.assay.inventory;

import dev.assay.source.SourceException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/**
 * Does numbered work on several threads and hands the results on in order, with a bounded number of them under way: one
 * slow file holds back a window, not memory.
 */
final class OrderedWork implements AutoCloseable {

    private static final int WINDOW = 128;

    private final ExecutorService threads;
    private final int window;

    OrderedWork(int threads) {
        this.threads = Executors.newFixedThreadPool(threads, work -> {
            Thread thread = new Thread(work, "assay-scan");
            thread.setDaemon(true);
            return thread;
        });
        this.window = threads * WINDOW;
    }

    /** Takes results in order, in the thread that called {@link #run}. */
    interface Taker<T> {
        void take(int number, T result) throws IOException;
    }

    /** Work on neighbouring numbers, from one to before another: a result each. */
    interface Batch<T> {
        List<T> of(int from, int to);
    }

    <T> void run(int count, IntFunction<T> work, Taker<T> taker) throws IOException {
        run(count, 1, (from, to) -> List.of(work.apply(from)), taker);
    }

    <T> void run(int count, int batch, Batch<T> work, Taker<T> taker) throws IOException {
        Deque<Future<List<T>>> underWay = new ArrayDeque<>();
        try {
            int taken = 0;
            for (int next = 0; next < count || !underWay.isEmpty(); ) {
                while (next < count && underWay.size() * batch < window) {
                    int from = next;
                    int to = Math.min(count, from + batch);
                    underWay.add(threads.submit(() -> work.of(from, to)));
                    next = to;
                }
                for (T result : underWay.remove().get()) {
                    taker.take(taken++, result);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (InterruptedIOException) new InterruptedIOException("the scan was interrupted").initCause(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SourceException refused) {
                throw refused;
            }
            throw new IllegalStateException("a worker failed: " + e.getCause(), e.getCause());
        } finally {
            underWay.forEach(future -> future.cancel(true));
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
