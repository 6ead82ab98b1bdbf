package dev.assay.quota;

import dev.assay.cube.Cube;
import dev.assay.cube.CubeFixture;
import dev.assay.schema.Axis;
import dev.assay.selection.DrawRule;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/**
 * A small random question, of every kind that a plan can ask: limits on levels and cells as counts and shares, flex, group
 * caps, items that must be included, unknown levels counted or excluded, sizes fixed and open, all targets.
 */
@NullUnmarked
record Instance(Cube cube, Plan plan, Map<String, Map<List<String>, Integer>> groups) {

    static final String KEY = "identity";

    /** An instance of so many axes; the same for the same seed. */
    static Instance of(long seed, int axes) {
        Instance made = new Maker(new Random(seed * 31 + axes), axes).make();
        // A target on a level whose items are all excluded is refused, and rightly so.
        return made.plan().target() instanceof Aim.Margins && made.plan().unknown() == Plan.Unknown.EXCLUDE
                ? new Instance(made.cube(), made.plan().withTarget(new Aim.Uniform()), made.groups())
                : made;
    }

    /** The same question, with levels, axes and limits in the opposite order. */
    Instance turned() {
        List<Axis> axes = new ArrayList<>();
        for (Axis axis : cube.axes()) {
            axes.add(0, new Axis(axis.name(), reversed(axis.levels())));
        }
        Cube turned = summarised(axes, 1, groups, Instance::reversed);
        return new Instance(
                turned,
                new Plan(
                        plan.size(),
                        reversed(plan.axes()),
                        null,
                        plan.unknown(),
                        reversed(plan.limits()),
                        plan.target(),
                        null,
                        plan.mustInclude(),
                        List.of(),
                        plan.objective(),
                        null,
                        null,
                        DrawRule.ALIKE),
                groups);
    }

    /** Two of every item and of every group, twice the size, twice every count. */
    Instance doubled() {
        Map<String, Map<List<String>, Integer>> twice = new TreeMap<>(groups);
        groups.forEach((name, group) -> twice.put(name + "again", group));
        List<String> must = new ArrayList<>(plan.mustInclude());
        plan.mustInclude().forEach(id -> must.add(id + "again"));
        return new Instance(
                summarised(cube.axes(), 2, twice, texts -> texts),
                plan.withSize(plan.size() == null ? null : Long.valueOf(2 * plan.size()))
                        .withLimits(
                                plan.limits().stream().map(Instance::doubled).toList())
                        .withMustInclude(must),
                twice);
    }

    private static Limit doubled(Limit limit) {
        return limit instanceof Limit.Level level
                ? new Limit.Level(level.axis(), level.level(), doubled(level.range()))
                : limit instanceof Limit.Cell cell ? new Limit.Cell(cell.cell(), doubled(cell.range())) : limit;
    }

    private static Range doubled(Range range) {
        return new Range(
                range.min() == null ? null : Long.valueOf(2 * range.min()),
                range.max() == null ? null : Long.valueOf(2 * range.max()),
                range.minShare(),
                range.maxShare(),
                null,
                null);
    }

    private Cube summarised(
            List<Axis> axes,
            long times,
            Map<String, Map<List<String>, Integer>> newGroups,
            UnaryOperator<List<String>> order) {
        Map<List<String>, Long> cells = new LinkedHashMap<>();
        Map<List<String>, Long> marks = new LinkedHashMap<>();
        for (int c = 0; c < cube.size(); c++) {
            cells.put(order.apply(cube.levelTexts(c)), times * cube.count(c));
            marks.put(order.apply(cube.levelTexts(c)), times * cube.marked(c));
        }
        Cube plain = Cube.of(axes, cells);
        if (newGroups.isEmpty() && marks.values().stream().anyMatch(mark -> mark > 0)) {
            return CubeFixture.marked(plain, marks);
        }
        Map<String, Map<List<String>, Integer>> ordered = new TreeMap<>();
        newGroups.forEach((name, group) -> {
            Map<List<String>, Integer> counts = new LinkedHashMap<>();
            group.forEach((texts, count) -> counts.put(order.apply(texts), count));
            ordered.put(name, counts);
        });
        return CubeFixture.grouped(plain, KEY, ordered);
    }

