package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** The main command on the samples, from folders to a promoted verdict. */
class SampleVerdictTest {

    private static final List<String> FILES = List.of(
            "report.json",
            "real_sources.jsonl",
            "fake_plan.jsonl",
            "diversity_balance.json",
            "verdict.md",
            "verdict.html",
            "inventory.jsonl",
            "plan.yaml",
            "looks.jsonl");

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path folder;

    private static Map<String, String> sourcesBefore = Map.of();
    private static Cli run = new Cli(-1, "", "");

    @BeforeAll
    static void judge() throws IOException {
        sourcesBefore = Cli.fingerprint(Cli.samples());
        List<Object> args = new ArrayList<>(List.of("verdict", "-o", folder.resolve("one"), "--json", "--quiet"));
        args.addAll(Cli.samples());
        run = Cli.run(args.toArray());
    }

    @Test
    void itEndsWithReservationsAndNamesAtLeastTwentyVideos() throws IOException {
        assertThat(run.code()).as(run.err()).isZero();
        JsonNode report = run.json();
        assertThat(report.at("/verdict/status").asText()).isEqualTo("FEASIBLE WITH RESERVATIONS");
        assertThat(report.at("/expected_output/real_videos").asInt()).isGreaterThanOrEqualTo(20);
        assertThat(report).isEqualTo(Cli.json(folder.resolve("one/report.json")));
    }

    @Test
    void theStatusFollowsFromTheCriteria() throws IOException {
        boolean open = false;
        for (JsonNode criterion : run.json().at("/verdict/criteria")) {
            open |= !criterion.path("met").asBoolean();
            assertThat(criterion.path("met").asBoolean()
                            || !criterion.path("required").asBoolean())
                    .isTrue();
        }
        assertThat(open).isTrue();
    }

    @Test
    void theReportHasTheContractsKeys() throws IOException {
        JsonNode report = run.json();
        for (String key : List.of(
                "generated_by",
                "roots",
                "datasets",
                "axes",
                "coverage",
                "composite_counts_real",
                "pipeline_recommendations",
                "existing_fakes",
                "diversity_gaps",
                "quality_concerns",
                "shortcuts",
                "duplicates",
                "verdict")) {
            assertThat(report.has(key)).as(key).isTrue();
        }
        JsonNode dataset = report.at("/datasets/dataset2");
        for (String key : List.of(
                "total_videos",
                "real_videos",
                "fake_videos",
                "unknown_videos",
                "suitable_real",
                "formats",
                "codecs",
                "resolutions",
                "durations",
                "labels",
                "methods",
                "metadata_files",
                "layout",
                "recommendations")) {
            assertThat(dataset.has(key)).as(key).isTrue();
        }
        TreeSet<String> covered = new TreeSet<>();
        report.path("coverage").forEach(row -> covered.add(row.path("axis").asText()));
        assertThat(covered)
                .contains(
                        "age",
                        "gender",
                        "ethnicity",
                        "environment",
                        "lighting",
                        "quality",
                        "head_pose",
                        "motion",
                        "background",
                        "camera",
                        "source",
                        "codec",
                        "resolution",
                        "duration",
                        "method");
    }

