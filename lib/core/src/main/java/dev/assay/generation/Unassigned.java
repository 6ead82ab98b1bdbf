package dev.assay.generation;

/**
 * A clip of which fewer fakes can be made than asked.
 *
 * @param clip the clip
 * @param missing how many fakes fewer
 * @param reason why
 */
public record Unassigned(PlannedClip clip, int missing, String reason) {}
