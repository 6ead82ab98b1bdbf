package dev.assay.media;

/**
 * A level and how sure we are of it.
 *
 * @param level the level
 * @param confidence in [0.5,0.95]: 0.5 at a threshold, growing with the distance from it
 */
record Judgement(String level, double confidence) {

    /** The judgement at a distance from the nearest threshold, where {@code sure} is as far as it matters. */
    static Judgement at(String level, double distance, double sure) {
        return new Judgement(level, Numbers.rounded(0.5 + 0.45 * Math.min(1, Math.max(0, distance) / sure), 2));
    }
}
