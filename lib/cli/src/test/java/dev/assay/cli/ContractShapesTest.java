package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shapes that others build on, on small tables: no key may go, levels stay as they are written. */
final class ContractShapesTest {

    @TempDir
    Path temp;

    private Path items;

    @BeforeEach
    void table() throws IOException {
        items = Files.writeString(
                temp.resolve("items.csv"),
                """
                id,code,answer,flag,identity
                a,007,NO,true,x
                b,0,no,false,x
                c,007,NO,true,y
                d,7,yes,true,z
                """);
    }

    @Test
    void crosstab() throws IOException {
        JsonNode table = json("crosstab", items, "--by", "code,answer");
        keys(table, "axes total cells association");
        assertThat(table.path("axes").toString()).isEqualTo("[\"code\",\"answer\"]");
        assertThat(table.path("total").asInt()).isEqualTo(4);
        assertThat(table.path("cells")).allSatisfy(cell -> keys(cell, "levels count expected adjusted_residual"));
        assertThat(table.at("/cells/1/levels").toString()).isEqualTo("{\"code\":\"007\",\"answer\":\"NO\"}");
        keys(table.path("association"), "chi_square df p_value cramers_v cramers_v_corrected theils_u warnings");
        keys(table.at("/association/theils_u"), "a_given_b b_given_a");
    }

    @Test
    void bias() throws IOException {
        JsonNode bias = json("bias", items, "--axes", "code,answer,flag");
        keys(bias, "total axes pairs shortcuts reversals groups leaks");
        assertThat(bias.path("axes")).hasSize(3).allSatisfy(axis -> {
            keys(axis, "axis known unknown unknown_share levels imbalance_ratio evenness effective_levels distance");
            keys(axis.path("distance"), "total_variation jensen_shannon");
            assertThat(axis.path("levels")).allSatisfy(level -> {
                keys(level, "level count share low high finding finding_scaled");
                assertThat(level.path("level").isTextual()).isTrue();
            });
        });
        assertThat(bias.path("axes").findValuesAsText("level"))
                .containsExactlyInAnyOrder("0", "007", "7", "NO", "no", "yes", "false", "true");
        assertThat(bias.path("groups")).hasSize(1).allSatisfy(group -> keys(group, "key groups largest mixed_label"));
    }

    @Test
    void biasGoesByTheLimitsItWasGiven() throws IOException {
        assertThat(json("bias", items, "--axes", "flag").toString()).contains("suspect_over");
        assertThat(json("bias", items, "--axes", "flag", "--over", 0.8, "--under", 0.1)
                        .toString())
                .doesNotContain("over");
    }

    /** Scalars in a plan match levels by their text: {@code 007} is no 7, and {@code NO} is no false. */
    @Test
    void quota() throws IOException {
        Path plan = plan(
                """
                size: 2
                axes: [code, answer, flag]
                limits:
                  - {axis: code, level: 007, min: 1, max: 1}
                  - {axis: answer, level: NO, max: 1}
                  - {axis: flag, level: true, min: 2}
                """);
        JsonNode quota = json("quota", plan, "-i", items);
        keys(quota, "status proof size cells objective bound gap minimum_probability lottery conflicts repairs");
        keys(quota, "largest_size unknown_cost");
        assertThat(quota.path("cells")).allSatisfy(cell -> keys(cell, "levels available quota inclusion_probability"));
        keys(quota.path("objective"), "worst_deviation chi_square stages");
        assertThat(quota.at("/objective/stages")).allSatisfy(stage -> keys(stage, "name value bound proved"));
        assertThat(quota.path("cells"))
                .filteredOn(cell -> cell.path("quota").asInt() > 0)
                .extracting(cell -> cell.path("levels").toString())
                .containsExactly(
                        "{\"code\":\"007\",\"answer\":\"NO\",\"flag\":\"true\"}",
                        "{\"code\":\"7\",\"answer\":\"yes\",\"flag\":\"true\"}");
    }

    @Test
    void sampleAndSplit() throws IOException {
        Path plan = plan(
                """
                size: 2
                axes: [flag]
                splits: {shares: {train: 0.5, test: 0.5}, disjoint_by: [identity]}
                """);
        Path drawn = temp.resolve("sample.jsonl");
        JsonNode sample = json("sample", plan, "-i", items, "--seed", 42, "-o", drawn);
        keys(sample, "size sha256 before after");
        assertThat(sample.at("/before/total").asInt()).isEqualTo(4);
        assertThat(sample.at("/after/total").asInt())
                .isEqualTo(sample.path("size").asInt())
                .isLessThan(4);
        assertThat(Assay.lines(drawn))
                .hasSize(2)
                .allSatisfy(line -> keys(line, "id path cell inclusion_probability weight reason"));

        Path parts = temp.resolve("splits.jsonl");
        JsonNode split = json("split", plan, "-i", items, "-o", parts);
        keys(split, "splits components largest_component worst_deviation bound gap crossing");
        assertThat(split.path("components").asInt()).isEqualTo(3);
        assertThat(split.path("largest_component").asInt()).isEqualTo(2);
        assertThat(split.path("crossing").asInt(-1)).isZero();
        assertThat(Assay.lines(parts)).hasSize(4).allSatisfy(line -> keys(line, "id split component"));
    }

    /** Counts in a column: Berkeley's admissions of 1973, departments A and B, as R's UCBAdmissions has them. */
    @Test
    void weights() throws IOException {
        Path counts = Files.writeString(
                temp.resolve("ucb.csv"),
                """
                Admit,Gender,Dept,Freq
                Admitted,Male,A,512
                Rejected,Male,A,313
                Admitted,Female,A,89
                Rejected,Female,A,19
                Admitted,Male,B,353
                Rejected,Male,B,207
                Admitted,Female,B,17
                Rejected,Female,B,8
                """);
        JsonNode table = json("crosstab", counts, "--by", "Gender,Admit", "--weight", "Freq");
        assertThat(table.path("total").asInt()).isEqualTo(1518);
        int all = 0;
        for (JsonNode cell : table.path("cells")) {
            all += cell.path("count").asInt();
        }
        assertThat(all).isEqualTo(1518);
        assertThat(table.path("cells"))
                .filteredOn(
                        cell -> cell.path("levels").toString().equals("{\"Gender\":\"Male\",\"Admit\":\"Admitted\"}"))
                .singleElement()
                .satisfies(cell -> {
                    assertThat(cell.path("count").asInt()).isEqualTo(865);
                    assertThat(cell.path("expected").asDouble()).isEqualTo(1385 * 971 / 1518.0);
                });
    }

    private static JsonNode json(Object... arguments) throws IOException {
        Object[] all = Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--json";
        all[arguments.length + 1] = "--quiet";
        Assay run = Assay.run(all);
        assertThat(run.exit()).as(run.err()).isEqualTo(Exit.DONE);
        return run.json();
    }

    private Path plan(String yaml) throws IOException {
        return Files.writeString(temp.resolve("plan.yaml"), yaml);
    }

    private static void keys(JsonNode node, String names) {
        assertThat(node.fieldNames()).toIterable().contains(names.split(" "));
    }
}
