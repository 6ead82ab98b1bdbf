package dev.assay.media;

import java.util.Optional;

/** Indoor, outdoor or screen, where classic cues agree; by the thresholds {@code environment.*}. */
final class Environment {

    private Environment() {}

    /** The level of one frame; none where its cues are too few or contradict each other. */
    static Optional<Judgement> of(Scene scene, boolean nearFace) {
        if (!nearFace && scene.isScreen()) {
            return Optional.of(new Judgement("screen", Thresholds.number("environment.confidence")));
        }
        if (scene.isFlat() || (!nearFace && scene.isTexture())) {
            return Optional.empty();
        }
        int outdoor = outdoorCues(scene, nearFace);
        if (outdoor >= 2) {
            double more = outdoor > 2 ? Thresholds.number("environment.confidence.more") : 0;
            return Optional.of(new Judgement("outdoor", Thresholds.number("environment.confidence") + more));
        }
        return isRoom(scene)
                ? Optional.of(new Judgement("indoor", Thresholds.number("environment.confidence")))
                : Optional.empty();
    }

    private static int outdoorCues(Scene scene, boolean nearFace) {
        // Behind a person, what is light and smooth may as well be a wall, and the detail is that of hair and clothes.
        double sky = nearFace ? scene.blue() : scene.sky();
        int cues = sky >= Thresholds.number("environment.sky") ? 1 : 0;
        cues += scene.vegetation() >= Thresholds.number("environment.vegetation") ? 1 : 0;
        boolean detailed = !nearFace && scene.detailed() >= Thresholds.number("environment.detailed");
        return cues + (detailed ? 1 : 0);
    }

    /** Walls: smooth surfaces, little detail between them, edges that stand or lie, nothing green, no blue sky. */
    private static boolean isRoom(Scene scene) {
        return scene.smooth() >= Thresholds.number("environment.indoor.smooth")
                && scene.detailed() < Thresholds.number("environment.indoor.detailed")
                && scene.vegetation() < Thresholds.number("environment.vegetation")
                && scene.blue() < Thresholds.number("environment.sky")
                && scene.upright() >= Thresholds.number("environment.indoor.upright");
    }
}
