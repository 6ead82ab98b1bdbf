package dev.assay.verdict;

import dev.assay.group.Components;
import dev.assay.group.Leak;
import dev.assay.inventory.Inventory;
import dev.assay.schema.Columns;
import dev.assay.selection.Splits;
import dev.assay.selection.Splitter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Splits of the selected videos that cut no group, with one dataset kept for test alone where one is small enough.
 *
 * @param splitOf id to split
 * @param groupOf id to the component that had to stay whole
 * @param json the document of {@code assay split --json} over all selected videos; null where there are none
 * @param belowFloor split to the levels it holds too little of, as {@code axis=level}
 * @param crossing groups found in two splits when the result was looked at again; empty where there are no splits
 * @param worstDeviation largest difference of a level's share of a split from the split's own share
 * @param heldOutSource the dataset that only test sees, or null
 * @param whyNoHeldOutSource why there is none; empty where there is
 */
record SplitOf(
        Map<String, String> splitOf,
        Map<String, String> groupOf,
        @Nullable Map<String, Object> json,
        Map<String, List<String>> belowFloor,
        OptionalLong crossing,
        double worstDeviation,
        @Nullable String heldOutSource,
        String whyNoHeldOutSource) {

    private static final BigDecimal TRAIN = new BigDecimal("0.8");
    private static final BigDecimal VAL = new BigDecimal("0.1");
    private static final BigDecimal TEST = new BigDecimal("0.1");

    /** A level's share of a split further than this from the split's own is no even division. */
    static final double MOST_DEVIATION = 0.10;

    /** A dataset with more of the videos than this is too much to keep from training. */
    private static final double MOST_HELD_OUT = 0.15;

    /** The component of each row, by place, for cross-validation that cuts no group. */
    static IntUnaryOperator components(Inventory items, Components joined) {
        return joined.among(items)::place;
    }

    /**
     * Splits of what was chosen.
     *
     * @param joined components of all there is: a video that was left out still joins two that were not
     */
    static SplitOf sample(Inventory chosen, Components joined, List<String> axes, double floor, long seed) {
        if (chosen.size() == 0) {
            return new SplitOf(
                    Map.of(), Map.of(), null, Map.of(), OptionalLong.empty(), 0, null, "nothing is selected");
        }
        Components components = joined.among(chosen);
        HeldOutDataset heldOut = HeldOutDataset.among(chosen, components);
        String dataset = heldOut.dataset();
        Set<String> kept = dataset == null ? Set.of() : Set.of(dataset);
        Inventory rest = chosen.rows(row -> !kept.contains(String.valueOf(chosen.text(row, "dataset"))));
        Splits divided = Splitter.of(shares((double) (chosen.size() - rest.size()) / chosen.size()))
                .disjointBy(Columns.GROUP_KEYS)
                .balancing(axes)
                .withFloor(floor, MOST_DEVIATION)
                .split(rest, joined, seed);
        Map<String, String> splitOf = new TreeMap<>();
        Map<String, String> groupOf = new TreeMap<>();
        for (int row = 0; row < chosen.size(); row++) {
            splitOf.put(chosen.id(row), "test");
            groupOf.put(chosen.id(row), components.of(row).name());
        }
        divided.items().forEach(item -> splitOf.put(item.id(), item.split()));
        return measured(chosen, axes, floor, joined, components, splitOf, groupOf, heldOut, divided);
    }

    private static Map<String, BigDecimal> shares(double heldOut) {
        Map<String, BigDecimal> shares = new LinkedHashMap<>();
        shares.put("train", TRAIN);
        shares.put("val", VAL);
        BigDecimal test = TEST.subtract(BigDecimal.valueOf(heldOut));
        if (test.signum() > 0) {
            shares.put("test", test);
        }
        return shares;
    }

    private static SplitOf measured(
            Inventory chosen,
            List<String> axes,
            double floor,
            Components joined,
            Components components,
            Map<String, String> splitOf,
            Map<String, String> groupOf,
            HeldOutDataset heldOut,
            Splits divided) {
        List<String> splits = IntStream.range(0, chosen.size())
                .mapToObj(row -> splitOf.getOrDefault(chosen.id(row), "none"))
                .toList();
        // What only a video that was left out joins shares no value: no leak of a key, but a component that is cut.
        long crossing =
                Math.max(Leak.in(chosen, splits::get, Columns.GROUP_KEYS).size(), joined.cut(splitOf::get));
        double worst = worstDeviation(chosen, axes, splits);
        Map<String, Object> json = new LinkedHashMap<>(divided.json());
        Map<String, Integer> sizes = new LinkedHashMap<>();
        List.of("train", "val", "test").forEach(split -> sizes.put(split, 0));
        splits.forEach(split -> sizes.merge(split, 1, Integer::sum));
        json.put("splits", sizes);
        json.put("components", components.list().size());
        json.put(
                "largest_component",
                components.largest().map(Components.Component::size).orElse(0));
        json.put("worst_deviation", worst);
        json.put("crossing", crossing);
        Map<String, List<String>> belowFloor = belowFloor(chosen, axes, floor, splits);
        json.put("level_floor", floor);
        json.put("levels_below_floor", belowFloor);
        if (heldOut.dataset() != null) {
            // The bound speaks of the videos that were divided freely, not of those that were held out on purpose.
            json.put("bound", null);
            json.put("gap", null);
        }
        return new SplitOf(
                splitOf,
                groupOf,
                json,
                belowFloor,
                OptionalLong.of(crossing),
                worst,
                heldOut.dataset(),
                heldOut.whyNone());
    }

    private static double worstDeviation(Inventory chosen, List<String> axes, List<String> splits) {
        Map<String, BigDecimal> wanted = Map.of("train", TRAIN, "val", VAL, "test", TEST);
        double worst = 0;
        for (String axis : axes) {
            Map<String, Map<String, Integer>> counts = new TreeMap<>();
            for (int row = 0; row < chosen.size(); row++) {
                String level = chosen.text(row, axis);
                if (level != null && chosen.isKnown(row, axis)) {
                    counts.computeIfAbsent(level, name -> new TreeMap<>()).merge(splits.get(row), 1, Integer::sum);
                }
            }
            for (Map<String, Integer> ofLevel : counts.values()) {
                double n = ofLevel.values().stream().mapToInt(count -> count).sum();
                for (Map.Entry<String, BigDecimal> share : wanted.entrySet()) {
                    double found = ofLevel.getOrDefault(share.getKey(), 0) / n;
                    worst = Math.max(worst, Math.abs(found - share.getValue().doubleValue()));
                }
            }
        }
        return worst;
    }

    private static Map<String, List<String>> belowFloor(
            Inventory chosen, List<String> axes, double floor, List<String> splits) {
        Map<String, List<String>> below = new TreeMap<>();
        splits.forEach(split -> below.put(split, new ArrayList<>()));
        for (String axis : axes) {
            Map<String, Integer> known = new TreeMap<>();
            Map<String, Map<String, Integer>> counts = new TreeMap<>();
            for (int row = 0; row < chosen.size(); row++) {
                String level = chosen.text(row, axis);
                if (level != null && chosen.isKnown(row, axis)) {
                    known.merge(splits.get(row), 1, Integer::sum);
                    counts.computeIfAbsent(level, name -> new TreeMap<>()).merge(splits.get(row), 1, Integer::sum);
                }
            }
            counts.forEach((level, bySplit) -> below.forEach((split, levels) -> {
                if (bySplit.getOrDefault(split, 0) < floor * known.getOrDefault(split, 0) - 1e-9) {
                    levels.add(axis + "=" + level);
                }
            }));
        }
        return below;
    }

    /** The dataset to keep for test, or why there is none. */
    private record HeldOutDataset(@Nullable String dataset, String whyNone) {

        static HeldOutDataset among(Inventory chosen, Components components) {
            Map<String, List<Integer>> rows = new TreeMap<>();
            for (int row = 0; row < chosen.size(); row++) {
                String dataset = chosen.text(row, "dataset");
                if (dataset != null) {
                    rows.computeIfAbsent(dataset, name -> new ArrayList<>()).add(row);
                }
            }
            if (rows.size() < 2) {
                return new HeldOutDataset(null, "the selected videos come from one dataset only");
            }
            String best = null;
            int size = 0;
            for (Map.Entry<String, List<Integer>> entry : rows.entrySet()) {
                int own = entry.getValue().size();
                boolean whole = entry.getValue().stream()
                                .mapToInt(row -> components.place(row))
                                .distinct()
                                .map(place -> components.list().get(place).size())
                                .sum()
                        == own;
                if (whole && own <= MOST_HELD_OUT * chosen.size() && own > size) {
                    best = entry.getKey();
                    size = own;
                }
            }
            return new HeldOutDataset(
                    best,
                    best != null
                            ? ""
                            : "no dataset has at most 15 % of the selected videos and shares no group with another");
        }
    }
}
