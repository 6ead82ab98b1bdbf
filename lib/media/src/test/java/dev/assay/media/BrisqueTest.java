package dev.assay.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** BRISQUE is OpenCV's; what is ours is that it is asked rightly. It was made to order distortions of one picture. */
class BrisqueTest {

    private static final int SIDE = 256;

    @BeforeEach
    void withOpenCv() {
        Assumptions.assumeTrue(OpenCv.isAvailable(), "no OpenCV for this machine");
    }

    /** Grey values with as much at every scale, and edges: what photographs have. */
    private static double[] scene() {
        Random random = new Random(7);
        double[] scene = new double[SIDE * SIDE];
        for (int cell = 1; cell <= 128; cell *= 2) {
            int cells = SIDE / cell + 2;
            double[] knots =
                    random.doubles((long) cells * cells).map(u -> 2 * u - 1).toArray();
            for (int i = 0; i < scene.length; i++) {
                int row = i / SIDE;
                double x = (i % SIDE) / (double) cell;
                scene[i] += Math.pow(cell, .8) * .7 * between(knots, cells, x, row / (double) cell);
            }
        }
        for (int disc = 0; disc < 30; disc++) {
            int x = random.nextInt(SIDE);
            int y = random.nextInt(SIDE);
            int radius = 5 + random.nextInt(25);
            double shade = 60 * random.nextDouble() - 30;
            for (int i = 0; i < scene.length; i++) {
                scene[i] += Math.hypot(i % SIDE - x, i / SIDE - y) < radius ? shade : 0;
            }
        }
        return scene;
    }

    private static double between(double[] knots, int cells, double x, double y) {
        int i = (int) x;
        int j = (int) y;
        double upper = knots[j * cells + i] * (1 - (x - i)) + knots[j * cells + i + 1] * (x - i);
        double lower = knots[(j + 1) * cells + i] * (1 - (x - i)) + knots[(j + 1) * cells + i + 1] * (x - i);
        return upper * (1 - (y - j)) + lower * (y - j);
    }

    private static Picture picture(double[] scene) {
        byte[] rgb = new byte[3 * scene.length];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) Math.max(0, Math.min(255, Math.round(128 + scene[i / 3])));
        }
        return new Picture(SIDE, SIDE, rgb);
    }

    private static double[] blurred(double[] scene, int radius) {
        return IntStream.range(0, scene.length)
                .mapToDouble(i -> mean(scene, i % SIDE - radius, i / SIDE - radius, 2 * radius + 1))
                .toArray();
    }

    /** What is left of a scene where every block of pixels has one value. */
    private static double[] blocks(double[] scene, int side) {
        return IntStream.range(0, scene.length)
                .mapToDouble(i -> mean(scene, i % SIDE / side * side, i / SIDE / side * side, side))
                .toArray();
    }

    private static double mean(double[] scene, int left, int top, int side) {
        double sum = 0;
        for (int y = top; y < top + side; y++) {
            for (int x = left; x < left + side; x++) {
                sum += scene[Math.floorMod(y, SIDE) * SIDE + Math.floorMod(x, SIDE)];
            }
        }
        return sum / (side * side);
    }

    private static double of(double[] scene) {
        return Brisque.of(picture(scene)).orElseThrow();
    }

    @Test
    void theMoreAPictureIsBlurredTheMoreItSays() {
        double[] scene = scene();
        assertThat(List.of(of(scene), of(blurred(scene, 1)), of(blurred(scene, 2)), of(blurred(scene, 4))))
                .isSorted()
                .doesNotHaveDuplicates()
                .allMatch(value -> value >= 0 && value <= 100);
    }

    @Test
    void coarseBlocksAreADistortion() {
        double[] scene = scene();
        assertThat(of(blocks(scene, 8))).isGreaterThan(of(scene) + 10);
    }

    @Test
    void aTinyPictureSaysNothing() {
        assertThat(Brisque.of(new Picture(31, 400, new byte[3 * 31 * 400]))).isEmpty();
        assertThat(Brisque.of(new Picture(32, 512, new byte[3 * 32 * 512]))).isNotEmpty();
    }
}
