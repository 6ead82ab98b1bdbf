package dev.assay.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.kernel.Import;
import java.util.concurrent.atomic.AtomicInteger;
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

    @Test
    void namesThatMayBeAnybodysLoadNothing() {
        start.imported(Import.of("java.util.*"));
        start.imported(Import.of("static tech.tablesaw.aggregate.AggregateFunctions.*", "sum", "count"));
        assertThat(loaded).hasValue(0);
    }
}
