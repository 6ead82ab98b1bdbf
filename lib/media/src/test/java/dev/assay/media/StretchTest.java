package dev.assay.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.source.MediaEngine.Depth;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Videos whose motion and light are known, as they are drawn here. */
class StretchTest {

    private static final int FRAMES = 36;

    @TempDir
    Path folder;

    private final FFmpegEngine engine = new FFmpegEngine();

    @ParameterizedTest
    @CsvSource({
        "avi,0,still,steady",
        "avi,3,moderate,moving",
        "avi,6,strong,moving",
        "webm,0,still,steady",
        "webm,3,moderate,moving",
        "webm,6,strong,moving"
    })
    void aTextureThatMovesByKnownSteps(String format, int step, String motion, String camera) throws IOException {
        Map<String, Object> values = values(format, i -> texture(i * step, 0));
        double speed = (double) step * Clips.FPS / Clips.WIDTH;
        assertThat(number(values, "m_motion")).isCloseTo(speed, within(.01 + speed / 10));
        assertThat(number(values, "m_motion_global")).isCloseTo(speed, within(.01 + speed / 10));
        assertThat(number(values, "m_motion_residual")).isLessThan(.03);
        assertThat(values).containsEntry("motion", motion).containsEntry("camera_motion", camera);
    }

    @ParameterizedTest
    @CsvSource({"avi", "webm"})
    void aCameraThatShakesIsNotOneThatPans(String format) throws IOException {
        Random random = new Random(5);
        int[] across = random.ints(FRAMES, -4, 5).toArray();
        int[] down = random.ints(FRAMES, -4, 5).toArray();
        assertThat(values(format, i -> texture(across[i], down[i]))).containsEntry("camera_motion", "shaky");
    }

    @ParameterizedTest
    @CsvSource({"avi", "webm"})
    void whatMovesBeforeAStillCameraIsTheResidual(String format) throws IOException {
        // The left third moves, the rest does not.
        Map<String, Object> values = values(format, i -> {
            Clips.Painter still = texture(0, 0);
            Clips.Painter moving = texture(0, 4 * i);
            return (x, y) -> x < Clips.WIDTH / 3 ? moving.at(x, y) : still.at(x, y);
        });
        double speed = 4.0 * Clips.FPS / Clips.WIDTH;
        assertThat(number(values, "m_motion_global")).isLessThan(.01);
        assertThat(number(values, "m_motion_residual")).isCloseTo(speed / 3, within(speed / 8));
        assertThat(values).containsEntry("camera_motion", "steady");
    }

    @Test
    void flickerIsMeasuredAndAFadeIsNone() throws IOException {
        // Grey 120 and 136 in turn: 8 of 255 around their mean. The codec's rounding is below one grey value.
        assertThat(number(values("avi", i -> grey(i % 2 == 0 ? 120 : 136)), "m_flicker"))
                .isCloseTo(8 / 255.0, within(1 / 255.0));
        assertThat(number(values("avi", i -> grey(60 + 2 * i)), "m_flicker")).isLessThan(1 / 255.0);
    }

    @Test
    void aStretchEndsAtACut() throws IOException {
        Map<String, Object> values = values("avi", i -> i < 12 ? texture(0, 0) : Clips.plain(0x10E010));
        assertThat(values).containsEntry("m_stretch_frames", 12L).containsEntry("motion", "still");
    }

    /** Of nine seconds with one key frame, at the start, the first two stand still: no stretch is to lie there. */
    @Test
    void aStretchBeginsInItsPartOfTheVideoWhereverAKeyFrameIs() throws IOException {
        int still = 2 * Clips.FPS;
        Path file = Clips.record(
                folder.resolve("late.mp4"), "mp4", 9 * Clips.FPS, 1000, i -> texture(3 * Math.max(0, i - still), 0));
        Map<String, Object> values = engine.probe(file, Depth.FULL).values();
        assertThat(number(values, "m_motion_global")).isCloseTo(3.0 * Clips.FPS / Clips.WIDTH, within(.03));
        // Two of a second and a half, both ends included.
        assertThat(values).containsEntry("m_stretch_frames", 2L * (3 * Clips.FPS / 2 + 1));
    }

    private Map<String, Object> values(String format, IntFunction<Clips.Painter> painters) throws IOException {
        Path file = Clips.record(folder.resolve("clip." + format), format, FRAMES, painters);
        return engine.probe(file, Depth.FULL).values();
    }

    private static double number(Map<String, Object> values, String column) {
        return values.get(column) instanceof Double number ? number : Double.NaN;
    }

    private static Clips.Painter grey(int value) {
        return Clips.plain(value << 16 | value << 8 | value);
    }

    /** Blots of a few pixels that do not repeat, shifted to the right and down. */
    private static Clips.Painter texture(int across, int down) {
        return (x, y) -> {
            double u = (x - across) / 7.0;
            double v = (y - down) / 7.0;
            double blot = Math.sin(u + 2.3 * Math.sin(v / 2.1)) + Math.sin(1.3 * v + 1.7 * Math.sin(u / 3.7));
            int value = (int) (128 + 55 * blot);
            return value << 16 | value << 8 | value;
        };
    }
}
