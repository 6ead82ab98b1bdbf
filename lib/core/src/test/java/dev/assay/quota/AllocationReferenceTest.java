package dev.assay.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.cube.Cube;
import dev.assay.cube.CubeFixture;
import dev.assay.schema.Axis;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** Against numbers of R; {@code allocation.R} says program, versions and calls. */
@NullUnmarked
class AllocationReferenceTest {

    private static final JsonNode REFERENCE = read();

    private static JsonNode read() {
        try (InputStream in = AllocationReferenceTest.class.getResourceAsStream("/reference/allocation.json")) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    private static Cube strata(List<Long> counts) {
        Map<List<String>, Long> cells = new LinkedHashMap<>();
        for (int h = 0; h < counts.size(); h++) {
            cells.put(List.of("h" + h), counts.get(h));
        }
        List<String> levels =
                IntStream.range(0, counts.size()).mapToObj(h -> "h" + h).toList();
        return Cube.of(List.of(new Axis("stratum", levels)), cells);
    }

    private static List<Long> quotas(Quotas quotas) {
        return quotas.cells().stream().map(Quotas.Cell::quota).toList();
    }

    private static List<Long> longs(JsonNode array) {
        return list(array).stream().map(JsonNode::asLong).toList();
    }

    @Test
    void neymanIsTheExactIntegerOptimum() {
        for (JsonNode one : REFERENCE.get("neyman")) {
            Map<List<String>, double[]> values = new LinkedHashMap<>();
            List<Long> counts = new ArrayList<>();
            for (JsonNode stratum : one.get("values")) {
                double[] column = list(stratum).stream()
                        .mapToDouble(JsonNode::doubleValue)
                        .toArray();
                values.put(List.of("h" + counts.size()), column);
                counts.add((long) column.length);
            }
            Plan plan = Plan.of(List.of("stratum"))
                    .withSize(one.get("size").longValue())
                    .withObjective(Plan.Objective.NEYMAN, "y");
            Quotas quotas =
                    (Quotas) CubeFixture.values(strata(counts), "y", values).allocate(plan);
            assertThat(one.get("ties").intValue()).isEqualTo(1);
            assertThat(quotas(quotas)).as("%s", one).isEqualTo(longs(one.get("quotas")));
            assertThat(quotas.objective().stages().get(0).value())
                    .isEqualTo(
                            one.get("variance").doubleValue(),
                            within(1e-9 * one.get("variance").doubleValue()));
        }
    }

    @Test
    void proportionalIsTheNearestInChiSquare() {
        for (JsonNode one : REFERENCE.get("proportional")) {
            Plan plan = Plan.of(List.of("stratum"))
                    .withSize(one.get("size").longValue())
                    .withTarget(new Aim.Proportional());
            Model model = ModelBuilder.of(plan, strata(longs(one.get("available"))));
            Answer answer =
                    Route.of(model.withoutGoals()).closest(one.get("size").longValue(), null);
            assertThat(model.chiSquare(answer.quotas()))
                    .as("%s", one)
                    .isEqualTo(one.get("chi_square").doubleValue(), within(1e-9));
        }
    }

    @Test
    void weightsAreThoseOfAStratifiedDesign() {
        for (JsonNode one : REFERENCE.get("stratified")) {
            List<Long> counts = longs(one.get("available"));
            List<Long> wanted = longs(one.get("quotas"));
            List<Limit> limits = new ArrayList<>();
            for (int h = 0; h < counts.size(); h++) {
                limits.add(new Limit.Level("stratum", "h" + h, Range.counts(wanted.get(h), wanted.get(h))));
            }
            long size = wanted.stream().mapToLong(Long::longValue).sum();
            Quotas quotas = (Quotas) strata(counts)
                    .allocate(Plan.of(List.of("stratum")).withSize(size).withLimits(limits));
            double sum = 0;
            for (int h = 0; h < counts.size(); h++) {
                double weight = 1 / quotas.cells().get(h).inclusionProbability();
                assertThat(weight).isEqualTo(one.get("weights").get(h).doubleValue(), within(1e-12 * weight));
                sum += weight * quotas.cells().get(h).quota();
            }
            assertThat(sum).isEqualTo(one.get("sum").doubleValue(), within(1e-9));
        }
    }

    @Test
    void theExpectedTableIsAnIterativeProportionalFit() {
        for (JsonNode one : REFERENCE.get("ipf")) {
            List<JsonNode> margins = list(one.get("margins"));
            List<Axis> axes = new ArrayList<>();
            Map<String, Map<String, BigDecimal>> target = new LinkedHashMap<>();
            for (int a = 0; a < margins.size(); a++) {
                List<String> levels = new ArrayList<>();
                Map<String, BigDecimal> shares = new LinkedHashMap<>();
                for (JsonNode share : margins.get(a)) {
                    shares.put("l" + levels.size(), share.decimalValue());
                    levels.add("l" + levels.size());
                }
                axes.add(new Axis("axis" + a, levels));
                target.put("axis" + a, shares);
            }
            Map<List<String>, Double> expected = new LinkedHashMap<>();
            Map<List<String>, Long> cells = new LinkedHashMap<>();
            walk(one.get("start"), one.get("fit"), List.of(), cells, expected);
            Cube cube = Cube.of(axes, cells);
            Plan plan = Plan.of(axes.stream().map(Axis::name).toList()).withTarget(new Aim.Margins(target));
            Model model = ModelBuilder.of(plan, cube);
            for (int c = 0; c < model.cells(); c++) {
                List<String> texts = cube.levelTexts(model.place[c]);
                assertThat(model.expectedCounts(1_000_000)[c])
                        .as("%s", texts)
                        .isEqualTo(1_000_000 * expected.get(texts), within(0.01));
            }
        }
    }

    /** Nested arrays to cells by their levels; a start of 0 is a cell that does not exist. */
    private static void walk(
            JsonNode start,
            JsonNode fit,
            List<String> levels,
            Map<List<String>, Long> cells,
            Map<List<String>, Double> expected) {
        if (!start.isArray()) {
            if (start.doubleValue() > 0) {
                cells.put(levels, 5L);
                expected.put(levels, fit.doubleValue());
            }
            return;
        }
        for (int i = 0; i < start.size(); i++) {
            List<String> more = new ArrayList<>(levels);
            more.add("l" + i);
            walk(start.get(i), fit.get(i), more, cells, expected);
        }
    }
}
