package dev.assay.selection;

import java.util.Comparator;
import java.util.List;

/**
 * The items drawn, ascending by id. The same seed and the same items give the same bytes, whatever the order, the
 * partitions and the threads they came by.
 *
 * @param seed the seed of the draw
 * @param axes the axes that the cells are made of
 * @param items the items, ascending by id
 */
public record Sample(long seed, List<String> axes, List<Selected> items) {

    public Sample {
        axes = List.copyOf(axes);
        items = items.stream().sorted(Comparator.comparing(Selected::id)).toList();
    }

    /** The number of items. */
    public int size() {
        return items.size();
    }

    /** The sample as JSON lines: id, path, cell, inclusion_probability, weight, reason. */
    public byte[] jsonl() {
        return Lines.of(items.stream().map(Selected::json).toList());
    }

    /** The SHA-256 of {@link #jsonl()}, in hexadecimal. */
    public String sha256() {
        return Lines.sha256(jsonl());
    }
}
