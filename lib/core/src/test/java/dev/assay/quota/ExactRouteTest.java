package dev.assay.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.cube.Cube;
import dev.assay.schema.Axis;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.commons.math3.fraction.BigFraction;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many of the unknown items are taken, where shares are of the known ones. */
@NullUnmarked
class ExactRouteTest {

    /**
     * One of five levels is scarce: its share is nearest to a fifth of the known where as many of the others as can be are
     * unknown, which is all 1,000. Doubles tell shares of 10^11 items to some 10^-5 of an item, which must not pass over that
     * choice, and one unknown item more or less tells deviations of a sixth apart in the eleventh digit.
     */
    @ParameterizedTest
    @CsvSource({"1000, 6005", "1000000, 6000005", "32544315013, 198258639896", "1000000000007, 6000000000047"})
    void allUnknownItemsAreTakenThatBringAScarceLevelNearer(long scarce, long others) {
        Cube cube = cube(scarce, others);
        long size = others + 1000;
        Quotas quotas = (Quotas) cube.allocate(plan(size));
        assertThat(quotas.status()).isEqualTo("optimal");
        Map<String, Long> found = new LinkedHashMap<>();
        quotas.cells().forEach(cell -> found.put(cell.levels().get("axis"), cell.quota()));
        assertThat(found).containsEntry(Axis.UNKNOWN, 1000L).containsEntry("scarce", scarce);
        assertThat(quotas.objective().worstDeviation()).isCloseTo(1 - 5.0 * scarce / others, within(1e-15));
    }

    /** A ceiling that is just reached, whatever its fraction rounds to in doubles. */
    @Test
    void roundingPassesOverNoChoiceThatJustReachesACeiling() {
        Random random = new Random(9);
        for (int trial = 0; trial < 50; trial++) {
            long scarce = random.nextLong(1_000_000_000_000L);
            long others = 6 * scarce + random.nextInt(1000);
            long size = others + 1000;
            Model model = ModelBuilder.of(plan(size), cube(scarce, others));
            BigFraction reached = BigFraction.ONE.subtract(
                    new BigFraction(BigInteger.valueOf(5 * scarce), BigInteger.valueOf(others)));
            assertThat(Route.exact(model).solve(size, Ceiling.at(reached)).found())
                    .as("%d of %d", scarce, others)
                    .isTrue();
            assertThat(Route.exact(model).solve(size, Ceiling.below(reached)).found())
                    .as("%d of %d", scarce, others)
                    .isFalse();
        }
    }

    private static Plan plan(long size) {
        return Plan.parse("{size: " + size + ", axes: [axis], target: uniform}");
    }

    private static Cube cube(long scarce, long others) {
        Map<List<String>, Long> counts = new LinkedHashMap<>();
        counts.put(List.of("scarce"), scarce);
        for (String level : List.of("a", "b", "c", "d")) {
            counts.put(List.of(level), others);
        }
        counts.put(List.of(Axis.UNKNOWN), 1000L);
        return Cube.of(List.of(new Axis("axis", List.of("scarce", "a", "b", "c", "d"))), counts);
    }
}