    @Test
    void everySelectedVideoIsMeasuredRealAndCutWithinItsLength() throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve("one/real_sources.jsonl"));
        assertThat(lines).hasSizeGreaterThanOrEqualTo(20);
        for (String text : lines) {
            JsonNode line = JSON.readTree(text);
            assertThat(line.path("label").asText()).isEqualTo("real");
            assertThat(Math.min(line.path("width").asInt(), line.path("height").asInt()))
                    .isGreaterThanOrEqualTo(720);
            assertThat(line.path("duration").asDouble())
                    .isGreaterThanOrEqualTo(10)
                    .isEqualTo(line.path("duration_sec").asDouble());
            assertThat(line.path("extract_clips").asInt())
                    .isEqualTo(line.path("clips").size())
                    .isBetween(0, 12);
            line.path("clips").forEach(clip -> {
                assertThat(clip.path("end").asDouble() - clip.path("start").asDouble())
                        .isEqualTo(10, within(1e-9));
                assertThat(clip.path("end").asDouble())
                        .isLessThanOrEqualTo(line.path("duration").asDouble() + 0.001);
            });
            assertThat(line.path("reason").asText()).isNotBlank();
            assertThat(line.path("split").asText()).isIn("train", "val", "test");
        }
    }

    @Test
    void donorsAreOfTheSameSplit() throws IOException {
        Map<String, String> splits = new HashMap<>();
        for (String text : Files.readAllLines(folder.resolve("one/real_sources.jsonl"))) {
            JsonNode line = JSON.readTree(text);
            splits.put(line.path("id").asText(), line.path("split").asText());
        }
        for (String text : Files.readAllLines(folder.resolve("one/fake_plan.jsonl"))) {
            JsonNode fake = JSON.readTree(text);
            String video = fake.path("video").asText();
            assertThat(fake.path("split").asText()).isEqualTo(splits.get(video));
            if (fake.path("donor_clip").isTextual()) {
                String donor = fake.path("donor_clip").asText();
                assertThat(splits.get(donor.substring(0, donor.lastIndexOf('#'))))
                        .isEqualTo(fake.path("split").asText());
            }
        }
    }

    @Test
    void orderOfRootsAndThreadsChangeNoByte() throws IOException {
        List<Path> roots = new ArrayList<>(Cli.samples());
        Collections.reverse(roots);
        List<Object> args = new ArrayList<>(
                List.of("verdict", "-o", folder.resolve("two"), "--threads", "1", "--no-cache", "--quiet"));
        args.addAll(roots);
        assertThat(Cli.run(args.toArray()).code()).isZero();
        for (String file : FILES) {
            assertThat(folder.resolve("two").resolve(file))
                    .as(file)
                    .hasSameBinaryContentAs(folder.resolve("one").resolve(file));
        }
    }

    @Test
    void sourcesAreAsTheyWere() throws IOException {
        assertThat(Cli.fingerprint(Cli.samples())).isEqualTo(sourcesBefore);
    }

    @Test
    void theCheckAgreesAndFindsWhatWasChanged() throws IOException {
        Cli check = Cli.run("check", folder.resolve("one"), "--json", "--quiet");
        assertThat(check.code()).as(check.out()).isZero();
        assertThat(check.json().path("checked").asLong()).isGreaterThan(1000);
        Path copy = folder.resolve("changed");
        Files.createDirectories(copy);
        for (String file : FILES) {
            Files.copy(folder.resolve("one").resolve(file), copy.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        Path sources = copy.resolve("real_sources.jsonl");
        Files.writeString(
                sources, Files.readString(sources).replaceFirst("\"extract_clips\":1", "\"extract_clips\":7"));
        Cli changed = Cli.run("check", copy, "--json", "--quiet");
        assertThat(changed.code()).isEqualTo(3);
        assertThat(changed.json().at("/differences/0/place").asText()).contains("extract_clips");
        assertThat(changed.json().at("/differences/0/found").asText()).isEqualTo("7");
    }

    @Test
    void strictnessSaysNo() {
        List<Object> args = new ArrayList<>(
                List.of("verdict", "-o", folder.resolve("strict"), "--strict", "--no-pixels", "--quiet"));
        args.addAll(Cli.samples());
        assertThat(Cli.run(args.toArray()).code()).isEqualTo(3);
    }

    @Test
    void thePlanDrawsTheSameVideosAgain() throws IOException {
        Path again = folder.resolve("again.jsonl");
        Cli sample = Cli.run(
                "sample",
                folder.resolve("one/plan.yaml"),
                "-i",
                folder.resolve("one/inventory.jsonl"),
                "--seed",
                "42",
                "-o",
                again,
                "--quiet");
        assertThat(sample.code()).as(sample.err()).isZero();
        assertThat(ids(again)).isEqualTo(ids(folder.resolve("one/real_sources.jsonl")));
    }

    @Test
    void aPromotedVerdictIsPromotedOnce() throws IOException {
        Path dataset = folder.resolve("dataset");
        Cli first = Cli.run("promote", folder.resolve("one"), "--to", dataset, "--json", "--quiet");
        assertThat(first.code()).as(first.err()).isZero();
        assertThat(first.json().path("promoted").asInt()).isGreaterThanOrEqualTo(FILES.size());
        Cli second = Cli.run("promote", folder.resolve("one"), "--to", dataset, "--json", "--quiet");
        assertThat(second.json().path("promoted").asInt()).isZero();
        assertThat(second.json().path("already_there").asInt())
                .isEqualTo(first.json().path("promoted").asInt());
    }

    @Test
    void thePageIsWellFormedAndLoadsNothing() throws Exception {
        String page = Files.readString(folder.resolve("one/verdict.html"));
        Document parsed = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(page)));
        assertThat(parsed.getElementsByTagName("script").getLength()).isZero();
        assertThat(parsed.getElementsByTagName("img").getLength()).isGreaterThanOrEqualTo(20);
        assertThat(page)
                .doesNotContain("src=\"http")
                .doesNotContain("href=\"http")
                .doesNotContain("url(http");
        assertThat(page.replaceAll("data:image/jpeg;base64,[A-Za-z0-9+/=]*", "").length())
                .isLessThan(3_000_000);
    }

    @Test
    void markupInNamesAndValuesIsShownAndNeverRuns() throws IOException {
        String markdown = Files.readString(folder.resolve("one/verdict.md"));
        String page = Files.readString(folder.resolve("one/verdict.html"));
        assertThat(markdown).contains("alert").doesNotContain("<script");
        assertThat(page).contains("&lt;script&gt;alert").doesNotContain("<script");
    }

    @Test
    void theMarkdownHasTheSectionsOfABrief() throws IOException {
        assertThat(Files.readString(folder.resolve("one/verdict.md")))
                .contains(
                        "## Findings",
                        "## Detected Biases",
                        "## Recommended Sampling",
                        "## Expected Output",
                        "## Pipeline Input Recommendation",
                        "## Fake Generation Strategy",
                        "## Identified Gaps",
                        "## Verdict");
    }

    private static Set<String> ids(Path lines) throws IOException {
        TreeSet<String> ids = new TreeSet<>();
        for (String line : Files.readAllLines(lines)) {
            ids.add(JSON.readTree(line).path("id").asText());
        }
        return ids;
    }
}