    private static <T> List<T> reversed(List<T> list) {
        List<T> copy = new ArrayList<>(list);
        Collections.reverse(copy);
        return copy;
    }

    private static final class Maker {
        private final Random random;
        private final List<Axis> axes = new ArrayList<>();
        private Cube cube;
        private Plan plan;
        private final Map<String, Map<List<String>, Integer>> groups = new TreeMap<>();

        Maker(Random random, int count) {
            this.random = random;
            List<String> levels = count == 1 ? List.of("x", "y", "z", "w") : List.of("x", "y");
            for (int a = 0; a < count; a++) {
                axes.add(new Axis("axis" + a, a == 0 && count == 2 ? List.of("x", "y", "z") : levels));
            }
        }

        Instance make() {
            cells();
            List<Limit> limits = new ArrayList<>();
            for (int i = random.nextInt(axes.size() + 3); i > 0; i--) {
                limits.add(limit());
            }
            Long size = random.nextInt(4) == 0 ? null : 1L + random.nextInt((int) Math.min(9, cube.total() + 1));
            plan = Plan.of(axes.stream().map(Axis::name).toList())
                    .withSize(size)
                    .withUnknown(random.nextInt(5) == 0 ? Plan.Unknown.EXCLUDE : Plan.Unknown.LEVEL)
                    .withTarget(target());
            switch (random.nextInt(6)) {
                case 0 -> mustInclude();
                case 1 -> limits.add(capped());
                default -> {}
            }
            return new Instance(cube, plan.withLimits(limits), groups);
        }

        private void cells() {
            boolean unknown = random.nextInt(3) == 0;
            Map<List<String>, Long> cells = new LinkedHashMap<>();
            for (int i = 3 + random.nextInt(4); i > 0; i--) {
                List<String> levels = new ArrayList<>();
                for (Axis axis : axes) {
                    levels.add(unknown && random.nextInt(4) == 0 ? Axis.UNKNOWN : pick(axis.levels()));
                }
                cells.merge(levels, 1L + random.nextInt(3), (one, two) -> Math.min(4, one + two));
            }
            cube = Cube.of(axes, cells);
        }

        private <T> T pick(List<T> list) {
            return list.get(random.nextInt(list.size()));
        }

        private Limit limit() {
            Axis axis = pick(axes);
            @Nullable
            String level = random.nextBoolean() ? null : random.nextInt(9) == 0 ? Axis.UNKNOWN : pick(axis.levels());
            return random.nextInt(4) == 0
                    ? new Limit.Cell(pattern(), range())
                    : new Limit.Level(axis.name(), level, range());
        }

        private Map<String, String> pattern() {
            Map<String, String> cell = new LinkedHashMap<>();
            axes.forEach(axis -> {
                if (random.nextBoolean()) {
                    cell.put(axis.name(), pick(axis.levels()));
                }
            });
            return cell.isEmpty() ? Map.of("axis0", "x") : cell;
        }

        private Range range() {
            long min = random.nextInt(4);
            long max = min + random.nextInt(3);
            return switch (random.nextInt(6)) {
                case 0 ->
                    flexible(
                            Range.shares(null, pick(List.of(new BigDecimal("0.60"), new BigDecimal("0.3")))),
                            0,
                            0.3334);
                case 1 ->
                    flexible(
                            Range.shares(pick(List.of(new BigDecimal("0.25"), new BigDecimal("0.4"))), null),
                            0.1667,
                            1);
                case 2 ->
                    Range.counts(min, max)
                            .withFlex(BigDecimal.valueOf(Math.max(0, min - 1)), BigDecimal.valueOf(max + 1));
                case 3 -> new Range(null, max, null, null, null, null);
                case 4 -> new Range(min, null, null, null, null, null);
                default -> Range.counts(min, max);
            };
        }

