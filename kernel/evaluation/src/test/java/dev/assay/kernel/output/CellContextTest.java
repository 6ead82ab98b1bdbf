package dev.assay.kernel.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CellContextTest {
    private final CellSession session = new CellSession();

    @AfterEach
    void close() {
        session.close();
        CellContext left = session.running();
        while (left != null) {
            left.end();
            left = session.running();
        }
    }

    private CellContext begin(int cell) {
        return CellContext.begin(session, cell, new Recorded(), false);
    }

    /** On a thread that knows no cell. */
    private static <T> T strange(Callable<T> question) throws Exception {
        FutureTask<T> task = new FutureTask<>(question);
        new Thread(null, task, "strange", 0, false).start();
        return task.get();
    }

    private static @Nullable CellContext onNewThread() throws Exception {
        FutureTask<@Nullable CellContext> task = new FutureTask<>(CellContext::current);
        new Thread(task).start();
        return task.get();
    }

    @Test
    void aThreadBelongsToTheCellThatStartedItAlsoAfterItsEnd() throws Exception {
        CellContext one = begin(1);
        FutureTask<@Nullable CellContext> late = new FutureTask<>(CellContext::current);
        List<Thread> made = new ArrayList<>();
        one.run(() -> {
            made.add(new Thread(late));
            assertThat(onNewThread()).isSameAs(one);
        });
        one.end();
        CellContext two = begin(2);
        made.get(0).start();
        assertThat(late.get()).isSameAs(one);
        assertThat(session.running()).isSameAs(two);
    }

    @Test
    void theCommonPoolServesTheRunningCellAndThenTheLast() throws Exception {
        CellContext one = begin(1);
        one.run(() -> {
            assertThat(ForkJoinPool.commonPool().submit(CellContext::current).get())
                    .isSameAs(one);
        });
        one.end();
        CellContext two = begin(2);
        two.run(() -> {
            assertThat(ForkJoinPool.commonPool().submit(CellContext::current).get())
                    .isSameAs(two);
            assertThat(IntStream.range(0, 10_000).parallel().allMatch(i -> CellContext.current() == two))
                    .isTrue();
        });
        two.end();
        assertThat(ForkJoinPool.commonPool().submit(CellContext::current).get()).isSameAs(two);
    }

    @Test
    void aPoolOfTheUsersOwnFollowsOnceItsCellHasEnded() throws Exception {
        ForkJoinPool pool = new ForkJoinPool(1);
        CellContext one = begin(1);
        one.run(() -> {
            assertThat(pool.submit(CellContext::current).get()).isSameAs(one);
        });
        one.end();
        CellContext two = begin(2);
        assertThat(pool.submit(CellContext::current).get()).isSameAs(two);
        pool.shutdown();
    }

    @Test
    void anExecutorsThreadStaysWithTheCellThatCreatedIt() throws Exception {
        CellContext one = begin(1);
        ExecutorService executor = Executors.newSingleThreadExecutor();
        one.run(() -> {
            assertThat(executor.submit(CellContext::current).get()).isSameAs(one);
        });
        one.end();
        begin(2);
        assertThat(executor.submit(CellContext::current).get()).isSameAs(one);
        executor.shutdown();
    }

    @Test
    void aThreadThatKnowsNoCellBelongsToTheRunningOneElseToTheLast() throws Exception {
        CellContext one = begin(1);
        assertThat(strange(() -> CellContext.current() == one)).isTrue();
        one.end();
        assertThat(strange(() -> CellContext.current() == one)).isTrue();
    }

    @Test
    void threadsOfTheKernelBelongToNone() throws Exception {
        CellContext one = begin(1);
        assertThat(strange(() -> {
                    CellContext.leaveCells();
                    return CellContext.current() == null && onNewThread() == null;
                }))
                .isTrue();
        one.end();
    }

    @Test
    void sessionsInOneProcessDoNotMix() throws Exception {
        CellContext ours = begin(1);
        CellSession others = new CellSession();
        CellContext theirs = CellContext.begin(others, 1, new Recorded(), false);
        ours.run(() -> {
            assertThat(onNewThread()).isSameAs(ours);
            theirs.run(() -> {
                assertThat(onNewThread()).isSameAs(theirs);
            });
            assertThat(CellContext.current()).isSameAs(ours);
        });
        theirs.end();
        others.close();
        assertThat(session.running()).isSameAs(ours);
        assertThat(strange(() -> CellContext.current() == ours)).isTrue();
    }

    @Test
    void aCellThatEndedIsCollectedOnceNoThreadOfItsLives() throws Exception {
        var gone = new java.lang.ref.WeakReference<>(begin(1));
        CellContext held = gone.get();
        assertThat(held).isNotNull();
        if (held != null) {
            held.end();
        }
        held = null;
        begin(2).end();
        for (int i = 0; i < 50 && gone.get() != null; i++) {
            System.gc();
            Thread.sleep(10);
        }
        assertThat(gone.get()).isNull();
    }
}
