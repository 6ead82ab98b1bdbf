package dev.assay.selection;

/**
 * How good a division is, the first figure first.
 *
 * @param excess by how much the worst deviation exceeds what floors may cost
 * @param shortfall how far levels are below their floors, over all parts
 * @param worst the worst deviation
 * @param squares the sum of squared deviations
 */
record Score(double excess, double shortfall, double worst, double squares) {

    static final double TOLERANCE = 1e-12;

    static final Score NONE = new Score(
            Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);

    boolean isBetterThan(Score other) {
        int order = compare(excess, other.excess);
        order = order != 0 ? order : compare(shortfall, other.shortfall);
        order = order != 0 ? order : compare(worst, other.worst);
        order = order != 0 ? order : compare(squares, other.squares);
        return order < 0;
    }

    /** Whether nothing but the squares could be better, if no worst deviation is below a bound. */
    boolean reaches(double bound) {
        return shortfall <= TOLERANCE && worst <= bound + TOLERANCE;
    }

    private static int compare(double one, double two) {
        return one < two - TOLERANCE ? -1 : one > two + TOLERANCE ? 1 : 0;
    }
}
