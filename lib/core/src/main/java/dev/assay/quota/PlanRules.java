package dev.assay.quota;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What holds for every plan, however it came to be. */
final class PlanRules {

    private PlanRules() {}

    static void check(
            List<String> axes, List<Limit> limits, Aim target, List<String> mustInclude, List<String> mustExclude) {
        if (new HashSet<>(axes).size() < axes.size()) {
            throw new PlanException("axes must differ from each other, found " + axes);
        }
        for (Limit limit : limits) {
            if (limit instanceof Limit.Level level) {
                named(axes, level.axis(), "a limit");
            } else if (limit instanceof Limit.Cell cell) {
                cell.cell().keySet().forEach(axis -> named(axes, axis, "a cell limit"));
            }
        }
        if (target instanceof Aim.Margins margins) {
            margins.shares().keySet().forEach(axis -> named(axes, axis, "the target"));
        } else if (target instanceof Aim.Joint joint) {
            joint.axes().forEach(axis -> named(axes, axis, "the joint target"));
        }
        Set<String> both = new HashSet<>(mustInclude);
        both.retainAll(new HashSet<>(mustExclude));
        if (!both.isEmpty()) {
            throw new PlanException("must_include and must_exclude both name "
                    + both.stream().sorted().findFirst().orElseThrow());
        }
    }

    private static void named(List<String> axes, String axis, String who) {
        if (!axes.contains(axis)) {
            throw new PlanException(who + " speaks of axis " + axis + ", which is not among the axes " + axes
                    + nearest(axis, axes)
                            .map(near -> "; did you mean " + near + "?")
                            .orElse(""));
        }
    }

    /** The candidate that takes the fewest changes of letters, if these are few. */
    static Optional<String> nearest(String word, Collection<String> candidates) {
        List<String> sorted = new ArrayList<>(candidates);
        sorted.sort(Comparator.comparingInt((String candidate) -> distance(word, candidate))
                .thenComparing(Comparator.naturalOrder()));
        return sorted.stream().findFirst().filter(near -> distance(word, near) <= Math.max(2, word.length() / 3));
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
