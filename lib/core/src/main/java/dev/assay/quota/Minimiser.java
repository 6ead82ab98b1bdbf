package dev.assay.quota;

import org.apache.commons.math3.fraction.BigFraction;
import org.jspecify.annotations.Nullable;

/**
 * The least worst deviation at a size, exact: halving between a bound and the best quotas so far, and after each step
 * the question whether anything is strictly better. Deviations are ratios of integers, so that this ends.
 */
final class Minimiser {

    private static final int MOST_STEPS = 100;
    private static final long GRID = 1 << 20;

    private final Model model;
    private final Route route;

    Minimiser(Model model, Route route) {
        this.model = model;
        this.route = route;
    }

    /**
     * What was found.
     *
     * @param worst the least worst deviation found
     * @param bound no quotas have a smaller one
     * @param proof how the bound is proved
     * @param quotas with that deviation
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared, never shared
    record Least(BigFraction worst, BigFraction bound, String proof, long[] quotas) {

        boolean proved() {
            return worst.equals(bound);
        }
    }

    /** The least, or null where the rows alone have no answer (or none was found). */
    @Nullable
    Least least(long size) {
        Answer any = route.solve(size, null);
        if (!any.found()) {
            return null;
        }
        BigFraction low = route.bound(size);
        String proof = route instanceof SolverRoute ? "flow" : route.proof();
        Answer best = any;
        BigFraction worst = model.worst(any.quotas());
        Answer at = worst.equals(low) ? any : route.solve(size, Ceiling.at(low));
        if (at.found()) {
            best = at;
            worst = model.worst(at.quotas());
        }
        for (int step = 0; step < MOST_STEPS && worst.compareTo(low) > 0; step++) {
            Answer better = route.solve(size, Ceiling.below(worst));
            if (!better.found()) {
                boolean none = better.state() == Answer.State.NONE;
                return new Least(worst, none ? worst : low, none ? route.proof() : proof, best.quotas());
            }
            best = better;
            worst = model.worst(better.quotas());
            BigFraction middle = middle(low, worst);
            Answer halved = route.solve(size, Ceiling.at(middle));
            if (halved.found()) {
                best = halved;
                worst = model.worst(halved.quotas());
            } else if (halved.state() == Answer.State.NONE) {
                low = middle;
                proof = route.proof();
            }
        }
        return new Least(worst, low, proof, best.quotas());
    }

    /** A point between, on a grid coarse enough to keep the numbers small; the lower end where the grid has none. */
    private static BigFraction middle(BigFraction low, BigFraction high) {
        double middle = (low.doubleValue() + high.doubleValue()) / 2;
        BigFraction onGrid = new BigFraction((long) (middle * GRID)).divide(GRID);
        return onGrid.compareTo(low) > 0 && onGrid.compareTo(high) < 0 ? onGrid : low;
    }
}
