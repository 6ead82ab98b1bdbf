package dev.assay.quota;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Why a plan has no answer: minimal sets of named rows that cannot hold together. Each was asked for again: it has no
 * answer, and it has one when any row of it is dropped. They are found as the nodes of a hitting-set tree (R. Reiter, "A
 * theory of diagnosis from first principles", Artificial Intelligence 32, 1987): under each conflict, what is left when
 * one of its rows is dropped is looked at in turn, fewest dropped first.
 */
final class Conflicts {

    /** Conflicts shown, the smallest of those found. */
    private static final int MOST = 5;

    private static final int MOST_FOUND = 15;

    private static final int MOST_NODES = 60;

    /** Among so many axes all subsets are tried for a conflict of their own; among more, single axes and pairs. */
    private static final int MOST_SUBSETS = 4;

    private static final List<String> STRENGTH =
            List.of("propagation", "greedy", "flow", "farkas", "enumeration", "solver-agreed");

    private final Model model;
    private final @Nullable Long size;
    private final Consistency consistency;
    /** As the plan has them, the size last: the order in which a conflict is read. */
    private final List<String> names;

    Conflicts(Model model, @Nullable Long size) {
        this.model = model.withoutGoals();
        this.size = size;
        this.consistency = new Consistency(this.model, size);
        this.names = List.copyOf(consistency.names());
    }

    /** A minimal conflict; {@code minimal} is false where it could not be decided for some row whether it is needed. */
    private record Conflict(Set<String> rows, boolean minimal) {}

    /**
     * What there is to be said about a question that a route found no answer to: a second, exact look at it. An answer
     * after all, none, or undecided.
     */
    static Answer confirmed(Model model, @Nullable Long size) {
        Consistency consistency = new Consistency(model.withoutGoals(), size);
        if (model.total() == 0) {
            return Answer.NONE;
        }
        Answer answer = consistency.of(consistency.names()).answer();
        return size == null && answer.found() ? consistency.largest(answer.size(), model.total()) : answer;
    }

    Infeasible explain() {
        if (model.total() == 0) {
            String wish = consistency.sizeName();
            return new Infeasible(
                    "propagation",
                    size,
                    List.of(List.of(wish)),
                    List.of("propagation"),
                    List.of(wish + ", and there are 0 items"),
                    List.of(),
                    null,
                    Costs.unknown(model),
                    true);
        }
        List<Conflict> conflicts = all().stream().limit(MOST).toList();
        List<String> proofs = conflicts.stream()
                .map(conflict -> consistency.of(conflict.rows()).proof())
                .toList();
        Repairs.Found mending = new Repairs(model, size, consistency).found();
        Answer largest = size == null ? Answer.NONE : consistency.largest(1, model.total());
        return new Infeasible(
                proofs.stream().min(Comparator.comparingInt(STRENGTH::indexOf)).orElse("solver-agreed"),
                size,
                conflicts.stream().map(conflict -> List.copyOf(conflict.rows())).toList(),
                proofs,
                conflicts.stream().map(this::reason).toList(),
                mending.repairs(),
                largest.found() ? largest.size() : null,
                Costs.unknown(model),
                mending.all());
    }

    private String reason(Conflict conflict) {
        boolean sized = size != null && conflict.rows().contains(consistency.sizeName());
        String counted = new Propagation(model.keeping(conflict.rows()), sized ? size : null).reason();
        String reason = counted != null
                ? counted
                : String.join(", ", conflict.rows())
                        + wording(consistency.of(conflict.rows()).proof());
        return conflict.minimal() ? reason : reason + " (whether all of these are needed is not known)";
    }

    private static String wording(String proof) {
        return switch (proof) {
            case "enumeration" -> " cannot hold together in whole items";
            case "solver-agreed" -> " cannot hold together, as far as the integer solver knows";
            default -> " cannot hold together";
        };
    }

    private List<Conflict> all() {
        List<Conflict> found = new ArrayList<>();
        Deque<Set<String>> open = new ArrayDeque<>(List.of(Set.of()));
        Set<Set<String>> seen = new HashSet<>();
        for (int node = 0; node < MOST_NODES && !open.isEmpty() && found.size() < MOST_FOUND; node++) {
            Set<String> dropped = open.remove();
            Conflict conflict = under(dropped, found);
            if (conflict != null) {
                for (String row : new TreeSet<>(conflict.rows())) {
                    Set<String> more = new HashSet<>(dropped);
                    more.add(row);
                    if (seen.add(more)) {
                        open.add(more);
                    }
                }
            }
        }
        found.sort(Comparator.comparing((Conflict conflict) -> !conflict.minimal())
                .thenComparing(conflict -> conflict.rows().size())
                .thenComparing(conflict -> new TreeSet<>(conflict.rows()).toString()));
        return found;
    }

    /** A conflict that keeps clear of the dropped rows: one that is known, or a new one; null where there is none. */
    private @Nullable Conflict under(Set<String> dropped, List<Conflict> found) {
        for (Conflict conflict : found) {
            if (conflict.rows().stream().noneMatch(dropped::contains)) {
                return conflict;
            }
        }
        // By name: which conflicts are found must not hang on the order of the plan.
        Set<String> left = new LinkedHashSet<>(names.stream().sorted().toList());
        left.removeAll(dropped);
        Consistency.Finding finding = consistency.of(left);
        if (!finding.none()) {
            return null;
        }
        Conflict conflict = minimal(narrowed(left, finding));
        found.add(conflict);
        return conflict;
    }

    /** Rows of few axes that conflict already, or the core of the proof: the smaller a conflict, the more it says. */
    private Set<String> narrowed(Set<String> left, Consistency.Finding finding) {
        for (Set<Integer> axes : subsets()) {
            Set<String> among = new LinkedHashSet<>(left);
            among.removeIf(name -> !axes.containsAll(axesOf(name)));
            Consistency.Finding there = among.size() < left.size() ? consistency.of(among) : finding;
            if (there.none()) {
                return there.core();
            }
        }
        return finding.core();
    }

    private Set<Integer> axesOf(String name) {
        Set<Integer> axes = new TreeSet<>();
        model.rows.stream()
                .filter(row -> row.name().equals(name) && row.cells().length > 1)
                .forEach(row -> axes.add(row.axis()));
        if (model.caps != null && model.caps.names().contains(name)) {
            axes.add(-1);
        }
        return axes;
    }

    /** Subsets of the axes that rows speak of, -1 for rows of several and for caps; the smallest first. */
    private List<Set<Integer>> subsets() {
        Set<Integer> present = new TreeSet<>();
        names.forEach(name -> present.addAll(axesOf(name)));
        List<Integer> axes = new ArrayList<>(present);
        axes.sort(Comparator.comparing(
                axis -> axis < 0 ? "" : model.cube.axes().get(axis).name()));
        List<Set<Integer>> subsets = new ArrayList<>(List.of(Set.of()));
        for (int axis : axes) {
            for (Set<Integer> smaller : List.copyOf(subsets)) {
                if (axes.size() <= MOST_SUBSETS || smaller.size() < 2) {
                    Set<Integer> larger = new TreeSet<>(smaller);
                    larger.add(axis);
                    subsets.add(larger);
                }
            }
        }
        subsets.sort(Comparator.comparingInt(Set::size));
        return subsets;
    }

    /** Drops one row after the other that is not needed (a deletion filter), and more where a proof does without. */
    private Conflict minimal(Set<String> candidate) {
        Set<String> left = new LinkedHashSet<>(candidate);
        boolean decided = true;
        for (String name : candidate) {
            if (!left.remove(name)) {
                continue;
            }
            Consistency.Finding without = consistency.of(left);
            if (without.none()) {
                left.retainAll(without.core());
            } else {
                decided &= without.answer().found();
                left.add(name);
            }
        }
        // The plan's order, the size last.
        Set<String> ordered = new LinkedHashSet<>(names);
        ordered.retainAll(left);
        return new Conflict(ordered, decided);
    }
}
