package dev.assay.quota;

import dev.assay.cube.Cube;
import java.util.Arrays;
import java.util.List;

/**
 * The table nearest to uniform that has the target's margins: iterative proportional fitting (Deming and Stephan, 1940)
 * from a table of ones over the cells that exist. It is the reference of the chi-square stage.
 *
 * <p>Where every table with these margins is 0 in some cell that exists, fitting takes that cell to 0 only as 1 / sweeps, and
 * the share it is left with would be counted as a distance: cells that go down like that are set to 0, and the others fitted.
 * Where no table has these margins, fitting ends in one that has some of them; {@link #missed} tells by how much.
 */
final class Expected {

    private static final int SWEEPS = 500;
    private static final double CONVERGED = 1e-13;

    /** Rounds of looking for cells that vanish; zeros of some cells can make others vanish. */
    private static final int ROUNDS = 4;

    /** Twice the sweeps leave half of a share that goes to 0 as 1 / sweeps, and nearly all of one that does not. */
    private static final double VANISHING = 0.75;

    /** More cells are fitted once: no plan waits minutes for its reference. */
    private static final int MOST_CELLS = 20_000;

    /** Less is what rounding leaves. */
    private static final double ROUNDED = 1e-6;

    private final List<Goal> goals;
    private final List<int[]> unknown;
    /** By base, the share of the items whose level is not known. */
    private final double[] open;

    private Expected(Cube cube, int[] place, List<Goal> goals, List<int[]> unknown) {
        this.goals = goals;
        this.unknown = unknown;
        this.open = new double[unknown.size()];
        double total = 0;
        for (int cell : place) {
            total += cube.count(cell);
        }
        for (int base = 0; base < open.length; base++) {
            for (int cell : unknown.get(base)) {
                open[base] += cube.count(place[cell]) / total;
            }
        }
    }

    /** Proportions of the size, summing to 1; where cells that do not exist forbid the margins, as near as fitting gets. */
    static double[] shares(Cube cube, int[] place, List<Goal> goals, List<int[]> unknown) {
        Expected fitting = new Expected(cube, place, goals, unknown);
        double[] shares = new double[place.length];
        Arrays.fill(shares, 1.0 / Math.max(1, place.length));
        if (!fitting.sweep(shares) && place.length <= MOST_CELLS) {
            double[] emptied = fitting.emptied(shares);
            shares = fitting.missed(emptied) < fitting.missed(shares) ? emptied : shares;
        }
        for (int c = 0; c < shares.length; c++) {
            // Fitting leaves rounding behind that would tell symmetric cells apart.
            shares[c] = Math.rint(shares[c] * 0x1p36) / 0x1p36;
        }
        return shares;
    }

    /** Fitted on, with cells that vanish set to 0. */
    private double[] emptied(double[] start) {
        double[] shares = start.clone();
        boolean done = false;
        for (int round = 0; round < ROUNDS && !done; round++) {
            double[] before = shares.clone();
            done = sweep(shares);
            for (int c = 0; c < shares.length; c++) {
                shares[c] = done || shares[c] > VANISHING * before[c] ? shares[c] : 0;
            }
        }
        return shares;
    }

    /** How far, as a share of the size, the margins of a model's reference are from those asked for, at most. */
    static double missed(Model model) {
        double missed = new Expected(model.cube, model.place, model.goals, model.unknown).missed(model.expected);
        return missed < ROUNDED ? 0 : missed;
    }

    private double missed(double[] shares) {
        double missed = 0;
        for (Goal goal : goals) {
            missed = Math.max(missed, Math.abs(sum(shares, goal.cells()) - wanted(goal)));
        }
        return missed;
    }

    /** Fits until nothing moves, which is told, or for so many sweeps. */
    private boolean sweep(double[] shares) {
        double moved = 1;
        for (int sweep = 0; sweep < SWEEPS && moved >= CONVERGED; sweep++) {
            moved = 0;
            for (int base = 0; base < open.length; base++) {
                moved = Math.max(moved, fit(shares, base));
            }
        }
        return moved < CONVERGED;
    }

    private double fit(double[] shares, int base) {
        double moved = scale(shares, unknown.get(base), open[base]);
        for (Goal goal : goals) {
            if (goal.base() == base) {
                moved = Math.max(moved, scale(shares, goal.cells(), wanted(goal)));
            }
        }
        return moved;
    }

    private double wanted(Goal goal) {
        return goal.target().doubleValue() * (1 - open[goal.base()]);
    }

    private static double sum(double[] shares, int[] cells) {
        double sum = 0;
        for (int cell : cells) {
            sum += shares[cell];
        }
        return sum;
    }

    private static double scale(double[] shares, int[] cells, double wanted) {
        double sum = sum(shares, cells);
        if (sum <= 0) {
            return 0;
        }
        double factor = wanted / sum;
        for (int cell : cells) {
            shares[cell] *= factor;
        }
        return Math.abs(wanted - sum);
    }
}
