package dev.assay.inventory;

import dev.assay.cube.AxisCodes;
import dev.assay.cube.Counter;
import dev.assay.cube.Cube;
import dev.assay.cube.CubeSpec;
import dev.assay.cube.Summaries;
import dev.assay.schema.Axis;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Counts the items of an inventory over its columns. */
final class Cubes {

    private Cubes() {}

    /** As {@link Inventory#cube(CubeSpec)} says. */
    static Cube count(Inventory items, CubeSpec spec) {
        if (Set.copyOf(spec.axes()).size() < spec.axes().size()) {
            throw new InventoryException("axes must differ from each other, found " + spec.axes());
        }
        String counts = items.schema().weight().orElse(null);
        if (counts != null && !spec.marked().isEmpty()) {
            throw new InventoryException(
                    "must_include over a table of counts is refused: a row stands for as many items as "
                            + counts
                            + " says, and which of them is meant is not said; list the items one a row,"
                            + " without a column of counts, or ask for them with a limit of the cell: min");
        }
        List<AxisCodes> axes = spec.axes().stream().map(items::codes).toList();
        long[] weights = counts == null ? null : Weights.of(items, counts);
        Cube cube = Counter.count(axes, items.size(), weights);
        return summaries(items, spec, weights).addTo(cube, axes, items.size());
    }

    private static Summaries summaries(Inventory items, CubeSpec spec, long @Nullable [] weights) {
        Map<String, double[]> values = new TreeMap<>();
        for (String column : spec.sums()) {
            values.put(
                    column,
                    IntStream.range(0, items.size())
                            .mapToDouble(row -> items.number(row, column))
                            .toArray());
        }
        BitSet marked = new BitSet();
        if (!spec.marked().isEmpty()) {
            IntStream.range(0, items.size())
                    .filter(row -> spec.marked().contains(items.id(row)))
                    .forEach(marked::set);
        }
        return new Summaries(spec.groups().stream().map(items::codes).toList(), values, marked, weights);
    }

    /** As {@link Inventory#cubeLike} says. */
    static Cube like(Cube other, Inventory items) {
        Map<List<String>, Long> cells = new HashMap<>();
        for (int row = 0; row < items.size(); row++) {
            List<String> cell = new ArrayList<>();
            for (Axis axis : other.axes()) {
                String level = items.text(row, axis.name());
                cell.add(level == null ? Axis.UNKNOWN : level);
            }
            cells.merge(cell, items.weight(row), Long::sum);
        }
        return Cube.of(other.axes(), cells);
    }
}
