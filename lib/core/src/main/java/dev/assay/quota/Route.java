package dev.assay.quota;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.apache.commons.math3.fraction.BigFraction;
import org.jspecify.annotations.Nullable;

/** A way to answer questions about a model, chosen by the model's structure. */
sealed interface Route permits ExactRoute, DualRoute, SolverRoute {

    /** Quotas of a size, with deviations within a ceiling (null: any). */
    Answer solve(long size, @Nullable Ceiling ceiling);

    /** Of these, quotas near to the expected table in chi-square; {@link Answer#best()} where none are nearer. */
    Answer closest(long size, @Nullable Ceiling ceiling);

    /** Quotas of the largest size up to {@code most}, at least 1, with deviations within a ceiling (null: any). */
    Answer largest(long most, @Nullable Ceiling ceiling);

    /** The word for how a NONE of this route is proved. */
    String proof();

    /** A worst deviation that no quotas of a size can go below, proved without the integer solver. */
    BigFraction bound(long size);

    /** The word for how {@link #bound} is proved. */
    default String boundProof() {
        return proof();
    }

    /** Whether it is proved, without the integer solver, that the rows have no answer at a size. */
    default boolean refuted(long size) {
        return false;
    }

    /**
     * A large size below one that has no answer, not proved the largest, where sizes can only be tried: by steps that double
     * until there is one, then by halves between it and the last that had none.
     */
    default Answer downwards(long top, @Nullable Ceiling ceiling) {
        Answer best = Answer.UNDECIDED;
        long good = 0;
        long bad = top;
        for (long step = 1; bad - good > 1; step *= 2) {
            long size = best.found() ? good + (bad - good) / 2 : Math.max(1, bad - step);
            Answer answer = solve(size, ceiling);
            if (answer.found()) {
                best = Answer.found(answer.quotas(), false);
                good = size;
            } else {
                bad = size;
            }
        }
        return best;
    }

    /**
     * The route for a model: exact where rows and goals speak of at most two axes; by prices on the rows where they speak of
     * more; with the integer solver on all cells where groups are capped.
     */
    static Route of(Model model) {
        return of(model, SolverRoute.EFFORT);
    }

    /** The same with an effort for one question of the integer solver, in its deterministic seconds. */
    static Route of(Model model, double effort) {
        Route exact = exact(model);
        if (exact != null) {
            return exact;
        }
        return DualRoute.fits(model) ? new DualRoute(model, effort) : new SolverRoute(model, effort);
    }

    /** The exact route, or null where the structure has none. */
    static @Nullable ExactRoute exact(Model model) {
        boolean tangled = model.rows.stream().anyMatch(row -> row.axis() < 0 && !model.trivial(row.cells()));
        if (tangled || supplied(model)) {
            return null;
        }
        List<Integer> axes = new ArrayList<>(model.axes());
        // By name: no answer may hang on the order in which the axes were asked for.
        axes.sort(Comparator.comparing(axis -> model.cube.axes().get(axis).name()));
        List<Integer> open = model.goals.stream()
                .map(Goal::base)
                .distinct()
                .filter(base -> model.unknown.get(base).length > 0)
                .toList();
        if (open.isEmpty()) {
            return axes.size() > 2
                    ? null
                    : new ExactRoute(model, axes, -1, axes.size() == 2 ? new Crossing() : new Greedy());
        }
        if (open.size() > 1 || axes.size() > 1) {
            return null;
        }
        int base = open.get(0);
        int axis = model.goals.stream()
                .filter(goal -> goal.base() == base)
                .mapToInt(Goal::axis)
                .max()
                .orElse(-1);
        boolean nested = axis >= 0 ? Set.of(axis).containsAll(axes) : axes.isEmpty();
        long choices = Model.sum(model.available, model.unknown.get(base));
        return nested && choices <= ExactRoute.MOST_CHOICES
                ? new ExactRoute(model, axis >= 0 ? List.of(axis) : List.of(), base, new Greedy())
                : null;
    }

    /** Whether caps do more than lessen what single cells have. */
    private static boolean supplied(Model model) {
        Caps caps = model.caps;
        return caps != null && (!caps.parts.isEmpty() || (model.costs != null && caps.binding()) || caps.overdrawn());
    }
}
