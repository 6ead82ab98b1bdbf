package dev.assay.bias;

import dev.assay.cube.Comparison;
import dev.assay.cube.Cube;
import dev.assay.schema.Axis;
import dev.assay.schema.RefusedException;
import dev.assay.schema.Spelling;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The distribution a cube is held against: {@code cube.compare(Target.uniform())}. Immutable; the {@code with} methods give
 * another one.
 *
 * <p>A target speaks of known levels only. On axes it does not name it asks for equal shares.
 */
public final class Target implements Comparison<BiasReport> {

    /** By how much given shares may miss 1 through rounding. */
    private static final double ROUNDING = 1e-9;

    private final String origin;
    private final Map<String, Map<String, Double>> given;
    private final Thresholds thresholds;
    private final String label;
    private final long seed;

    private Target(
            String origin, Map<String, Map<String, Double>> given, Thresholds thresholds, String label, long seed) {
        this.origin = origin;
        this.given = given;
        this.thresholds = thresholds;
        this.label = label;
        this.seed = seed;
    }

    private static Target of(String origin, Map<String, Map<String, Double>> given) {
        return new Target(origin, given, Thresholds.withDefaults(), "label", 0L);
    }

    /** Equal shares of the known levels, on every axis. */
    public static Target uniform() {
        return of("uniform", Map.of());
    }

    /** The shares that another cube has, axis by axis, among its known items. */
    public static Target proportional(Cube reference) {
        Map<String, Map<String, Double>> shares = new LinkedHashMap<>();
        for (int a = 0; a < reference.axes().size(); a++) {
            Axis axis = reference.axes().get(a);
            long[] counts = Arrays.copyOf(reference.margin(a), axis.levels().size());
            double known = Arrays.stream(counts).sum();
            Map<String, Double> ofAxis = new LinkedHashMap<>();
            for (int i = 0; i < counts.length && known > 0; i++) {
                ofAxis.put(axis.levels().get(i), counts[i] / known);
            }
            if (known > 0) {
                shares.put(axis.name(), ofAxis);
            }
        }
        return of("reference", shares);
    }

    /**
     * Given shares by axis and level. What they leave of 1 is spread over the axis's other levels in proportion to their
     * counts (equally, where all of those are empty).
     *
     * @throws IllegalArgumentException where a share is no proportion, the shares of an axis exceed 1, or one is wanted of
     *     {@code unknown}
     */
    public static Target of(Map<String, Map<String, Double>> shares) {
        Map<String, Map<String, Double>> copy = new LinkedHashMap<>();
        shares.forEach((axis, levels) -> {
            levels.forEach((level, share) -> check(axis, level, share));
            double sum = levels.values().stream().mapToDouble(x -> x).sum();
            if (sum > 1 + ROUNDING) {
                throw new RefusedException(
                        "target of " + axis + ": expected shares that sum to at most 1, found a sum of " + sum);
            }
            if (!levels.isEmpty()) {
                copy.put(axis, new LinkedHashMap<>(levels));
            }
        });
        return of("given", copy);
    }

    private static void check(String axis, String level, double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new RefusedException(
                    "target of " + axis + "=" + level + ": expected a proportion in [0,1], found " + share);
        }
        if (level.equals(Axis.UNKNOWN)) {
            throw new RefusedException("target of " + axis + ": unknown is no level one can aim for");
        }
    }

    /**
     * Reads a YAML or JSON file: the word {@code uniform}, or {@code axis: {level: share}}, either of them at the top or
     * under the key {@code target}.
     *
     * @throws IOException where the file cannot be read
     * @throws IllegalArgumentException where it says something else; the message names the file
     */
    public static Target read(Path file) throws IOException {
        return TargetFile.read(file);
    }

    /** The same with other limits and another confidence. */
    public Target with(Thresholds newThresholds) {
        return new Target(origin, given, newThresholds, label, seed);
    }

    /** The same with another axis as the outcome whose reversals are looked for; {@code label} by default. */
    public Target withLabel(String newLabel) {
        return new Target(origin, given, thresholds, newLabel, seed);
    }

    /** The same with another seed for Monte Carlo p-values; 0 by default. */
    public Target withSeed(long newSeed) {
        return new Target(origin, given, thresholds, label, newSeed);
    }

    /** The limits and the confidence. */
    public Thresholds thresholds() {
        return thresholds;
    }

    String label() {
        return label;
    }

    long seed() {
        return seed;
    }

    /** The axes whose shares are given. */
    public Set<String> axes() {
        return Collections.unmodifiableSet(given.keySet());
    }

    /**
     * What the target names and a cube does not have, a sentence each: an axis that was not counted, or a level above 0 that
     * no item has. Perhaps it is misspelled; shares are compared all the same. Empty where all is there.
     */
    public List<String> unmatched(Cube cube) {
        List<String> compared = cube.axes().stream().map(Axis::name).toList();
        List<String> sentences = new ArrayList<>();
        given.forEach((axis, shares) -> {
            if (compared.contains(axis)) {
                List<String> there = there(cube, cube.axisIndex(axis));
                shares.forEach((level, share) -> {
                    if (share > 0 && !there.contains(level)) {
                        sentences.add("the target asks for " + axis + "=" + level + ", which no item has"
                                + Spelling.hint(level, there));
                    }
                });
            } else {
                sentences.add("the target speaks of axis " + axis + ", which is not among the axes compared"
                        + Spelling.hint(axis, compared));
            }
        });
        return sentences;
    }

    private static List<String> there(Cube cube, int axis) {
        List<String> levels = cube.axes().get(axis).levels();
        long[] margin = cube.margin(axis);
        return IntStream.range(0, levels.size())
                .filter(level -> margin[level] > 0)
                .mapToObj(levels::get)
                .toList();
    }

    String origin(Axis axis) {
        return given.containsKey(axis.name()) ? origin : "uniform";
    }

    /**
     * The shares wanted of an axis, summing to 1: its levels in order, then levels that only the target names.
     *
     * @param counts of its known levels
     * @throws IllegalArgumentException where every level has a share and they do not sum to 1
     */
    Map<String, Double> shares(Axis axis, long[] counts) {
        Map<String, Double> named = given.getOrDefault(axis.name(), Map.of());
        double sum = named.values().stream().mapToDouble(x -> x).sum();
        double rest = 0;
        int open = 0;
        for (int i = 0; i < counts.length; i++) {
            if (!named.containsKey(axis.levels().get(i))) {
                rest += named.isEmpty() ? 1 : counts[i];
                open++;
            }
        }
        if (open == 0 && Math.abs(sum - 1) > ROUNDING) {
            throw new RefusedException(
                    "target of " + axis.name() + ": expected the shares of all its levels to sum to 1, found " + sum);
        }
        double remainder = 1 - sum > ROUNDING ? 1 - sum : 0;
        Map<String, Double> shares = new LinkedHashMap<>();
        for (int i = 0; i < counts.length; i++) {
            double weight = named.isEmpty() ? 1 : counts[i];
            double part = rest > 0 ? weight / rest : 1.0 / open;
            Double share = named.get(axis.levels().get(i));
            shares.put(axis.levels().get(i), share != null ? share : remainder * part);
        }
        named.forEach(shares::putIfAbsent);
        return shares;
    }

    @Override
    public BiasReport against(Cube cube) {
        return BiasReport.of(cube, this);
    }
}
