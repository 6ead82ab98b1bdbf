package dev.assay.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.kernel.Import;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class TableStartTest {
    private final AtomicInteger loaded = new AtomicInteger();
    private final TableStart start = new TableStart(loaded::incrementAndGet, () -> {}, Runnable::run);

    @Test
    void loadsOnceWhateverTheCellsName() {
        start.imported(Import.of("tech.tablesaw.api.*", "Table"));
        assertThat(loaded).hasValue(1);
        start.imported(Import.of("tech.tablesaw.plotly.api.*", "LinePlot"));
        start.begin();
        start.begin();
        assertThat(loaded).hasValue(1);
    }

    /** What a cell runs waits for what it would else meet half done, and for no more. */
    @Test
    void awaitedItIsLoadedIfItHasBegun() throws InterruptedException {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        TableStart late = new TableStart(() -> hold(held), () -> hold(never), work -> {
            Thread thread = new Thread(work);
            thread.setDaemon(true);
            thread.start();
        });
        late.await();
        late.imported(Import.of("tech.tablesaw.io.csv.CsvReader"));
        Thread waiting = new Thread(late::await);
        waiting.start();
        waiting.join(50);
        assertThat(waiting.isAlive()).isTrue();
        held.countDown();
        waiting.join(10_000);
        assertThat(waiting.isAlive()).isFalse();
        never.countDown();
    }

    private static void hold(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void namesThatMayBeAnybodysLoadNothing() {
        start.imported(Import.of("java.util.*"));
        start.imported(Import.of("static tech.tablesaw.aggregate.AggregateFunctions.*", "sum", "count"));
        assertThat(loaded).hasValue(0);
    }

    /** What a cell does next may need it loaded. */
    @Test
    void finishedItIsLoaded() throws InterruptedException {
        CountDownLatch held = new CountDownLatch(1);
        ClassLoader context = new ClassLoader() {};
        AtomicReference<ClassLoader> seen = new AtomicReference<>();
        TableStart beside = TableStart.beside(
                () -> {
                    hold(held);
                    seen.set(Thread.currentThread().getContextClassLoader());
                    throw new IllegalStateException("found, and not to be loaded");
                },
                () -> {},
                context);
        beside.begin();
        Thread waiting = new Thread(beside::finish);
        waiting.start();
        waiting.join(50);
        assertThat(waiting.isAlive()).isTrue();
        held.countDown();
        waiting.join();
        assertThat(seen).hasValue(context);
    }
}
