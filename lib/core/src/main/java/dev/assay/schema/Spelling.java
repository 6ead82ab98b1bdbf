package dev.assay.schema;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Which word was meant: names of columns, levels and keys are written by hand. */
public final class Spelling {

    /** Among more words than this nobody looks for a similar one. */
    private static final int MOST_COMPARED = 10_000;

    private Spelling() {}

    /** The end of a message about a word that is not there: {@code "; did you mean outdoor?"}, or nothing. */
    public static String hint(String word, Collection<String> candidates) {
        return nearest(word, candidates)
                .map(near -> "; did you mean " + near + "?")
                .orElse("");
    }

    /** The candidate that takes the fewest changes of letters, if these are few. */
    public static Optional<String> nearest(String word, Collection<String> candidates) {
        if (candidates.size() > MOST_COMPARED) {
            return Optional.empty();
        }
        record Near(int distance, String candidate) {}
        return candidates.stream()
                .map(candidate -> new Near(distance(word, candidate), candidate))
                .min(Comparator.comparingInt(Near::distance).thenComparing(Near::candidate))
                .filter(near -> near.distance() <= Math.max(2, word.length() / 3))
                .map(Near::candidate);
    }

    /** Levenshtein distance. */
    private static int distance(String one, String two) {
        int[] row = new int[two.length() + 1];
        for (int j = 0; j <= two.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= two.length(); j++) {
                int above = row[j];
                int change = diagonal + (one.charAt(i - 1) == two.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, Math.min(above, row[j - 1]) + 1);
                diagonal = above;
            }
        }
        return row[two.length()];
    }
}
