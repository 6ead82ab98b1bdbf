package dev.assay.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.source.MediaEngine.Depth;
import dev.assay.source.MediaFacts;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What we read against what {@code ffprobe} printed for the same files. */
class TruthTest {

    /** Where we differ on purpose, and why. */
    private static final Map<String, String> DIFFERENT = Map.of(
            "Mpeg4.mp4", "ffprobe exits with 0 on a container without a stream",
            "jpeg.jpg", "ffprobe takes the extension's word and reports a picture of 0x0",
            "png-truncated.png", "a picture of 0x0",
            "tiff.tif", "a picture of 0x0",
            "heif.heif", "this FFmpeg reads HEIF, the one behind the list did not");

    private final FFmpegEngine engine = new FFmpegEngine();

    @ParameterizedTest
    @ValueSource(strings = {"media-intel-samples", "media-opencv", "media-smallest-files"})
    void headersAgreeWithFfprobe(String folder) throws IOException {
        Path root = SharedData.folder(folder);
        SoftAssertions softly = new SoftAssertions();
        for (CSVRecord truth : truth(root)) {
            Path file = root.resolve(truth.get("file"));
            boolean readable = truth.get("rc").equals("0");
            if (DIFFERENT.containsKey(truth.get("file"))) {
                readable = !readable;
            }
            MediaFacts facts = engine.probe(file, Depth.HEADERS);
            softly.assertThat(facts.error() == null)
                    .as("%s readable: %s", file, facts.error())
                    .isEqualTo(readable);
            if (readable && facts.error() == null && !DIFFERENT.containsKey(truth.get("file"))) {
                compare(softly, truth, facts);
            }
        }
        softly.assertAll();
    }

    /** Of codecs whose headers say enough no stream is searched; the search is what libav does. */
    @Test
    void theSearchOfStreamsFindsNothingElse() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(Path.of("../../data-samples"))) {
            files = all.filter(Files::isRegularFile).sorted().toList();
        }
        int compared = 0;
        for (Path file : files) {
            try (MediaInput one = MediaInput.open(file);
                    MediaInput other = MediaInput.open(file)) {
                Map<String, Object> searched = HeaderProbe.read(one).values();
                assertThat(HeaderProbe.alone(other).values())
                        .as(file.toString())
                        .isEqualTo(searched);
                compared++;
            } catch (UnreadableException e) {
                // Sidecars lie between the samples, and some samples are damaged on purpose.
                assertThat(engine.probe(file, Depth.HEADERS).error()).isNotNull();
            }
        }
        assertThat(compared).isGreaterThan(50);
    }

    private static List<CSVRecord> truth(Path root) throws IOException {
        try (Reader reader = Files.newBufferedReader(root.resolve("ffprobe-truth.csv"))) {
            return CSVFormat.DEFAULT
                    .builder()
                    .setHeader()
                    .setSkipHeaderRecord(true)
                    .get()
                    .parse(reader)
                    .getRecords();
        }
    }

    private static void compare(SoftAssertions softly, CSVRecord truth, MediaFacts facts) {
        String file = truth.get("file");
        for (String column : List.of("vcodec", "acodec", "width", "height", "pix_fmt")) {
            // JPEG XL is recognised and measured here, but has no decoder that would name its pixel format.
            if (!(column.equals("pix_fmt") && file.equals("jxl.jxl"))) {
                softly.assertThat(String.valueOf(facts.values().getOrDefault(column, "")))
                        .as("%s %s", file, column)
                        .isEqualTo(truth.get(column));
            }
        }
        if (facts.media().equals("image")) {
            // ffprobe gives stills the 25 fps and 0.04 s of a slide show.
            softly.assertThat(facts.values()).as(file).doesNotContainKeys("fps", "duration", "bitrate");
            return;
        }
        softly.assertThat(number(facts, "duration"))
                .as("%s duration", file)
                .isCloseTo(
                        truth.get("duration").isEmpty() ? 0 : Double.parseDouble(truth.get("duration")), within(.01));
        softly.assertThat(number(facts, "fps")).as("%s fps", file).isCloseTo(ratio(truth.get("fps")), within(.001));
    }

    private static double number(MediaFacts facts, String column) {
        return facts.values().get(column) instanceof Number number ? number.doubleValue() : 0;
    }

    private static double ratio(String text) {
        String[] parts = text.split("/");
        return parts.length < 2 || parts[1].equals("0")
                ? 0
                : Double.parseDouble(parts[0]) / Double.parseDouble(parts[1]);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"media-intel-samples/bottle-detection.mp4", "media-opencv/vtest.avi", "media-opencv/tree.avi"})
    void framesOfRealVideosAreMeasured(String path) {
        String[] parts = path.split("/");
        MediaFacts facts = engine.probe(SharedData.folder(parts[0]).resolve(parts[1]), Depth.PIXELS);
        assertThat(facts.values()).containsEntry("m_frames_decoded", 4L).containsEntry("colour", "colour");
        assertThat(facts.evidence()).extracting(evidence -> evidence.axis()).contains("lighting", "quality");
        assertThat(facts.evidence()).allSatisfy(e -> assertThat(e.confidence()).isBetween(.25, .95));
    }
}
