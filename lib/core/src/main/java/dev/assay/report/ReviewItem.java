package dev.assay.report;

import org.jspecify.annotations.Nullable;

/**
 * One value that a person should look at.
 *
 * @param id the item
 * @param path where its file is; null where not known
 * @param axis the axis in question
 * @param value what is believed now; null where nothing is
 * @param source the kind of evidence it rests on, such as {@code pixels}; null where there is none
 * @param confidence in [0,1]; null where nobody said
 * @param conflict what other sources say; null where none disagrees
 */
public record ReviewItem(
        String id,
        @Nullable String path,
        String axis,
        @Nullable String value,
        @Nullable String source,
        @Nullable Double confidence,
        @Nullable String conflict) {

    /** What is known now, in words. */
    String now() {
        StringBuilder words = new StringBuilder(value == null ? "unknown" : value);
        if (source != null) {
            words.append(" by ").append(source);
        }
        if (confidence != null) {
            words.append(", confidence ").append(Words.number(confidence, 2));
        }
        if (conflict != null) {
            words.append(", disagrees with ").append(conflict);
        }
        return words.toString();
    }
}
