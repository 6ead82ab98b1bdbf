package dev.assay.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The files that are committed are what the truth file says of them. */
final class CommittedSamplesTest {
    private static final Path ROOT = root();
    private static final List<JsonNode> TRUTH = truth();

    private static Path root() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.isDirectory(at.resolve("data-samples"))) {
                return at.resolve("data-samples");
            }
        }
        throw new AssertionError(
                "data-samples stands in no folder above " + Path.of("").toAbsolutePath());
    }

    private static List<JsonNode> truth() {
        List<JsonNode> rows = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(ROOT.resolve("truth.jsonl"))) {
                rows.add(new ObjectMapper().readTree(line));
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return rows;
    }

    private static List<JsonNode> where(Predicate<JsonNode> test) {
        return TRUTH.stream().filter(test).toList();
    }

    private static Path file(JsonNode row) {
        return ROOT.resolve(row.path("path").asText());
    }

    private static boolean readableVideo(JsonNode row) {
        JsonNode stated = row.path("stated");
        return stated.path("media").asText().equals("video")
                && stated.path("status").asText().equals("ok");
    }

    @Test
    void everyFileHasARowAndTheWholeIsSmall() throws IOException {
        Map<String, Long> found = new TreeMap<>();
        for (String dataset : List.of("dataset_3", "dataset2", "DEEPFAKE_DATASETS")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(dataset))) {
                for (Path path : files.filter(Files::isRegularFile).toList()) {
                    String name = ROOT.relativize(path).toString().replace('\\', '/');
                    found.put(Normalizer.normalize(name, Normalizer.Form.NFC), Files.size(path));
                }
            }
        }
        Map<String, Long> told = new TreeMap<>();
        TRUTH.forEach(
                row -> told.put(row.path("path").asText(), row.path("bytes").asLong()));
        assertThat(found).isEqualTo(told);
        assertThat(found.values().stream().mapToLong(Long::longValue).sum()).isLessThan(8_000_000);
    }

    @Test
    void sidecarsAndTruthAreThoseOfTheCatalogue() throws IOException {
        Catalogue catalogue = Catalogue.read();
        Map<String, String> sidecars = Sidecars.of(catalogue.samples());
        for (Map.Entry<String, String> sidecar : sidecars.entrySet()) {
            assertThat(ROOT.resolve(sidecar.getKey())).hasContent(sidecar.getValue());
        }
        assertThat(ROOT.resolve("truth.jsonl")).hasContent(new Samples(ROOT, catalogue).truth(sidecars));
    }

    @TestFactory
    Stream<DynamicTest> everyVideoDecodesToWhatTheTruthSays() {
        return where(CommittedSamplesTest::readableVideo).stream()
                .map(row -> DynamicTest.dynamicTest(row.path("path").asText(), () -> {
                    Probe probe = Probe.of(file(row));
                    assertThat(probe.vcodec()).isEqualTo(row.path("vcodec").asText());
                    assertThat(probe.acodec()).isEqualTo(row.path("acodec").asText(null));
                    assertThat(probe.width()).isEqualTo(row.path("width").asInt());
                    assertThat(probe.height()).isEqualTo(row.path("height").asInt());
                    assertThat(probe.rotation()).isEqualTo(row.path("rotation").asInt());
                    assertThat(probe.fps()).isCloseTo(row.path("fps").asDouble(), within(0.01));
                    assertThat(probe.duration()).isCloseTo(row.path("duration").asDouble(), within(0.1));
                    assertLight(
                            probe.middle(), row.path("painted").path("lighting").asText());
                }));
    }

    private static void assertLight(Probe.Picture seen, String lighting) {
        switch (lighting) {
            case "low" -> assertThat(seen.p99()).isLessThan(0.32);
            case "bright" -> assertThat(seen.p5()).isGreaterThan(0.5);
            default -> {
                assertThat(seen.p99()).isGreaterThan(0.5);
                assertThat(seen.p5()).isLessThan(0.5);
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> whatIsBrokenCannotBeDecoded() {
        return where(row -> row.path("stated").path("status").asText().equals("unreadable")).stream()
                .map(row -> DynamicTest.dynamicTest(
                        row.path("path").asText(),
                        () -> assertThatThrownBy(() -> Probe.of(file(row))).isInstanceOf(Exception.class)));
    }

    @TestFactory
    Stream<DynamicTest> cutsAndBlackStretchesAreInThePictures() {
        return where(row -> row.path("painted").path("cuts").size()
                                + row.path("painted").path("black").size()
                        > 0)
                .stream()
                .map(row -> DynamicTest.dynamicTest(row.path("path").asText(), () -> assertTimeline(row)));
    }

    private static void assertTimeline(JsonNode row) throws Exception {
        List<double[]> frames = Probe.thumbnails(file(row));
        double fps = row.path("fps").asDouble();
        TreeSet<Integer> expected = new TreeSet<>();
        row.path("painted").path("cuts").forEach(cut -> expected.add((int) Math.ceil(cut.asDouble() * fps)));
        for (JsonNode span : row.path("painted").path("black")) {
            expected.add((int) Math.ceil(span.path("start").asDouble() * fps));
            expected.add((int) Math.ceil(span.path("end").asDouble() * fps));
        }
        expected.remove(0);
        TreeSet<Integer> found = new TreeSet<>();
        for (int i = 1; i < frames.size(); i++) {
            if (difference(frames.get(i - 1), frames.get(i)) > 0.08) {
                found.add(i);
            }
        }
        assertThat(found).isEqualTo(expected);
        for (JsonNode span : row.path("painted").path("black")) {
            double middle = (span.path("start").asDouble() + span.path("end").asDouble()) / 2;
            assertThat(Arrays.stream(frames.get((int) (middle * fps))).max().orElseThrow())
                    .isLessThan(0.05);
        }
    }

    private static double difference(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += Math.abs(a[i] - b[i]);
        }
        return sum / a.length;
    }

    @Test
    void softPicturesAreSofterThanSharpOnes() throws Exception {
        Map<String, List<Double>> sharpness = new TreeMap<>();
        for (JsonNode row : where(row -> readableVideo(row)
                && row.path("painted").path("lighting").asText().equals("neutral")
                && row.path("width").asInt() == 1280
                && row.path("height").asInt() == 720)) {
            sharpness
                    .computeIfAbsent(row.path("painted").path("quality").asText(), quality -> new ArrayList<>())
                    .add(Probe.sharpness(file(row)));
        }
        assertThat(median(sharpness.getOrDefault("mq", List.of())))
                .isLessThan(0.5 * median(sharpness.getOrDefault("hq", List.of())));
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    @Test
    void copiesAreIdenticalAndReencodingsAreNot() throws IOException {
        List<JsonNode> copies = where(row -> row.path("stated").has("duplicate_of"));
        assertThat(copies).isNotEmpty();
        for (JsonNode copy : copies) {
            Path original =
                    ROOT.resolve(copy.path("stated").path("duplicate_of").asText());
            assertThat(Files.mismatch(file(copy), original)).isEqualTo(-1);
        }
        List<JsonNode> again = where(row -> row.path("stated").has("near_duplicate_of"));
        assertThat(again).hasSizeGreaterThanOrEqualTo(3);
        for (JsonNode row : again) {
            Path original =
                    ROOT.resolve(row.path("stated").path("near_duplicate_of").asText());
            assertThat(Files.mismatch(file(row), original)).isNotEqualTo(-1);
        }
    }
}
