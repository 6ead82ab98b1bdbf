package dev.assay.quota;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Moves of limits that leave an answer, found by asking: each alone, each two, or as many as it takes. Every move is as
 * short as the others of its way let it be, so that none of them could be left out.
 *
 * <p>Nothing becomes impossible by a further move. So where all of many moves together are not enough, none of them is,
 * and no two: one question tells it of all. Many are halved, and asked about again, until one or two are left.
 */
final class Ways {

    /** Questions after which no more moves are looked for. */
    private static final int MOST_ASKED = 400;

    /** Questions that nobody could decide, after which no more are asked: each of them took all the effort allowed. */
    private static final int MOST_UNDECIDED = 3;

    private final Model model;
    private final Function<Model, Answer.State> ask;
    private int asked;
    private int undecided;
    private boolean cut;

    /**
     * @param model one that has no answer
     * @param ask whether a model has an answer
     */
    Ways(Model model, Function<Model, Answer.State> ask) {
        this.model = model;
        this.ask = ask;
    }

    /** Each move that is enough by itself. */
    List<Map<Move, Long>> alone(List<Move> moves) {
        List<Map<Move, Long>> found = new ArrayList<>();
        alone(movable(moves), found);
        return found;
    }

    private void alone(List<Move> moves, List<Map<Move, Long>> found) {
        if (moves.isEmpty() || !enough(moves, 1)) {
            return;
        }
        if (moves.size() == 1) {
            found.add(shortest(moves));
        } else {
            halves(moves).forEach(half -> alone(half, found));
        }
    }

    /**
     * Some of the two that are enough, for where no single one is: each way round, as cheap as either is. Two of different
     * kinds come first, and of these the kinds that have fewest: they are soon through.
     */
    List<Map<Move, Long>> pairs(List<List<Move>> kinds, int most) {
        List<List<Move>> movable = kinds.stream().map(Ways::movable).toList();
        List<List<List<Move>>> different = new ArrayList<>();
        for (int i = 0; i < movable.size(); i++) {
            for (int j = i + 1; j < movable.size(); j++) {
                different.add(List.of(movable.get(i), movable.get(j)));
            }
        }
        different.sort(Comparator.comparing(
                both -> (long) both.get(0).size() * both.get(1).size()));
        List<Map<Move, Long>> found = new ArrayList<>();
        different.forEach(both -> across(both.get(0), both.get(1), most, found));
        movable.forEach(kind -> within(kind, most, found));
        return found;
    }

    /** One of some and one of others. */
    private void across(List<Move> some, List<Move> others, int most, List<Map<Move, Long>> found) {
        if (some.isEmpty() || others.isEmpty() || full(found, most) || !enough(joined(some, others), 2)) {
            return;
        }
        if (some.size() == 1 && others.size() == 1) {
            Map<Move, Long> one = shortest(joined(some, others));
            Map<Move, Long> other = shortest(joined(others, some));
            found.add(cost(other) < cost(one) ? other : one);
        } else if (some.size() >= others.size()) {
            halves(some).forEach(half -> across(half, others, most, found));
        } else {
            halves(others).forEach(half -> across(some, half, most, found));
        }
    }

    private void within(List<Move> moves, int most, List<Map<Move, Long>> found) {
        if (moves.size() < 2 || full(found, most) || (moves.size() > 2 && !enough(moves, 2))) {
            return;
        }
        List<List<Move>> halves = halves(moves);
        across(halves.get(0), halves.get(1), most, found);
        halves.forEach(half -> within(half, most, found));
    }

    private boolean full(List<Map<Move, Long>> found, int most) {
        cut |= found.size() >= most;
        return found.size() >= most;
    }

    /** One way by moves none of which can be left out; empty where all of them together are not enough. */
    List<Map<Move, Long>> together(List<Move> moves) {
        List<Move> movable = movable(moves);
        return !movable.isEmpty() && holds(farthest(movable)) ? List.of(shortest(movable)) : List.of();
    }

    /** Whether ways may be left that nobody asked about. */
    boolean cut() {
        return cut;
    }

    private static List<Move> movable(List<Move> moves) {
        return moves.stream().filter(move -> move.most() > 0).toList();
    }

    private static List<List<Move>> halves(List<Move> moves) {
        int middle = (moves.size() + 1) / 2;
        return List.of(moves.subList(0, middle), moves.subList(middle, moves.size()));
    }

    private static List<Move> joined(List<Move> some, List<Move> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }

    /** Whether some moves are enough, or so many of them may be: of more than that, not knowing is no reason to stop. */
    private boolean enough(List<Move> moves, int few) {
        if (asked >= MOST_ASKED) {
            cut = true;
            return false;
        }
        Answer.State state = state(farthest(moves));
        boolean undecidedLeaf = state == Answer.State.UNDECIDED && moves.size() <= few;
        cut |= undecidedLeaf;
        return state == Answer.State.FOUND || (state == Answer.State.UNDECIDED && !undecidedLeaf);
    }

    private boolean holds(Map<Move, Long> way) {
        Answer.State state = state(way);
        cut |= state == Answer.State.UNDECIDED;
        return state == Answer.State.FOUND;
    }

    private Answer.State state(Map<Move, Long> way) {
        if (undecided >= MOST_UNDECIDED) {
            cut = true;
            return Answer.State.NONE;
        }
        asked++;
        Answer.State state = ask.apply(in(model, way));
        undecided += state == Answer.State.UNDECIDED ? 1 : 0;
        return state;
    }

    private static Map<Move, Long> farthest(List<Move> of) {
        Map<Move, Long> way = new LinkedHashMap<>();
        of.forEach(move -> way.put(move, move.most()));
        return way;
    }

    /** Brings one move after the other back as far as the others let it, by halving; those back where they stood are none. */
    private Map<Move, Long> shortest(List<Move> of) {
        Map<Move, Long> way = farthest(of);
        shorten(way, of);
        return way;
    }

    /** Many at once first: those that are not needed are so together, too, once those before them are settled. */
    private void shorten(Map<Move, Long> way, List<Move> of) {
        Map<Move, Long> without = new LinkedHashMap<>(way);
        without.keySet().removeAll(of);
        if (!without.isEmpty() && holds(without)) {
            way.keySet().removeAll(of);
        } else if (of.size() == 1) {
            way.put(of.get(0), shortest(way, of.get(0)));
        } else {
            halves(of).forEach(half -> shorten(way, half));
        }
    }

    private long shortest(Map<Move, Long> way, Move move) {
        long bad = 0;
        long good = move.most();
        while (good - bad > 1) {
            long middle = bad + (good - bad) / 2;
            way.put(move, middle);
            boolean enough = holds(way);
            bad = enough ? bad : middle;
            good = enough ? middle : good;
        }
        return good;
    }

    /** A model with limits moved. */
    static Model in(Model model, Map<Move, Long> way) {
        Model moved = model;
        for (Map.Entry<Move, Long> entry : way.entrySet()) {
            moved = entry.getKey().in(moved, entry.getValue());
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
