package dev.assay.kernel.assist;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Answers questions one at a time on a thread with a deep stack (deeply nested expressions recurse in the compiler), and gives
 * up on a question that takes too long. The compiler cannot be cancelled, so its thread is left to end by itself; while it
 * does, later questions are answered with what is known for nothing.
 */
final class Worker implements AutoCloseable {
    private static final long STACK_BYTES = 64L << 20;

    private final AtomicInteger threads = new AtomicInteger();
    private final ThreadPoolExecutor executor = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(16),
            task -> {
                Thread thread = new Thread(null, task, "assist-" + threads.incrementAndGet(), STACK_BYTES);
                thread.setDaemon(true);
                return thread;
            },
            new ThreadPoolExecutor.AbortPolicy());

    /** The answer, or {@code otherwise} where there is none in time or the question fails. */
    <T> T ask(Callable<T> question, T otherwise, long millis) {
        FutureTask<T> answer = new FutureTask<>(question);
        try {
            executor.execute(answer);
            return answer.get(millis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            answer.cancel(true);
            return otherwise;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            answer.cancel(true);
            return otherwise;
        } catch (ExecutionException | java.util.concurrent.RejectedExecutionException failed) {
            // the compiler fails with errors of its own on broken text; a missing answer is all there is to say
            return otherwise;
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
