package dev.assay.media;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** How the answers on one axis fare against what people see. */
final class Score {

    private final Map<String, Integer> levels = new TreeMap<>();
    private final List<String> wrong = new ArrayList<>();
    private int asked;
    private int answered;
    private int rash;

    /**
     * Counts one file.
     *
     * @param truth the answers that are right; none where the picture does not tell
     * @param answer ours, or an empty text
     */
    void add(String file, List<String> truth, String answer) {
        if (truth.isEmpty()) {
            rash += answer.isEmpty() ? 0 : 1;
            return;
        }
        asked++;
        levels.merge(truth.get(0), 1, Integer::sum);
        if (!answer.isEmpty()) {
            answered++;
            if (!truth.contains(answer)) {
                wrong.add(file + " is " + String.join("|", truth) + ", found " + answer);
            }
        }
    }

    int asked() {
        return asked;
    }

    /** Proportion of those asked. */
    double answered() {
        return asked == 0 ? Double.NaN : (double) answered / asked;
    }

    /** Proportion of those answered. */
    double right() {
        return answered == 0 ? Double.NaN : 1 - (double) wrong.size() / answered;
    }

    /** What always saying the commonest level would get right. */
    double commonest() {
        int most = levels.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        return asked == 0 ? Double.NaN : (double) most / asked;
    }

    /** Worth of the answers, for choosing between thresholds: unknown is better than wrong, and right better than it. */
    int worth() {
        return answered - 5 * wrong.size();
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%4d asked %4.0f %% answered %4.0f %% right (commonest %3.0f %%) %3d answers where nothing is to see",
                asked,
                100 * answered(),
                100 * right(),
                100 * commonest(),
                rash);
    }

    List<String> wrong() {
        return wrong;
    }
}
