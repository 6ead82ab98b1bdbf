package dev.assay.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.schema.Evidence;
import dev.assay.source.MediaEngine.Depth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What pixels say against what people see ({@code seen.csv}). The names of the files are taken from them first. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SeenTest {

    private final Map<Seen, Map<String, String>> said = new HashMap<>();
    private List<Seen> seen = new ArrayList<>();

    @BeforeAll
    void probe(@TempDir Path folder) throws IOException {
        FFmpegEngine engine = new FFmpegEngine();
        seen = Seen.filmed();
        for (Seen one : seen) {
            Path nameless = folder.resolve(Integer.toString(said.size()));
            Files.copy(one.file(), nameless);
            Map<String, String> answers = new HashMap<>();
            for (Evidence evidence : engine.probe(nameless, Depth.PIXELS).evidence()) {
                answers.put(evidence.axis(), evidence.value());
            }
            said.put(one, answers);
        }
    }

    /** Thresholds were chosen with these very files in view: this holds the ground, and says nothing of other media. */
    @ParameterizedTest
    @CsvSource({"lighting,.25", "quality,.25", "shot_type,.25", "environment,.5"})
    void nineOfTenAnswersAreRight(String axis, double mostUnknown) {
        Score score = new Score();
        for (Seen one : seen) {
            String answer = said.getOrDefault(one, Map.of()).getOrDefault(axis, "");
            score.add(one.file().getFileName().toString(), one.truth().getOrDefault(axis, List.of()), answer);
        }
        String report = axis + ": " + score + ", wrong " + score.wrong();
        assertThat(1 - score.answered()).as(report).isLessThanOrEqualTo(mostUnknown);
        assertThat(score.right()).as(report).isGreaterThanOrEqualTo(.9).isGreaterThan(score.commonest() + .05);
    }
}
