package dev.assay.clip;

import org.jspecify.annotations.Nullable;

/**
 * A stretch of one video that is taken.
 *
 * @param start seconds from the video's beginning, a whole number of milliseconds
 * @param end seconds, exclusive, a whole number of milliseconds
 * @param cuts shots that begin inside it, 0 for one continuous shot; null where the video's timeline was not looked at
 */
public record Clip(double start, double end, @Nullable Integer cuts) {}
