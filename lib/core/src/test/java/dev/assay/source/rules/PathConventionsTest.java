package dev.assay.source.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.schema.Evidence;
import dev.assay.source.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathConventionsTest {

    private final Rules rules = Rules.builtIn();

    private Map<String, String> said(String path) {
        return rules.path(path).evidence().stream()
                .filter(each -> !each.axis().endsWith("_raw"))
                .collect(Collectors.toMap(
                        Evidence::axis, Evidence::value, (a, b) -> a.equals(b) ? a : a + "|" + b, TreeMap::new));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "set/real estate tours/a.mp4",
                "set/Real Housewives/a.mp4",
                "set/unreal/a.mp4",
                "set/Is Santa Claus real？.mp4",
                "set/real.mp4",
                "set/fake news/b.mp4",
                "DEEPFAKE_DATASETS/a.mp4",
                "set/my id0_id1_0000 clip.mp4",
                "set/authentic_0001.mp4",
                "set/000_003.mp4"
            })
    void titlesAreNotLabels(String path) {
        assertThat(said(path)).doesNotContainKey("label");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "set/real/a.mp4;{label=real}",
                "real/a.mp4;{label=real}",
                "set/FAKE/x/a.mp4;{label=fake}",
                "set/real/fake/a.mp4;{label=fake}",
                "Celeb-DF/Celeb-synthesis/id0_id1_0003.mp4;"
                        + "{identity=id0, label=fake, pair=id0_id1, source_video=id0_0003}",
                "Celeb-DF/Celeb-real/id0_0003.mp4;{identity=id0, label=real, source_video=id0_0003}",
                "Celeb-DF/YouTube-real/00170.mp4;{label=real}",
                "ff/manipulated_sequences/Deepfakes/c23/videos/003_000.mp4;"
                        + "{label=fake, method=deepfakes, pair=000_003, source_video=003}",
                "ff/original_sequences/youtube/c23/videos/003.mp4;{label=real, source_video=003}",
                "av/RealVideo-RealAudio/African/men/id00076/00109.mp4;"
                        + "{ethnicity=African, gender=men, identity=id00076, label=real}",
                "set/train/a.mp4;{split=train}"
            })
    void conventionsAre(String path, String expected) {
        assertThat(said(path)).hasToString(expected);
    }

    @Test
    void thePublishedRunsRealVideosAreUnknown() throws IOException {
        List<Path> lists;
        try (Stream<Path> files = Files.list(SharedData.folder("seed-custodire"))) {
            lists = files.filter(file -> file.toString().endsWith("real_sources.jsonl"))
                    .toList();
        }
        ObjectMapper json = new ObjectMapper();
        int paths = 0;
        for (String line : Files.readAllLines(lists.get(0))) {
            String path = json.readTree(line).path("path").asText();
            assertThat(said(path)).as(path).isEmpty();
            paths++;
        }
        assertThat(paths).isEqualTo(85);
    }
}
