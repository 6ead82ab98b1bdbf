package dev.assay.quota;

import org.apache.commons.math3.fraction.BigFraction;
import org.jspecify.annotations.Nullable;

/**
 * The least worst deviation at a size, exact: halving between a bound and the best quotas so far, and after each step
 * the question whether anything is strictly better. Deviations are ratios of integers, so that this ends.
 */
final class Minimiser {

    private static final int MOST_STEPS = 200;

    private static final int MOST_UNDECIDED = 2;

    /** From here on every other question is whether anything at all is better. */
    private static final double NEAR = 0.004;

    private static final int MOST_TREE_STEPS = 1_000_000;

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
        return least(size, new long[0]);
    }

    /** The same where quotas that keep the rows may be known. */
    @Nullable
    Least least(long size, long[] known) {
        BigFraction low = route.bound(size);
        String proof = route.boundProof();
        // Where the bound is reached, nothing else need be asked.
        Answer at = route.solve(size, Ceiling.at(low));
        Answer any = known.length > 0 ? Answer.found(known, false) : null;
        Answer best = at.found() ? at : any != null ? any : route.solve(size, null);
        if (!best.found()) {
            return null;
        }
        BigFraction worst = model.worst(best.quotas());
        // Below the floor lies what was shown to be impossible, or could not be decided.
        BigFraction floor = low;
        int undecided = 0;
        for (int step = 0; step < MOST_STEPS && worst.compareTo(floor) > 0 && undecided < MOST_UNDECIDED; step++) {
            boolean near = worst.subtract(floor).doubleValue() <= NEAR;
            BigFraction asked = near && step % 2 == 0 ? worst : middle(floor, worst);
            boolean strict = asked.equals(worst);
            Answer answer = route.solve(size, strict ? Ceiling.below(worst) : Ceiling.at(asked));
            if (answer.found()) {
                best = answer;
                worst = model.worst(answer.quotas());
            } else {
                floor = asked;
                undecided += answer.state() == Answer.State.UNDECIDED ? 1 : 0;
            }
            if (answer.state() == Answer.State.NONE) {
                low = asked;
                proof = answer.proof() == null ? route.proof() : answer.proof();
            }
        }
        return new Least(worst, low, proof, best.quotas());
    }

    /**
     * A point well between, the one of the smallest denominator: the solver's coefficients are made of it. By walking down
     * the Stern-Brocot tree. The lower end where the two are too near for doubles to tell.
     */
    static BigFraction middle(BigFraction low, BigFraction high) {
        double width = high.doubleValue() - low.doubleValue();
        double from = low.doubleValue() + width / 3;
        double to = low.doubleValue() + 2 * width / 3;
        long[] left = {0, 1};
        long[] right = {1, 0};
        for (int step = 0; step < MOST_TREE_STEPS; step++) {
            long[] middle = {left[0] + right[0], left[1] + right[1]};
            double value = (double) middle[0] / middle[1];
            if (value < from) {
                left = middle;
            } else if (value > to) {
                right = middle;
            } else {
                return new BigFraction(middle[0]).divide(middle[1]);
            }
        }
        return low;
    }
}
