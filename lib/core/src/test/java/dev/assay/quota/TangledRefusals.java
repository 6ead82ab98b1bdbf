package dev.assay.quota;

import static dev.assay.quota.TangledQuestion.subsets;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import org.jspecify.annotations.NullUnmarked;

/** Judges what is said of questions that no subset of the items answers: conflicts, the largest size, repairs. */
@NullUnmarked
final class TangledRefusals {
    private int repaired;
    private int freed;

    /** Repairs that were judged. */
    int repaired() {
        return repaired;
    }

    /** Refusals of which letting go of one item that must be included is a repair, and is named as one. */
    int freed() {
        return freed;
    }

    void judge(TangledQuestion question, Infeasible answer, String words) {
        assertThat(question.possible(question.rows.keySet())).as(words).isFalse();
        assertThat(answer.conflicts()).as(words).isNotEmpty();
        answer.conflicts().forEach(conflict -> conflict(question, conflict, words));
        if (question.plan.size() != null) {
            assertThat(answer.largestSize()).as(words).isEqualTo(largest(question));
        }
        answer.repairs().forEach(repair -> repair(question, repair, words));
        boolean one = question.musts.stream().anyMatch(i -> question.possible(question.without(List.of(i))));
        boolean named = answer.repairs().stream()
                .anyMatch(repair -> repair.changes().get(0).limit().startsWith("must_include"));
        if (one && answer.repairs().size() < 5) {
            assertThat(named).as("%s of %s", answer.repairs(), words).isTrue();
            freed++;
        }
    }

    /** Its rows cannot all be kept, and any but one of them can. */
    private static void conflict(TangledQuestion question, List<String> conflict, String words) {
        Set<String> names = question.rows.keySet();
        assertThat(names).as(words).containsAll(conflict);
        assertThat(question.possible(conflict)).as("%s of %s", conflict, words).isFalse();
        for (String row : conflict) {
            List<String> rest = new ArrayList<>(conflict);
            rest.remove(row);
            assertThat(question.possible(rest))
                    .as("%s but %s of %s", conflict, row, words)
                    .isTrue();
        }
    }

    /** The most items that keep all rows but the size; null if none do. */
    private static Long largest(TangledQuestion question) {
        Map<String, IntPredicate> others = new LinkedHashMap<>(question.rows);
        others.keySet().removeIf(name -> name.startsWith("size "));
        return subsets()
                .filter(set -> others.values().stream().allMatch(row -> row.test(set)))
                .mapToObj(set -> (long) Integer.bitCount(set))
                .max(Long::compare)
                .orElse(null);
    }

    /** With the rows as the repair has them, some set of its size is there, and with less of a change none. */
    private void repair(TangledQuestion question, Infeasible.Repair repair, String words) {
        Map<String, IntPredicate> moved = new LinkedHashMap<>(question.rows);
        List<Integer> let = new ArrayList<>();
        for (Infeasible.Change change : repair.changes()) {
            if (change.limit().startsWith("must_include ")) {
                let.addAll(question.freed(change, words));
                continue;
            }
            assertThat(question.rows).as("%s of %s", repair, words).containsKey(name(change));
            moved.put(name(change), moved(question, change));
        }
        if (!let.isEmpty()) {
            moved.putAll(question.without(let));
            // What of the dearest was let go last can not be kept beside the others.
            assertThat(question.possible(question.without(let.subList(0, let.size() - 1))))
                    .as("fewer than %s of %s", repair, words)
                    .isFalse();
        }
        repaired++;
        noSmallerCap(question, repair, words);
        assertThat(subsets()
                        .filter(set -> Integer.bitCount(set) == repair.size())
                        .anyMatch(set -> moved.values().stream().allMatch(row -> row.test(set))))
                .as("%s of %s", repair, words)
                .isTrue();
    }

    private static String name(Infeasible.Change change) {
        return change.limit() + " " + change.from().toPlainString();
    }

    /** A row as a change has it. */
    private static IntPredicate moved(TangledQuestion question, Infeasible.Change change) {
        double to = change.to().doubleValue();
        return switch (change.limit()) {
            case "size" -> set -> Integer.bitCount(set) == to;
            case "budget cost max" -> set -> question.cost(set) <= to;
            case "axis0=x min" -> set -> question.count(set, "axis0", "x") >= to;
            case "axis0=x max" -> set -> question.count(set, "axis0", "x") <= to;
            default ->
                set -> question.groups(set, key(change)).values().stream().allMatch(count -> count <= to);
        };
    }

    private static String key(Infeasible.Change change) {
        return change.limit().substring("by=".length(), change.limit().indexOf(' '));
    }

    /** Where the first change moves a group cap by more than one, one less would not do. */
    private static void noSmallerCap(TangledQuestion question, Infeasible.Repair repair, String words) {
        Infeasible.Change first = repair.changes().get(0);
        long to = first.to().longValue();
        if (!first.limit().startsWith("by=") || to <= first.from().longValue() + 1) {
            return;
        }
        Map<String, IntPredicate> less = new LinkedHashMap<>(question.rows);
        less.put(name(first), set -> question.groups(set, key(first)).values().stream()
                .allMatch(count -> count < to));
        assertThat(question.possible(less))
                .as("a smaller cap than %s of %s", repair, words)
                .isFalse();
    }
}
