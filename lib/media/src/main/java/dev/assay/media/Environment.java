package dev.assay.media;

import java.util.List;
import java.util.Optional;

/**
 * Indoor, outdoor or screen, by cues that are weighed: log-odds of outdoor, a logistic regression whose weights stand under
 * {@code environment.weight.*}. The level stays unknown where they do not lead far enough to one side.
 */
final class Environment {

    /** Cues of this kind are no model of the world, however far they lead. */
    private static final double SUREST = 0.95;

    private Environment() {}

    /**
     * One frame.
     *
     * @param nearFace whether it shows somebody who speaks to us, who is no screen and no texture
     */
    record Frame(Scene scene, boolean nearFace) {

        boolean isScreen() {
            return !nearFace && scene.isScreen();
        }

        /** Whether its surfaces may be those of a place. */
        boolean tells() {
            return !scene.isFlat() && (nearFace || !scene.isTexture());
        }
    }

    /**
     * The level of an item by its frames: their mean, if more than half of them tell anything.
     *
     * @param stated cues from beside the picture: above 0 for outdoor, below for indoor
     */
    static Optional<Judgement> of(List<Frame> frames, int stated) {
        if (2 * frames.stream().filter(Frame::isScreen).count() > frames.size()) {
            return Optional.of(new Judgement("screen", Thresholds.number("environment.screen.confidence")));
        }
        List<Scene> places =
                frames.stream().filter(Frame::tells).map(Frame::scene).toList();
        if (2 * places.size() <= frames.size()) {
            return Optional.empty();
        }
        double mean = places.stream().mapToDouble(Environment::logOdds).sum() / places.size();
        double logOdds = mean + stated * Thresholds.number("environment.weight.stated");
        boolean isSeen = 2 * places.stream().filter(Environment::isView).count() > places.size();
        return logOdds > 0 && stated <= 0 && !isSeen ? Optional.empty() : judged(logOdds);
    }

    /** What a level rests on. */
    static String words(Judgement level) {
        return level.level().equals("screen") ? "flat, of few colours" : "by its lines, layers and leaves";
    }

    private static Optional<Judgement> judged(double logOdds) {
        if (Math.abs(logOdds) < Thresholds.number("environment.lead")) {
            return Optional.empty();
        }
        double confidence = Math.min(SUREST, 1 / (1 + Math.exp(-Math.abs(logOdds))));
        return Optional.of(new Judgement(logOdds > 0 ? "outdoor" : "indoor", Numbers.rounded(confidence, 2)));
    }

    /** The logarithm of how much likelier outdoor is than indoor, by the surfaces of one frame. */
    static double logOdds(Scene scene) {
        return Thresholds.number("environment.weight.constant")
                + Thresholds.number("environment.weight.standing") * lines(scene.standing())
                + Thresholds.number("environment.weight.lying") * lines(scene.lying())
                + layersAndLeaves(scene);
    }

    private static double layersAndLeaves(Scene scene) {
        double leaves = Math.min(scene.vegetation(), Thresholds.number("environment.vegetation.counts"));
        return Thresholds.number("environment.weight.layers") * scene.layers()
                + Thresholds.number("environment.weight.tints") * scene.tints()
                + Thresholds.number("environment.weight.vegetation") * leaves;
    }

    /** Whether something of the world outside is seen: that nothing is built, as in a portrait or a drop of water, is none. */
    private static boolean isView(Scene scene) {
        return layersAndLeaves(scene) >= Thresholds.number("environment.view");
    }

    private static double lines(double share) {
        return Math.log(share + Thresholds.number("environment.lines.none"));
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

    /** Whether it has walls, or may have: smooth surfaces, little detail between them, edges that stand or lie, nothing green. */
    static boolean isRoom(Scene scene) {
        return scene.smooth() >= Thresholds.number("environment.indoor.smooth")
                && scene.detailed() < Thresholds.number("environment.indoor.detailed")
                && scene.vegetation() < Thresholds.number("environment.vegetation")
                && scene.upright() >= Thresholds.number("environment.indoor.upright");
    }
}
