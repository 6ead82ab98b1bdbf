package dev.assay.media;

import java.util.Optional;

/**
 * Indoor, outdoor or screen, by classic cues that are counted for and against; by the thresholds {@code environment.*}. One
 * cue alone is a lamp, a salad or a carpet: the level stays unknown until cues of one side outweigh those of the other.
 */
final class Environment {

    private Environment() {}

    /** The level of one frame, by its pixels alone. */
    static Optional<Judgement> of(Scene scene, boolean nearFace) {
        return of(scene, nearFace, 0);
    }

    /**
     * The level of one frame; none where its cues are too few or contradict each other.
     *
     * @param stated cues from beside the picture: above 0 for outdoor, below for indoor
     */
    static Optional<Judgement> of(Scene scene, boolean nearFace, int stated) {
        if (!nearFace && scene.isScreen()) {
            return Optional.of(judgement("screen", 2));
        }
        if (scene.isFlat() || (!nearFace && scene.isTexture())) {
            return Optional.empty();
        }
        int outdoor = outdoorCues(scene, nearFace) + Math.max(0, stated);
        int indoor = indoorCues(scene, nearFace) + Math.max(0, -stated);
        if (Math.abs(outdoor - indoor) < 2) {
            return Optional.empty();
        }
        return Optional.of(
                outdoor > indoor ? judgement("outdoor", outdoor - indoor) : judgement("indoor", indoor - outdoor));
    }

    /**
     * What a camera's exposure says, as cues: the light of day is more than a room has (two for outdoor), the light of a room
     * is also that of a street at night (one for indoor), and a flash is seldom fired in the sun (one).
     *
     * @param exposureValue EV at ISO 100, or NaN
     * @param flash whether it fired
     */
    static int stated(double exposureValue, boolean flash) {
        int cues = flash ? -1 : 0;
        if (exposureValue >= Thresholds.number("environment.exposure.day")) {
            return cues + 2;
        }
        return exposureValue < Thresholds.number("environment.exposure.room") ? cues - 1 : cues;
    }

    /** Cues of this kind are no model of the world: surer where more agree, and never quite. */
    private static Judgement judgement(String level, int lead) {
        double more = Math.min(lead - 2, 2) * Thresholds.number("environment.confidence.more");
        return new Judgement(level, Numbers.rounded(Thresholds.number("environment.confidence") + more, 2));
    }

    private static int outdoorCues(Scene scene, boolean nearFace) {
        // Behind a person, what is light and smooth may as well be a wall, and the detail is that of hair and clothes.
        double sky = nearFace ? scene.blue() : scene.sky();
        int cues = sky >= Thresholds.number("environment.sky") ? 1 : 0;
        cues += leaves(scene);
        return nearFace ? cues : cues + detail(scene) + lightFromAbove(scene);
    }

    /** Leaves and grass, which are never smooth; two where they are most of what there is to see. */
    private static int leaves(Scene scene) {
        double share = scene.vegetation();
        if (share < Thresholds.number("environment.vegetation")
                || scene.detailed() < Thresholds.number("environment.vegetation.detailed")) {
            return 0;
        }
        return share >= Thresholds.number("environment.vegetation.most") ? 2 : 1;
    }

    /** Detail all over; two where it fills the picture, and not with what stands upright, as shelves and machines do. */
    private static int detail(Scene scene) {
        if (scene.detailed() < Thresholds.number("environment.detailed")) {
            return 0;
        }
        boolean wild = scene.detailed() >= Thresholds.number("environment.detailed.most")
                && scene.upright() < Thresholds.number("environment.detailed.upright");
        return wild ? 2 : 1;
    }

    /** A lighter, smoother upper edge over a detailed view: the sky, of whatever colour, grey pictures included. */
    private static int lightFromAbove(Scene scene) {
        boolean above = scene.topLight() >= Thresholds.number("environment.top.light")
                && scene.topDetail() <= Thresholds.number("environment.top.detail")
                && scene.detailed() >= Thresholds.number("environment.detailed");
        return above ? 1 : 0;
    }

    private static int indoorCues(Scene scene, boolean nearFace) {
        return walls(scene, nearFace) + lamps(scene, nearFace);
    }

    /**
     * Smooth surfaces, little detail between them, edges that stand or lie, nothing green; one more where most do, unless what
     * is smooth may be the sky: it goes on along the whole upper edge then.
     */
    private static int walls(Scene scene, boolean nearFace) {
        if (!isRoom(scene)) {
            return 0;
        }
        boolean sky = scene.horizon() >= Thresholds.number("environment.horizon")
                && (!nearFace || scene.blue() >= Thresholds.number("environment.sky"));
        boolean built = scene.upright() >= Thresholds.number("environment.indoor.upright.most");
        return sky ? 1 : built ? 3 : 2;
    }

    /** Whether it has walls, or may have. */
    static boolean isRoom(Scene scene) {
        return scene.smooth() >= Thresholds.number("environment.indoor.smooth")
                && scene.detailed() < Thresholds.number("environment.indoor.detailed")
                && scene.vegetation() < Thresholds.number("environment.vegetation")
                && scene.upright() >= Thresholds.number("environment.indoor.upright");
    }

    /** Lamps are warmer than daylight; behind a face, which is warm itself, only strong light tells. */
    private static int lamps(Scene scene, boolean nearFace) {
        if (scene.warmth() >= Thresholds.number("environment.warmth.most")) {
            return 2;
        }
        return !nearFace && scene.warmth() >= Thresholds.number("environment.warmth") ? 1 : 0;
    }
}
