package dev.assay.bias;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.assay.schema.Axis;
import dev.assay.schema.Counted;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One axis: shares and findings of its known items, and the unknown beside them.
 *
 * @param axis its name
 * @param known items with a known level
 * @param unknown items without
 * @param unknownShare of all items, in [0,1]; null without items
 * @param finding {@link Finding#UNMEASURED} where more than half is unknown (or there is no item), else null
 * @param levels in the axis's order
 * @param interval the formula of the intervals
 * @param imbalanceRatio see {@link Diversity}; null where undefined
 * @param evenness normalised Shannon entropy, in [0,1]; null for fewer than two levels
 * @param giniSimpson {@code 1 - sum p^2}
 * @param effectiveLevels Hill's number of order 1
 * @param effectiveLevelsOrder2 Hill's number of order 2
 * @param distance to the target; null where there is no known item
 * @param warnings what limits these numbers
 */
@JsonNaming(SnakeCaseStrategy.class)
public record AxisBias(
        String axis,
        long known,
        long unknown,
        @Nullable Double unknownShare,
        @Nullable Finding finding,
        List<LevelShare> levels,
        SimultaneousInterval interval,
        @Nullable Double imbalanceRatio,
        @Nullable Double evenness,
        @Nullable Double giniSimpson,
        @Nullable Double effectiveLevels,
        @JsonProperty("effective_levels_order_2") @Nullable Double effectiveLevelsOrder2,
        @Nullable Distance distance,
        List<String> warnings) {

    public AxisBias {
        levels = List.copyOf(levels);
        warnings = List.copyOf(warnings);
    }

    /** Of a margin: counts of the axis's levels and, last, of the unknown. */
    static AxisBias of(Axis axis, long[] margin, Target target) {
        int k = axis.levels().size();
        long[] counts = Arrays.copyOf(margin, k);
        long known = Arrays.stream(counts).sum();
        long unknown = margin[k];
        SimultaneousInterval method = SimultaneousInterval.suited(counts);
        List<Interval> intervals = method.of(counts, target.thresholds().confidence());
        List<LevelShare> levels = new ArrayList<>();
        for (int i = 0; i < k; i++) {
            levels.add(LevelShare.of(axis.levels().get(i), counts[i], known, k, intervals.get(i), target.thresholds()));
        }
        Diversity diversity = Diversity.of(counts);
        boolean unmeasured = known == 0 || unknown > Thresholds.UNMEASURED_ABOVE * (known + unknown);
        return new AxisBias(
                axis.name(),
                known,
                unknown,
                known + unknown == 0 ? null : (double) unknown / (known + unknown),
                unmeasured ? Finding.UNMEASURED : null,
                levels,
                method,
                diversity.imbalanceRatio(),
                diversity.evenness(),
                diversity.giniSimpson(),
                diversity.effectiveLevels(),
                diversity.effectiveLevelsOrder2(),
                known == 0 ? null : distance(axis, counts, known, target),
                warnings(axis, counts, known, unknown, target));
    }

    private static Distance distance(Axis axis, long[] counts, long known, Target target) {
        Map<String, Double> observed = new LinkedHashMap<>();
        for (int i = 0; i < counts.length; i++) {
            observed.put(axis.levels().get(i), (double) counts[i] / known);
        }
        Map<String, Double> wanted = target.shares(axis, counts);
        Map<String, Double> all = new LinkedHashMap<>(observed);
        wanted.forEach(all::putIfAbsent);
        return Distance.between(target.origin(axis), observed, wanted, all.keySet());
    }

    private static List<String> warnings(Axis axis, long[] counts, long known, long unknown, Target target) {
        List<String> warnings = new ArrayList<>();
        if (known == 0) {
            warnings.add("no item is known on this axis");
            return warnings;
        }
        if (unknown > 0) {
            warnings.add(unknown + " of " + (known + unknown) + " items are unknown; shares are of the others");
        }
        long empty = Arrays.stream(counts).filter(count -> count == 0).count();
        if (empty > 0) {
            warnings.add(Counted.of(empty, "level has", "levels have") + " no item");
        }
        long wanted = target.shares(axis, counts).keySet().stream()
                .filter(level -> !axis.levels().contains(level))
                .count();
        if (wanted > 0) {
            warnings.add("the target names " + Counted.of(wanted, "level") + " that no item has");
        }
        return warnings;
    }
}
