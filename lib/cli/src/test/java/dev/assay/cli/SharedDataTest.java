package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Public manifests, whose facts were counted in the files themselves; skipped where they are missing. */
final class SharedDataTest {

    @TempDir
    Path temp;

    /** The seven YouTube ids that the official lists of FaceForensics++ put into two splits. */
    @Test
    void faceForensicsLeaksSevenSources() throws IOException {
        JsonNode bias = Assay.run("bias", Assay.shared("deepfake-ffpp"), "--json", "--quiet")
                .json();
        Map<String, String> leaks = new TreeMap<>();
        bias.path("leaks")
                .forEach(leak -> leaks.put(
                        leak.path("key").asText() + " " + leak.path("value").asText(),
                        leak.path("splits").toString()));
        assertThat(leaks)
                .containsOnly(
                        Map.entry("source_video nUNnFudF2pA", "[\"train\",\"val\"]"),
                        Map.entry("source_video pGmDKODT6V4", "[\"train\",\"val\"]"),
                        Map.entry("source_video tR7z_H1qPMc", "[\"test\",\"train\"]"),
                        Map.entry("source_video wERnQNuwQbM", "[\"train\",\"val\"]"),
                        Map.entry("source_video xG9J__APvnY", "[\"train\",\"val\"]"),
                        Map.entry("source_video yvf0HOswcPk", "[\"test\",\"train\"]"),
                        Map.entry("source_video zPdvu-SUnbg", "[\"train\",\"val\"]"));
    }

    /** The same seven, from the dictionary of sources alone and the official lists as a file of splits. */
    @Test
    void faceForensicsLeaksThroughAFileOfSplits() throws IOException {
        Path published = Assay.shared("deepfake-ffpp");
        Inventories videos = new Inventories();
        Assay.json(published.resolve("dataset_conversion_dict.json"))
                .properties()
                .forEach(video -> videos.add(Map.of(
                        "id",
                        video.getKey(),
                        "source_video",
                        video.getValue().asText().split(" ")[0])));
        StringBuilder splits = new StringBuilder("id,split\n");
        for (String split : List.of("train", "val", "test")) {
            Assay.json(published.resolve("dataset_splits_" + split + ".json"))
                    .forEach(pair -> pair.forEach(video -> splits.append(video.asText())
                            .append(',')
                            .append(split)
                            .append('\n')));
        }
        Path inventory = videos.write(temp.resolve("videos.jsonl"));
        Path file = Files.writeString(temp.resolve("splits.csv"), splits);
        JsonNode bias = Assay.run("bias", inventory, "--splits", file, "--json", "--quiet")
                .json();
        assertThat(bias.path("splits")).hasToString("{\"test\":140,\"train\":720,\"val\":140}");
        assertThat(bias.path("leaks").findValuesAsText("value"))
                .containsExactlyInAnyOrder(
                        "nUNnFudF2pA",
                        "pGmDKODT6V4",
                        "tR7z_H1qPMc",
                        "wERnQNuwQbM",
                        "xG9J__APvnY",
                        "yvf0HOswcPk",
                        "zPdvu-SUnbg");
        JsonNode alone = Assay.run("bias", inventory, "--json", "--quiet").json();
        assertThat(alone.path("leaks")).isEmpty();
    }

    @Test
    void dfdcTiesFortyTwoRealsToFakes() throws IOException {
        JsonNode bias = Assay.run("bias", Assay.shared("deepfake-dfdc"), "--json", "--quiet")
                .json();
        assertThat(counts(bias, "label")).containsOnly(Map.entry("fake", 323), Map.entry("real", 77));
        JsonNode sources = bias.path("groups").get(0);
        assertThat(sources.path("key").asText()).isEqualTo("source_video");
        assertThat(sources.path("mixed_label").asInt()).isEqualTo(42);
    }

    @Test
    void voxCelebIsFromTheUsaBeyondChance() throws IOException {
        JsonNode bias = Assay.run("bias", Assay.shared("voxceleb-meta"), "--json", "--quiet")
                .json();
        assertThat(bias.path("total").asInt()).isEqualTo(1251);
        assertThat(counts(bias, "nationality")).containsEntry("USA", 799);
        JsonNode usa = level(bias, "nationality", "USA");
        assertThat(usa.path("share").asDouble()).isEqualTo(799 / 1251.0);
        assertThat(usa.path("low").asDouble()).isGreaterThan(0.60);
        assertThat(usa.path("finding").asText()).isEqualTo("over");
    }

