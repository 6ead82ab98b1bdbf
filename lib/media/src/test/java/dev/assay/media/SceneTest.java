package dev.assay.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SceneTest {

    private static final int WIDTH = 256;
    private static final int HEIGHT = 128;

    /** Noise that is the same every time, in 0..255. */
    private static int noise(int x, int y) {
        int mixed = (x * 73856093) ^ (y * 19349663);
        return ((mixed ^ (mixed >>> 13)) * 0x5BD1E995) >>> 24;
    }

    private static Picture picture(Clips.Painter painter) {
        byte[] rgb = new byte[3 * WIDTH * HEIGHT];
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
            int value = painter.at(i % WIDTH, i / WIDTH);
            rgb[3 * i] = (byte) (value >> 16);
            rgb[3 * i + 1] = (byte) (value >> 8);
            rgb[3 * i + 2] = (byte) value;
        }
        return new Picture(WIDTH, HEIGHT, rgb);
    }

    /** A meadow below, and a blue sky of a quarter of the height above. */
    private static int meadow(int x, int y) {
        int leaf = noise(x / 4, y / 4) / 2;
        return y < HEIGHT / 4 ? 0x6090E0 : (60 + leaf) << 16 | (110 + leaf) << 8 | 30 + leaf;
    }

    private static Scene scene(
            double sky, double vegetation, double detailed, double smooth, double flat, double central) {
        return new Scene(sky, vegetation, detailed, smooth, flat, .4, central, .2, .5, 0, 0, 0, 0, 0);
    }

    private static Optional<Judgement> environment(Scene scene) {
        return Environment.of(List.of(new Environment.Frame(scene, false)), 0);
    }

    private static Face face(double x, double height) {
        return new Face(x, .2, height / 2, height, Double.NaN, .8);
    }

    @Test
    void sharesAreThoseThatWerePainted() {
        Scene meadow = Scene.of(picture(SceneTest::meadow));
        assertThat(meadow.sky()).isCloseTo(.25, within(1e-9));
        assertThat(meadow.vegetation()).isCloseTo(.75, within(1e-9));
        assertThat(meadow.detailed()).isCloseTo(.75, within(.1));
        assertThat(meadow.flat()).isLessThanOrEqualTo(.25);
        assertThat(environment(meadow).orElseThrow().level()).isEqualTo("outdoor");
        assertThat(Shot.of(meadow, List.of(), false).orElseThrow().level()).isEqualTo("wide");
    }

    @Test
    void aMeadowUpsideDownHasNoSky() {
        assertThat(Scene.of(picture(SceneTest::meadow).turned(180)).sky()).isZero();
    }

    @Test
    void bluishGreenIsNoLeaf() {
        Scene board = Scene.of(picture((x, y) -> {
            int part = noise(x, y) / 4;
            return (30 + part) << 16 | (110 + part) << 8 | 60 + part;
        }));
        assertThat(board.vegetation()).isZero();
        assertThat(board.isTexture()).isTrue();
        assertThat(environment(board)).isEmpty();
    }

    @Test
    void uprightEdgesAreAllOfAGridAndFewOfNoise() {
        assertThat(Scene.of(picture(Clips.checks(0, 0xFFFFFF))).upright()).isGreaterThan(.9);
        assertThat(Scene.of(picture((x, y) -> 0x010101 * noise(x, y))).upright())
                .isCloseTo(.18, within(.05));
    }

    @Test
    void aFewColoursAreAScreen() {
        Scene window = Scene.of(picture((x, y) -> x < 40 ? 0xFFFFFF : 0x102030));
        assertThat(window.palette()).isEqualTo(1);
        assertThat(environment(window).orElseThrow().level()).isEqualTo("screen");
    }

    /** What the weights of {@code thresholds.properties} say, put together here once more. */
    @ParameterizedTest
    @CsvSource({
        // ln .003 = -5.81: without lines 5.11 + 2.21 - 6.31, to which layers add 1.64, tints 2.34, and leaves 8.13
        // times theirs,
        // at most 3.25. Standing lines that are a tenth of all edges take away 3.11: a room, unless much speaks against
        // it.
        "0,0,0.5,0,0,outdoor,0.86",
        "0,0,0.1,0,0,unknown,0",
        "0,0,-0.4,0,0,unknown,0",
        "0,0,-0.4,0.5,0,outdoor,0.82",
        "0,0,-0.1,0,0.1,outdoor,0.84",
        "0,0,-1,-0.5,1,outdoor,0.81",
        "0.1,0,0,0,0,indoor,0.89",
        "0,0.3,0,0,0,unknown,0",
        "0,0.9,0,-0.2,0,indoor,0.84",
        "0.1,0,0.8,0,0,unknown,0",
        "0.1,0.05,0,0,0.4,unknown,0",
        "0.1,0,0.5,0,0.4,outdoor,0.88",
        "0.1,0,0.5,0.5,0.2,outdoor,0.82",
        "0.2,0.2,0,0,0,indoor,0.95",
        "0.02,0.01,0,-0.3,0,indoor,0.89"
    })
    void cuesAreWeighed(
            double standing,
            double lying,
            double layers,
            double tints,
            double vegetation,
            String level,
            double confidence) {
        Judgement none = new Judgement("unknown", 0);
        assertThat(Environment.of(List.of(frame(standing, lying, layers, tints, vegetation, 0)), 0)
                        .orElse(none))
                .isEqualTo(new Judgement(level, confidence));
    }

    private static Environment.Frame frame(
            double standing, double lying, double layers, double tints, double vegetation, double flat) {
        Scene scene = new Scene(0, vegetation, .1, .6, flat, .4, 1, .2, .5, 0, standing, lying, layers, tints);
        return new Environment.Frame(scene, false);
    }

    /** A video that looks like neither in one frame may look like a room in the mean of all. */
    @Test
    void framesOfAVideoAreWeighedTogether() {
        Environment.Frame room = frame(.1, 0, 0, 0, 0, 0);
        Environment.Frame either = frame(0, 0, -.7, 0, 0, 0);
        Environment.Frame drawn = frame(.1, 0, 0, 0, 0, .5);
        assertThat(Environment.of(List.of(either), 0)).isEmpty();
        assertThat(Environment.of(List.of(either, room, room), 0).orElseThrow())
                .isEqualTo(new Judgement("indoor", 0.81));
        assertThat(Environment.of(List.of(room, room, drawn), 0).orElseThrow())
                .isEqualTo(new Judgement("indoor", 0.89));
        assertThat(Environment.of(List.of(room, drawn), 0))
                .as("half of it is drawn")
                .isEmpty();
        assertThat(Environment.of(List.of(), 0)).isEmpty();
    }

    /** A picture that could be either was taken in the light of day, or with a flash in the light of a room. */
    @Test
    void whatACameraStatesIsWeighedToo() {
        List<Environment.Frame> either = List.of(frame(0, 0, -.7, 0, 0, 0));
        assertThat(Environment.of(either, 2).orElseThrow().level()).isEqualTo("outdoor");
        assertThat(Environment.of(either, -2).orElseThrow().level()).isEqualTo("indoor");
    }

    @Test
    void longStraightEdgesAreLines() {
        // A door: from top to bottom, two pixels of edge on either side of each of its two sides.
        Lines door = Lines.of(picture((x, y) -> x >= 100 && x < 150 ? 0xFFFFFF : 0));
        assertThat(door.standing()).isGreaterThan(.8);
        assertThat(door.lying()).isZero();
        Lines shelf = Lines.of(picture((x, y) -> y >= 50 && y < 70 ? 0xFFFFFF : 0));
        assertThat(shelf.lying()).isGreaterThan(.8);
        assertThat(shelf.standing()).isZero();
        // As upright, but nowhere as long as 12 of 256 pixels; and as long, but slanted.
        Lines tiles = Lines.of(picture((x, y) -> (x / 6 + y / 6) % 2 == 0 ? 0xFFFFFF : 0));
        assertThat(tiles.upright()).isGreaterThan(.3);
        assertThat(tiles.standing()).isZero();
        Lines slope = Lines.of(picture((x, y) -> x > 40 + y / 2 ? 0xFFFFFF : 0));
        assertThat(slope.standing() + slope.lying()).isLessThan(.05);
        assertThat(Lines.of(picture(Clips.plain(0x808080)))).isEqualTo(new Lines(0, 0, 0));
    }

    @Test
    void tintsLieAsLayersDo() {
        // Of one light, 0.299 R + 0.587 G + 0.114 B, to a grey value.
        Scene scene = Scene.of(picture((x, y) -> y < HEIGHT / 2 ? 0x5080C0 : 0x7B8052));
        assertThat(scene.tints()).isCloseTo(1, within(.01));
        assertThat(scene.layers()).isLessThan(.1);
        assertThat(Scene.of(picture((x, y) -> x < WIDTH / 2 ? 0x5080C0 : 0x7B8052))
                        .tints())
                .isCloseTo(-1, within(.01));
    }

    @Test
    void layersLieAndColumnsStand() {
        Clips.Painter layers = (x, y) -> y < HEIGHT / 2 ? 0xC0C0C0 : 0x404040;
        assertThat(Scene.of(picture(layers)).layers()).isCloseTo(1, within(.01));
        assertThat(Scene.of(picture((x, y) -> x < WIDTH / 2 ? 0xC0C0C0 : 0x404040))
                        .layers())
                .isCloseTo(-1, within(.01));
        assertThat(Scene.of(picture(Clips.plain(0x808080))).layers()).isZero();
        // Quarters: no row and no column is lighter than another.
        assertThat(Scene.of(picture((x, y) -> x < WIDTH / 2 == y < HEIGHT / 2 ? 0xC0C0C0 : 0x404040))
                        .layers())
                .isCloseTo(0, within(1e-9));
    }

    @Test
    void whatLiesBeforeABackdropHasItAllRound() {
        Scene cutOut =
                Scene.of(picture((x, y) -> Math.hypot(x - 128, y - 64) < 40 ? 0x010101 * noise(x, y) : 0xF0F0F0));
        assertThat(cutOut.ground()).isEqualTo(1);
        assertThat(cutOut.isFlat()).isTrue();
        assertThat(Shot.of(cutOut, List.of(), false).orElseThrow().level()).isEqualTo("object");
        // A floor under a wall: of 44 blocks along the border, 16 + 2 x 3 are as the upper corners.
        assertThat(Scene.of(picture((x, y) -> y < HEIGHT / 2 ? 0xC0C0C0 : 0x604020))
                        .ground())
                .isEqualTo(22 / 44.0);
    }

    @ParameterizedTest
    @CsvSource({"0.11,false,wide", "0.12,false,talking_head", "0.5,false,talking_head", "0.5,true,selfie"})
    void scaleIsByTheHeightOfTheFace(double height, boolean portrait, String level) {
        assertThat(Shot.of(scene(0, 0, .1, .6, .1, 1), List.of(face(.4, height)), portrait)
                        .orElseThrow()
                        .level())
                .isEqualTo(level);
    }

    @Test
    void facesOfLikeSizeTalkAndThreeAreAGroup() {
        Scene scene = scene(0, 0, .1, .6, .1, 1);
        assertThat(Shot.of(scene, List.of(face(.1, .3), face(.7, .25)), false)
                        .orElseThrow()
                        .level())
                .isEqualTo("interview");
        assertThat(Shot.of(scene, List.of(face(.1, .3), face(.7, .1)), false)
                        .orElseThrow()
                        .level())
                .isEqualTo("group");
        assertThat(Shot.of(scene, List.of(face(.1, .1), face(.4, .1), face(.7, .1)), false)
                        .orElseThrow()
                        .level())
                .isEqualTo("group");
    }

    @Test
    void ofDrawnFacesNobodyKnowsHowManyThereAre() {
        assertThat(Shot.of(scene(0, 0, .1, .6, .3, 1), List.of(face(.4, .3)), false))
                .isEmpty();
    }

    @Test
    void whatACameraTookIsNotFlatAndWhatIsDarkIsNoWall() {
        Scene grey = Scene.of(picture((x, y) -> 0x010101 * (100 + noise(x, y) / 64)));
        assertThat(grey.isFlat()).isFalse();
        assertThat(grey.smooth()).isEqualTo(1);
        assertThat(Scene.of(picture(Clips.plain(0x646464))).isFlat()).isTrue();
        assertThat(Scene.of(picture(Clips.plain(0x101010))).smooth()).isZero();
    }

    @Test
    void skyIsBlueOrCloudAndReachesDownFromTheUpperEdge() {
        Clips.Painter clouds = (x, y) -> y >= HEIGHT / 2 ? 0x203020 : y < HEIGHT / 4 ? 0xF0F0F0 : 0x6090E0;
        assertThat(Scene.of(picture(clouds)).sky()).isCloseTo(.5, within(1e-9));
        assertThat(Scene.of(picture(clouds).turned(180)).sky()).isZero();
    }

    @Test
    void gradientsOfARampAreKnownAndPeopleDoNotCount() {
        // Half a grey value a pixel, over two pixels.
        Picture ramp = picture((x, y) -> 0x010101 * (x / 2));
        Face face = new Face(.4, .1, .2, .3, Double.NaN, .8);
        assertThat(Background.of(ramp, List.of(face))).isCloseTo(1, within(.02));
        assertThat(Background.of(ramp, List.of())).isNaN();
        assertThat(Background.of(ramp, List.of(new Face(0, 0, 1, 1, Double.NaN, .8))))
                .isNaN();
    }
}
