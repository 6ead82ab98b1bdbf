package dev.assay.quota;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.cube.Cube;
import dev.assay.schema.Axis;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
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

    @Test
    void fourAxes() {
        for (double unknown : new double[] {0, 0.2}) {
            for (double tolerance : new double[] {0.02, 0.25}) {
                Cube cube = cube(1000, unknown);
                long start = System.nanoTime();
                SizeSearch.Result result = SizeSearch.largest(
                        cube, Plan.of(AXES.stream().map(Axis::name).toList()), 500, tolerance);
                System.out.printf(
                        "XX %d cells, unknown %.1f tol %.2f: %d %.4f %b, %.2f s%n  %s%n",
                        cube.size(),
                        unknown,
                        tolerance,
                        result.size(),
                        result.deviation(),
                        result.proved(),
                        (System.nanoTime() - start) / 1e9,
                        result.curve());
                start = System.nanoTime();
                Quotas quotas = (Quotas) cube.allocate(
                        Plan.of(AXES.stream().map(Axis::name).toList()).withSize(result.size()));
                System.out.printf(
                        "XX   allocate %s %s %.4f %s %.2f s%n",
                        quotas.status(),
                        quotas.proof(),
                        quotas.gap(),
                        quotas.objective(),
                        (System.nanoTime() - start) / 1e9);
                assertThat(result.deviation()).isLessThanOrEqualTo(tolerance);
            }
        }
    }
}
