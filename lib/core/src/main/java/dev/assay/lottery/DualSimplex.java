package dev.assay.lottery;

import java.util.Arrays;

/**
 * {@code max c x} under {@code low <= x <= high} and {@code low <= A x <= high}, all bounds finite, by the dual simplex
 * method for bounded variables on a dense dictionary (C. Lemke, 1954; R. Vanderbei, "Linear Programming", 2014, chapters
 * 6 and 9). Where every variable has two ends, any dictionary is made dual feasible by moving each nonbasic variable to
 * the right one of them; hence bounds, costs and rows may change between two calls of {@link #solve()} and the last
 * dictionary is where the next one starts.
 *
 * <p>Arithmetic is in doubles, which Java 17 rounds alike on every machine. Nothing here is a proof: what is claimed from
 * its duals is checked in integers, see {@link Pricing}.
 */
final class DualSimplex {

    private static final double ZERO = 1e-9;
    private static final double SMALLEST_PIVOT = 1e-7;

    private final int columns;
    private int rows;
    /** Bounds of the variables, then of the rows. */
    private double[] low;

    private double[] high;
    private double[] cost;
    /** Each basic variable as a combination of the nonbasic ones. */
    private double[][] dictionary = new double[16][];

    private final int[] nonbasic;
    private int[] basic = new int[16];
    private final double[] reduced;
    private final double[] at;
    private double[] value = new double[16];
    private double[] ray = new double[0];
    private long pivots;

    /** With variables and no row. */
    DualSimplex(double[] cost, double[] low, double[] high) {
        columns = cost.length;
        this.cost = cost.clone();
        this.low = low.clone();
        this.high = high.clone();
        nonbasic = new int[columns];
        Arrays.setAll(nonbasic, j -> j);
        reduced = new double[columns];
        at = new double[columns];
    }

    /** Adds a row over all variables. */
    void row(double[] coefficients, double least, double most) {
        if (rows == basic.length) {
            dictionary = Arrays.copyOf(dictionary, 2 * rows);
            basic = Arrays.copyOf(basic, 2 * rows);
            value = Arrays.copyOf(value, 2 * rows);
        }
        int name = columns + rows;
        low = put(low, name, least);
        high = put(high, name, most);
        cost = put(cost, name, 0);
        double[] line = new double[columns];
        for (int j = 0; j < columns; j++) {
            line[j] = nonbasic[j] < columns ? coefficients[nonbasic[j]] : 0;
        }
        for (int i = 0; i < rows; i++) {
            if (basic[i] < columns && coefficients[basic[i]] != 0) {
                add(line, coefficients[basic[i]], dictionary[i]);
            }
        }
        dictionary[rows] = line;
        basic[rows++] = name;
    }

    private static double[] put(double[] array, int index, double number) {
        double[] grown = index < array.length ? array : Arrays.copyOf(array, 2 * index + 1);
        grown[index] = number;
        return grown;
    }

    void cost(int variable, double to) {
        cost[variable] = to;
    }

    void bounds(int variable, double least, double most) {
        low[variable] = least;
        high[variable] = most;
    }

    /** Whether there is a solution; then it is the best, as far as doubles tell. */
    boolean solve() {
        restart();
        long most = pivots + 200 + 20L * (rows + columns);
        while (pivots < most) {
            int leaving = leaving();
            if (leaving < 0) {
                return true;
            }
            boolean down = value[leaving] > high[basic[leaving]];
            int entering = entering(dictionary[leaving], down);
            if (entering < 0) {
                ray(leaving, down ? 1 : -1);
                return false;
            }
            pivot(leaving, entering, down ? high[basic[leaving]] : low[basic[leaving]]);
        }
        throw new StalledException();
    }

    /** Too many pivots for a problem of this size: rounding has the better of it. */
    static final class StalledException extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** Reduced costs and values from the dictionary. */
    private void restart() {
        for (int j = 0; j < columns; j++) {
            reduced[j] = cost[nonbasic[j]];
        }
        for (int i = 0; i < rows; i++) {
            if (cost[basic[i]] != 0) {
                add(reduced, cost[basic[i]], dictionary[i]);
            }
        }
        for (int j = 0; j < columns; j++) {
            at[j] = end(nonbasic[j], reduced[j], at[j]);
        }
        for (int i = 0; i < rows; i++) {
            double sum = 0;
            for (int j = 0; j < columns; j++) {
                sum += dictionary[i][j] * at[j];
            }
            value[i] = sum;
        }
    }