        /** Every other one may move no further than that. */
        private Range flexible(Range range, double least, double most) {
            BigDecimal cap = range.maxShare() == null ? BigDecimal.ZERO : range.maxShare();
            return random.nextBoolean()
                    ? range
                    : range.withFlex(
                            BigDecimal.valueOf(least), BigDecimal.valueOf(most).max(cap));
        }

        private Aim target() {
            return switch (random.nextInt(6)) {
                case 0 -> new Aim.Proportional();
                case 1 -> given(1);
                case 2 -> given(2);
                case 3 -> joint();
                default -> new Aim.Uniform();
            };
        }

        /** Shares for the first few levels there are on one axis; what is not named shares the rest. */
        private Aim given(int named) {
            Axis axis = pick(axes);
            long[] margin = cube.margin(cube.axisIndex(axis.name()));
            List<String> there = IntStream.range(0, axis.levels().size())
                    .filter(l -> margin[l] > 0)
                    .mapToObj(axis.levels()::get)
                    .toList();
            if (there.size() <= named) {
                return new Aim.Uniform();
            }
            Map<String, BigDecimal> shares = new LinkedHashMap<>();
            there.subList(0, named)
                    .forEach(level -> shares.put(level, pick(List.of(new BigDecimal("0.3"), new BigDecimal("0.45")))));
            return new Aim.Margins(Map.of(axis.name(), shares));
        }

        private Aim joint() {
            List<Aim.Joint.Weight> weights = new ArrayList<>();
            for (int c = 0; c < cube.size(); c++) {
                if (!cube.levelTexts(c).contains(Axis.UNKNOWN)) {
                    weights.add(new Aim.Joint.Weight(cube.levelTexts(c), BigDecimal.valueOf(1 + random.nextInt(3))));
                }
            }
            return weights.isEmpty()
                    ? new Aim.Uniform()
                    : new Aim.Joint("cells.csv", axes.stream().map(Axis::name).toList(), weights);
        }

        private void mustInclude() {
            List<Integer> known = IntStream.range(0, cube.size())
                    .filter(c -> !cube.levelTexts(c).contains(Axis.UNKNOWN))
                    .boxed()
                    .toList();
            if (known.isEmpty()) {
                return;
            }
            Map<List<String>, Long> marks = new LinkedHashMap<>();
            for (int i = 0; i < 2; i++) {
                int cell = pick(known);
                marks.put(cube.levelTexts(cell), Math.min(2, cube.count(cell)));
            }
            cube = CubeFixture.marked(cube, marks);
            plan = plan.withMustInclude(LongStream.range(
                            0, marks.values().stream().mapToLong(mark -> mark).sum())
                    .mapToObj(i -> "id" + i)
                    .toList());
        }

        /** Up to three groups over random cells, and a cap of one or two. */
        private Limit capped() {
            for (int g = 0; g < 3; g++) {
                Map<List<String>, Integer> group = new LinkedHashMap<>();
                for (int c = 0; c < cube.size(); c++) {
                    int taken = groups(cube.levelTexts(c));
                    int left = (int) cube.count(c) - taken;
                    if (left > 0 && random.nextBoolean()) {
                        group.put(cube.levelTexts(c), 1 + random.nextInt(left));
                    }
                }
                if (!group.isEmpty()) {
                    groups.put("g" + g, group);
                }
            }
            cube = CubeFixture.grouped(cube, KEY, groups);
            return new Limit.Group(KEY, 1 + random.nextInt(2));
        }

        private int groups(List<String> cell) {
            return groups.values().stream()
                    .mapToInt(group -> group.getOrDefault(cell, 0))
                    .sum();
        }
    }
}
