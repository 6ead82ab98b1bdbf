package dev.assay.quota;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.cube.Cube;
import dev.assay.schema.Axis;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.commons.math3.fraction.BigFraction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SizeSearchTest {

    private static final List<Axis> AXES = List.of(
            new Axis("environment", List.of("indoor", "outdoor", "screen")),
            new Axis("shot_type", List.of("selfie", "interview", "talking_head", "group", "wide")),
            new Axis("lighting", List.of("low", "neutral", "bright")),
            new Axis("quality", List.of("lq", "mq", "hq")));

    /** Skewed items on four axes, a part of them unknown on each. */
    private static Cube cube(int items, double unknown) {
        Random random = new Random(5);
        Map<List<String>, Long> cells = new LinkedHashMap<>();
        for (int i = 0; i < items; i++) {
            List<String> levels = new ArrayList<>();
            for (Axis axis : AXES) {
                int level = (int) (axis.levels().size() * Math.pow(random.nextDouble(), 2));
                levels.add(
                        random.nextDouble() < unknown
                                ? Axis.UNKNOWN
                                : axis.levels().get(level));
            }
            cells.merge(levels, 1L, Long::sum);
        }
        return Cube.of(AXES, cells);
    }

    private static Plan plan() {
        return Plan.of(AXES.stream().map(Axis::name).toList());
    }

    @Test
    @Tag("slow")
    void onFourAxesTheSizeIsProvedAndThePlanReachesIt() {
        Cube cube = cube(1000, 0);
        SizeSearch.Result result = SizeSearch.largest(cube, plan(), 500, 0.02);
        assertThat(result.proved()).isTrue();
        assertThat(result.deviation()).isLessThanOrEqualTo(0.02);
        assertThat(result.curve()).hasSizeGreaterThan(15).allMatch(point -> point.deviation() >= 0);
        Quotas quotas = (Quotas) cube.allocate(plan().withSize(result.size()));
        assertThat(quotas.objective().worstDeviation()).isEqualTo(result.deviation());
        assertThat(quotas.status()).isEqualTo("optimal");
        Quotas larger = (Quotas) cube.allocate(plan().withSize(result.size() + 1));
        assertThat(larger.bound()).isGreaterThan(0.02);
    }

    @Test
    @Tag("slow")
    void withUnknownItemsThePlanReachesTheSizeToo() {
        Cube cube = cube(300, 0.2);
        SizeSearch.Result result = SizeSearch.within(cube, plan(), 150, 0.1);
        assertThat(result.size()).isGreaterThan(100);
        Quotas quotas = (Quotas) cube.allocate(plan().withSize(result.size()));
        assertThat(quotas.objective().worstDeviation())
                .isEqualTo(result.deviation())
                .isLessThanOrEqualTo(0.1);
        assertThat(cube.allocate(plan().withSize(result.size()))).isEqualTo(quotas);
    }

    @Test
    void withoutTheSolverADescentStaysWithinTheRows() {
        Cube cube = cube(1000, 0.1);
        Model model = ModelBuilder.of(plan(), cube);
        for (long size : new long[] {10, 100, 250}) {
            Answer answer = new Descent(model, size, Ceiling.at(new BigFraction(1, 2))).run();
            assertThat(answer.found()).isTrue();
            assertThat(model.broken(answer.quotas(), size)).isNull();
            assertThat(model.worst(answer.quotas()).doubleValue()).isLessThanOrEqualTo(0.5);
        }
        assertThat(new Descent(model, 1001, null).run()).isEqualTo(Answer.NONE);
    }

    @Test
    void nothingWithinTheToleranceIsSizeNought() {
        Cube cube = Cube.of(List.of(new Axis("a", List.of("x", "y"))), Map.of(List.of("x"), 9L, List.of("y"), 1L));
        Plan floor = Plan.of(List.of("a")).withLimits(List.of(new Limit.Level("a", "x", Range.counts(5, 9))));
        SizeSearch.Result result = SizeSearch.largest(cube, floor, 10, 0.02);
        assertThat(result.size()).isZero();
        assertThat(result.deviation()).isNaN();
        assertThat(result.curve())
                .extracting(SizeSearch.Point::size)
                .contains(6L, 10L)
                .doesNotContain(4L);
    }
}
