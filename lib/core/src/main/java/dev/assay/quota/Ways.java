package dev.assay.quota;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Moves of limits that leave an answer, found by asking: each alone, each two, or as many as it takes. Every move is as
 * short as the others of its way let it be, so that none of them could be left out.
 */
final class Ways {

    /** Pairs that are asked about; where there are more, only the way by many is sure to be looked at. */
    private static final int MOST_PAIRS = 100;

    private final Model model;
    private final List<? extends Move> moves;
    private final Predicate<Model> holds;

    /**
     * @param model one that does not hold
     * @param moves in the order in which they are asked about
     * @param holds whether a model has an answer; where nobody knows, it has none
     */
    Ways(Model model, List<? extends Move> moves, Predicate<Model> holds) {
        this.model = model;
        this.moves = moves.stream().filter(move -> move.most() > 0).toList();
        this.holds = holds;
    }

    /** Each move that is enough by itself. */
    List<Map<Move, Long>> alone() {
        List<Map<Move, Long>> ways = new ArrayList<>();
        for (Move move : moves) {
            if (enough(List.of(move))) {
                ways.add(shortest(List.of(move)));
            }
        }
        return ways;
    }

    /** Each two that are enough, for where no single one is: each way round, as cheap as either is. */
    List<Map<Move, Long>> pairs(int most) {
        List<Map<Move, Long>> ways = new ArrayList<>();
        int asked = 0;
        for (int i = 0; i < moves.size(); i++) {
            for (int j = i + 1; j < moves.size() && ways.size() < most && asked < MOST_PAIRS; j++) {
                asked++;
                if (enough(List.of(moves.get(i), moves.get(j)))) {
                    Map<Move, Long> one = shortest(List.of(moves.get(i), moves.get(j)));
                    Map<Move, Long> other = shortest(List.of(moves.get(j), moves.get(i)));
                    ways.add(cost(other) < cost(one) ? other : one);
                }
            }
        }
        return ways;
    }

    /** One way by moves none of which can be left out; empty where all of them together are not enough. */
    List<Map<Move, Long>> together() {
        return !moves.isEmpty() && enough(moves) ? List.of(shortest(moves)) : List.of();
    }

    private boolean enough(List<? extends Move> of) {
        return holds.test(in(model, farthest(of)));
    }

    private static Map<Move, Long> farthest(List<? extends Move> of) {
        Map<Move, Long> way = new LinkedHashMap<>();
        of.forEach(move -> way.put(move, move.most()));
        return way;
    }

    /** Brings one move after the other back as far as the others let it, by halving; those back where they stood are none. */
    private Map<Move, Long> shortest(List<? extends Move> of) {
        Map<Move, Long> way = farthest(of);
        for (Move move : of) {
            if (way.size() == 1 || !holds(way, move, 0)) {
                way.put(move, shortest(way, move));
            } else {
                way.remove(move);
            }
        }
        return way;
    }

    private long shortest(Map<Move, Long> way, Move move) {
        long bad = 0;
        long good = move.most();
        while (good - bad > 1) {
            long middle = bad + (good - bad) / 2;
            boolean enough = holds(way, move, middle);
            bad = enough ? bad : middle;
            good = enough ? middle : good;
        }
        return good;
    }

    private boolean holds(Map<Move, Long> way, Move move, long steps) {
        way.put(move, steps);
        return holds.test(in(model, way));
    }

    /** A model with limits moved. */
    static Model in(Model model, Map<Move, Long> way) {
        Model moved = model;
        for (Map.Entry<Move, Long> entry : way.entrySet()) {
            moved = entry.getValue() == 0 ? moved : entry.getKey().in(moved, entry.getValue());
        }
        return moved;
    }

    static List<Infeasible.Change> changes(Map<Move, Long> way) {
        List<Infeasible.Change> changes = new ArrayList<>();
        way.forEach((move, steps) -> changes.add(move.change(steps)));
        return changes;
    }

    private static double cost(Map<Move, Long> way) {
        return Repairs.cost(changes(way));
    }
}
