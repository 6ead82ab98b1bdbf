package dev.assay.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PixelFormulasTest {

    private static final int SIDE = 64;
    private static final Compression NOTHING_KNOWN = new Compression(Double.NaN, Double.NaN);

    private static Picture picture(Clips.Painter painter) {
        return picture(SIDE, SIDE, painter);
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

    private static Clips.Painter grey(int value) {
        return Clips.plain(value * 0x010101);
    }

    @ParameterizedTest
    // sqrt of the weight, by definition: sqrt(.241), sqrt(.691), sqrt(.068), 1.
    @CsvSource({"16711680,0.49092", "65280,0.83126", "255,0.26077", "16777215,1", "0,0"})
    void lumaOfPureColoursIsTheRootOfTheirWeight(int rgb, double expected) {
        Luma luma = Luma.of(picture(Clips.plain(rgb)));
        assertThat(luma.mean()).isCloseTo(expected, within(1e-4));
        assertThat(luma.quantile(.5)).isCloseTo(expected, within(2e-4));
        assertThat(luma.contrast()).isCloseTo(0, within(1e-3));
    }

    @Test
    void quantilesOfARampAreItsProportions() {
        Luma luma = Luma.of(picture(256, 4, (x, y) -> x * 0x010101));
        assertThat(luma.quantile(.05)).isCloseTo(.05, within(.005));
        assertThat(luma.quantile(.99)).isCloseTo(.99, within(.005));
        assertThat(luma.mean()).isCloseTo(.5, within(1e-3));
        // Of a uniform distribution: 1 / sqrt(12).
        assertThat(luma.contrast()).isCloseTo(0.2887, within(2e-3));
    }

    @Test
    void exposureSharesCountBothEndsInclusively() {
        Luma luma = Luma.of(picture(256, 1, (x, y) -> x * 0x010101));
        // Black columns are no bar here: the other side is white.
        assertThat(luma.darkShare()).isCloseTo(26 / 256.0, within(1e-9));
        assertThat(luma.brightShare()).isCloseTo(9 / 256.0, within(1e-9));
    }

    @Test
    void blackBarsOnBothSidesDoNotDarkenAPicture() {
        Picture pillars = picture((x, y) -> x < 20 || x >= SIDE - 20 ? 0 : 0x808080);
        Picture oneSide = picture((x, y) -> x < 20 ? 0 : 0x808080);
        assertThat(Luma.of(pillars).mean()).isCloseTo(128 / 255.0, within(1e-3));
        assertThat(Luma.of(oneSide).mean()).isLessThan(0.4);
        assertThat(Luma.of(picture(grey(0))).mean()).isZero();
    }

    @Test
    void laplacianOfASinglePointIsKnown() {
        // One pixel of 1 on 0 in 5 x 5: responses -4 and four times 1 among nine inner pixels; variance 20/9.
        Picture point = picture(5, 5, (x, y) -> x == 2 && y == 2 ? 0x010101 : 0);
        assertThat(Sharpness.of(point)).isCloseTo(20 / 9.0, within(1e-5));
        assertThat(Sharpness.of(picture(1, 1, grey(9)))).isZero();
    }

    @Test
    void theMoreBlurTheLessSharp() {
        double last = Double.POSITIVE_INFINITY;
        for (int blur = 0; blur < 4; blur++) {
            int steps = 2 * blur + 1;
            double sharpness = Sharpness.of(picture((x, y) -> {
                int sum = 0;
                for (int k = 0; k < steps; k++) {
                    sum += (x + k) / 8 % 2 * 255;
                }
                return sum / steps * 0x010101;
            }));
            assertThat(sharpness).isPositive().isLessThan(last);
            last = sharpness;
        }
    }

    @ParameterizedTest
    @CsvSource({"10,low", "50,low", "70,neutral", "128,neutral", "155,neutral", "180,bright", "250,bright"})
    void lightingFollowsTheKeyOfAPlainPicture(int grey, String level) {
        // A touch of white keeps P99 out of it.
        Picture picture = picture((x, y) -> x < 2 ? 0xFFFFFF : grey * 0x010101);
        assertThat(Lighting.of(Look.at(picture)).level()).isEqualTo(level);
    }

    @Test
    void aPictureWithoutAnyLightPixelIsLowWhateverItsKey() {
        assertThat(Lighting.of(Look.at(picture(grey(75)))).level()).isEqualTo("low");
    }

    @Test
    void confidenceIsLeastAtAThreshold() {
        double threshold = Thresholds.number("lighting.bright.key") * 255;
        Judgement near = Lighting.of(Look.at(picture(grey((int) Math.ceil(threshold)))));
        Judgement far = Lighting.of(Look.at(picture(grey(240))));
        assertThat(near.level()).isEqualTo("bright");
        assertThat(near.confidence()).isBetween(.5, .52);
        assertThat(far.confidence()).isEqualTo(.95);
    }

    /** A frame of key .2 with a face in it, and the level of both. */
    @ParameterizedTest
    @CsvSource({"NaN,low", "0.1,low", "0.25,low", "0.45,neutral"})
    void aLitFaceLiftsADarkPictureAndADarkOneLowersNone(double faceLuma, String level) {
        assertThat(Lighting.of(look(.2, faceLuma)).level()).isEqualTo(level);
        assertThat(Lighting.of(look(.3, faceLuma)).level()).isEqualTo("neutral");
    }

    private static Look look(double key, double faceLuma) {
        Picture black = picture(grey(0));
        Scene scene = Scene.of(black);
        return new Look(
                key, 0, key, .9, .1, 0, 0, 100, 0, 0, faceLuma, 10, false, scene, List.of(), Double.NaN, Pdq.of(black));
    }

    @Test
    void framesThatDisagreeLeaveLightingUnknown() {
        Look low = Look.at(picture(grey(10)));
        Look neutral = Look.at(picture(grey(120)));
        Look bright = Look.at(picture(grey(240)));
        assertThat(Lighting.of(List.of(low, low, low, bright))).isEmpty();
        assertThat(Lighting.of(List.of(low, low, neutral, neutral))).isEmpty();
        assertThat(Lighting.of(List.of())).isEmpty();
        assertThat(Lighting.of(List.of(low, neutral, neutral, neutral)))
                .hasValueSatisfying(found -> assertThat(found.level()).isEqualTo("neutral"))
                .hasValueSatisfying(found -> assertThat(found.confidence())
                        .isLessThan(Lighting.of(Collections.nCopies(4, neutral))
                                .orElseThrow()
                                .confidence()));
    }

    @ParameterizedTest
    @CsvSource({
        "1080,.3,0.1,h264,hq",
        "1080,.3,NaN,h264,hq",
        "720,.065,0.04,h264,hq",
        "719,.065,0.04,h264,mq",
        "1080,.03,0.1,h264,mq",
        "480,.3,0.1,h264,mq",
        "240,.3,0.1,h264,lq",
        "1080,.005,0.1,h264,lq",
        "1080,0,0.1,h264,lq",
        "1080,.3,0.009,h264,lq",
        "1080,.3,0.03,hevc,hq",
        "1080,.3,0.0001,cinepak,hq"
    })
    void qualityIsTheWorstOfSizeSharpnessAndBits(
            double side, double sharpness, double bits, String codec, String level) {
        Judgement judgement = Quality.of(side, sharpness, bits, codec, NOTHING_KNOWN);
        assertThat(judgement.level()).isEqualTo(level);
        assertThat(judgement.confidence()).isBetween(.5, .95);
    }

    @ParameterizedTest
    @CsvSource({"23,1,hq", "30,1.5,hq", "31,1,mq", "37,1,mq", "38,1,lq", "23,1.6,mq", "23,2.6,lq", "NaN,2.6,lq"})
    void quantiserAndBlocksCountAndBitsOnlyWithoutThem(double quantiser, double blockiness, String level) {
        // A scene at rest needs next to no bits, however finely it is coded.
        double bits = Double.isNaN(quantiser) ? .1 : .001;
        Judgement judgement = Quality.of(1080, .3, bits, "h264", new Compression(quantiser, blockiness));
        assertThat(judgement.level()).isEqualTo(level);
    }

    @ParameterizedTest
    @CsvSource({"vp9,104,30", "vp9,158,37", "jpeg,74.5,30", "jpeg,30,37", "jpeg,100,26.0", "vp9,0,16.5"})
    void otherScalesAreTiedToThatOfH264(String codec, double value, double quantiser) {
        assertThat(Compression.equivalent(codec, value)).isCloseTo(quantiser, within(.05));
    }

    @Test
    void whatTheFrameStatesGoesBeforeWhatTheFileDoes() {
        assertThat(new Compression(20, 1).orStated(OptionalDouble.of(35)).quantiser())
                .isEqualTo(20);
        assertThat(NOTHING_KNOWN.orStated(OptionalDouble.of(35)).quantiser()).isEqualTo(35);
        assertThat(NOTHING_KNOWN.orStated(OptionalDouble.empty()).quantiser()).isNaN();
    }

    /** Light that is four times weaker makes the Laplacian's variance sixteen times smaller, and the edges no less sharp. */
    @Test
    void sharpnessDoesNotDependOnTheLight() {
        Look day = Look.at(picture(Clips.checks(0x202020, 0xE0E0E0)));
        Look night = Look.at(picture(Clips.checks(0x080808, 0x383838)));
        assertThat(night.sharpness()).isLessThan(day.sharpness() / 12);
        assertThat(night.relativeSharpness()).isCloseTo(day.relativeSharpness(), within(.05 * day.relativeSharpness()));
        // Next to no contrast: noise of one grey value is not taken for detail.
        Look plain = Look.at(picture((x, y) -> (100 + (x + y) % 2) * 0x010101));
        assertThat(plain.relativeSharpness()).isLessThan(.3);
    }

    @Test
    void blocksAreStepsAtEveryEighthPixel() {
        byte[] row = new byte[64];
        for (int x = 0; x < row.length; x++) {
            row[x] = (byte) (20 * (x / 8));
        }
        double[] sums = new double[2];
        Compression.add(row, sums);
        assertThat(sums).containsExactly(7 * 20, 0);
        for (int x = 0; x < row.length; x++) {
            row[x] = (byte) (3 * x);
        }
        double[] ramp = new double[2];
        Compression.add(row, ramp);
        assertThat(ramp).containsExactly(7 * 3, 2 * 7 * 3);
    }

    @Test
    void barsAreMeasured() {
        Clips.Painter board = Clips.checks(0x404040, 0xE0E0E0);
        Luma letterbox = Luma.of(picture(100, 80, (x, y) -> y < 10 || y >= 70 ? 0 : board.at(x, y)));
        assertThat(letterbox.edgeBars()).isEqualTo(.25);
        assertThat(letterbox.sideBars()).isZero();
        Luma pillarbox = Luma.of(picture(100, 80, (x, y) -> x < 10 || x >= 90 ? 0 : board.at(x, y)));
        assertThat(pillarbox.sideBars()).isEqualTo(.2);
        assertThat(pillarbox.edgeBars()).isZero();
    }

    @Test
    void theLightOnAFaceIsThatOfItsBox() {
        Picture picture = picture(100, 80, (x, y) -> x < 50 ? 0x646464 : 0xFFFFFF);
        assertThat(Luma.mean(picture, new Face(0, .2, .5, .5, Double.NaN, 1))).isCloseTo(100 / 255.0, within(1e-4));
        assertThat(Luma.mean(picture, new Face(.8, .9, .5, .5, Double.NaN, 1))).isCloseTo(1, within(1e-4));
        assertThat(Luma.mean(picture, new Face(2, .9, .5, .5, Double.NaN, 1))).isNaN();
    }

    @Test
    void contentDifferenceIsTheMeanOfThree() {
        Hsv black = Hsv.of(picture(grey(0)));
        Hsv white = Hsv.of(picture(grey(255)));
        Hsv red = Hsv.of(picture(Clips.plain(0xFF0000)));
        Hsv blue = Hsv.of(picture(Clips.plain(0x0000FF)));
        assertThat(black.difference(black)).isZero();
        assertThat(black.difference(white)).isEqualTo(255 / 3.0);
        assertThat(black.difference(red)).isEqualTo(2 * 255 / 3.0);
        // Hue 0 and 120 (of 180): 60 apart, the short way round.
        assertThat(red.difference(blue)).isEqualTo(60 / 3.0).isEqualTo(blue.difference(red));
    }

    @Test
    void fourQuarterTurnsAreNone() {
        Picture picture = picture(3, 2, (x, y) -> 10 * x + y);
        Picture turned = picture.turned(90);
        assertThat(turned.width()).isEqualTo(2);
        // The left column becomes the top row, read from below.
        assertThat(List.of(turned.value(0, 2), turned.value(1, 2))).containsExactly(1, 0);
        Picture back = turned.turned(180).turned(90);
        for (int i = 0; i < 6; i++) {
            assertThat(back.value(i, 2)).isEqualTo(picture.value(i, 2));
            assertThat(turned.turned(270).value(i, 2)).isEqualTo(picture.value(i, 2));
        }
    }

    @ParameterizedTest
    @CsvSource({"2160,2160p", "1440,1440p", "1088,1080p", "719,480p", "240,240p", "239,sub240p", "1,sub240p"})
    void resolutionIsByTheShortSide(long shortSide, String level) {
        assertThat(HeaderProbe.resolution(shortSide)).isEqualTo(level);
    }
}
