package dev.assay.kernel.assist;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers questions one at a time on a thread with a deep stack (deeply nested expressions recurse in the compiler), and gives
 * up on a question that takes too long. The compiler cannot be cancelled: its thread is left to end by itself, and the next
 * question gets a new thread with tools of its own.
 *
 * @param <T> the tools a thread works with; used by one thread only
 */
final class Worker<T extends AutoCloseable> implements AutoCloseable {
    private static final long STACK_BYTES = 16L << 20;
    /** So many hopeless questions may run on at a time; further ones are not begun. */
    private static final int MOST_ABANDONED = 2;

    private final Supplier<T> tools;
    private final List<Lane<T>> abandoned = new ArrayList<>();
    private @Nullable Lane<T> lane;
    private boolean closed;

    Worker(Supplier<T> tools) {
        this.tools = tools;
    }

    /** A question to the tools. */
    interface Question<T, A> {
        A answer(T tools) throws Exception;
    }

    /** The answer, or {@code otherwise} where there is none in time or the question fails. */
    <A> A ask(Question<T, A> question, A otherwise, long millis) {
        Lane<T> asked = lane();
        if (asked == null) {
            return otherwise;
        }
        AtomicBoolean begun = new AtomicBoolean();
        FutureTask<A> answer = new FutureTask<>(asked.task(question, begun));
        try {
            asked.executor.execute(answer);
            return answer.get(millis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            answer.cancel(false);
            if (begun.get()) {
                abandon(asked);
            }
            return otherwise;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            answer.cancel(false);
            return otherwise;
        } catch (ExecutionException | RejectedExecutionException failed) {
            // the compiler fails with errors of its own on broken text; a missing answer is all there is to say
            return otherwise;
        }
    }

    private synchronized @Nullable Lane<T> lane() {
        abandoned.removeIf(left -> left.executor.isTerminated());
        if (lane == null && !closed && abandoned.size() < MOST_ABANDONED) {
            lane = new Lane<>(tools);
        }
        return lane;
    }

    private synchronized void abandon(Lane<T> hopeless) {
        if (lane == hopeless) {
            lane = null;
            hopeless.executor.shutdown();
            abandoned.add(hopeless);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        Lane<T> last = lane;
        lane = null;
        if (last != null) {
            last.close();
        }
    }

    private static final class Lane<T extends AutoCloseable> {
        private final ThreadPoolExecutor executor =
                new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(16), task -> {
                    Thread thread = new Thread(null, task, "assist", STACK_BYTES);
                    thread.setDaemon(true);
                    return thread;
                });
        private final Supplier<T> supplier;
        private @Nullable T tools;

        Lane(Supplier<T> supplier) {
            this.supplier = supplier;
        }

        <A> Callable<A> task(Question<T, A> question, AtomicBoolean begun) {
            return () -> {
                begun.set(true);
                T mine = tools;
                if (mine == null) {
                    mine = supplier.get();
                    tools = mine;
                }
                return question.answer(mine);
            };
        }

        /** After the questions that wait. */
        void close() {
            try {
                executor.execute(() -> {
                    T mine = tools;
                    if (mine != null) {
                        try {
                            mine.close();
                        } catch (Exception alreadyGone) {
                            // nothing is left to close
                        }
                    }
                });
            } catch (RejectedExecutionException full) {
                // its files are closed with the process
            }
            executor.shutdown();
        }
    }
}
