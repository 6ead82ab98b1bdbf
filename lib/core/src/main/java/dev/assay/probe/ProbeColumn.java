package dev.assay.probe;

import dev.assay.schema.Axis;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A column to probe. Missing values are a level of their own, for what is missing can give a label away too. */
public final class ProbeColumn {

    /** Numbers are cut at this many quantiles. */
    private static final int BINS = 10;

    /** Numbers of no more values than this are levels as they are: 25 and 29.97 frames a second are no neighbours. */
    private static final int FEW_VALUES = 20;

    /** A text with more values than this for each known item names items. */
    private static final double KEY_ABOVE = 0.5;

    /** Of more levels than a page holds, and fewer items a level than an expected count should have, only names remain. */
    private static final int MANY_LEVELS = 20;

    private static final int FEW_A_LEVEL = 5;

    private final String name;
    private final boolean numeric;
    private final boolean named;
    /** Of texts: the code of each item's level, -1 where unknown. Else empty. */
    private final int[] codes;
    /** Of numbers: NaN where unknown. Else empty. */
    private final double[] values;

    private final int levels;
    private final int known;

    private ProbeColumn(
            String name, boolean numeric, boolean named, int[] codes, double[] values, int levels, int known) {
        this.name = name;
        this.numeric = numeric;
        this.named = named;
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
        return new ProbeColumn(name, false, false, codes, new double[0], index.size(), known);
    }

    /** Of numbers, one an item; NaN is missing. */
    public static ProbeColumn numbers(String name, double[] values) {
        double[] known = Arrays.stream(values).filter(v -> !Double.isNaN(v)).toArray();
        int levels = (int) Arrays.stream(known).distinct().count();
        return new ProbeColumn(name, true, false, new int[0], values.clone(), levels, known.length);
    }

    /** The same as the name of something, such as a person: it is reported as a key whatever its values. */
    public ProbeColumn asKey() {
        return new ProbeColumn(name, numeric, true, codes, values, levels, known);
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
        boolean names = levels > KEY_ABOVE * known || (levels > MANY_LEVELS && (long) FEW_A_LEVEL * levels >= known);
        return named || (!numeric && levels > 1 && names);
    }

    /** Some items' codes. Bins are learned from the values alone, never from labels, so that no fold learns from another. */
    Coding coding(int[] items) {
        if (!numeric) {
            int[] result = new int[items.length];
            for (int i = 0; i < items.length; i++) {
                result[i] = codes[items[i]] < 0 ? levels : codes[items[i]];
            }
            return new Coding(result, levels + 1);
        }
        double[] sorted = Arrays.stream(items)
                .mapToDouble(i -> values[i])
                .filter(v -> !Double.isNaN(v))
                .sorted()
                .toArray();
        double[] cuts = levels <= FEW_VALUES ? Arrays.stream(sorted).distinct().toArray() : cuts(sorted);
        int[] result = new int[items.length];
        for (int i = 0; i < items.length; i++) {
            double value = values[items[i]];
            result[i] = Double.isNaN(value) ? cuts.length + 1 : bin(cuts, value);
        }
        return new Coding(result, cuts.length + 2);
    }

    private static double[] cuts(double[] sorted) {
        double[] cuts = new double[sorted.length == 0 ? 0 : BINS - 1];
        for (int b = 0; b < cuts.length; b++) {
            cuts[b] = sorted[(int) ((long) (b + 1) * sorted.length / BINS)];
        }
        return Arrays.stream(cuts).distinct().toArray();
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
