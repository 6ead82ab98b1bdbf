package dev.assay.quota;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which of a plan's named rows can hold together, the size among them. Exact where {@link Search} ends; where it does
 * not, the integer solver must say so twice, on paths of different seeds: it is known to call possible questions impossible
 * (google/or-tools issues 5274 and 5295).
 */
final class Consistency {

    /** Effort for one question, in CP-SAT's deterministic seconds. */
    private static final double EFFORT = 2;

    /** Halves that nobody could decide about, after which no more are asked: each took all the effort allowed. */
    private static final int MOST_UNDECIDED = 3;

    private final Model model;
    private final @Nullable Long size;
    private final Map<Set<String>, Finding> known = new HashMap<>();

    Consistency(Model model, @Nullable Long size) {
        this.model = model;
        this.size = size;
    }

    /**
     * What became of one question.
     *
     * @param answer quotas that hold, none, or undecided
     * @param proof how it is known that there are none; empty where there are, or nobody knows
     * @param core rows that cannot hold together already; all that were asked for where nothing less is known
     */
    record Finding(Answer answer, String proof, Set<String> core) {

        boolean none() {
            return answer.state() == Answer.State.NONE;
        }
    }

    /** All names, the size last. */
    Set<String> names() {
        Set<String> names = new LinkedHashSet<>(model.names());
        if (size != null) {
            names.add(sizeName());
        }
        return names;
    }

    String sizeName() {
        return size == null ? "size max" : "size " + size;
    }

    /** Whether rows can hold together, at the size where it is among them, else at any from 1. */
    Finding of(Set<String> names) {
        Finding finding = known.get(names);
        if (finding == null) {
            Model kept = model.keeping(names);
            finding = size != null && names.contains(sizeName())
                    ? find(kept, size, size, sizeName(), names)
                    : find(kept, 1, Math.max(1, kept.total()), null, names);
            known.put(Set.copyOf(names), finding);
        }
        return finding;
    }

    /** Whether all rows can hold together. */
    Answer all() {
        return of(names()).answer();
    }

    /** Whether there are quotas of a size from {@code least} to {@code most} that keep all rows. */
    Finding between(long least, long most) {
        return find(model, least, most, null, new LinkedHashSet<>(model.names()));
    }

    private Finding find(Model kept, long least, long most, @Nullable String sized, Set<String> names) {
        Finding finding = find(new Merged(kept, names, least, most, sized), names);
        Costs costs = kept.costs;
        if (costs == null) {
            return finding;
        }
        if (finding.none()) {
            // The budget may be to blame as well: under it, items of unknown cost are not there.
            return new Finding(Answer.NONE, finding.proof(), names);
        }
        boolean bought = finding.answer().found()
                && affordable(kept, costs, finding.answer().quotas());
        return bought ? finding : bought(kept, least, most, names);
    }

    private static boolean affordable(Model kept, Costs costs, long[] quotas) {
        return costs.fit(quotas) && (kept.caps == null || Provision.of(kept, quotas) != null);
    }

    /** Under a budget, which is no row: asked of the route that the model takes. */
    private static Finding bought(Model kept, long least, long most, Set<String> names) {
        Route route = Route.of(kept.withoutGoals());
        Answer answer = least == most ? route.solve(most, null) : route.largest(most, null);
        boolean none =
                answer.state() == Answer.State.NONE || (answer.found() && answer.best() && answer.size() < least);
        return none
                ? new Finding(Answer.NONE, route.proof(), names)
                : new Finding(answer.found() && answer.size() < least ? Answer.UNDECIDED : answer, "", names);
    }

    private Finding find(Merged question, Set<String> names) {
        Search.End end = Search.of(question);
        if (end.values() != null) {
            return found(question, end.values(), names);
        }
        if (end.proof() != null) {
            return new Finding(Answer.NONE, end.proof(), core(names, end.core()));
        }
        return agreed(question, names);
    }

    /** Rows of the proof; with them the size, on which bounds of shares hang. */
    private Set<String> core(Set<String> names, @Nullable List<String> used) {
        Set<String> core = new LinkedHashSet<>(names);
        if (used != null) {
            Set<String> kept = new HashSet<>(used);
            kept.add(sizeName());
            core.retainAll(kept);
        }
        return core;
    }

    private static Finding found(Merged question, long[] values, Set<String> names) {
        long[] quotas = question.quotas(values, row -> names.contains(row.name()));
        return new Finding(quotas == null ? Answer.UNDECIDED : Answer.found(quotas, false), "", names);
    }

    private Finding agreed(Merged question, Set<String> names) {
        if (!Solver.available()) {
            return new Finding(Answer.UNDECIDED, "", names);
        }
        MergedSolver.Result first = new MergedSolver(question).run(EFFORT);
        if (first.values() != null) {
            return found(question, first.values(), names);
        }
        MergedSolver.Result second =
                first.none() ? new MergedSolver(question).otherwise().run(EFFORT) : first;
        if (second.values() != null) {
            return found(question, second.values(), names);
        }
        return second.none()
                ? new Finding(Answer.NONE, "solver-agreed", names)
                : new Finding(Answer.UNDECIDED, "", names);
    }

    /** The largest size from {@code least} to {@code most} at which all rows hold. */
    Answer largest(long least, long most) {
        return extreme(least, most, true);
    }

    /** The smallest size from {@code least} to {@code most} at which all rows hold. */
    Answer smallest(long least, long most) {
        return extreme(least, most, false);
    }

    /** Halves what is left of the range, the better half first: whether its sizes are possible is asked as one question. */
    private Answer extreme(long least, long most, boolean largest) {
        Answer best = Answer.NONE;
        boolean decided = true;
        int undecided = 0;
        long from = least;
        long to = most;
        while (from <= to && undecided < MOST_UNDECIDED) {
            long middle = from + (to - from) / 2;
            Answer there = largest
                    ? between(middle, to).answer()
                    : between(from, middle).answer();
            if (there.found()) {
                best = there;
                from = largest ? there.size() + 1 : from;
                to = largest ? to : there.size() - 1;
            } else {
                decided &= there.state() == Answer.State.NONE;
                undecided += there.state() == Answer.State.UNDECIDED ? 1 : 0;
                from = largest ? from : middle + 1;
                to = largest ? middle - 1 : to;
            }
        }
        return best.found() ? Answer.found(best.quotas(), decided) : decided ? Answer.NONE : Answer.UNDECIDED;
    }
}
