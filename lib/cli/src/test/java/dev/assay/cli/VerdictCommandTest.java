package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.report.Check;
import dev.assay.report.Json;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** The whole loop on the committed samples. One run is shared; it looks into every file, and takes seconds. */
final class VerdictCommandTest {

    private static final List<String> DELIVERABLES = List.of(
            "diversity_balance.json",
            "fake_plan.jsonl",
            "inventory.jsonl",
            "looks.jsonl",
            "plan.yaml",
            "real_sources.jsonl",
            "report.json",
            "verdict.html",
            "verdict.md");

    @TempDir
    static Path temp;

    private static Path verdict;
    private static Assay run;
    private static Map<String, String> rootsBefore;

    @BeforeAll
    static void oneRun() throws IOException {
        rootsBefore = listing(Assay.samples());
        verdict = temp.resolve("verdict");
        run = Assay.run(command(verdict, "dataset_3", "dataset2", "DEEPFAKE_DATASETS"));
    }

    private static Object[] command(Path folder, String... roots) {
        List<Object> words = new ArrayList<>(List.of("verdict"));
        Stream.of(roots).forEach(root -> words.add(Assay.samples().resolve(root)));
        words.addAll(List.of("-o", folder, "--quiet"));
        return words.toArray();
    }

    @Test
    void endsWithReservationsAndAListOfFiles() throws IOException {
        assertThat(run.err()).isEmpty();
        assertThat(run.exit()).isEqualTo(Exit.DONE);
        assertThat(run.out()).startsWith("FEASIBLE WITH RESERVATIONS\n");
        assertThat(Assay.json(verdict.resolve("report.json"))
                        .at("/verdict/status")
                        .asText())
                .isEqualTo("FEASIBLE WITH RESERVATIONS");
        List<JsonNode> sources = Assay.lines(verdict.resolve("real_sources.jsonl"));
        assertThat(sources).hasSizeGreaterThanOrEqualTo(20).allSatisfy(source -> {
            Path file = Path.of(source.path("path").asText());
            assertThat(source.path("label").asText()).isEqualTo("real");
            assertThat(source.path("sha256").asText()).isEqualTo(Check.sha256(file));
            assertThat(source.path("extract_clips").asInt())
                    .isPositive()
                    .isEqualTo(source.path("clips").size());
            for (JsonNode clip : source.path("clips")) {
                assertThat(clip.path("start").asDouble()).isNotNegative();
                assertThat(clip.path("end").asDouble())
                        .isGreaterThan(clip.path("start").asDouble())
                        .isLessThanOrEqualTo(source.path("duration").asDouble());
            }
        });
    }

    @Test
    void writesEveryFileWithTheKeysOfTheContract() throws IOException {
        try (Stream<Path> files = Files.list(verdict)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsAll(DELIVERABLES)
                    .contains("run.json");
        }
        JsonNode report = Assay.json(verdict.resolve("report.json"));
        keys(
                report,
                "generated_by roots datasets axes coverage composite_counts_real pipeline_recommendations existing_fakes"
                        + " diversity_gaps quality_concerns shortcuts duplicates verdict");
        assertThat(report.path("datasets")).hasSize(3).allSatisfy(dataset -> {
            keys(
                    dataset,
                    "total_videos real_videos fake_videos unknown_videos suitable_real formats codecs resolutions"
                            + " durations labels methods metadata_files layout recommendations");
            keys(dataset.path("durations"), "min median max total");
        });
        assertThat(report.path("axes"))
                .isNotEmpty()
                .allSatisfy(axis -> keys(axis, "counts distribution unknown sources overrepresented underrepresented"));
        List<String> covered = new ArrayList<>();
        report.path("coverage").forEach(row -> {
            keys(row, "axis measured missing tier why");
            covered.add(row.path("axis").asText());
        });
        assertThat(covered)
                .contains("age", "gender", "ethnicity", "environment", "lighting", "quality", "head_pose", "motion")
                .contains("background", "camera", "source", "codec", "resolution", "duration", "method");
        keys(
                report.path("pipeline_recommendations"),
                "stage1_real_selection stage2_fake_generation stage3_dataset_assembly");
        keys(report.path("verdict"), "status criteria");
        assertThat(report.at("/verdict/criteria"))
                .isNotEmpty()
                .allSatisfy(criterion -> keys(criterion, "name expected found met"));
        Assay.lines(verdict.resolve("real_sources.jsonl"))
                .forEach(source -> keys(
                        source,
                        "path dataset label environment shot_type lighting quality width height resolution duration"
                                + " duration_sec category reason extract_clips clips split group"
                                + " inclusion_probability"));
        Assay.lines(verdict.resolve("fake_plan.jsonl"))
                .forEach(fake -> keys(fake, "clip generator parameters seed split donor reason"));
        keys(
                Assay.json(verdict.resolve("diversity_balance.json")),
                "original overrepresented underrepresented quota_per_category selected_counts target after_videos"
                        + " after_clips distances rationale");
        assertThat(Files.readString(verdict.resolve("verdict.md")))
                .contains("\n## Findings\n", "\n## Detected Biases\n", "\n## Recommended Sampling\n")
                .contains("\n## Expected Output\n", "\n## Pipeline Input Recommendation\n")
                .contains("\n## Fake Generation Strategy\n", "\n## Identified Gaps\n", "\n## Verdict\n");
    }

