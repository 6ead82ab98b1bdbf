package dev.assay.generation;

/**
 * How many fakes are made of one real clip: several for training, where detectors learn from variety but stop learning
 * what is real when fakes drown it (1:5 at most), and one for every other split, so that it is half real.
 *
 * @param train 1 to 5
 */
public record FakesPerClip(int train) {

    /** The split that is learned from. */
    static final String TRAIN = "train";

    /** The split that held-out generators are kept for. */
    static final String TEST = "test";

    public FakesPerClip {
        if (train < 1 || train > 5) {
            throw new IllegalArgumentException("a training clip has 1 to 5 fakes, found " + train);
        }
    }

    /** Four fakes of a training clip, one of any other. */
    public static FakesPerClip standard() {
        return new FakesPerClip(4);
    }

    /** The number for a split. */
    public int in(String split) {
        return split.equals(TRAIN) ? train : 1;
    }
}
