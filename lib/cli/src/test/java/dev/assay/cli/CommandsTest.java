package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Shapes, exit codes and messages of the commands on small inventories made here. */
class CommandsTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "inventory",
                "crosstab",
                "bias",
                "quota",
                "sample",
                "split",
                "verdict",
                "check",
                "review",
                "compare",
                "promote",
                "doctor"
            })
    void everyCommandHelpsWithAnExample(String command) {
        Cli help = Cli.run(command, "--help");
        assertThat(help.code()).isZero();
        assertThat(help.out()).contains("Example:", "assay " + command, "--json", "--quiet");
    }

    @Test
    void wrongUsageIsTwo() throws IOException {
        assertThat(Cli.run("verdict").code()).isEqualTo(2);
        assertThat(Cli.run("bias", folder.resolve("nowhere.csv")).code()).isEqualTo(2);
        assertThat(Cli.run("inventory", folder.resolve("nowhere"), "-o", folder.resolve("i.jsonl"))
                        .code())
                .isEqualTo(2);
        Path one = Files.createDirectories(folder.resolve("a/same"));
        Path two = Files.createDirectories(folder.resolve("b/same"));
        Cli twice = Cli.run("inventory", one, two, "-o", folder.resolve("i.jsonl"));
        assertThat(twice.code()).isEqualTo(2);
        assertThat(twice.err()).contains("same");
        Cli under = Cli.run("verdict", one, "-o", one.resolve("out"));
        assertThat(under.code()).as(under.err()).isEqualTo(2);
        assertThat(one.resolve("out")).as("nothing is written under a root").doesNotExist();
    }

    @Test
    void levelsStayAsWrittenAndWeightsCount() throws IOException {
        Path table = Files.writeString(folder.resolve("t.csv"), "code,flag,Freq\n007,NO,3\n7,true,5\n007,true,2\n");
        JsonNode cross = Cli.run("crosstab", table, "--by", "code,flag", "--weight", "Freq", "--json", "--quiet")
                .json();
        assertThat(cross.path("total").asInt()).isEqualTo(10);
        assertThat(cross.path("axes").toString()).isEqualTo("[\"code\",\"flag\"]");
        assertThat(cross.toString()).contains("\"007\"", "\"NO\"", "\"true\"");
        for (String key :
                List.of("chi_square", "df", "p_value", "cramers_v", "cramers_v_corrected", "theils_u", "warnings")) {
            assertThat(cross.path("association").has(key)).as(key).isTrue();
        }
    }

    /** 800 indoor selfies and 200 outdoor interviews: 208 and 200 is the largest pair within 2 % of equal halves. */
    @Test
    void eightHundredSelfiesAndTwoHundredInterviewsGiveEqualHalves() throws IOException {
        Path items = items(800, 200);
        Cli verdict = Cli.run("verdict", items, "-o", folder.resolve("v"), "--json", "--quiet");
        assertThat(verdict.code()).as(verdict.err()).isZero();
        JsonNode report = verdict.json();
        assertThat(report.at("/plan_choice/size").asInt()).isEqualTo(408);
        for (JsonNode axis : report.at("/bias/after/axes")) {
            if (List.of("environment", "shot_type").contains(axis.path("axis").asText())) {
                axis.path("levels").forEach(level -> assertThat(
                                Math.abs(level.path("share").asDouble() - 0.5) / 0.5)
                        .isLessThanOrEqualTo(0.02));
            }
        }
    }

    @Test
    void aPlanThatCannotBeSaysWhichLimitsClash() throws IOException {
        Path items = items(800, 12);
        Path plan = Files.writeString(
                folder.resolve("plan.yaml"),
                "size: 520\naxes: [environment]\nlimits:\n  - {axis: environment, level: outdoor, min_share: 0.10}\n");
        Cli quota = Cli.run("quota", plan, "-i", items, "--json", "--quiet");
        assertThat(quota.code()).isEqualTo(3);
        assertThat(quota.json().path("status").asText()).isEqualTo("infeasible");
        assertThat(quota.json().path("conflicts").toString()).contains("environment=outdoor min_share", "size 520");
        assertThat(quota.json().path("largest_size").asInt()).isEqualTo(120);
    }

    @Test
    void splitsHaveTheContractsShape() throws IOException {
        Path items = items(60, 40);
        Path plan = Files.writeString(
                folder.resolve("plan.yaml"),
                "size: 50\naxes: [environment]\nsplits: {shares: {train: 0.8, val: 0.1, test: 0.1}, disjoint_by: [identity]}\n");
        Cli split = Cli.run("split", plan, "-i", items, "-o", folder.resolve("s.jsonl"), "--json", "--quiet");
        assertThat(split.code()).as(split.err()).isZero();
        for (String key :
                List.of("splits", "components", "largest_component", "worst_deviation", "bound", "gap", "crossing")) {
            assertThat(split.json().has(key)).as(key).isTrue();
        }
        assertThat(split.json().path("crossing").asInt()).isZero();
        assertThat(Files.readAllLines(folder.resolve("s.jsonl"))).hasSize(100);
    }

    @Test
    void hostileTextsStayTextEverywhere() throws IOException {
        String hostile = "=cmd|' /C calc'!A0 <script>alert(1)</script> \u202E \uD83D\uDE00 \\u0000";
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 120; i++) {
            String who = i % 2 == 0 ? "indoor" : hostile;
            lines.append(new ObjectMapper()
                            .writeValueAsString(Map.of(
                                    "id",
                                    hostile + i,
                                    "label",
                                    "real",
                                    "duration",
                                    "12",
                                    "width",
                                    "1280",
                                    "height",
                                    "720",
                                    "environment",
                                    who,
                                    "identity",
                                    hostile + i,
                                    "path",
                                    "/nowhere/" + hostile + i)))
                    .append('\n');
        }
        Path items = Files.writeString(folder.resolve("h.jsonl"), lines);
        Cli verdict = Cli.run("verdict", items, "-o", folder.resolve("h"), "--quiet");
        assertThat(verdict.code()).as(verdict.err()).isZero();
        assertThat(verdict.out()).doesNotContain("\u202E");
        assertThat(Files.readString(folder.resolve("h/verdict.md"))).doesNotContain("<script");
        assertThat(Files.readString(folder.resolve("h/verdict.html")))
                .doesNotContain("<script")
                .doesNotContain("\u202E");
        assertThat(Files.readAllLines(folder.resolve("h/real_sources.jsonl"))).hasSize(120);
        assertThat(Cli.run("check", folder.resolve("h")).code()).isZero();
        Cli sample = Cli.run(
                "sample",
                folder.resolve("h/plan.yaml"),
                "-i",
                folder.resolve("h/inventory.jsonl"),
                "-o",
                folder.resolve("s.jsonl"));
        assertThat(sample.code()).as(sample.err()).isZero();
        assertThat(Cli.run("crosstab", items, "--by", "environment,label").out())
                .doesNotContain("\u202E");
    }

    private Path items(int selfies, int interviews) throws IOException {
        List<String> lines =
                new ArrayList<>(List.of("id,label,media,status,width,height,duration,environment,shot_type,identity"));
        for (int i = 0; i < selfies + interviews; i++) {
            lines.add("v" + i + ",real,video,ok,1280,720,12," + (i < selfies ? "indoor,selfie" : "outdoor,interview")
                    + ",p" + i);
        }
        return Files.write(folder.resolve("items.csv"), lines);
    }
}
