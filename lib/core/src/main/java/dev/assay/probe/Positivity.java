package dev.assay.probe;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.assay.schema.Axis;
import dev.assay.schema.Population;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntToLongFunction;
import org.apache.commons.math3.special.Gamma;
import org.jspecify.annotations.Nullable;

/**
 * Whether every source, codec and resolution has both labels. Where a cell holds one label only, nothing within it teaches a
 * detector the difference, and being in it tells the label.
 *
 * @param axes those of dataset, vcodec and resolution that are known of any labelled item; what is not known is a level
 * @param items labelled items
 * @param cells combinations that hold at least 5 of them
 * @param oneLabel cells of those that hold one label only
 * @param share the part of the items, in [0,1], that lies in cells of one label, small cells too; null without two labels
 * @param expectedShare what it would be, were the labels dealt at random over the cells
 * @param finding fail where {@code (share - expected) / (1 - expected)} is above .3, warn above .1, if a cell holds one label that
 *     chance would give to one in a hundred sets of so many cells; null without two labels
 * @param largest the largest cells of one label, at most 20
 */
@JsonNaming(SnakeCaseStrategy.class)
public record Positivity(
        List<String> axes,
        long items,
        int cells,
        int oneLabel,
        @Nullable Double share,
        @Nullable Double expectedShare,
        @Nullable ProbeFinding finding,
        List<Cell> largest) {

    private static final List<String> AXES = List.of("dataset", "vcodec", "resolution");
    private static final int FEWEST = 5;
    private static final int SHOWN = 20;
    private static final double BY_CHANCE = 0.01;

    public Positivity {
        axes = List.copyOf(axes);
        largest = List.copyOf(largest);
    }

    /**
     * A cell that holds one label.
     *
     * @param levels by axis
     * @param label the label
     * @param count items
     */
    public record Cell(Map<String, String> levels, String label, long count) {}

    /**
     * Of items.
     *
     * @param label the column of labels
     * @param weight how many items a row stands for
     */
    public static Positivity of(Population items, String label, IntToLongFunction weight) {
        List<String> axes = AXES.stream()
                .filter(axis -> !axis.equals(label) && isKnownOfAny(items, axis, label))
                .toList();
        TreeMap<String, Long> labels = new TreeMap<>();
        Map<List<String>, TreeMap<String, Long>> cells = new LinkedHashMap<>();
        for (int row = 0; row < items.size(); row++) {
            String value = items.text(row, label);
            long count = weight.applyAsLong(row);
            if (Probe.stated(value) && count > 0) {
                int at = row;
                List<String> cell =
                        axes.stream().map(axis -> level(items, at, axis)).toList();
                labels.merge(String.valueOf(value), count, Long::sum);
                cells.computeIfAbsent(cell, c -> new TreeMap<>()).merge(String.valueOf(value), count, Long::sum);
            }
        }
        return measured(axes, labels, cells);
    }

    private static boolean isKnownOfAny(Population items, String axis, String label) {
        for (int row = 0; row < items.size(); row++) {
            if (items.isKnown(row, axis) && Probe.stated(items.text(row, label))) {
                return true;
            }
        }
        return false;
    }

    private static String level(Population items, int row, String axis) {
        String level = items.text(row, axis);
        return level == null ? Axis.UNKNOWN : level;
    }

    private static Positivity measured(
            List<String> axes, Map<String, Long> labels, Map<List<String>, TreeMap<String, Long>> cells) {
        long n = labels.values().stream().mapToLong(count -> count).sum();
        List<Cell> single = new ArrayList<>();
        int large = 0;
        double alone = 0;
        double expected = 0;
        double leastChance = 1;
        for (Map.Entry<List<String>, TreeMap<String, Long>> cell : cells.entrySet()) {
            long size =
                    cell.getValue().values().stream().mapToLong(count -> count).sum();
            double chance = oneLabelByChance(labels, n, size);
            expected += size * chance;
            large += size >= FEWEST ? 1 : 0;
            if (cell.getValue().size() == 1) {
                alone += size;
                leastChance = Math.min(leastChance, chance);
                if (size >= FEWEST) {
                    single.add(new Cell(
                            levels(axes, cell.getKey()), cell.getValue().firstKey(), size));
                }
            }
        }
        boolean defined = labels.size() > 1 && !axes.isEmpty();
        single.sort(Comparator.comparingLong((Cell cell) -> -cell.count())
                .thenComparing(cell -> cell.levels().toString()));
        return new Positivity(
                axes,
                n,
                large,
                single.size(),
                defined ? alone / n : null,
                defined ? expected / n : null,
                defined ? finding(alone / n, expected / n, leastChance * cells.size() <= BY_CHANCE) : null,
                defined ? single.stream().limit(SHOWN).toList() : List.of());
    }

    private static Map<String, String> levels(List<String> axes, List<String> cell) {
        Map<String, String> levels = new LinkedHashMap<>();
        for (int a = 0; a < axes.size(); a++) {
            levels.put(axes.get(a), cell.get(a));
        }
        return levels;
    }

    private static ProbeFinding finding(double share, double expected, boolean beyondChance) {
        double excess = expected > 1 - 1e-9 || !beyondChance ? 0 : (share - expected) / (1 - expected);
        return excess > Probe.FAIL_ABOVE
                ? ProbeFinding.FAIL
                : excess > Probe.WARN_ABOVE ? ProbeFinding.WARN : ProbeFinding.OK;
    }

    /** The hypergeometric probability that so many of the items, drawn at random, bear one label. */
    private static double oneLabelByChance(Map<String, Long> labels, long n, long size) {
        double probability = 0;
        for (long count : labels.values()) {
            probability += count < size ? 0 : Math.exp(logChoose(count, size) - logChoose(n, size));
        }
        return Math.min(1, probability);
    }

    private static double logChoose(long n, long k) {
        return Gamma.logGamma(n + 1.0) - Gamma.logGamma(k + 1.0) - Gamma.logGamma(n - k + 1.0);
    }
}
