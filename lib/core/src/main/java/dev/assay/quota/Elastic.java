package dev.assay.quota;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How rows could give way: the fewest of them, and of as few the least cost, as an integer program in which each row that
 * may move has a slack. Next ones exclude those before, and whatever moves all of their rows. Where the integer solver
 * cannot load it finds none, and {@link Moves} does.
 */
final class Elastic {

    private static final double EFFORT = 2;

    /** The sum of all costs stays below this, as a power of two, so that 64 bits hold it. */
    private static final double LARGEST_COST = 0x1p50;

    private final Model model;
    private final @Nullable Long size;
    private final double effort;
    private final Map<String, Row> now = new TreeMap<>();
    private boolean cut;

    Elastic(Model model, @Nullable Long size) {
        this(model, size, EFFORT);
    }

    /**
     * @param effort deterministic time that each program may take
     */
    Elastic(Model model, @Nullable Long size, double effort) {
        this.model = model;
        this.size = size;
        this.effort = effort;
        model.rows.forEach(row -> now.put(row.name(), row));
    }

    /**
     * Counts by which rows give way, the best first.
     *
     * @param loosest the rows that may move, by the name they have, as far as they may
     */
    List<Map<String, Long>> cheapest(Map<String, Row> loosest, int most) {
        if (!Solver.available()) {
            return List.of();
        }
        List<MergedSolver.Give> gives = gives(loosest);
        List<Map<String, Long>> found = new ArrayList<>();
        while (found.size() < most) {
            MergedSolver fewest = solver(gives, found);
            fewest.fewest();
            MergedSolver.Result few = fewest.run(effort);
            cut |= !few.best() && !few.none();
            if (few.values() == null || few.given().isEmpty()) {
                break;
            }
            MergedSolver cheapest = solver(gives, found);
            cheapest.exactly(few.given().size());
            cheapest.cheapest();
            MergedSolver.Result cheap = cheapest.run(effort);
            cut |= !cheap.best();
            found.add(cheap.values() == null ? few.given() : cheap.given());
        }
        return found;
    }

    /** Whether a program took all its effort, so that fewer rows or cheaper ways may be left. */
    boolean cut() {
        return cut;
    }

    private MergedSolver solver(List<MergedSolver.Give> gives, List<Map<String, Long>> found) {
        Set<String> names = new HashSet<>(model.names());
        Merged question = size == null
                ? new Merged(model, names, 1, model.total(), null)
                : new Merged(model, names, size, size, "size " + size);
        MergedSolver solver = new MergedSolver(question, gives);
        found.forEach(before -> solver.not(before.keySet()));
        return solver;
    }

    /** Costs as whole numbers, in one unit as fine as 64 bits let it be. */
    private List<MergedSolver.Give> gives(Map<String, Row> loosest) {
        double sum = 0;
        for (Map.Entry<String, Row> entry : loosest.entrySet()) {
            sum += most(entry) / base(row(entry)) + 1;
        }
        double unit = Math.min(1e12, LARGEST_COST / sum);
        List<MergedSolver.Give> gives = new ArrayList<>();
        for (Map.Entry<String, Row> entry : loosest.entrySet()) {
            Row row = row(entry);
            // The bound of a share is rounded inwards already: the first count costs less.
            double start =
                    row.share() && size != null ? (row.value().doubleValue() * size - row.bound(size)) / base(row) : 0;
            gives.add(new MergedSolver.Give(
                    entry.getKey(),
                    most(entry),
                    Math.round(unit / base(row)),
                    Math.round(unit * (row.upper() ? -start : start))));
        }
        return gives;
    }

    private Row row(Map.Entry<String, Row> entry) {
        return Objects.requireNonNull(now.get(entry.getKey()));
    }

    private long most(Map.Entry<String, Row> entry) {
        long items = size == null ? model.total() : size;
        return Math.abs(entry.getValue().bound(items) - row(entry).bound(items));
    }

    /** What one count is relative to. */
    private double base(Row row) {
        double value = row.value().doubleValue();
        double base = row.share() && size != null ? value * size : value;
        return base > 0 ? base : row.share() && size != null ? size : 1;
    }
}
