package dev.assay.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.kernel.Import;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class TableStartTest {
    private final AtomicInteger loaded = new AtomicInteger();
    private final TableStart start = new TableStart(loaded::incrementAndGet, Runnable::run);

    @Test
    void loadsOnceWhateverTheCellsName() {
        start.imported(Import.of("tech.tablesaw.api.*", "Table"));
        assertThat(loaded).hasValue(1);
        start.imported(Import.of("tech.tablesaw.plotly.api.*", "LinePlot"));
        start.begin();
        start.begin();
        assertThat(loaded).hasValue(1);
    }

    /** A reader's class and the registry's would wait for each other for ever, each on its thread. */
    @Test
    void isLoadedBeforeACellMeetsAReader() {
        TableStart late = new TableStart(loaded::incrementAndGet, work -> new Thread(work).start());
        late.imported(Import.of("tech.tablesaw.io.csv.CsvReader"));
        assertThat(loaded).hasValue(1);
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
                    try {
                        held.await();
                    } catch (InterruptedException e) {
                        return;
                    }
                    seen.set(Thread.currentThread().getContextClassLoader());
                    throw new IllegalStateException("found, and not to be loaded");
                },
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
