package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Manifests and a published run that nobody on the project wrote. Expected figures: counted from the files themselves. */
class RealDataTest {

    @TempDir
    Path folder;

    @Test
    void theOfficialSplitsOfFaceForensicsLeakSevenSources() throws IOException {
        JsonNode bias = Cli.run("bias", Cli.shared("deepfake-ffpp"), "--json", "--quiet")
                .json();
        List<String> leaks = new ArrayList<>();
        bias.path("leaks").forEach(leak -> {
            List<String> ids = new ArrayList<>();
            leak.path("items").forEach(id -> ids.add(id.asText().replaceAll(".*/", "")));
            leaks.add(leak.path("key").asText() + " " + String.join("|", ids));
        });
        assertThat(leaks)
                .containsExactlyInAnyOrder(
                        "source_video 605|606",
                        "source_video 639|640",
                        "source_video 755|756",
                        "source_video 837|838",
                        "source_video 875|876",
                        "source_video 954|955",
                        "source_video 982|983");
    }

    @Test
    void dfdcHasSeventySevenRealsOfWhichFortyTwoAreTiedToFakes() throws IOException {
        JsonNode bias = Cli.run("bias", Cli.shared("deepfake-dfdc"), "--axes", "label", "--json", "--quiet")
                .json();
        assertThat(bias.at("/axes/0/levels/0/count").asInt()).isEqualTo(77);
        assertThat(bias.at("/axes/0/levels/1/count").asInt()).isEqualTo(323);
        assertThat(bias.at("/groups/0/key").asText()).isEqualTo("source_video");
        assertThat(bias.at("/groups/0/mixed_label").asInt()).isEqualTo(42);
    }

    @Test
    void voxCelebIsMostlyAmerican() throws IOException {
        JsonNode bias = Cli.run("bias", Cli.shared("voxceleb-meta"), "--axes", "nationality", "--json", "--quiet")
                .json();
        for (JsonNode level : bias.at("/axes/0/levels")) {
            if (level.path("level").asText().equals("USA")) {
                assertThat(level.path("count").asInt()).isEqualTo(799);
                assertThat(level.path("finding").asText()).isEqualTo("over");
            }
        }
        assertThat(bias.path("total").asInt()).isEqualTo(1251);
    }

    @Test
    void thePublishedRunThatSaidFeasibleIsNot() throws IOException {
        Path run = Cli.shared("seed-custodire").resolve("dataset_2025_10_28_dataset_analysis_real_sources.jsonl");
        Cli verdict = Cli.run("verdict", run, "-o", folder.resolve("seed"), "--json", "--quiet");
        assertThat(verdict.code()).isEqualTo(3);
        assertThat(verdict.json().at("/verdict/status").asText()).isEqualTo("NOT FEASIBLE");
        assertThat(verdict.json().at("/plan_choice/suitable").asInt()).isZero();
        assertThat(verdict.json().path("quality_concerns").toString()).contains("default");
        assertThat(Cli.run("check", folder.resolve("seed")).code()).isZero();
    }
}
