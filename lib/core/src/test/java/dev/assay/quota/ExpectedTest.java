package dev.assay.quota;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.cube.Cube;
import dev.assay.cube.CubeFixture;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The reference table where cells do not exist; what is expected was worked out by hand. */
final class ExpectedTest {

    private static Quotas quotas(Cube cube, String plan) {
        return (Quotas) cube.allocate(Plan.parse(plan));
    }

    /** Shares to nine digits by the texts of their cells. */
    private static Map<String, Double> expected(Cube cube, String plan) {
        Model model = ModelBuilder.of(Plan.parse(plan), cube);
        Map<String, Double> shares = new TreeMap<>();
        for (int c = 0; c < model.cells(); c++) {
            double share = Math.rint(model.expected[c] * 1e9) / 1e9;
            shares.put(String.join(" ", cube.levelTexts(model.place[c])), share);
        }
        return shares;
    }

    /** All of y lies in q, which is half of all: nothing of x is left for q, though x q exists. */
    @Test
    void aCellThatTheMarginsLeaveNothingIsNotExpectedToHaveAny() {
        Cube cube = CubeFixture.cube("a b", "x p 90000", "x q 90000", "y q 90000");
        String plan = "{size: 100000, axes: [a, b]}";
        assertThat(expected(cube, plan)).isEqualTo(Map.of("x p", 0.5, "x q", 0.0, "y q", 0.5));
        Quotas quotas = quotas(cube, plan);
        assertThat(quotas.cells()).extracting(Quotas.Cell::quota).containsExactly(50_000L, 0L, 50_000L);
        assertThat(quotas.objective().chiSquare()).isLessThan(0.01);
        assertThat(quotas.objective().missed()).isZero();
    }

    /** The zero of one cell takes away another's share, in a chain. */
    @Test
    void zerosFollowFromZeros() {
        Cube cube = CubeFixture.cube("a b", "x p 9", "x q 9", "y q 9", "y r 9", "z r 9");
        double third = 0.333333333;
        assertThat(expected(cube, "{size: 9, axes: [a, b]}"))
                .isEqualTo(Map.of("x p", third, "x q", 0.0, "y q", third, "y r", 0.0, "z r", third));
    }

    /** Only x p and y q exist, so the shares of x and p are one number: asked are .5 and .9. */
    @Test
    void marginsThatNoTableHasAreTold() {
        Cube cube = CubeFixture.cube("a b", "x p 100", "y q 100");
        String target = "{size: 10, axes: [a, b], target: {a: {x: 0.5, y: 0.5}, b: {p: 0.9, q: 0.1}}}";
        Quotas quotas = quotas(cube, target);
        assertThat(quotas.objective().missed()).isBetween(0.2, 0.4);
        assertThat(String.valueOf(quotas.json().get("objective"))).contains("reference_missed=0.");
        assertThat(quotas(cube, "{size: 10, axes: [a, b]}").objective().missed())
                .isZero();
    }
}
