package dev.assay.probe;

import dev.assay.schema.Axis;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A column to probe. Missing values are a level of their own, for what is missing can give a label away too. */
public final class ProbeColumn {

    /** Numbers are cut at this many quantiles of the training items. */
    private static final int BINS = 10;

    /** A text with more values than this for each known item names items. */
    private static final double KEY_ABOVE = 0.5;

    private final String name;
    private final boolean numeric;
    /** Of texts: the code of each item's level, -1 where unknown. Else empty. */
    private final int[] codes;
    /** Of numbers: NaN where unknown. Else empty. */
    private final double[] values;

    private final int levels;
    private final int known;

    private ProbeColumn(String name, boolean numeric, int[] codes, double[] values, int levels, int known) {
        this.name = name;
        this.numeric = numeric;
        this.codes = codes;
        this.values = values;
        this.levels = levels;
        this.known = known;
    }

    /** Of texts, one an item; null and {@code unknown} are missing. */
    public static ProbeColumn texts(String name, List<? extends @Nullable String> texts) {
        Map<String, Integer> index = new HashMap<>();
        int[] codes = new int[texts.size()];
        int known = 0;
        for (int i = 0; i < codes.length; i++) {
            String text = texts.get(i);
            if (text == null || text.equals(Axis.UNKNOWN)) {
                codes[i] = -1;
            } else {
                Integer next = index.size();
                Integer old = index.putIfAbsent(text, next);
                codes[i] = old == null ? next : old;
                known++;
            }
        }
        return new ProbeColumn(name, false, codes, new double[0], index.size(), known);
    }

    /** Of numbers, one an item; NaN is missing. */
    public static ProbeColumn numbers(String name, double[] values) {
        double[] known = Arrays.stream(values).filter(v -> !Double.isNaN(v)).toArray();
        int levels = (int) Arrays.stream(known).distinct().count();
        return new ProbeColumn(name, true, new int[0], values.clone(), levels, known.length);
    }

    /** The column's name. */
    public String name() {
        return name;
    }

    /** The number of items. */
    public int size() {
        return numeric ? values.length : codes.length;
    }

    int levels() {
        return levels;
    }

    int known() {
        return known;
    }

    boolean isKey() {
        return !numeric && levels > 1 && levels > KEY_ABOVE * known;
    }

    /** The number of codes that {@link #codes} gives: levels or bins, and one for what is missing. */
    int codeCount() {
        return numeric ? BINS + 1 : levels + 1;
    }

    /**
     * The codes of some items, at least 0 and below {@link #codeCount}.
     *
     * @param items which
     * @param training which of those, by place, the bins of numbers may be learned from
     */
    int[] codes(int[] items, boolean[] training) {
        int[] result = new int[items.length];
        double[] cuts = numeric ? cuts(items, training) : new double[0];
        for (int i = 0; i < items.length; i++) {
            if (numeric) {
                double value = values[items[i]];
                result[i] = Double.isNaN(value) ? BINS : bin(cuts, value);
            } else {
                result[i] = codes[items[i]] < 0 ? levels : codes[items[i]];
            }
        }
        return result;
    }

    private double[] cuts(int[] items, boolean[] training) {
        double[] sorted = new double[items.length];
        int n = 0;
        for (int i = 0; i < items.length; i++) {
            if (training[i] && !Double.isNaN(values[items[i]])) {
                sorted[n++] = values[items[i]];
            }
        }
        Arrays.sort(sorted, 0, n);
        double[] cuts = new double[n == 0 ? 0 : BINS - 1];
        for (int b = 0; b < cuts.length; b++) {
            cuts[b] = sorted[(int) ((long) (b + 1) * n / BINS)];
        }
        return cuts;
    }

    /** How many cuts lie at or below a value. */
    private static int bin(double[] cuts, double value) {
        int bin = 0;
        while (bin < cuts.length && cuts[bin] <= value) {
            bin++;
        }
        return bin;
    }
}
