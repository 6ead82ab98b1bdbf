package dev.assay.inventory;

import dev.assay.schema.Axis;
import dev.assay.schema.Columns;
import dev.assay.schema.Item;
import dev.assay.schema.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Sums up columns as items go by, so that a million of them need no table. */
public final class ColumnTally implements ItemSink {

    private final Map<String, Tally> tallies = new LinkedHashMap<>();
    private final Schema schema;

    /** Sums up columns that mean what a schema says. */
    public ColumnTally(Schema schema) {
        this.schema = schema;
    }

    @Override
    public void accept(Item item) {
        tally("id").add(item.id());
        item.values().forEach((column, value) -> tally(column).add(Columns.text(value)));
    }

    private Tally tally(String column) {
        return tallies.computeIfAbsent(column, name -> new Tally());
    }

    /** Every column seen, in the order they are written. */
    public List<ColumnSummary> columns() {
        return Columns.inOrder(tallies.keySet()).stream()
                .map(name -> tallies.getOrDefault(name, new Tally()).summary(name, schema))
                .toList();
    }

    private static final class Tally {
        private final TreeSet<String> texts = new TreeSet<>();
        private int known;
        private boolean numbers = true;

        void add(String text) {
            if (text.isEmpty() || text.equals(Axis.UNKNOWN)) {
                return;
            }
            known++;
            numbers = numbers && !Double.isNaN(Columns.parseNumber(text));
            if (texts.size() <= ColumnSummary.MOST_LEVELS) {
                texts.add(text);
            }
        }

        ColumnSummary summary(String name, Schema schema) {
            Columns.Kind kind = ColumnSummary.kind(name, texts.size(), known, numbers);
            List<String> levels = kind == Columns.Kind.CATEGORY
                    ? AxisCoder.axis(name, texts, schema).levels()
                    : List.of();
            return ColumnSummary.of(name, kind, known, levels);
        }
    }
}
