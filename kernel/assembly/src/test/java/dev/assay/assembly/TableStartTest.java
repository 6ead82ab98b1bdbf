package dev.assay.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.kernel.Import;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TableStartTest {
    private final Semaphore loaded = new Semaphore(0);
    private final TableStart start = new TableStart(loaded::release);

    @Test
    void loadsOnceWhateverTheCellsName() throws InterruptedException {
        start.imported(Import.of("tech.tablesaw.api.*", "Table"));
        assertThat(loaded.tryAcquire(1, TimeUnit.MINUTES)).isTrue();
        start.imported(Import.of("tech.tablesaw.plotly.api.*", "LinePlot"));
        start.begin();
        start.begin();
        assertThat(started()).isFalse();
    }

    @Test
    void namesThatMayBeAnybodysLoadNothing() throws InterruptedException {
        start.imported(Import.of("java.util.*"));
        start.imported(Import.of("static tech.tablesaw.aggregate.AggregateFunctions.*", "sum", "count"));
        assertThat(started()).isFalse();
    }

    /** Whether there is a thread that loads, or was one. */
    private boolean started() {
        boolean runs = Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("assay-tables"));
        return runs || loaded.availablePermits() > 0;
    }
}
