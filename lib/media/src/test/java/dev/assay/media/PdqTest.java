package dev.assay.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PdqTest {

    /** The publishers' threshold for "the same picture". */
    private static final int NEAR = 31;

    /** A picture of stripes and hyperbolas in whole numbers, the one that the reference file was made of. */
    static int pattern(int x, int y) {
        return tent(3 * x + 2 * y, 211) << 16 | tent(x * y / 64 + x, 157) << 8 | tent(5 * y - x + 1000, 389);
    }

    private static Picture patterned(int width, int height) {
        return picture(width, height, PdqTest::pattern);
    }

    private static int tent(int position, int period) {
        return Math.min(255, Math.abs(position % period - period / 2) * 510 / period);
    }

    /** A scene that is defined at every point, so that any size of it shows the same. */
    private static Picture scene(int width, int height, int number) {
        return picture(width, height, (column, row) -> {
            double x = (column + .5) / width;
            double y = (row + .5) / height;
            double value = 128
                    + 55 * Math.sin((5 + number) * x + 9 * y * y)
                    + 40 * Math.cos((11 + number) * x * y + 7 * y)
                    + 30 * Math.sin(23 * x - (17 + 2 * number) * y);
            return ((int) Math.max(0, Math.min(255, value))) * 0x010101;
        });
    }

    private static Picture picture(int width, int height, Clips.Painter painter) {
        byte[] rgb = new byte[3 * width * height];
        for (int i = 0; i < width * height; i++) {
            int value = painter.at(i % width, i / width);
            rgb[3 * i] = (byte) (value >> 16);
            rgb[3 * i + 1] = (byte) (value >> 8);
            rgb[3 * i + 2] = (byte) value;
        }
        return new Picture(width, height, rgb);
    }

    private static int distance(Picture a, Picture b) {
        return new BigInteger(Pdq.of(a).hash(), 16)
                .xor(new BigInteger(Pdq.of(b).hash(), 16))
                .bitCount();
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/reference/pdq.csv", numLinesToSkip = 4)
    void agreesWithTheReferenceToTheBit(int width, int height, String hash, int quality) {
        assertThat(Pdq.of(patterned(width, height))).isEqualTo(new Pdq(hash, quality));
    }

    @ParameterizedTest
    @CsvSource({"320,180", "1280,720", "200,200", "97,131"})
    void anotherSizeStaysNear(int width, int height) {
        assertThat(distance(scene(640, 360, 0), scene(width, height, 0))).isLessThanOrEqualTo(NEAR);
    }

    @ParameterizedTest
    @ValueSource(doubles = {.8, .9, 1.1})
    void anotherBrightnessStaysNear(double gain) {
        // Brighter means clipped, too, in a picture that reaches white.
        Picture picture = patterned(640, 360);
        Picture other = picture(640, 360, (x, y) -> {
            int rgb = 0;
            for (int channel = 0; channel < 3; channel++) {
                int value = picture.value(y * 640 + x, channel);
                rgb = rgb << 8 | (int) Math.min(255, gain * value + 5);
            }
            return rgb;
        });
        assertThat(distance(picture, other)).isLessThanOrEqualTo(NEAR);
    }

    @Test
    void coarserSteppingInBlocksStaysNear() {
        // Blocks of eight pixels drawn a quarter towards their mean, and values in steps of 12: what a poor JPEG does.
        Picture picture = scene(640, 360, 0);
        Picture coarse = picture(640, 360, (x, y) -> {
            int sum = 0;
            for (int i = 0; i < 64; i++) {
                sum += picture.value((y / 8 * 8 + i / 8) * 640 + x / 8 * 8 + i % 8, 0);
            }
            int value = (3 * picture.value(y * 640 + x, 0) + sum / 64) / 4;
            return Math.min(255, (value + 6) / 12 * 12) * 0x010101;
        });
        assertThat(distance(picture, coarse)).isLessThanOrEqualTo(NEAR);
    }

    @Test
    void otherPicturesAreFar() {
        for (int i = 1; i < 12; i++) {
            assertThat(distance(scene(320, 240, 0), scene(320, 240, 4 * i))).isGreaterThan(2 * NEAR);
        }
        assertThat(distance(scene(320, 180, 0), scene(320, 180, 0).turned(180))).isGreaterThan(2 * NEAR);
    }

    @Test
    void halfOfTheBitsAreSet() {
        assertThat(new BigInteger(Pdq.of(scene(300, 200, 3)).hash(), 16).bitCount())
                .isEqualTo(128);
    }

    @Test
    void whatShowsNothingHasNoQuality() {
        assertThat(Pdq.of(picture(640, 360, (x, y) -> 0x7F7F7F)).quality()).isZero();
        assertThat(Pdq.of(picture(640, 360, (x, y) -> x * 255 / 640 * 0x010101)).quality())
                .isLessThanOrEqualTo(49);
        assertThat(Pdq.of(patterned(4, 300))).isEqualTo(new Pdq("0".repeat(64), 0));
        assertThat(Pdq.of(patterned(640, 360)).quality()).isEqualTo(100);
    }

    @Test
    void barsAreLeftOut() {
        Picture bare = patterned(512, 288);
        Picture barred =
                picture(600, 400, (x, y) -> x < 44 || x >= 556 || y < 56 || y >= 344 ? 0 : pattern(x - 44, y - 56));
        assertThat(Pdq.of(barred, 44, 56)).isEqualTo(Pdq.of(bare));
        assertThat(distance(barred, bare)).isGreaterThan(NEAR);
    }

    @Test
    void onlyHashesThatSaySomethingAreKept() {
        Pdq one = new Pdq("1".repeat(64), 50);
        Pdq two = new Pdq("2".repeat(64), 100);
        Pdq poor = new Pdq("3".repeat(64), 49);
        assertThat(Pdq.join(List.of(one, poor, two))).contains("1".repeat(64) + " " + "2".repeat(64));
        assertThat(Pdq.join(List.of(poor))).isEmpty();
    }
}
