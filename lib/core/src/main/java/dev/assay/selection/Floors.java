package dev.assay.selection;

/**
 * What the levels of an axis should make of every part at least. A level that is rarer than the floor in the whole is held
 * to its own share there: no division could give every part more.
 */
final class Floors {

    /** Part x column: items, whole. Counted from the size a part should have: an empty part is no way out. */
    private final double[][] least;

    private final double cost;

    private Floors(double[][] least, double cost) {
        this.least = least;
        this.cost = cost;
    }

    /** The worst deviation up to which floors come before even shares. */
    double cost() {
        return cost;
    }

    /** The floors of columns whose axes are given, over vectors of counts, in parts of given shares. */
    static Floors of(double floor, double cost, int[] axisOf, int[][] counts, double[] shares) {
        long[] sums = new long[axisOf.length];
        for (int[] vector : counts) {
            for (int k = 0; k < sums.length; k++) {
                sums[k] += vector[k];
            }
        }
        double[][] least = new double[shares.length][axisOf.length];
        for (int k = 0; k < sums.length; k++) {
            long known = 0;
            for (int other = 0; other < sums.length; other++) {
                known += axisOf[other] == axisOf[k] ? sums[other] : 0;
            }
            double share = Math.min(floor, (double) sums[k] / known);
            for (int part = 0; part < shares.length; part++) {
                // Less a trifle, so that 0.1 of 30 is 3 and not 4.
                least[part][k] = Math.ceil(share * shares[part] * known - 1e-9);
            }
        }
        return new Floors(least, floor == 0 ? 0 : cost);
    }

    /**
     * How far levels are below their floors, summed over parts: 1 for a level that a part lacks altogether, 1/3 for one that
     * has 2 items where 3 are due. In proportion, so that no small part is emptied to fill a large one.
     *
     * @param sums part x column
     */
    double shortfall(long[][] sums) {
        double shortfall = 0;
        for (int part = 0; part < least.length; part++) {
            for (int k = 0; k < least[part].length; k++) {
                shortfall += shortfall(part, k, sums[part][k]);
            }
        }
        return shortfall;
    }

    /** How far one column of one part is below its floor if it sums to so much. */
    double shortfall(int part, int column, long sum) {
        double due = least[part].length > column ? least[part][column] : 0;
        return sum < due ? 1 - sum / due : 0;
    }
}
