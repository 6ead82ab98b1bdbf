package dev.assay.verdict;

import dev.assay.clip.ClipPlan;
import dev.assay.inventory.Inventory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/** TEMPORARY. */
record SplitOf(
        Map<String, String> splitOf,
        Map<String, String> groupOf,
        @Nullable Map<String, Object> json,
        OptionalLong crossing,
        double worstDeviation,
        @Nullable String heldOutSource,
        String whyNoHeldOutSource) {

    static SplitOf sample(Inventory chosen, List<String> axes, ClipPlan clips, long seed) {
        Map<String, String> split = new LinkedHashMap<>();
        for (int row = 0; row < chosen.size(); row++) {
            split.put(chosen.id(row), "train");
        }
        return new SplitOf(split, split, null, OptionalLong.empty(), 0, null, "x");
    }

    static IntUnaryOperator components(Inventory items) {
        return row -> row;
    }
}