    @Test
    void noFakeBorrowsADonorFromAnotherSplit() throws IOException {
        Map<String, String> splitOfVideo = new TreeMap<>();
        Assay.lines(verdict.resolve("real_sources.jsonl"))
                .forEach(source -> splitOfVideo.put(
                        source.path("id").asText(), source.path("split").asText()));
        assertThat(Assay.lines(verdict.resolve("fake_plan.jsonl"))).allSatisfy(fake -> {
            String split = fake.path("split").asText();
            assertThat(splitOfVideo.get(video(fake.path("clip").asText()))).isEqualTo(split);
            if (fake.path("donor_clip").isTextual()) {
                assertThat(splitOfVideo.get(video(fake.path("donor_clip").asText())))
                        .isEqualTo(split);
            }
        });
    }

    private static String video(String clip) {
        return clip.substring(0, clip.lastIndexOf('#'));
    }

    @Test
    void againTheSameBytesAndStrictSaysNo() throws IOException {
        Path again = temp.resolve("again");
        List<Object> command = new ArrayList<>(List.of(command(again, "dataset_3", "dataset2", "DEEPFAKE_DATASETS")));
        command.addAll(List.of("--strict", "--json"));
        Assay strict = Assay.run(command.toArray());
        assertThat(strict.exit()).isEqualTo(Exit.NO);
        assertThat(strict.json()).isEqualTo(Assay.json(again.resolve("report.json")));
        sameBytes(again);
    }

    @Test
    void oneThreadAndAnotherOrderGiveTheSameBytesAndPromotionClosesTheLoop() throws IOException {
        Path other = temp.resolve("other order");
        Path dataset = temp.resolve("dataset");
        List<Object> command = new ArrayList<>(List.of(command(other, "DEEPFAKE_DATASETS", "dataset2", "dataset_3")));
        command.addAll(List.of("--threads", 1, "--promote", dataset, "--json"));
        Assay promoted = Assay.run(command.toArray());
        assertThat(promoted.exit()).isEqualTo(Exit.DONE);
        assertThat(promoted.json().at("/verdict/status").asText()).isEqualTo("FEASIBLE WITH RESERVATIONS");
        sameBytes(other);
        List<JsonNode> manifest = Assay.lines(dataset.resolve(".manifests/dataset_manifest.jsonl"));
        assertThat(manifest).hasSize(DELIVERABLES.size() + 1).allSatisfy(line -> {
            keys(line, "ts src dst sha256 bytes actor plan_id tags");
        });

        Assay twice = Assay.run("promote", other, "--to", dataset, "--json", "--quiet");
        assertThat(twice.exit()).isEqualTo(Exit.DONE);
        assertThat(twice.json().path("promoted").asInt()).isZero();
        assertThat(twice.json().path("already_there").asInt()).isEqualTo(DELIVERABLES.size() + 1);
        assertThat(Assay.lines(dataset.resolve(".manifests/dataset_manifest.jsonl")))
                .isEqualTo(manifest);
    }

    private static void sameBytes(Path folder) {
        assertThat(DELIVERABLES)
                .allSatisfy(name -> assertThat(folder.resolve(name)).hasSameBinaryContentAs(verdict.resolve(name)));
    }

