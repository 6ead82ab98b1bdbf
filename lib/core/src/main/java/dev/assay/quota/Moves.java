package dev.assay.quota;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Ways out that no one integer program tells, found by asking what holds with limits moved: group caps, what must be
 * included beside these, and beside a budget all limits, since the program knows nothing of it.
 */
final class Moves {

    /** Questions that nobody could decide, after which no more are asked: each of them took all the effort allowed. */
    private static final int MOST_UNDECIDED = 3;

    private final Model model;
    private final @Nullable Long size;
    private final List<Move> musts;
    private final List<Move> caps;
    private final List<Move> rows;
    private int undecided;

    Moves(Model model, @Nullable Long size) {
        this.model = model;
        this.size = size;
        Caps capped = model.caps;
        this.musts = capped == null && model.costs == null ? List.of() : List.copyOf(new Musts(model).wishes());
        this.caps = new ArrayList<>();
        if (capped != null) {
            capped.caps.forEach(cap -> caps.add(new Move.OfCap(cap, capped.largest(cap) - cap.max())));
        }
        this.rows = new ArrayList<>();
        Repairs.movable(model, size).forEach((name, loosest) -> rows.add(Move.OfRow.of(model, name, size, loosest)));
    }

    /** Each limit that is enough by itself. */
    List<Map<Move, Long>> alone() {
        List<Map<Move, Long>> found = new ArrayList<>(ways(caps).alone());
        found.addAll(ways(musts).alone());
        if (model.costs != null || !Solver.available()) {
            found.addAll(ways(rows).alone());
        }
        return found;
    }

    /** Where no limit alone is enough: pairs; or else all that must be let go, or as many of all limits as it takes. */
    List<Map<Move, Long>> several(int most) {
        if (model.costs == null && model.caps == null) {
            return List.of();
        }
        // In this order a way by many brings them back to where they stood, if that can be.
        List<Move> all = new ArrayList<>(musts);
        all.addAll(caps);
        if (model.costs != null) {
            all.add(new Move.OfBudget(model.costs));
        }
        all.addAll(rows);
        List<Map<Move, Long>> found = ways(all).pairs(most);
        found = found.isEmpty() ? ways(musts).together() : found;
        return found.isEmpty() ? ways(all).together() : found;
    }

    private Ways ways(List<Move> moves) {
        return new Ways(model, moves, this::holds);
    }

    private boolean holds(Model moved) {
        if (undecided >= MOST_UNDECIDED) {
            return false;
        }
        Answer answer = new Consistency(moved, size).all();
        undecided += answer.state() == Answer.State.UNDECIDED ? 1 : 0;
        return answer.found();
    }
}
