package dev.assay.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.IntFunction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameSampleTest {

    private static final int PIXELS = Clips.WIDTH * Clips.HEIGHT;

    @TempDir
    Path folder;

    @BeforeAll
    static void load() {
        Libav.load();
    }

    private FrameSample sample(int frames, int gop, IntFunction<Clips.Painter> painter) throws IOException {
        Path file = Clips.record(folder.resolve("clip.mp4"), "mp4", frames, gop, painter);
        try (MediaInput input = MediaInput.open(file)) {
            return FrameSample.of(input, HeaderProbe.alone(input));
        }
    }

    /** A bright curtain that is drawn over a dark board: the mean tells the frame, and no frame must be coded anew. */
    private static Clips.Painter counted(int frame, int frames) {
        Clips.Painter board = Clips.checks(0x303030, 0x606060);
        return (x, y) -> x < frame * Clips.WIDTH / frames ? 0xF0F0F0 : board.at(x, y);
    }

    /** Key frames near all four places; one only, and a way to the others that is short, too long for one, for all. */
    @ParameterizedTest
    @CsvSource({"80,20,4", "80,1000,4", "400,1000,3"})
    void looksWhereKeyFramesAreAndAsFarOnAsIsCheap(int frames, int gop, int looks) throws IOException {
        // In a budget of 277 frames of this size, 205 lead to the second and third place, 90 more would lead to the
        // last.
        assertThat((int) (Thresholds.number("frames.pixels") / PIXELS)).isEqualTo(277);
        FrameSample sample = sample(frames, gop, i -> counted(i, frames));
        assertThat(sample.looks()).hasSize(looks);
        assertThat(sample.looks()).extracting(Look::mean).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void aKeyFrameFarFromAnyOtherIsNotTheOnlyWitness() throws IOException {
        // The second place lies more than 300 frames on, beyond the budget.
        FrameSample sample = sample(1200, 1200, i -> counted(i, 1200));
        assertThat(sample.looks()).hasSize(2);
        assertThat(sample.looks().get(1).mean() - sample.looks().get(0).mean()).isGreaterThan(.1);
    }

    @Test
    void blackFramesAreNoWitnessesWhereThereAreOthers() throws IOException {
        assertThat(sample(80, 20, i -> i < 30 ? Clips.plain(0) : counted(i, 80)).looks())
                .isNotEmpty()
                .allSatisfy(look -> assertThat(look.mean()).isGreaterThan(.1));
        assertThat(sample(80, 20, i -> Clips.plain(0)).looks()).hasSize(4);
    }
}