    /** The rows are speakers: items to describe, and no videos. */
    @Test
    void speakersAreNoVideos() throws IOException {
        Path list = Assay.shared("voxceleb-meta").resolve("vox1_meta.csv");
        Path folder = temp.resolve("speakers");
        Assay verdict = Assay.run("verdict", list, "-o", folder, "--quiet");
        assertThat(verdict.exit()).as(verdict.err()).isEqualTo(Exit.NO);
        assertThat(verdict.out()).contains("1251 items\n", "       0 videos\n").doesNotContain("1251 videos");
        JsonNode report = Assay.json(folder.resolve("report.json"));
        assertThat(report.path("datasets")).allSatisfy(set -> {
            assertThat(set.path("total_videos").asInt(-1)).isZero();
            assertThat(set.path("other_files").asInt(-1)).isEqualTo(1251);
        });
        assertThat(report.at("/axes/gender/counts/m").asInt()).isEqualTo(690);
        assertThat(Files.readString(folder.resolve("verdict.md"))).contains("items (none is known to be a video)");
        assertThat(Assay.run("check", folder).exit()).isEqualTo(Exit.DONE);
    }

    @Test
    void manifestsThatNameVideosHoldVideos() throws IOException {
        Path dfdc = Assay.shared("deepfake-dfdc").resolve("data_train_sample_videos_metadata.json");
        JsonNode videos = Assay.run("verdict", dfdc, "-o", temp.resolve("dfdc"), "--json", "--quiet")
                .json();
        assertThat(videos.path("funnel").get(1).path("left").asInt()).isEqualTo(400);
    }

    /** Nothing was measured there, so nothing is suitable, whatever the list says of labels. */
    @Test
    void aListWithoutSizesAndDurationsIsNotFeasible() throws IOException {
        Path list = Assay.shared("seed-custodire").resolve("dataset_2025_10_28_dataset_analysis_real_sources.jsonl");
        Assay verdict = Assay.run("verdict", list, "-o", temp.resolve("verdict"), "--json", "--quiet");
        assertThat(verdict.exit()).isEqualTo(Exit.NO);
        assertThat(verdict.json().at("/verdict/status").asText()).isEqualTo("NOT FEASIBLE");
        assertThat(verdict.json().at("/plan_choice/suitable").asInt(-1)).isZero();
        assertThat(temp.resolve("verdict/real_sources.jsonl")).isEmptyFile();
        assertThat(Assay.run("check", temp.resolve("verdict")).exit()).isEqualTo(Exit.DONE);
    }

    /** Titles such as "Is Santa Claus real？" label nothing. */
    @Test
    void namesAloneLabelNone() throws IOException {
        Path list = Assay.shared("seed-custodire").resolve("dataset_2025_10_28_dataset_analysis_real_sources.jsonl");
        Path root = temp.resolve("x");
        int files = 0;
        for (JsonNode line : Assay.lines(list)) {
            Path file = root.resolve(line.path("path").asText().replace("/mnt/x/", ""));
            Files.createDirectories(file.getParent());
            Files.write(file, Integer.toString(files++).getBytes(StandardCharsets.UTF_8));
        }
        assertThat(files).isEqualTo(85);
        Path inventory = temp.resolve("inventory.jsonl");
        assertThat(Assay.run("inventory", root, "-o", inventory, "--no-decode", "--quiet")
                        .exit())
                .isEqualTo(Exit.DONE);
        assertThat(Assay.lines(inventory)).hasSize(85).allSatisfy(item -> assertThat(
                        item.path("label").asText("unknown"))
                .isEqualTo("unknown"));
    }

    private static Map<String, Integer> counts(JsonNode bias, String axis) {
        Map<String, Integer> counts = new TreeMap<>();
        bias.path("axes").forEach(each -> {
            if (each.path("axis").asText().equals(axis)) {
                each.path("levels")
                        .forEach(level -> counts.put(
                                level.path("level").asText(),
                                level.path("count").asInt()));
            }
        });
        return counts;
    }

    private static JsonNode level(JsonNode bias, String axis, String name) {
        for (JsonNode each : bias.path("axes")) {
            for (JsonNode level : each.path("levels")) {
                if (each.path("axis").asText().equals(axis)
                        && level.path("level").asText().equals(name)) {
                    return level;
                }
            }
        }
        throw new AssertionError("no level " + name + " of " + axis);
    }
}
