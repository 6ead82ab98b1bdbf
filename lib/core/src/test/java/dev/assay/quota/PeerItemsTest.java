package dev.assay.quota;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.Inventory;
import dev.assay.schema.Item;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Caps on two keys, items that must be included, a budget and limits beside each other, over sixty items: too many for all
 * subsets, few enough for GLPK and CBC, which are asked about every single item.
 */
@NullUnmarked
@Tag("heavy")
class PeerItemsTest {

    private static final int QUESTIONS = 8;

    private static final int ITEMS = 60;

    /** A question, and its rows as a linear program; {@code x} are the items, {@code N} the size, {@code z} the deviation. */
    private static final class Question implements Peer.Asked {
        final Random random;
        final List<String> axes;
        final List<Map<String, Object>> items = new ArrayList<>();
        final Inventory inventory;
        final Plan plan;
        private final List<String> rows = new ArrayList<>();
        private final List<String> bounds = new ArrayList<>();

        Question(long seed) {
            random = new Random(seed);
            axes = IntStream.range(0, 2 + random.nextInt(2))
                    .mapToObj(a -> "axis" + a)
                    .toList();
            List<Item> list = new ArrayList<>();
            for (int i = 0; i < ITEMS; i++) {
                items.add(item());
                list.add(new Item("v" + i, items.get(i)));
            }
            inventory = Inventory.of(list);
            plan = planned();
        }

        private Map<String, Object> item() {
            Map<String, Object> values = new LinkedHashMap<>();
            axes.forEach(axis -> values.put(axis, "l" + (int) (3 * Math.pow(random.nextDouble(), 1.5))));
            values.put("identity", "p" + random.nextInt(20));
            if (random.nextInt(5) > 0) {
                values.put("source", "s" + random.nextInt(8));
            }
            values.put("cost", random.nextInt(80) / 4.0);
            return values;
        }

        private Plan planned() {
            rows.add(sum(i -> true) + " - N = 0");
            List<Limit> limits = new ArrayList<>();
            axes.forEach(axis -> limit(limits, axis));
            for (String key : List.of("identity", "source")) {
                if (random.nextInt(3) > 0) {
                    capped(limits, key, key.equals("identity") ? 1 + random.nextInt(2) : 2 + random.nextInt(4));
                }
            }
            List<Integer> musts = IntStream.range(0, random.nextInt(4)).boxed().toList();
            for (int i = 0; i < ITEMS; i++) {
                bounds.add((musts.contains(i) ? "1 <= x" : "0 <= x") + i + " <= 1");
            }
            Plan made = Plan.of(axes).withLimits(limits);
            if (random.nextInt(3) > 0) {
                int max = 60 + random.nextInt(250);
                rows.add(IntStream.range(0, ITEMS)
                                .mapToObj(i -> items.get(i).get("cost") + " x" + i)
                                .collect(Collectors.joining(" + "))
                        + " <= " + max);
                made = made.withBudget(new Plan.Budget("cost", BigDecimal.valueOf(max)));
            }
            return made.withMustInclude(musts.stream().map(i -> "v" + i).toList())
                    .withSize(random.nextInt(3) == 0 ? null : Long.valueOf(8 + random.nextInt(20)));
        }

        private void limit(List<Limit> limits, String axis) {
            String level = "l" + random.nextInt(3);
            String sum = sum(i -> items.get(i).get(axis).equals(level));
            long min = random.nextInt(6);
            int percent = 20 + random.nextInt(40);
            switch (random.nextInt(4)) {
                case 0 -> {
                    limits.add(new Limit.Level(axis, level, Range.counts(min, min + 6)));
                    rows.add(sum + " >= " + min);
                    rows.add(sum + " <= " + (min + 6));
                }
                case 1 -> {
                    limits.add(new Limit.Level(axis, level, Range.shares(null, BigDecimal.valueOf(percent, 2))));
                    rows.add(sum.replace("x", "100 x") + " - " + percent + " N <= 0");
                }
                case 2 -> {
                    limits.add(new Limit.Level(axis, level, Range.shares(BigDecimal.valueOf(percent, 2), null)));
                    rows.add(sum.replace("x", "100 x") + " - " + percent + " N >= 0");
                }
                default -> {}
            }
        }

        private void capped(List<Limit> limits, String key, int max) {
            limits.add(new Limit.Group(key, max));
            Map<Object, List<String>> groups = new TreeMap<>();
            for (int i = 0; i < ITEMS; i++) {
                if (items.get(i).containsKey(key)) {
                    groups.computeIfAbsent(items.get(i).get(key), group -> new ArrayList<>())
                            .add("x" + i);
                }
            }
            groups.values().forEach(group -> rows.add(String.join(" + ", group) + " <= " + max));
        }

        private String sum(IntPredicate in) {
            return IntStream.range(0, ITEMS).filter(in).mapToObj(i -> "x" + i).collect(Collectors.joining(" + "));
        }

        @Override
        public Plan plan() {
            return plan;
        }

        @Override
        public QuotaResult result() {
            return inventory.cube(plan.cubeSpec()).allocate(plan);
        }

        @Override
        public String largest() {
            return program("- N", List.of("N >= 1"));
        }

        @Override
        public String nearest(long size) {
            List<String> more = new ArrayList<>(List.of("N = " + size));
            for (String axis : axes) {
                List<Object> levels = items.stream()
                        .map(values -> values.get(axis))
                        .distinct()
                        .toList();
                more.addAll(Peer.equalShares(
                        levels.stream()
                                .map(level -> sum(i -> items.get(i).get(axis).equals(level)))
                                .toList(),
                        size));
            }
            return program("z", more);
        }

        private String program(String objective, List<String> more) {
            List<String> all = new ArrayList<>(rows);
            all.addAll(more);
            return Peer.program(objective, all, bounds, " N " + sum(i -> true).replace("+", " "));
        }
    }

    @ParameterizedTest
    @EnumSource(Peer.class)
    void everyItemIsAskedAbout(Peer peer, @TempDir Path folder) throws Exception {
        peer.needed();
        Peer.Tally tally = peer.compared(folder, QUESTIONS, Question::new);
        assertThat(tally.optimal()).isGreaterThan(1);
        assertThat(tally.impossible()).isGreaterThan(0);
    }
}
