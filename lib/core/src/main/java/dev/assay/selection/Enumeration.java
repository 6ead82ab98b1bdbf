package dev.assay.selection;

/**
 * Every division, large vectors first, less those that already deviate more than the best does. What it has seen all of, it
 * has proved; it stops after a number of steps, and then it has proved nothing.
 */
final class Enumeration {

    private final CountClasses classes;
    private final Division division;
    private final int[] order;
    private final int judged;
    private final double cost;
    private long left;

    /**
     * An enumeration.
     *
     * @param order the classes, in the order in which they are handed out
     * @param cost the worst deviation that is allowed for the sake of floors
     * @param steps how many placements to try
     */
    Enumeration(CountClasses classes, Division division, int[] order, int judged, double cost, long steps) {
        this.classes = classes;
        this.division = division;
        this.order = order;
        this.judged = judged;
        this.cost = cost;
        this.left = steps;
    }

    /** Whether every division was seen or ruled out. */
    boolean complete() {
        division.clear();
        hand(0, order.length == 0 ? 0 : classes.multiplicity(order[0]), 0);
        return left > 0;
    }

    /** Hands out the members of a class that are left, from a part on; then the next classes. */
    private void hand(int place, int members, int part) {
        if (place == order.length) {
            division.keepBetter();
            return;
        }
        int v = order[place];
        int first = part == division.parts() - 1 ? members : 0;
        for (int here = members; here >= first && left > 0; here--) {
            left--;
            division.shift(v, part, here);
            if (!tooMuch(v, part)) {
                boolean last = part == division.parts() - 1;
                int next = place + 1 < order.length ? classes.multiplicity(order[place + 1]) : 0;
                hand(last ? place + 1 : place, last ? next : members - here, last ? 0 : part + 1);
            }
            division.shift(v, part, -here);
        }
    }

    /** Whether a part already holds so much of a column that the best division cannot be reached any more. */
    private boolean tooMuch(int v, int part) {
        double most = Math.max(cost, division.leastWorst()) + Score.TOLERANCE;
        for (int k : classes.touched(v)) {
            if (k < judged && (double) division.sum(part, k) / classes.total(k) - division.share(part) > most) {
                return true;
            }
        }
        return false;
    }
}
