package dev.assay.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.group.Leak;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.commons.math3.fraction.BigFraction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Laws of splits, and every assignment of small instances as an oracle. */
@org.jspecify.annotations.NullUnmarked
class SplitterLawsTest {

    private static final List<String> KEYS = List.of("identity", "session");

    private static Map<String, BigDecimal> shares(int... tenths) {
        Map<String, BigDecimal> shares = new LinkedHashMap<>();
        for (int i = 0; i < tenths.length; i++) {
            shares.put("s" + i, BigDecimal.valueOf(tenths[i], 1));
        }
        return shares;
    }

    private static int[] randomShares(Random random) {
        int first = random.nextInt(11);
        if (random.nextBoolean()) {
            return new int[] {first, 10 - first};
        }
        int second = random.nextInt(11 - first);
        return new int[] {first, second, 10 - first - second};
    }

    private static List<String> random(Random random, int items, int groups, int axes) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < items; i++) {
            StringBuilder line = new StringBuilder("v" + i + " identity=p" + random.nextInt(groups));
            for (int axis = 0; axis < axes; axis++) {
                int level = random.nextInt(axis + 3);
                line.append(" axis").append(axis).append('=').append(level == 0 ? "unknown" : "l" + level);
            }
            lines.add(line.toString());
        }
        return lines;
    }

    private static List<String> axes(int count) {
        return List.of("axis0", "axis1", "axis2").subList(0, count);
    }

    /** The least worst deviation over all assignments of groups to splits, by its definition; items where no axis is known. */
    private static double least(List<String> lines, int groups, int axes, int[] tenths) {
        List<String> columns = new ArrayList<>();
        for (String line : lines) {
            Arrays.stream(line.split(" ", -1))
                    .filter(word -> word.startsWith("axis") && !word.endsWith("unknown"))
                    .filter(word -> Integer.parseInt(word.substring(4, 5)) < axes && !columns.contains(word))
                    .forEach(columns::add);
        }
        if (columns.isEmpty()) {
            columns.add("identity");
        }
        int[][] counts = new int[groups][columns.size()];
        int[] totals = new int[columns.size()];
        for (String line : lines) {
            int group = Integer.parseInt(line.replaceAll(".*identity=p(\\d+).*", "$1"));
            for (int k = 0; k < totals.length; k++) {
                if ((line + " ").contains(" " + columns.get(k) + (columns.get(k).equals("identity") ? "=" : " "))) {
                    counts[group][k]++;
                    totals[k]++;
                }
            }
        }
        double least = Double.POSITIVE_INFINITY;
        for (int code = 0; code < Math.pow(tenths.length, groups); code++) {
            int[][] sums = new int[tenths.length][totals.length];
            int rest = code;
            for (int group = 0; group < groups; group++, rest /= tenths.length) {
                for (int k = 0; k < totals.length; k++) {
                    sums[rest % tenths.length][k] += counts[group][k];
                }
            }
            double worst = 0;
            for (int split = 0; split < tenths.length; split++) {
                for (int k = 0; k < totals.length; k++) {
                    worst = Math.max(worst, Math.abs((double) sums[split][k] / totals[k] - tenths[split] / 10.0));
                }
            }
            least = Math.min(least, worst);
        }
        return least;
    }

    @Test
    void smallInstancesAreOptimal() {
        for (int seed = 0; seed < 150; seed++) {
            Random random = new Random(seed);
            int groups = 1 + random.nextInt(8);
            int axes = random.nextInt(4);
            int[] tenths = randomShares(random);
            List<String> lines = random(random, 1 + random.nextInt(24), groups, axes);
            Splits splits = Splitter.of(shares(tenths))
                    .disjointBy(KEYS)
                    .balancing(axes(axes))
                    .split(Items.of(lines.toArray(String[]::new)), seed);
            double least = least(lines, groups, axes, tenths);
            assertThat(splits.worstDeviation()).as("seed %d", seed).isEqualTo(least, within(1e-12));
            assertThat(splits.gap()).isZero();
        }
    }

    /** The bound before anything is enumerated, and the search alone. */
    @Test
    void theCountingBoundIsABound() {
        int tight = 0;
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            int[] tenths = randomShares(random);
            int groups = 1 + random.nextInt(7);
            int[][] counts = new int[groups][1 + random.nextInt(3)];
            for (int[] vector : counts) {
                Arrays.setAll(vector, k -> random.nextInt(random.nextBoolean() ? 3 : 12));
                vector[vector.length - 1]++;
            }
            counts[0] = Arrays.stream(counts[0]).map(count -> count + 1).toArray();
            BigFraction[] shares = Arrays.stream(tenths)
                    .mapToObj(share -> new BigFraction(share, 10))
                    .toArray(BigFraction[]::new);
            CountClasses classes = new CountClasses(counts);
            BigFraction bound = new CountingBound(classes, counts[0].length, shares).least();
            BigFraction least = least(counts, classes, shares);
            assertThat(bound).as("seed %d", seed).isLessThanOrEqualTo(least);
            tight += bound.equals(least) ? 1 : 0;
        }
        assertThat(tight).isGreaterThan(100);
    }

    private static BigFraction least(int[][] counts, CountClasses classes, BigFraction[] shares) {
        ExactDeviation exact = new ExactDeviation(classes, counts[0].length, shares);
        BigFraction least = BigFraction.ONE;
        for (int code = 0; code < Math.pow(shares.length, counts.length); code++) {
            long[][] sums = new long[shares.length][counts[0].length];
            int rest = code;
            for (int c = 0; c < counts.length; c++, rest /= shares.length) {
                for (int k = 0; k < counts[c].length; k++) {
                    sums[rest % shares.length][k] += counts[c][k];
                }
            }
            BigFraction worst = exact.worst(sums);
            least = worst.compareTo(least) < 0 ? worst : least;
        }
        return least;
    }

    /** Rows, axes and keys in any order, one of them named twice: the same bytes. */
    @Test
    @Tag("slow")
    void orderChangesNothing() {
        for (int seed = 0; seed < 6; seed++) {
            Random random = new Random(seed);
            List<String> lines = random(random, 200, seed < 3 ? 60 : 8, 3);
            Splitter splitter = Splitter.of(shares(7, 2, 1)).disjointBy(KEYS);
            Items items = Items.of(lines.toArray(String[]::new));
            Splits splits = splitter.balancing(axes(3)).split(items, 42);
            Collections.shuffle(lines, random);
            Splits again = splitter.disjointBy(List.of("session", "identity"))
                    .balancing(List.of("axis2", "axis0", "axis1", "axis0"))
                    .split(Items.of(lines.toArray(String[]::new)), 42);
            assertThat(again.jsonl()).isEqualTo(splits.jsonl());
            assertThat(again.json()).isEqualTo(splits.json());
        }
    }

    /** Many small groups of many kinds leave nothing to wish: the search meets the bound. */
    @Test
    void manyGroupsReachTheBound() {
        for (int seed = 0; seed < 3; seed++) {
            List<String> lines = random(new Random(seed), 6_000, 1_800, 3);
            Splits splits = Splitter.of(shares(8, 1, 1))
                    .disjointBy(KEYS)
                    .balancing(axes(3))
                    .split(Items.of(lines.toArray(String[]::new)), 42);
            assertThat(splits.gap()).isZero();
            assertThat(splits.worstDeviation()).isLessThan(1e-3);
            assertThat(splits.glue()).isNull();
        }
    }

    /** Two of five items are of one group, beside a thousand others: it decides how even the rest can be. */
    @Test
    void aGiantIsBalancedByTheOthers() {
        List<String> lines = random(new Random(5), 3_000, 1_000, 3);
        lines.replaceAll(line ->
                Math.floorMod(line.hashCode(), 5) < 2 ? line.replaceAll("identity=p\\d+", "identity=giant") : line);
        Items items = Items.of(lines.toArray(String[]::new));
        Splits splits =
                Splitter.of(shares(8, 1, 1)).disjointBy(KEYS).balancing(axes(3)).split(items, 42);
        assertThat(splits.gap()).isZero();
        assertThat(splits.glue().values().get(0).value()).isEqualTo("giant");
        Splits halves =
                Splitter.of(shares(3, 4, 3)).disjointBy(KEYS).balancing(axes(3)).split(items, 42);
        assertThat(halves.gap()).isLessThan(1e-3);
        Map<String, String> splitOf = new LinkedHashMap<>();
        halves.items().forEach(item -> splitOf.put(item.id(), item.split()));
        assertThat(Leak.in(items, row -> splitOf.get(items.id(row)), KEYS)).isEmpty();
    }

    /** Counts of 15 and more, which no prefix tells apart: classes ascend all the same, and each is found. */
    @Test
    void classesAscendByTheirVectors() {
        Random random = new Random(3);
        int[][] counts = new int[500][3];
        for (int[] vector : counts) {
            Arrays.setAll(vector, k -> 13 + random.nextInt(6));
        }
        CountClasses classes = new CountClasses(counts);
        for (int v = 0; v < classes.size(); v++) {
            assertThat(classes.find(classes.vector(v).clone())).isEqualTo(v);
            assertThat(v == 0 || Arrays.compare(classes.vector(v - 1), classes.vector(v)) < 0)
                    .isTrue();
        }
    }

    @Test
    void aShareOfNothingStaysEmpty() {
        List<String> lines = random(new Random(1), 120, 60, 2);
        Splits splits =
                Splitter.of(shares(5, 0, 5)).balancing(axes(2)).split(Items.of(lines.toArray(String[]::new)), 1);
        assertThat(splits.splits()).containsEntry("s1", 0);
        assertThatThrownBy(() -> Splitter.of(shares(0, 0))).hasMessageContaining("one of them above it");
        assertThatThrownBy(() -> Splitter.of(shares(11, -1))).hasMessageContaining("shares of at least 0");
    }

    @Test
    void moreSplitsThanComponents() {
        Splits splits = Splitter.of(shares(2, 2, 2, 2, 2)).split(Items.of("a", "b"), 1);
        assertThat(splits.splits().values()).containsExactlyInAnyOrder(1, 1, 0, 0, 0);
        assertThat(splits.worstDeviation()).isEqualTo(0.3, within(1e-12));
        assertThat(splits.gap()).isZero();
    }

    @Test
    void oneComponentOfAllItems() {
        Items items = Items.of("a identity=p axis0=x", "b identity=p axis0=y", "c identity=p axis0=unknown");
        Splits splits =
                Splitter.of(shares(8, 2)).disjointBy(KEYS).balancing(axes(1)).split(items, 1);
        assertThat(splits.splits()).isEqualTo(Map.of("s0", 3, "s1", 0));
        assertThat(splits.worstDeviation()).isEqualTo(0.2, within(1e-12));
        assertThat(splits.gap()).isZero();
        assertThat(splits.glue().items()).isEqualTo(3);
    }
}