    @Test
    void whatItReadIsUnchanged() throws IOException {
        assertThat(listing(Assay.samples())).isEqualTo(rootsBefore);
    }

    @Test
    void thePageIsWellFormedAndNeedsNothingButItself() throws Exception {
        String page = Files.readString(verdict.resolve("verdict.html"));
        Document parsed = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(page)));
        assertThat(parsed.getElementsByTagName("script").getLength()).isZero();
        assertThat(parsed.getElementsByTagName("img").getLength()).isGreaterThanOrEqualTo(20);
        assertThat(page).doesNotContain("src=\"http", "href=\"http", "url(http");
        assertThat(page.replaceAll("data:image/jpeg;base64,[A-Za-z0-9+/=]*", "").length())
                .isLessThan(3_000_000);
    }

    @Test
    void theCheckComputesEveryNumberAgain() throws IOException {
        Assay check = Assay.run("check", verdict, "--json");
        assertThat(check.exit()).isEqualTo(Exit.DONE);
        assertThat(check.json().path("differences")).isEmpty();
        assertThat(check.json().path("checked").asInt()).isGreaterThan(1000);
    }

    @Test
    void theCheckNamesThePlaceOfANumberThatWasChanged() throws IOException {
        Path tampered = copy("tampered numbers");
        change(tampered.resolve("report.json"), text -> {
            ObjectNode report = (ObjectNode) read(text);
            ObjectNode expected = (ObjectNode) report.path("expected_output");
            expected.put("final_total", expected.path("final_total").asInt() + 1);
            return Json.document(report);
        });
        change(tampered.resolve("real_sources.jsonl"), text -> {
            String[] lines = text.split("\n");
            ObjectNode third = (ObjectNode) read(lines[2]);
            lines[2] = Json.line(third.put("duration", third.path("duration").asDouble() + 1))
                    .strip();
            return String.join("\n", lines) + "\n";
        });
        assertThat(differences(tampered))
                .contains("report.json /expected_output/final_total", "real_sources.jsonl line 3 /duration")
                .contains("run.json /files/report.json", "run.json /files/real_sources.jsonl")
                .hasSize(4);
    }

    @Test
    void theCheckSeesOneByteOfTheInventory() throws IOException {
        Path tampered = copy("tampered inventory");
        change(tampered.resolve("inventory.jsonl"), text -> {
            int digit = text.indexOf("\"bytes\":") + "\"bytes\":".length();
            char other = text.charAt(digit) == '9' ? '8' : '9';
            return text.substring(0, digit) + other + text.substring(digit + 1);
        });
        assertThat(differences(tampered)).contains("run.json /files/inventory.jsonl");
    }

    private static List<String> differences(Path folder) throws IOException {
        Assay check = Assay.run("check", folder, "--json");
        assertThat(check.exit()).isEqualTo(Exit.NO);
        List<String> places = new ArrayList<>();
        check.json()
                .path("differences")
                .forEach(difference -> places.add(difference.path("file").asText() + " "
                        + difference.path("place").asText()));
        return places;
    }

    private static Path copy(String name) throws IOException {
        Path copy = Files.createDirectories(temp.resolve(name));
        try (Stream<Path> files = Files.list(verdict)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.copy(file, copy.resolve(file.getFileName().toString()));
            }
        }
        return copy;
    }

    private static void change(Path file, UnaryOperator<String> change) throws IOException {
        String changed = change.apply(Files.readString(file));
        assertThat(changed).isNotEqualTo(Files.readString(file));
        Files.write(file, changed.getBytes(StandardCharsets.UTF_8));
    }

    private static JsonNode read(String text) {
        try {
            return Json.read(text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void keys(JsonNode node, String names) {
        assertThat(node.fieldNames()).toIterable().contains(names.split(" "));
    }

    /** Everything under a folder: kind, size, time of change and content. */
    private static Map<String, String> listing(Path root) throws IOException {
        Map<String, String> listing = new TreeMap<>();
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : (Iterable<Path>) all::iterator) {
                String content = Files.isRegularFile(path) ? Files.size(path) + " " + Check.sha256(path) : "folder";
                listing.put(path.toString(), Files.getLastModifiedTime(path) + " " + content);
            }
        }
        return listing;
    }
}
