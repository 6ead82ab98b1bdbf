package dev.assay.kernel;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What could stand at the cursor. Positions count Unicode code points from the start of the cell.
 *
 * @param start where the replaced text begins
 * @param end where it ends (exclusive)
 */
public record Completions(List<Completion> matches, int start, int end) {
    /** Copies the list. */
    public Completions {
        matches = List.copyOf(matches);
    }

    /**
     * One candidate.
     *
     * @param text what replaces the range
     * @param type a word of Jupyter's completion types: {@code function}, {@code class}, {@code instance}, {@code module},
     *     {@code keyword}, {@code magic}
     * @param signature {@code (int a, int b): String} or null
     */
    public record Completion(String text, String type, @Nullable String signature) {}
}
