package dev.assay.quota;

import dev.assay.cube.Cube;
import dev.assay.schema.Axis;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Tables and plans on three axes and more. */
@org.jspecify.annotations.NullUnmarked
final class ManyAxes {

    private ManyAxes() {}

    /** Nine by two by six levels, of which the last of the first axis has few items. */
    static Cube scarce(Random random) {
        List<Axis> axes = List.of(numbered("axis0", 9), numbered("axis1", 2), numbered("axis2", 6));
        Map<List<String>, Long> counts = new LinkedHashMap<>();
        for (int cell = 0; cell < 108; cell++) {
            int first = cell / 12;
            long most = first == 8 ? 12 : 150;
            counts.put(
                    List.of("l" + first, "l" + cell / 6 % 2, "l" + cell % 6),
                    most / 2 + (long) (random.nextDouble() * most / 2));
        }
        return Cube.of(axes, counts);
    }

    private static Axis numbered(String name, int levels) {
        return new Axis(
                name, IntStream.range(0, levels).mapToObj(level -> "l" + level).toList());
    }

    static Cube cube(Random random, int axes, int levels, int cells, int most, double unknown) {
        List<Axis> list = new ArrayList<>();
        for (int a = 0; a < axes; a++) {
            List<String> names = new ArrayList<>();
            for (int l = 0; l < levels; l++) {
                names.add("l" + l);
            }
            list.add(new Axis("axis" + a, names));
        }
        Map<List<String>, Long> counts = new LinkedHashMap<>();
        for (int i = 0; i < cells; i++) {
            List<String> texts = new ArrayList<>();
            for (int a = 0; a < axes; a++) {
                texts.add(random.nextDouble() < unknown ? Axis.UNKNOWN : "l" + random.nextInt(levels));
            }
            counts.merge(texts, 1L + random.nextInt(most), Long::sum);
        }
        return Cube.of(list, counts);
    }

    /** Rows of every kind, and targets of every kind that a route by prices takes. */
    static Plan plan(Random random, Cube cube, long size) {
        List<String> names = cube.axes().stream().map(Axis::name).toList();
        List<Limit> limits = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            String axis = names.get(random.nextInt(names.size()));
            String level = random.nextInt(3) == 0 ? null : "l" + random.nextInt(2);
            limits.add(
                    switch (random.nextInt(5)) {
                        case 0 -> new Limit.Level(axis, level, Range.shares(null, new BigDecimal("0.7")));
                        case 1 -> new Limit.Level(axis, level, Range.shares(new BigDecimal("0.2"), null));
                        case 2 -> new Limit.Level(axis, level, Range.counts(random.nextInt(2), size));
                        case 3 -> new Limit.Cell(Map.of(names.get(0), "l0", names.get(1), "l1"), Range.counts(0, 2));
                        default -> {
                            Map<String, String> cell = new TreeMap<>();
                            names.forEach(name -> cell.put(name, "l0"));
                            yield new Limit.Cell(cell, Range.counts(0, 1));
                        }
                    });
        }
        long[] there = cube.margin(0);
        boolean parted = there[0] > 0 && there[1] > 0;
        Aim aim =
                switch (parted ? random.nextInt(4) : 3) {
                    case 0 -> new Aim.Proportional();
                    case 1 -> new Aim.Margins(Map.of(names.get(0), Map.of("l0", new BigDecimal("0.3"))));
                    default -> new Aim.Uniform();
                };
        return Plan.of(names).withSize(size).withLimits(limits).withTarget(aim);
    }

    static Plan leaning(Cube cube, long size) {
        List<Limit> limits = new ArrayList<>();
        Map<String, Map<String, BigDecimal>> shares = new LinkedHashMap<>();
        for (Axis axis : cube.axes()) {
            limits.add(
                    new Limit.Level(axis.name(), null, Range.shares(new BigDecimal("0.10"), new BigDecimal("0.28"))));
            shares.put(axis.name(), Map.of("l0", new BigDecimal("0.18"), "l5", new BigDecimal("0.14")));
        }
        return Plan.of(cube.axes().stream().map(Axis::name).toList())
                .withSize(size)
                .withLimits(limits)
                .withTarget(new Aim.Margins(shares));
    }

    static Map<Map<String, String>, Long> byLevels(QuotaResult result) {
        return ((Quotas) result)
                .cells().stream().collect(Collectors.toMap(cell -> new TreeMap<>(cell.levels()), Quotas.Cell::quota));
    }

    /** The same cube with its axes and levels the other way round. */
    static Cube turned(Cube cube) {
        List<Axis> axes = new ArrayList<>();
        for (Axis axis : cube.axes()) {
            List<String> levels = new ArrayList<>(axis.levels());
            Collections.reverse(levels);
            axes.add(0, new Axis(axis.name(), levels));
        }
        Map<List<String>, Long> cells = new LinkedHashMap<>();
        for (int c = 0; c < cube.size(); c++) {
            List<String> texts = new ArrayList<>(cube.levelTexts(c));
            Collections.reverse(texts);
            cells.put(texts, cube.count(c));
        }
        return Cube.of(axes, cells);
    }

    /** The same plan with its axes and limits the other way round. */
    static Plan turned(Plan plan) {
        List<String> axes = new ArrayList<>(plan.axes());
        Collections.reverse(axes);
        List<Limit> limits = new ArrayList<>(plan.limits());
        Collections.reverse(limits);
        return Plan.of(axes).withSize(plan.size()).withLimits(limits).withTarget(plan.target());
    }
}
