package dev.assay.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Screens, drawn here: none of the photographs behind the weights of the environment shows one. Whatever stands in their
 * windows, they are no place indoors or outdoors.
 */
class ScreensTest {

    private static final int WIDTH = 512;
    private static final int HEIGHT = 288;

    private static final class Canvas {

        private final int[] pixels = new int[WIDTH * HEIGHT];
        private final Random random = new Random(7);

        Canvas box(int rgb, int left, int top, int right, int bottom) {
            for (int y = Math.max(0, top); y < Math.min(HEIGHT, bottom); y++) {
                for (int x = Math.max(0, left); x < Math.min(WIDTH, right); x++) {
                    pixels[y * WIDTH + x] = rgb;
                }
            }
            return this;
        }

        /** Words as small marks with gaps, line by line. */
        Canvas text(int rgb, int left, int top, int right, int bottom, int line) {
            for (int y = top; y + line / 2 < bottom; y += line) {
                int end = right - random.nextInt((right - left) / 2);
                for (int x = left; x < end; x += 4 + (random.nextInt(6) == 0 ? 4 : 0)) {
                    box(rgb, x, y, x + 1 + random.nextInt(2), y + line / 2);
                    box(rgb, x, y + random.nextInt(line / 2), x + 3, y + random.nextInt(line / 2) + 1);
                }
            }
            return this;
        }

        Picture picture() {
            byte[] rgb = new byte[3 * pixels.length];
            for (int i = 0; i < pixels.length; i++) {
                rgb[3 * i] = (byte) (pixels[i] >> 16);
                rgb[3 * i + 1] = (byte) (pixels[i] >> 8);
                rgb[3 * i + 2] = (byte) pixels[i];
            }
            return new Picture(WIDTH, HEIGHT, rgb);
        }
    }

    private static Canvas canvas(int rgb) {
        return new Canvas().box(rgb, 0, 0, WIDTH, HEIGHT);
    }

    private static Picture editor(int paper, int ink, int bar) {
        return canvas(paper)
                .box(bar, 0, 0, WIDTH, 16)
                .box(bar, 0, 16, 90, HEIGHT)
                .text(ink, 8, 24, 84, HEIGHT - 10, 12)
                .text(ink, 100, 24, WIDTH - 20, HEIGHT - 10, 10)
                .picture();
    }

    /** A blue heading, a green banner, text below: layers as a landscape has them. */
    private static Picture page() {
        return canvas(0xFFFFFF)
                .box(0x4A90E2, 0, 0, WIDTH, 80)
                .box(0x2E8B3A, 0, 80, WIDTH, 130)
                .text(0xFFFFFF, 20, 90, 300, 120, 14)
                .text(0x303030, 20, 140, WIDTH - 20, HEIGHT, 10)
                .picture();
    }

    private static Picture sheet() {
        Canvas sheet = canvas(0xFFFFFF).box(0x217346, 0, 0, WIDTH, 24);
        for (int x = 0; x < WIDTH; x += 64) {
            sheet.box(0xD0D0D0, x, 24, x + 1, HEIGHT);
        }
        for (int y = 24; y < HEIGHT; y += 14) {
            sheet.box(0xD0D0D0, 0, y, WIDTH, y + 1);
        }
        return sheet.text(0x202020, 4, 28, 400, HEIGHT, 14).picture();
    }

    /** Windows before a sky that fades into a meadow, as desktops have it. */
    private static Picture desktop() {
        Canvas desktop = canvas(0);
        for (int y = 0; y < HEIGHT; y++) {
            int fade = y / 3;
            desktop.box(y < HEIGHT / 2 ? 0x4080C0 + fade * 0x010101 : 0x306020 + fade * 0x000100, 0, y, WIDTH, y + 1);
        }
        desktop.box(0xF0F0F0, 60, 40, 380, 220).box(0x3060A0, 60, 40, 380, 56);
        return desktop.text(0x202020, 70, 64, 370, 214, 10)
                .box(0x202020, 0, HEIGHT - 20, WIDTH, HEIGHT)
                .picture();
    }

    private static Picture title() {
        return canvas(0xFFFFFF)
                .box(0x2050A0, 0, 0, WIDTH, 40)
                .text(0x303030, 180, 120, 330, 160, 14)
                .picture();
    }

    static Stream<Arguments> screens() {
        return Stream.of(
                Arguments.of("a light editor", editor(0xFFFFFF, 0x202020, 0xE0E0E0)),
                Arguments.of("a dark editor", editor(0x1E1E1E, 0xD0D0D0, 0x333333)),
                Arguments.of("a terminal", editor(0x000000, 0x20C020, 0x000000)),
                Arguments.of("a web page", page()),
                Arguments.of("a spreadsheet", sheet()),
                Arguments.of("a title", title()),
                Arguments.of("a desktop", desktop()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("screens")
    void aScreenIsNoPlace(String name, Picture picture) {
        Scene scene = Scene.of(picture);
        String level = Environment.of(List.of(new Environment.Frame(scene, false)), 0)
                .map(Judgement::level)
                .orElse("unknown");
        assertThat(level).as(name + " " + scene).isIn("screen", "unknown");
    }

    @Test
    void whatAScreenRestsOnIsNotItsLeaves() {
        Judgement screen = Environment.of(List.of(new Environment.Frame(Scene.of(title()), false)), 0)
                .orElseThrow();
        assertThat(screen.level()).isEqualTo("screen");
        assertThat(Environment.words(screen)).isEqualTo("flat, of few colours");
        assertThat(Environment.words(new Judgement("outdoor", .9))).contains("leaves");
    }
}
