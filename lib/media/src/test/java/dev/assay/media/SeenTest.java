package dev.assay.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.schema.Evidence;
import dev.assay.source.MediaEngine.Depth;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What pixels say against what people see ({@code seen.csv}). The names of the files are taken from them first. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SeenTest {

    private final List<CSVRecord> seen = new ArrayList<>();
    private final Map<String, Map<String, String>> said = new TreeMap<>();

    @BeforeAll
    void probe(@TempDir Path folder) throws IOException {
        FFmpegEngine engine = new FFmpegEngine();
        Map<String, Path> files = files();
        for (CSVRecord record : labels()) {
            String file = record.get("file");
            Path nameless = folder.resolve(Integer.toString(seen.size()));
            Files.copy(Objects.requireNonNull(files.get(file), file), nameless);
            Map<String, String> answers = new HashMap<>();
            for (Evidence evidence : engine.probe(nameless, Depth.PIXELS).evidence()) {
                answers.put(evidence.axis(), evidence.value());
            }
            said.put(file, answers);
            seen.add(record);
        }
    }

    private static Map<String, Path> files() throws IOException {
        Map<String, Path> files = new HashMap<>();
        for (String name : List.of("media-intel-samples", "media-opencv")) {
            try (Stream<Path> walk = Files.walk(SharedData.folder(name))) {
                walk.filter(Files::isRegularFile)
                        .forEach(file -> files.put(file.getFileName().toString(), file));
            }
        }
        return files;
    }

    private static List<CSVRecord> labels() throws IOException {
        try (Reader reader = new InputStreamReader(
                Objects.requireNonNull(SeenTest.class.getResourceAsStream("seen.csv")), StandardCharsets.UTF_8)) {
            return CSVFormat.DEFAULT
                    .builder()
                    .setCommentMarker('#')
                    .setHeader()
                    .setSkipHeaderRecord(true)
                    .get()
                    .parse(reader)
                    .getRecords();
        }
    }

    /** Thresholds were chosen with these very files in view: this holds the ground, and says nothing of other media. */
    @ParameterizedTest
    @CsvSource({"lighting,.25", "quality,.25", "shot_type,.25", "environment,.5"})
    void nineOfTenAnswersAreRight(String axis, double mostUnknown) {
        int asked = 0;
        int answered = 0;
        List<String> wrong = new ArrayList<>();
        Map<String, Integer> counts = new TreeMap<>();
        for (CSVRecord record : seen) {
            String truth = record.get(axis);
            String answer = said.getOrDefault(record.get("file"), Map.of()).get(axis);
            if (truth.isEmpty()) {
                continue;
            }
            asked++;
            counts.merge(truth.split("\\|")[0], 1, Integer::sum);
            answered += answer == null ? 0 : 1;
            if (answer != null && !List.of(truth.split("\\|")).contains(answer)) {
                wrong.add(record.get("file") + " is " + truth + ", found " + answer);
            }
        }
        double right = 1 - (double) wrong.size() / answered;
        double commonest =
                counts.values().stream().mapToInt(Integer::intValue).max().orElseThrow() / (double) asked;
        String report = axis + ": " + answered + " of " + asked + " answered, right " + right + ", commonest "
                + commonest + ", wrong " + wrong;
        assertThat(1 - (double) answered / asked).as(report).isLessThanOrEqualTo(mostUnknown);
        assertThat(right).as(report).isGreaterThanOrEqualTo(.9).isGreaterThan(commonest + .05);
    }
}
