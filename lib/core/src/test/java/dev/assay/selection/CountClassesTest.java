package dev.assay.selection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class CountClassesTest {

    /** Narrow vectors and wide ones, of small counts and large: against a map from their texts to how many there are. */
    @Test
    void equalVectorsAreOneClassAndEachIsFound() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            int columns = 1 + random.nextInt(20);
            int most = 1 + random.nextInt(40);
            int[][] counts = new int[1 + random.nextInt(60)][columns];
            for (int[] vector : counts) {
                Arrays.setAll(vector, k -> random.nextInt(4) > 0 ? 0 : random.nextInt(most));
                vector[random.nextInt(columns)]++;
            }
            CountClasses classes = new CountClasses(counts);
            Map<String, Integer> members = new TreeMap<>();
            for (int[] vector : counts) {
                members.merge(Arrays.toString(vector), 1, Integer::sum);
            }
            assertThat(classes.size()).isEqualTo(members.size());
            for (int v = 0; v < classes.size(); v++) {
                int[] vector = classes.vector(v);
                assertThat(members).containsEntry(Arrays.toString(vector), classes.multiplicity(v));
                assertThat(classes.find(vector.clone())).isEqualTo(v);
                assertThat(v == 0 || Arrays.compare(classes.vector(v - 1), vector) < 0)
                        .isTrue();
                assertThat(classes.touched(v))
                        .isEqualTo(IntStream.range(0, columns)
                                .filter(k -> vector[k] != 0)
                                .toArray());
                assertThat(classes.weight(v)).isEqualTo(weight(counts, vector));
                assertNoOther(classes, members, vector, random);
            }
            for (int c = 0; c < counts.length; c++) {
                assertThat(classes.vector(classes.classOf(c))).isEqualTo(counts[c]);
            }
            assertDescending(classes);
        }
    }

    private static void assertNoOther(CountClasses classes, Map<String, Integer> members, int[] vector, Random random) {
        int[] other = vector.clone();
        other[random.nextInt(other.length)] += random.nextInt(3) - 1;
        assertThat(classes.find(other) >= 0).isEqualTo(members.containsKey(Arrays.toString(other)));
    }

    private static double weight(int[][] counts, int[] vector) {
        return IntStream.range(0, vector.length)
                .filter(k -> vector[k] != 0)
                .mapToDouble(k -> (double) vector[k]
                        / Arrays.stream(counts).mapToLong(row -> row[k]).sum())
                .max()
                .orElse(0);
    }

    private static void assertDescending(CountClasses classes) {
        List<Double> weights =
                Arrays.stream(classes.byWeight()).mapToObj(classes::weight).toList();
        assertThat(weights).hasSize(classes.size()).isSortedAccordingTo((one, two) -> Double.compare(two, one));
    }
}
