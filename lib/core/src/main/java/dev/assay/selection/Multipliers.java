package dev.assay.selection;

/**
 * Brings a division within windows by the method of multipliers: what lies outside its window costs its square, vector
 * after vector goes where that costs least, and after each round what still lies outside is felt once more, so that it
 * weighs ever more until it lies inside. Where the vectors are small against the windows, this comes to what their linear
 * relaxation allows. Moves that count how far a level lies outside, and not its square, end long before: each that helps
 * one level of a part takes another across its edge, however little.
 *
 * <p>Hestenes, M. R. (1969). Multiplier and gradient methods. Journal of Optimization Theory and Applications 4, 303-320.
 */
final class Multipliers {

    /** How much more what lies outside is felt after a round; above 1 it takes fewer rounds, from 2 on it does not settle. */
    private static final double STEP = 1.6;
    /** Rounds without a better worst deviation after which it gives up; of those seen, none that came to more had so many. */
    private static final int PATIENCE = 4;
    /** What a move must gain, of the square of a column's total. */
    private static final double LEAST_GAIN = 1e-15;

    private final CountClasses classes;
    private final Division division;
    private final Windows windows;
    private final int judged;
    private final int parts;
    /** Part x column: what is felt beside what is held. */
    private final double[][] felt;
    /** Part x column: what lies outside, felt or held, of the column's total; squared and summed it is the cost. */
    private final double[][] outside;

    Multipliers(CountClasses classes, Division division, Windows windows, int judged) {
        this.classes = classes;
        this.division = division;
        this.windows = windows;
        this.judged = judged;
        this.parts = division.parts();
        this.felt = new double[parts][judged];
        this.outside = new double[parts][judged];
    }

    /** Leaves the division with the least worst deviation of those that so many rounds came through, or of the first. */
    void settle(long rounds) {
        double least = division.score().worst();
        int[][] best = division.places();
        boolean changed = true;
        int vain = 0;
        for (long round = 0; round < rounds && changed && vain < PATIENCE; round++) {
            look();
            changed = sweep();
            double worst = division.score().worst();
            vain++;
            if (worst < least - Score.TOLERANCE) {
                least = worst;
                best = division.places();
                vain = 0;
            }
            changed |= press();
        }
        division.restore(best);
    }

    private void look() {
        for (int part = 0; part < parts; part++) {
            for (int k = 0; k < judged; k++) {
                outside[part][k] = outside(part, k, 0);
            }
        }
    }

    private double outside(int part, int column, int more) {
        return windows.outside(part, column, division.sum(part, column) + more + felt[part][column])
                / classes.total(column);
    }

    /** What lies outside is felt once more; whether anything does. */
    private boolean press() {
        boolean any = false;
        for (int part = 0; part < parts; part++) {
            for (int k = 0; k < judged; k++) {
                any |= windows.outside(part, k, (double) division.sum(part, k)) != 0;
                felt[part][k] += STEP * (outside(part, k, 0) * classes.total(k) - felt[part][k]);
            }
        }
        return any;
    }

    /** Every vector to where it costs least, the lightest first; whether one moved. */
    private boolean sweep() {
        boolean moved = false;
        int[] order = classes.byWeight();
        for (int i = order.length - 1; i >= 0; i--) {
            for (int from = 0; from < parts; from++) {
                while (division.at(order[i], from) > 0 && leaves(order[i], from)) {
                    moved = true;
                }
            }
        }
        return moved;
    }

    private boolean leaves(int v, int from) {
        int best = -1;
        double most = LEAST_GAIN;
        for (int to = 0; to < parts; to++) {
            double gain = to == from || !matters(v, from, to) ? 0 : gain(v, from, to);
            if (gain > most) {
                most = gain;
                best = to;
            }
        }
        if (best >= 0) {
            division.shift(v, from, -1);
            division.shift(v, best, 1);
            for (int k : classes.touched(v)) {
                if (k < judged) {
                    outside[from][k] = outside(from, k, 0);
                    outside[best][k] = outside(best, k, 0);
                }
            }
        }
        return best >= 0;
    }

    /** Whether a move relieves anything: most do not, and that is cheaper to see than what they cost. */
    private boolean matters(int v, int from, int to) {
        for (int k : classes.touched(v)) {
            if (k < judged && (outside[from][k] > 0 || outside[to][k] < 0)) {
                return true;
            }
        }
        return false;
    }

    private double gain(int v, int from, int to) {
        int[] vector = classes.vector(v);
        double gain = 0;
        for (int k : classes.touched(v)) {
            if (k < judged) {
                double left = outside(from, k, -vector[k]);
                double come = outside(to, k, vector[k]);
                gain += outside[from][k] * outside[from][k] - left * left;
                gain += outside[to][k] * outside[to][k] - come * come;
            }
        }
        return gain;
    }
}
