package dev.assay.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Tracks of boxes and pictures that are drawn here, so that what they tell is known. */
class FaceTrackTest {

    private static final int SIDE = 200;

    @Test
    void anEvenMoveIsNoJitterAndATrembleIs() {
        assertThat(told(i -> .3 + .01 * i, i -> 0, 0).get("m_face_jitter")).isCloseTo(0, within(1e-9));
        // To and fro by a tenth of the box: from the middle of its neighbours it is a fifth away each time.
        double step = .1 * .3;
        assertThat(told(i -> .3 + (i % 2 == 0 ? 0 : step), i -> 0, 0).get("m_face_jitter"))
                .isCloseTo(.1, within(1e-9));
    }

    @Test
    void anUnchangedFaceDoesNotDriftAndAnotherOneDoes() {
        assertThat(told(i -> .3, i -> 0, 0).get("m_face_drift")).isCloseTo(0, within(1e-9));
        assertThat(told(i -> .3, i -> i < 6 ? 0 : 1, 0).get("m_face_drift")).isGreaterThan(.5);
    }

    @Test
    void aPastedEdgeRaisesTheGradientAroundTheBox() {
        Map<String, Double> plain = told(i -> .3, i -> 0, 0);
        Map<String, Double> pasted = told(i -> .3, i -> 0, 80);
        assertThat(pasted.getOrDefault("m_face_edge", 0.0))
                .isGreaterThan(1.5 * plain.getOrDefault("m_face_edge", Double.NaN));
    }

    @Test
    void theSpreadOfTurnsIsThatOfTheFace() {
        assertThat(told(i -> .3, i -> 0, 0).get("m_yaw_spread")).isEqualTo(11.0);
    }

    @Test
    void aFaceElsewhereDoesNotContinueTheTrack() {
        FaceTrack track = new FaceTrack();
        track.add(0, List.of(face(.1, 0)), picture(0, 0));
        track.add(.1, List.of(face(.6, 0)), picture(0, 0));
        assertThat(track.face().x()).isEqualTo(.1);
    }

    private interface Place {
        double at(int i);
    }

    /** What twelve sights tell, a tenth of a second apart. */
    private static Map<String, Double> told(Place x, Place texture, int edge) {
        FaceTrack track = new FaceTrack();
        for (int i = 0; i < 12; i++) {
            track.add(i * .1, List.of(face(x.at(i), i)), picture((int) texture.at(i), edge));
        }
        Map<String, List<Double>> numbers = new TreeMap<>();
        track.tell(numbers);
        Map<String, Double> single = new TreeMap<>();
        numbers.forEach((column, all) -> single.put(column, all.get(0)));
        return single;
    }

    private static Face face(double x, double yaw) {
        return new Face(x, .3, .3, .3, yaw, .9);
    }

    /** Waves of two kinds; with a square drawn along the box at 0.3 that is lighter by some grey values. */
    private static Picture picture(int texture, int edge) {
        byte[] rgb = new byte[3 * SIDE * SIDE];
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                double wave = texture == 0 ? Math.sin(x / 9.0) : Math.sin(y / 5.0 + 1);
                boolean inside = x >= .3 * SIDE && x < .6 * SIDE && y >= .3 * SIDE && y < .6 * SIDE;
                Arrays.fill(rgb, 3 * (y * SIDE + x), 3 * (y * SIDE + x) + 3, (byte)
                        (100 + 30 * wave + (inside ? edge : 0)));
            }
        }
        return new Picture(SIDE, SIDE, rgb);
    }
}
