package dev.assay.quota;

import java.math.BigInteger;
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

    /** A point well between, the one of the smallest denominator: the solver's coefficients are made of it. */
    static BigFraction middle(BigFraction low, BigFraction high) {
        BigFraction third = high.subtract(low).divide(3);
        return simplest(low.add(third), high.subtract(third));
    }

    /**
     * The fraction of the smallest denominator between two positive ones, by their continued fractions: as long as these
     * agree so does its own (Graham, Knuth, Patashnik, Concrete Mathematics, 4.5).
     */
    private static BigFraction simplest(BigFraction from, BigFraction to) {
        BigInteger whole = from.getNumerator().divide(from.getDenominator());
        BigFraction rest = from.subtract(whole);
        if (rest.getNumerator().signum() == 0) {
            return new BigFraction(whole);
        }
        BigFraction room = to.subtract(whole);
        return room.compareTo(BigFraction.ONE) >= 0
                ? new BigFraction(whole.add(BigInteger.ONE))
                : simplest(room.reciprocal(), rest.reciprocal()).reciprocal().add(whole);
    }
}