    /** The end that the reduced cost asks for; where it asks for none, the nearer one. */
    private double end(int variable, double wish, double last) {
        double middle = low[variable] + (high[variable] - low[variable]) / 2;
        boolean up = Math.abs(wish) > 1e-11 ? wish > 0 : last > middle;
        return up ? high[variable] : low[variable];
    }

    private int leaving() {
        int chosen = -1;
        double worst = ZERO;
        for (int i = 0; i < rows; i++) {
            int name = basic[i];
            double apart = Math.max(low[name] - value[i], value[i] - high[name]);
            double size = 1 + Math.min(Math.abs(low[name]), Math.abs(high[name]));
            if (apart / size > worst) {
                worst = apart / size;
                chosen = i;
            }
        }
        return chosen;
    }

    /** The least ratio; among equals, the largest pivot. */
    private int entering(double[] line, boolean down) {
        int chosen = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int j = 0; j < columns; j++) {
            double step = down ? -line[j] : line[j];
            boolean upwards = at[j] < high[nonbasic[j]];
            boolean downwards = at[j] > low[nonbasic[j]];
            if (!(step > SMALLEST_PIVOT && upwards) && !(step < -SMALLEST_PIVOT && downwards)) {
                continue;
            }
            double ratio = Math.abs(reduced[j]) / Math.abs(step);
            if (chosen < 0
                    || ratio < least - 1e-12
                    || (ratio < least + 1e-12 && Math.abs(step) > Math.abs(line[chosen]))) {
                least = chosen < 0 ? ratio : Math.min(least, ratio);
                chosen = j;
            }
        }
        return chosen;
    }

    private void pivot(int leaving, int entering, double bound) {
        pivots++;
        double[] line = dictionary[leaving];
        double pivot = line[entering];
        double change = (bound - value[leaving]) / pivot;
        for (int j = 0; j < columns; j++) {
            line[j] = -line[j] / pivot;
        }
        line[entering] = 1 / pivot;
        for (int i = 0; i < rows; i++) {
            double factor = dictionary[i][entering];
            if (i != leaving && factor != 0) {
                value[i] += factor * change;
                dictionary[i][entering] = 0;
                add(dictionary[i], factor, line);
            }
        }
        double factor = reduced[entering];
        reduced[entering] = 0;
        add(reduced, factor, line);
        value[leaving] = at[entering] + change;
        at[entering] = bound;
        int name = basic[leaving];
        basic[leaving] = nonbasic[entering];
        nonbasic[entering] = name;
    }

    private static void add(double[] to, double factor, double[] line) {
        for (int j = 0; j < to.length; j++) {
            to[j] += factor * line[j];
        }
    }

    /** The variables' values. */
    double[] solution() {
        double[] found = new double[columns];
        for (int j = 0; j < columns; j++) {
            if (nonbasic[j] < columns) {
                found[nonbasic[j]] = at[j];
            }
        }
        for (int i = 0; i < rows; i++) {
            if (basic[i] < columns) {
                found[basic[i]] = value[i];
            }
        }
        return found;
    }

    /** The rows' part in a sum that is 0 always, and whose terms cannot make 0 within their bounds. */
    private void ray(int leaving, int sign) {
        double[] found = new double[rows];
        for (int j = 0; j < columns; j++) {
            if (nonbasic[j] >= columns) {
                found[nonbasic[j] - columns] = -sign * dictionary[leaving][j];
            }
        }
        if (basic[leaving] >= columns) {
            found[basic[leaving] - columns] = sign;
        }
        ray = found;
    }

    /** After a failure: multipliers of the rows that show why (J. Farkas, 1902). */
    double[] ray() {
        return ray;
    }

    /** What a unit more of each row's bound would add. */
    double[] duals() {
        double[] duals = new double[rows];
        for (int j = 0; j < columns; j++) {
            if (nonbasic[j] >= columns) {
                duals[nonbasic[j] - columns] = reduced[j];
            }
        }
        return duals;
    }
}
