package dev.assay.quota;

import dev.assay.cube.Cube;
import java.util.Arrays;
import java.util.List;

/**
 * The table nearest to uniform that has the target's margins: iterative proportional fitting (Deming and Stephan, 1940)
 * from a table of ones over the cells that exist. It is the reference of the chi-square stage.
 */
final class Expected {

    private static final int SWEEPS = 500;

    private Expected() {}

    /** Proportions of the size, summing to 1; where cells that do not exist forbid the margins, as near as fitting gets. */
    static double[] shares(Cube cube, int[] place, List<Goal> goals, List<int[]> unknown) {
        double[] shares = new double[place.length];
        Arrays.fill(shares, 1.0 / Math.max(1, place.length));
        double total = 0;
        for (int cell : place) {
            total += cube.count(cell);
        }
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            double moved = 0;
            for (int base = 0; base < unknown.size(); base++) {
                moved = Math.max(moved, fit(shares, cube, place, goals, base, unknown.get(base), total));
            }
            if (moved < 1e-13) {
                break;
            }
        }
        for (int c = 0; c < shares.length; c++) {
            // Fitting leaves rounding behind that would tell symmetric cells apart.
            shares[c] = Math.rint(shares[c] * 0x1p36) / 0x1p36;
        }
        return shares;
    }

    private static double fit(
            double[] shares, Cube cube, int[] place, List<Goal> goals, int base, int[] unknown, double total) {
        double open = 0;
        for (int cell : unknown) {
            open += cube.count(place[cell]) / total;
        }
        double moved = scale(shares, unknown, open);
        for (Goal goal : goals) {
            if (goal.base() == base) {
                moved = Math.max(
                        moved, scale(shares, goal.cells(), goal.target().doubleValue() * (1 - open)));
            }
        }
        return moved;
    }

    private static double scale(double[] shares, int[] cells, double wanted) {
        double sum = 0;
        for (int cell : cells) {
            sum += shares[cell];
        }
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
