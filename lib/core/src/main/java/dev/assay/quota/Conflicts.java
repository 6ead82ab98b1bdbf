package dev.assay.quota;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Why a plan has no answer: minimal sets of named rows that cannot hold together, found by dropping one row after the
 * other and asking again (a deletion filter), each tied to a reason in counts where there is one.
 */
final class Conflicts {

    private static final int MOST = 5;

    private final Model model;
    private final @Nullable Long size;

    Conflicts(Model model, @Nullable Long size) {
        this.model = model.withoutGoals();
        this.size = size;
    }

    Infeasible explain() {
        if (model.total() == 0) {
            List<String> wish = List.of(size == null ? "size max" : sizeName());
            return new Infeasible(
                    "propagation",
                    size,
                    List.of(wish),
                    List.of(wish.get(0) + ", and there are 0 items"),
                    List.of(),
                    null);
        }
        Set<String> remaining = new LinkedHashSet<>(model.names());
        if (size != null) {
            remaining.add(sizeName());
        }
        List<List<String>> conflicts = new ArrayList<>();
        List<String> reasons = new ArrayList<>();
        String proof = "propagation";
        while (conflicts.size() < MOST && !holds(remaining)) {
            Set<String> conflict = minimal(remaining);
            conflicts.add(List.copyOf(conflict));
            Propagation propagation =
                    new Propagation(model.keeping(conflict), conflict.contains(sizeName()) ? size : null);
            String reason = propagation.reason();
            reasons.add(reason != null ? reason : String.join(", ", conflict) + " cannot hold together");
            proof = reason != null ? proof : weaker(proof, conflict);
            remaining.removeAll(conflict);
            if (size != null && conflict.size() > 1) {
                remaining.add(sizeName());
            }
        }
        Answer largest = size == null ? Answer.NONE : Route.of(model).largest(Math.min(size, model.total()), null);
        @Nullable Long largestSize = largest.found() ? largest.size() : null;
        return new Infeasible(
                proof, size, conflicts, reasons, new Repairs(model, size, largestSize).of(conflicts), largestSize);
    }

    private String sizeName() {
        return "size " + size;
    }

    /** Whether some rows have an answer; what the solver leaves undecided counts as one. */
    private boolean holds(Set<String> names) {
        Model kept = model.keeping(names);
        Answer answer = size != null && names.contains(sizeName())
                ? Route.of(kept).solve(size, null)
                : Route.of(kept).largest(kept.total(), null);
        return answer.state() != Answer.State.NONE;
    }

    private Set<String> minimal(Set<String> names) {
        Set<String> left = new LinkedHashSet<>(names);
        for (String name : names) {
            left.remove(name);
            if (holds(left)) {
                left.add(name);
            }
        }
        // The plan's order, the size last.
        Set<String> ordered = new LinkedHashSet<>(names);
        ordered.retainAll(left);
        return ordered;
    }

    private String weaker(String proof, Set<String> conflict) {
        Route route = Route.of(model.keeping(conflict));
        String own = route.proof();
        if (size != null && conflict.contains(sizeName()) && route.refuted(size)) {
            own = "flow";
        }
        List<String> strength = List.of("propagation", "greedy", "flow", "solver-agreed");
        return strength.indexOf(own) > strength.indexOf(proof) ? own : proof;
    }
}
