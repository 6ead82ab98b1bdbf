package dev.assay.verdict;

import dev.assay.bias.AxisBias;
import dev.assay.bias.BiasReport;
import dev.assay.bias.PairBias;
import dev.assay.bias.Target;
import dev.assay.inventory.Inventory;
import java.util.ArrayList;
import java.util.List;

/**
 * Bias over the axes of a verdict: the balanced ones with their pairs, and others one by one, so that a dozen axes do not
 * span a cube of millions of cells.
 */
final class BiasOf {

    /** Axes shown beside those that are balanced, where something is known of them. */
    private static final List<String> BESIDE =
            List.of("label", "dataset", "resolution", "format", "vcodec", "method", "gender", "age", "ethnicity");

    /** More levels than this are no distribution that a page can show. */
    private static final int MOST_LEVELS = 60;

    private final Target target;
    private final List<String> axes;

    BiasOf(Target target, List<String> axes) {
        this.target = target;
        this.axes = axes;
    }

    /** Bias of all items of a kind. */
    BiasReport of(Inventory items) {
        return of(items, items);
    }

    /** Bias of some items, over the levels of those they were taken from: what was lost on the way has the share 0. */
    BiasReport of(Inventory items, Inventory from) {
        List<String> balanced = axes.stream().filter(from::has).toList();
        BiasReport joint =
                items.cubeLike(from.cube(balanced.toArray(String[]::new))).compare(target);
        List<AxisBias> all = new ArrayList<>(joint.axes());
        List<PairBias> pairs = new ArrayList<>(joint.pairs());
        for (String axis : BESIDE) {
            boolean shown = from.has(axis)
                    && !axes.contains(axis)
                    && !from.codes(axis).axis().levels().isEmpty()
                    && from.codes(axis).axis().levels().size() <= MOST_LEVELS;
            if (shown) {
                all.addAll(items.cubeLike(from.cube(axis)).compare(target).axes());
            }
        }
        return new BiasReport(items.size(), all, pairs, joint.reversals(), joint.conditional());
    }
}
