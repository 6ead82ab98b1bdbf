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

    private final Model model;
    private final Ways ways;
    private final List<Move> musts;
    private final List<Move> caps = new ArrayList<>();
    private final List<Move> rows = new ArrayList<>();

    Moves(Model model, @Nullable Long size) {
        this.model = model;
        this.ways = new Ways(model, moved -> new Consistency(moved, size).all().state());
        Caps capped = model.caps;
        this.musts = capped == null && model.costs == null ? List.of() : List.copyOf(new Musts(model).wishes());
        for (int place = 0; capped != null && place < capped.caps.size(); place++) {
            caps.add(Move.OfCap.of(capped, place));
        }
        Repairs.movable(model, size).forEach((name, loosest) -> rows.add(Move.OfRow.of(model, name, size, loosest)));
    }

    /** Each limit that is enough by itself. */
    List<Map<Move, Long>> alone() {
        List<Map<Move, Long>> found = new ArrayList<>(ways.alone(caps));
        found.addAll(ways.alone(musts));
        if (model.costs != null || !Solver.available()) {
            found.addAll(ways.alone(rows));
        }
        return found;
    }

    /** Where no limit alone is enough: pairs; or else all that must be let go, or as many of all limits as it takes. */
    List<Map<Move, Long>> several(int most) {
        if (model.costs == null && model.caps == null) {
            return List.of();
        }
        // In this order a way by many brings them back to where they stood, if that can be.
        List<List<Move>> kinds =
                List.of(musts, caps, model.costs == null ? List.of() : List.of(new Move.OfBudget(model.costs)), rows);
        List<Map<Move, Long>> found = ways.pairs(kinds, most);
        found = found.isEmpty() ? ways.together(musts) : found;
        return found.isEmpty()
                ? ways.together(kinds.stream().flatMap(List::stream).toList())
                : found;
    }

    /** Whether ways may be left that nobody asked about. */
    boolean cut() {
        return ways.cut();
    }
}
