package dev.assay.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PiecesTest {

    /** Against a list of names that is written anew at every join. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 10, 60})
    void setsAreThoseOfAPlainList(int count) {
        for (int seed = 0; seed < 50; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Pieces pieces = new Pieces(count);
            int[] names = IntStream.range(0, count).toArray();
            for (int join = 0; join < count; join++) {
                int one = random.nextInt(count);
                int two = random.nextInt(count);
                pieces.join(one, two);
                int lower = Math.min(names[one], names[two]);
                int upper = Math.max(names[one], names[two]);
                Arrays.setAll(names, at -> names[at] == upper ? lower : names[at]);
                assertThat(IntStream.range(0, count).map(pieces::root).toArray())
                        .isEqualTo(names);
                assertThat(pieces.largest()).isEqualTo((int) IntStream.range(0, count)
                        .mapToLong(name ->
                                Arrays.stream(names).filter(of -> of == name).count())
                        .max()
                        .orElse(0));
            }
        }
    }
}
