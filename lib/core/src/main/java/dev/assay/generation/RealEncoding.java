package dev.assay.generation;

/**
 * How a real clip is encoded again, so that compression does not tell it from its fakes.
 *
 * @param clip the clip
 * @param crf the rate factor
 */
public record RealEncoding(PlannedClip clip, int crf) {}
