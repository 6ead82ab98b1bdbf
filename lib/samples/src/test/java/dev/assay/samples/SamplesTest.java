package dev.assay.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The generator makes again what it made once. */
final class SamplesTest {
    @TempDir
    Path folder;

    /** One file of every muxer that has fields to go wrong: random identifiers, dates, frame rates, lengths of sound. */
    @ParameterizedTest
    @ValueSource(strings = {"two seconds.mp4", "greeting 3.mkv", "puppet 2.avi", "returned by the reviewer.mp4"})
    void makesTheSameFileTwice(String name) throws Exception {
        Sample sample = Catalogue.read().samples().stream()
                .filter(candidate -> candidate.path().endsWith("/" + name))
                .findFirst()
                .orElseThrow();
        Path first = made("first", sample);
        Path second = made("second", sample);
        assertThat(Files.mismatch(first, second)).isEqualTo(-1);
        Sample.Encoding encoding = Objects.requireNonNull(sample.encoding());
        Probe probe = Probe.of(first);
        assertThat(probe.vcodec()).isEqualTo(encoding.vcodec());
        assertThat(probe.width()).isEqualTo(encoding.shownWidth());
        assertThat(probe.height()).isEqualTo(encoding.shownHeight());
        assertThat(probe.duration()).isCloseTo(encoding.seconds(), within(0.1));
    }

    private Path made(String root, Sample sample) throws IOException {
        new Samples(folder.resolve(root), new Catalogue(List.of(sample))).write(sample);
        return folder.resolve(root).resolve(sample.path());
    }

    /** A player turns the stored picture clockwise; upright, it must be the picture that needs no turning. */
    @Test
    void rotatedFilesShowTheSamePictureUpright() {
        Sample.Picture picture =
                new Sample.Picture("turn", "outdoor", "selfie", "neutral", "hq", "ana", null, 0, List.of(), List.of());
        var upright = new Film(picture, new Sample.Encoding("h264", null, 90, 160, 0, 10, 1, 30)).frame(0);
        var stored = new Film(picture, new Sample.Encoding("h264", null, 160, 90, 90, 10, 1, 30)).frame(0);
        // Turned clockwise, the stored top left corner arrives at the top right.
        for (int y = 0; y < 160; y++) {
            for (int x = 0; x < 90; x++) {
                assertThat(stored.getRGB(y, 89 - x)).isEqualTo(upright.getRGB(x, y));
            }
        }
    }
}
