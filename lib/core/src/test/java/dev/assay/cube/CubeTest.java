package dev.assay.cube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.schema.Axis;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The cube against a count by a plain map, on random items. */
class CubeTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void countsAsAPlainMapDoes(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int items = random.nextInt(0, 6000);
        List<AxisCodes> axes = randomAxes(random, items, random.nextInt(1, 5), 9);
        assertThat(Counter.count(axes, items, null)).isEqualTo(naive(axes, items));
    }

    @Test
    void countsMoreCellsThanFitAFlatArray() {
        SplittableRandom random = new SplittableRandom(5);
        List<AxisCodes> axes = randomAxes(random, 3000, 3, 900);
        Cube cube = Counter.count(axes, 3000, null);
        assertThat(cube).isEqualTo(naive(axes, 3000));
        assertThat(cube.total()).isEqualTo(3000);
    }

    @Test
    void threadsChangeNothing() {
        SplittableRandom random = new SplittableRandom(6);
        List<AxisCodes> axes = randomAxes(random, 450_001, 3, 6);
        assertThat(Counter.count(axes, 450_001, null)).isEqualTo(naive(axes, 450_001));
    }

    @Test
    void weightsStandForItems() {
        Axis axis = new Axis("sex", List.of("f", "m"));
        Cube cube = Counter.count(List.of(AxisCodes.of(axis, new int[] {0, 1, 0, 2})), 4, new long[] {5, 7, 11, 0});
        assertThat(cube.margin(0)).containsExactly(16, 7, 0);
        assertThat(cube.size())
                .as("a cell that nothing stands in does not exist")
                .isEqualTo(2);
    }

    @Test
    void marginsSumToTheTotalAndTablesToMargins() {
        SplittableRandom random = new SplittableRandom(7);
        Cube cube = Counter.count(randomAxes(random, 2000, 3, 5), 2000, null);
        for (int a = 0; a < 3; a++) {
            assertThat(Arrays.stream(cube.margin(a)).sum()).isEqualTo(2000);
        }
        long[][] table = cube.table(0, 2);
        for (int level = 0; level < table.length; level++) {
            assertThat(Arrays.stream(table[level]).sum()).isEqualTo(cube.margin(0)[level]);
        }
        assertThat(cube.marginal(List.of("axis2")).margin(0)).containsExactly(cube.margin(2));
    }

    @Test
    void keepsGroupsValuesAndMarksPerCell() {
        Axis axis = new Axis("env", List.of("in", "out"));
        Axis who = new Axis("identity", List.of("anna", "bert"));
        List<AxisCodes> axes = List.of(AxisCodes.of(axis, new int[] {0, 1, 0, 1, 0}));
        BitSet marked = new BitSet();
        marked.set(4);
        Cube cube = new Summaries(
                        List.of(AxisCodes.of(who, new int[] {0, 0, 0, 1, 2})),
                        Map.of("duration", new double[] {3, 9, 1, Double.NaN, 2}),
                        marked)
                .addTo(Counter.count(axes, 5, null), axes, 5);
        assertThat(cube.incidence("identity").entries())
                .containsExactly(
                        new Incidence.Entry(0, 0, 2), new Incidence.Entry(0, 1, 1), new Incidence.Entry(1, 1, 1));
        assertThat(cube.values("duration", 0)).containsExactly(1, 2, 3);
        assertThat(cube.values("duration", 1)).containsExactly(9, Double.POSITIVE_INFINITY);
        assertThat(cube.marked(0)).isEqualTo(1);
        assertThatThrownBy(() -> cube.incidence("session")).hasMessageContaining("session");
    }

    @Test
    void refusesMoreCellsThanAKeyCanName() {
        Axis wide = new Axis(
                "wide", IntStream.range(0, 70_000).mapToObj(Integer::toString).toList());
        List<AxisCodes> axes = IntStream.range(0, 4)
                .mapToObj(i -> AxisCodes.of(wide, new int[] {0}))
                .toList();
        assertThatThrownBy(() -> Counter.count(axes, 1, null)).hasMessageContaining("2^62");
    }

    private static List<AxisCodes> randomAxes(SplittableRandom random, int items, int axes, int mostLevels) {
        List<AxisCodes> all = new ArrayList<>();
        for (int a = 0; a < axes; a++) {
            int levels = random.nextInt(mostLevels / 2, mostLevels);
            Axis axis = new Axis(
                    "axis" + a,
                    IntStream.range(0, levels).mapToObj(l -> "l" + l).toList());
            int[] codes = IntStream.range(0, items)
                    .map(i -> random.nextInt(levels + 1))
                    .toArray();
            all.add(AxisCodes.of(axis, codes));
        }
        return all;
    }

    private static Cube naive(List<AxisCodes> axes, int items) {
        Map<List<String>, Long> cells = new HashMap<>();
        for (int i = 0; i < items; i++) {
            int item = i;
            List<String> texts = axes.stream()
                    .map(axis -> axis.code(item) < axis.axis().levels().size()
                            ? axis.axis().levels().get(axis.code(item))
                            : Axis.UNKNOWN)
                    .toList();
            cells.merge(texts, 1L, Long::sum);
        }
        return Cube.of(axes.stream().map(AxisCodes::axis).toList(), cells);
    }
}
