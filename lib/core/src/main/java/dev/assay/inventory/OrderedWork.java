package dev.assay.inventory;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
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

    private static final int WINDOW = 64;

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

    <T> void run(int count, IntFunction<T> work, Taker<T> taker) throws IOException {
        Deque<Future<T>> underWay = new ArrayDeque<>();
        try {
            int taken = 0;
            for (int next = 0; next < count || !underWay.isEmpty(); ) {
                while (next < count && underWay.size() < window) {
                    int number = next++;
                    underWay.add(threads.submit(() -> work.apply(number)));
                }
                taker.take(taken++, underWay.remove().get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (InterruptedIOException) new InterruptedIOException("the scan was interrupted").initCause(e);
        } catch (ExecutionException e) {
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
