package dev.assay.generation;

import org.jspecify.annotations.Nullable;

/**
 * One fake to be made.
 *
 * @param clip the real clip it is made of
 * @param generator what makes it
 * @param variant with which parameters
 * @param seed for the generator's own randomness, in [0, 2^31)
 * @param donor the clip of another person of the same split; null where the generator needs none
 * @param crf the rate factor at which it is encoded again
 * @param reason why this generator, in words
 */
public record FakeJob(
        PlannedClip clip,
        Generator generator,
        Variant variant,
        long seed,
        @Nullable PlannedClip donor,
        int crf,
        String reason) {

    /** The donor's identity, or its video's id where nobody is named; null where there is no donor. */
    public @Nullable String donorIdentity() {
        return donor == null ? null : donor.identity() == null ? donor.video() : donor.identity();
    }
}
