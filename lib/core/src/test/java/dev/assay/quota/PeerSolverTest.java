package dev.assay.quota;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.cube.Cube;
import dev.assay.cube.CubeFixture;
import dev.assay.schema.Axis;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Random questions over crossing axes, too large for brute force, as GLPK and CBC answer them: whether there is an answer,
 * its largest size, and the least worst deviation. The questions are written as linear programs from what plans mean, not
 * from our model. Without these programs nothing is tested, and it is said so.
 */
@NullUnmarked
class PeerSolverTest {

    private static final int QUESTIONS = 30;

    /** A question, and its rows as a linear program; {@code N} is the size, {@code z} the worst deviation. */
    private static final class Question implements Peer.Asked {
        final Random random;
        final List<Axis> axes = new ArrayList<>();
        final Cube cube;
        final Plan plan;
        private final List<String> rows = new ArrayList<>();
        private final List<String> bounds = new ArrayList<>();
        private final Map<String, Map<List<String>, Integer>> groups = new TreeMap<>();

        Question(long seed) {
            random = new Random(seed);
            int count = 2 + random.nextInt(3);
            for (int a = 0; a < count; a++) {
                int levels = 2 + random.nextInt(count == 2 ? 4 : 2);
                axes.add(new Axis(
                        "axis" + a,
                        IntStream.range(0, levels).mapToObj(l -> "l" + l).toList()));
            }
            Cube plain = cells();
            boolean capped = random.nextInt(3) == 0;
            cube = capped ? grouped(plain) : plain;
            rows.add(sum(c -> true) + " - N = 0");
            List<Limit> limits = new ArrayList<>();
            for (Axis axis : axes) {
                limit(limits, axis);
            }
            if (capped) {
                limits.add(supply());
            }
            for (int c = 0; c < cube.size(); c++) {
                bounds.add("0 <= x" + c + " <= " + cube.count(c));
            }
            plan = Plan.of(axes.stream().map(Axis::name).toList())
                    .withLimits(limits)
                    .withSize(random.nextInt(3) == 0 ? null : Long.valueOf(5 + random.nextInt((int) cube.total() / 2)));
        }

        private Cube cells() {
            Map<List<String>, Long> cells = new LinkedHashMap<>();
            for (int i = 0; i < 60; i++) {
                List<String> cell = axes.stream()
                        .map(axis ->
                                axis.levels().get(random.nextInt(axis.levels().size())))
                        .toList();
                cells.merge(cell, 1L + random.nextInt(9), Long::sum);
            }
            return Cube.of(axes, cells);
        }

        /** Ten groups over random cells, and what is left in none. */
        private Cube grouped(Cube plain) {
            for (int g = 0; g < 10; g++) {
                Map<List<String>, Integer> group = new LinkedHashMap<>();
                for (int c = 0; c < plain.size(); c++) {
                    List<String> cell = plain.levelTexts(c);
                    int taken = groups.values().stream()
                            .mapToInt(other -> other.getOrDefault(cell, 0))
                            .sum();
                    if (random.nextInt(4) == 0 && taken < plain.count(c)) {
                        group.put(cell, 1 + random.nextInt((int) plain.count(c) - taken));
                    }
                }
                groups.put("g" + g, group);
            }
            return CubeFixture.grouped(plain, "identity", groups);
        }

        private Limit supply() {
            long max = 1L + random.nextInt(6);
            Map<Integer, StringBuilder> supply = new TreeMap<>();
            Map<Integer, Integer> grouped = new TreeMap<>();
            groups.forEach((name, group) -> {
                List<String> taken = new ArrayList<>();
                for (int c = 0; c < cube.size(); c++) {
                    Integer items = group.get(cube.levelTexts(c));
                    if (items != null) {
                        String variable = "y" + name + "c" + c;
                        taken.add(variable);
                        bounds.add("0 <= " + variable + " <= " + items);
                        supply.computeIfAbsent(c, key -> new StringBuilder())
                                .append(" - ")
                                .append(variable);
                        grouped.merge(c, items, Integer::sum);
                    }
                }
                if (!taken.isEmpty()) {
                    rows.add(String.join(" + ", taken) + " <= " + max);
                }
            });
            supply.forEach((c, sum) -> rows.add("x" + c + sum + " <= " + (cube.count(c) - grouped.get(c))));
            return new Limit.Group("identity", max);
        }

        private void limit(List<Limit> limits, Axis axis) {
            int a = cube.axisIndex(axis.name());
            String level = axis.levels().get(random.nextInt(axis.levels().size()));
            String sum = sum(c -> cube.levelText(c, a).equals(level));
            if (sum.isEmpty()) {
                return;
            }
            long margin = IntStream.range(0, cube.size())
                    .filter(c -> cube.levelText(c, a).equals(level))
                    .mapToLong(cube::count)
                    .sum();
            long min = random.nextInt((int) margin / 2 + 2);
            long max = min + random.nextInt(20);
            int percent = 20 + random.nextInt(50);
            switch (random.nextInt(4)) {
                case 0 -> {
                    limits.add(new Limit.Level(axis.name(), level, Range.counts(min, max)));
                    rows.add(sum + " >= " + min);
                    rows.add(sum + " <= " + max);
                }
                case 1 -> {
                    limits.add(new Limit.Level(axis.name(), level, Range.shares(null, BigDecimal.valueOf(percent, 2))));
                    rows.add(weighted(sum) + " - " + percent + " N <= 0");
                }
                case 2 -> {
                    limits.add(new Limit.Level(axis.name(), level, Range.shares(BigDecimal.valueOf(percent, 2), null)));
                    rows.add(weighted(sum) + " - " + percent + " N >= 0");
                }
                default -> {}
            }
        }

        private String sum(Predicate<Integer> in) {
            return IntStream.range(0, cube.size())
                    .filter(in::test)
                    .mapToObj(c -> "x" + c)
                    .collect(Collectors.joining(" + "));
        }

        private static String weighted(String sum) {
            return sum.replace("x", "100 x");
        }

        @Override
        public Plan plan() {
            return plan;
        }

        @Override
        public QuotaResult result() {
            return cube.allocate(plan);
        }

        @Override
        public String largest() {
            return program("- N", List.of("N >= 1"));
        }

        @Override
        public String nearest(long size) {
            List<String> more = new ArrayList<>(List.of("N = " + size));
            for (Axis axis : axes) {
                int a = cube.axisIndex(axis.name());
                List<String> sums = axis.levels().stream()
                        .map(level -> sum(c -> cube.levelText(c, a).equals(level)))
                        .filter(sum -> !sum.isEmpty())
                        .toList();
                more.addAll(Peer.equalShares(sums, size));
            }
            return program("z", more);
        }

        private String program(String objective, List<String> more) {
            List<String> all = new ArrayList<>(rows);
            all.addAll(more);
            // What a group gives is whole where quotas are: supply is a flow.
            return Peer.program(objective, all, bounds, " N " + sum(c -> true).replace("+", " "));
        }
    }

    @Tag("slow")
    @ParameterizedTest
    @EnumSource(Peer.class)
    void sizesAndDeviationsAreThePeers(Peer peer, @TempDir Path folder) throws Exception {
        peer.needed();
        Peer.Tally tally = peer.compared(folder, QUESTIONS, Question::new);
        assertThat(tally.optimal()).isGreaterThan(8);
        assertThat(tally.impossible()).isGreaterThan(3);
    }
}
