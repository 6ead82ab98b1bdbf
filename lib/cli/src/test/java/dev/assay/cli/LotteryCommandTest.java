package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plans with the objective maximin or leximin, through the commands. */
final class LotteryCommandTest {

    private static final String SMALL =
            """
            size: 20
            axes: [gender, leaning]
            objective: maximin
            limits:
              - {axis: gender, min: 9, max: 20}
              - {axis: leaning, min: 9, max: 20}
            """;

    @TempDir
    Path temp;

    /** 99 liberal women, one conservative woman, 100 conservative men: everybody has a tenth. */
    private Path people() throws IOException {
        StringBuilder rows = new StringBuilder("id,gender,leaning\n");
        for (int i = 0; i < 200; i++) {
            rows.append(String.format("p%03d,", i))
                    .append(i < 100 ? "female," : "male,")
                    .append(i < 99 ? "liberal\n" : "conservative\n");
        }
        return Files.writeString(temp.resolve("people.csv"), rows);
    }

    private Path plan(String yaml) throws IOException {
        return Files.writeString(temp.resolve("plan.yaml"), yaml);
    }

    @Test
    void quotaTellsTheSmallestProbabilityAndItsProof() throws IOException {
        Assay people = Assay.run("quota", plan(SMALL), "-i", people());
        assertThat(people.exit()).as(people.err()).isEqualTo(Exit.DONE);
        assertThat(people.out())
                .contains(
                        "20 items, optimal (dual+milp): a lottery over 1000 equally likely quotas",
                        "smallest probability of an item: 0.100000; none can have more than 0.100000",
                        "of 99       0.1000 female:liberal")
                .doesNotContain("worst deviation", "rounded", "set aside");
    }

    /** The document holds every place of the list, to be drawn by dice; people are told how many of them differ. */
    @Test
    void quotaTellsHowManyOfTheListAreDistinct() throws IOException {
        Path items = people();
        Set<JsonNode> distinct = new HashSet<>();
        JsonNode list = Assay.run("quota", plan(SMALL), "-i", items, "--json", "--quiet")
                .json()
                .path("lottery");
        list.forEach(one -> distinct.add(one.path("quotas")));
        assertThat(list).hasSize(1000);
        assertThat(distinct).hasSizeBetween(2, 100);
        assertThat(Assay.run("quota", plan(SMALL), "-i", items).out())
                .contains("1000 equally likely quotas, " + distinct.size() + " of them distinct\n");
    }

    @Test
    void sampleDrawsOneOfTheListAndSaysSo() throws IOException {
        Path drawn = temp.resolve("sample.jsonl");
        Path items = people();
        for (int seed : new int[] {1, 2, 3}) {
            Assay run = Assay.run("sample", plan(SMALL), "-i", items, "--seed", seed, "-o", drawn, "--json", "--quiet");
            assertThat(run.exit()).as(run.err()).isEqualTo(Exit.DONE);
            List<JsonNode> lines = Assay.lines(drawn);
            assertThat(lines).hasSize(20).allSatisfy(line -> {
                assertThat(line.path("inclusion_probability").asDouble()).isEqualTo(0.1, within(1e-15));
                assertThat(line.path("weight").asDouble()).isEqualTo(10, within(1e-12));
            });
            assertThat(lines)
                    .filteredOn(line -> line.path("cell").asText().equals("female:liberal"))
                    .allSatisfy(
                            line -> assertThat(line.path("reason").asText()).contains("by lottery, 9.900 on average"));
        }
    }

    @Test
    void aPlanWithoutAnswerIsExplained() throws IOException {
        Assay run = Assay.run("quota", plan(SMALL.replace("min: 9", "min: 11")), "-i", people(), "--json", "--quiet");
        assertThat(run.exit()).isEqualTo(Exit.NO);
        assertThat(run.json().path("status").asText()).isEqualTo("infeasible");
        assertThat(run.json().path("conflicts")).isNotEmpty();
        assertThat(run.json().path("lottery").isNull()).isTrue();
    }

    /**
     * A real pool of 150 and 22 seats. The highlands have 22 people, and the other regions need 20 seats at least: nobody
     * there can have more than 2/22, and the lottery reaches it.
     */
    @ParameterizedTest
    @ValueSource(strings = {"maximin", "leximin"})
    void aCitizensAssembly(String objective) throws IOException {
        Path folder = Assay.shared("sortition-sf");
        List<String[]> features = Files.readAllLines(folder.resolve("tests_fixtures_features.csv")).stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .toList();
        StringBuilder yaml =
                new StringBuilder("size: 22\naxes: [Gender, age_bracket, geo_bucket, edu_level]\nobjective: "
                        + objective + "\nlimits:\n");
        for (String[] row : features) {
            yaml.append(
                    String.format("  - {axis: %s, level: \"%s\", min: %s, max: %s}%n", row[0], row[1], row[2], row[3]));
        }
        Path pool = folder.resolve("tests_fixtures_candidates.csv");
        Assay run =
                Assay.run("quota", plan(yaml.toString()), "-i", pool, "--id", "nationbuilder_id", "--json", "--quiet");
        assertThat(run.exit()).as(run.err()).isEqualTo(Exit.DONE);
        JsonNode quota = run.json();
        assertThat(quota.path("status").asText()).isEqualTo("optimal");
        assertThat(quota.path("bound").asDouble()).isEqualTo(1.0 / 11);
        assertThat(quota.path("minimum_probability").asDouble()).isEqualTo(1.0 / 11, within(1e-12));
        assertThat(quota.at("/objective/stages"))
                .hasSizeGreaterThan(objective.equals("leximin") ? 5 : 0)
                .allSatisfy(stage -> {
                    assertThat(stage.path("proved").asBoolean()).isTrue();
                    assertThat(stage.path("bound").asDouble()
                                    - stage.path("value").asDouble())
                            .isBetween(0.0, 1e-6);
                });
        panelsKeep(features, quota);
    }

    /** Every vector of the list against the table of seats, and their mean against the printed probabilities. */
    private static void panelsKeep(List<String[]> features, JsonNode quota) {
        JsonNode cells = quota.path("cells");
        double[] mean = new double[cells.size()];
        for (JsonNode vector : quota.path("lottery")) {
            Map<String, Integer> seats = new HashMap<>();
            for (int c = 0; c < cells.size(); c++) {
                int seat = vector.path("quotas").get(c).asInt();
                mean[c] += seat * vector.path("weight").asDouble();
                cells.get(c)
                        .path("levels")
                        .forEachEntry((axis, level) -> seats.merge(axis + level.asText(), seat, Integer::sum));
            }
            for (String[] row : features) {
                assertThat(seats.getOrDefault(row[0] + row[1], 0))
                        .isBetween(Integer.parseInt(row[2]), Integer.parseInt(row[3]));
            }
        }
        List<Double> chances = new ArrayList<>();
        for (int c = 0; c < mean.length; c++) {
            double chance = cells.get(c).path("inclusion_probability").asDouble();
            assertThat(mean[c] / cells.get(c).path("available").asInt()).isEqualTo(chance, within(1e-9));
            chances.add(chance);
        }
        assertThat(chances.stream().mapToDouble(x -> x).min().orElseThrow())
                .isEqualTo(quota.path("minimum_probability").asDouble(), within(1e-12));
    }
}
