package dev.assay.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.schema.Population;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The stratum of an item is that of its levels' texts, whatever numbers stand for these. */
@org.jspecify.annotations.NullUnmarked
class PlacesTest {

    private static final List<String> AXES = List.of("a", "b", "c");

    private static List<String> levels(Items items, int row) {
        return AXES.stream()
                .map(axis -> items.isKnown(row, axis) ? items.text(row, axis) : "unknown")
                .toList();
    }

    private static Items random(Random random) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            String line = "v" + i;
            for (String axis : AXES) {
                line += random.nextInt(5) == 0 ? "" : " " + axis + "=l" + random.nextInt(4);
            }
            lines.add(line);
        }
        return Items.of(lines.toArray(String[]::new));
    }

    private static List<Stratum> strata(Map<List<String>, Long> counts) {
        return counts.entrySet().stream()
                .map(cell -> new Stratum(cell.getKey(), cell.getValue(), 0))
                .toList();
    }

    @Test
    void anItemIsInTheStratumOfItsLevels() {
        for (int trial = 0; trial < 20; trial++) {
            Items items = random(new Random(trial));
            List<String> excluded = List.of("v3", "v59");
            Map<List<String>, Long> counts = IntStream.range(0, 60)
                    .filter(row -> !excluded.contains("v" + row))
                    .mapToObj(row -> levels(items, row))
                    .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
            List<Stratum> strata = strata(counts);
            int[] places = new Places(Draw.of(AXES, strata).without(excluded), items).checked();
            for (int row = 0; row < 60; row++) {
                if (excluded.contains("v" + row)) {
                    assertThat(places[row]).isEqualTo(-1);
                } else {
                    assertThat(strata.get(places[row]).levels()).isEqualTo(levels(items, row));
                }
            }
        }
    }

    /** Items that are unknown on some axis are passed over where none such is asked for; others must have a stratum. */
    @Test
    void onlyWhatIsNotKnownIsPassedOver() {
        Items items = Items.of("v0 a=x b=x", "v1 a=x", "v2 b=x", "v3 a=y b=x");
        List<Stratum> known = List.of(new Stratum(List.of("x", "x"), 1, 0), new Stratum(List.of("y", "x"), 1, 0));
        Draw draw = Draw.of(List.of("a", "b"), known);
        assertThat(new Places(draw.onlyKnown(true), items).checked()).containsExactly(0, -1, -1, 1);
        assertThatThrownBy(() -> new Places(draw, items).checked())
                .hasMessageStartingWith("item v1 is of cell [x, unknown], which the quotas do not know");
        Draw fewer = Draw.of(List.of("a", "b"), known.subList(0, 1)).onlyKnown(true);
        assertThatThrownBy(() -> new Places(fewer, items).checked())
                .hasMessageStartingWith("item v3 is of cell [y, x], which the quotas do not know");
    }

    /** As many as were counted, and not those: a level that was not counted is not taken for one that is unknown. */
    @Test
    void aLevelThatWasNotCountedIsNoUnknownOne() {
        Draw draw =
                Draw.of(List.of("a"), List.of(new Stratum(List.of("x"), 1, 1), new Stratum(List.of("unknown"), 1, 1)));
        assertThat(draw.from(Items.of("v0 a=x", "v1"), 1).size()).isEqualTo(2);
        assertThatThrownBy(() -> draw.from(Items.of("v0 a=x", "v1 a=y"), 1))
                .hasMessageStartingWith("item v1 is of cell [y], which the quotas do not know");
        List<Stratum> two = List.of(new Stratum(List.of("x", "unknown"), 1, 1), new Stratum(List.of("x", "z"), 1, 1));
        Draw crossed = Draw.of(List.of("a", "b"), two);
        assertThat(crossed.from(Items.of("v0 a=x", "v1 a=x b=z"), 1).size()).isEqualTo(2);
        assertThatThrownBy(() -> crossed.from(Items.of("v0 a=y b=z", "v1 a=x b=z"), 1))
                .hasMessageStartingWith("item v0 is of cell [y, z], which the quotas do not know");
    }

    /** So many that they are looked at in parts, where there are processors for these. */
    @Test
    void manyAreCountedInParts() {
        int size = 250_001;
        Population items = new Population() {
            @Override
            public int size() {
                return size;
            }

            @Override
            public String id(int row) {
                return "v" + row;
            }

            @Override
            public String text(int row, String column) {
                return "l" + row % 3;
            }

            @Override
            public double number(int row, String column) {
                return Double.NaN;
            }
        };
        Map<List<String>, Long> counts =
                new TreeMap<>((one, other) -> one.get(0).compareTo(other.get(0)));
        counts.putAll(Map.of(List.of("l0"), 83_334L, List.of("l1"), 83_334L, List.of("l2"), 83_333L));
        int[] places = new Places(Draw.of(List.of("a"), strata(counts)), items).checked();
        assertThat(IntStream.range(0, size).allMatch(row -> places[row] == row % 3))
                .isTrue();
    }
}
