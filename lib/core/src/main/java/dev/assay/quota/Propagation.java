package dev.assay.quota;

import dev.assay.schema.Counted;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Contradictions that counting shows: a floor above what is there, caps that sum to less than the size, and their like. */
final class Propagation {

    private final Model model;
    private final @Nullable Long size;

    Propagation(Model model, @Nullable Long size) {
        this.model = model;
        this.size = size;
    }

    /** A sentence for people, or null where counting alone shows nothing. */
    @Nullable
    String reason() {
        if (size != null && size > model.total()) {
            return "size " + size + ", and there " + (model.total() == 1 ? "is " : "are ")
                    + Counted.of(model.total(), "item");
        }
        for (Row row : model.rows) {
            String reason = row.upper() || (row.share() && size == null) ? null : floor(row);
            if (reason != null) {
                return reason;
            }
        }
        return size == null ? null : margins(size);
    }

    private @Nullable String floor(Row row) {
        long least = row.bound(size == null ? 1 : size);
        long there = Model.sum(model.available, row.cells());
        if (least > there) {
            return words(row, least) + ", and there are " + there;
        }
        for (Row other : model.rows) {
            boolean cap = other.upper() && !(other.share() && size == null);
            if (cap && Arrays.equals(other.cells(), row.cells()) && other.bound(size == null ? 1 : size) < least) {
                return words(row, least) + ", " + words(other, other.bound(size == null ? 1 : size));
            }
        }
        return null;
    }

    private String words(Row row, long bound) {
        if (row.must()) {
            int cell = model.place[row.cells()[0]];
            String levels = IntStream.range(0, model.cube.axes().size())
                    .mapToObj(axis -> model.cube.axes().get(axis).name() + "=" + model.cube.levelText(cell, axis))
                    .collect(Collectors.joining(","));
            return "must_include names " + Counted.of(bound, "item") + " of " + levels;
        }
        return row.share()
                ? row.limit().replace("_share", "") + " "
                        + row.value().movePointRight(2).stripTrailingZeros().toPlainString() + " % of " + size + " = "
                        + bound
                : row.name();
    }

    /** Levels of an axis part the items: their floors may not sum to more than the size, nor what they allow to less. */
    private @Nullable String margins(long items) {
        for (int a = 0; a < model.cube.axes().size(); a++) {
            Map<Integer, long[]> ends = new TreeMap<>();
            for (int c = 0; c < model.cells(); c++) {
                ends.computeIfAbsent(model.cube.level(model.place[c], a), level -> new long[2])[1] +=
                        model.available[c];
            }
            for (Row row : model.rows) {
                long[] end = row.axis() == a ? ends.get(row.level()) : null;
                if (end != null && row.upper()) {
                    end[1] = Math.min(end[1], row.bound(items));
                } else if (end != null) {
                    end[0] = Math.max(end[0], row.bound(items));
                }
            }
            long floors = ends.values().stream().mapToLong(end -> end[0]).sum();
            long most = ends.values().stream().mapToLong(end -> end[1]).sum();
            String axis = model.cube.axes().get(a).name();
            if (floors > items) {
                return "the floors of " + axis + " sum to " + floors + ", and the size is " + BigDecimal.valueOf(items);
            }
            if (most < items) {
                return "the levels of " + axis + " let through " + Counted.of(most, "item") + ", and the size is "
                        + items;
            }
        }
        return null;
    }
}
