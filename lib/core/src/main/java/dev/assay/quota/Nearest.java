package dev.assay.quota;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The quotas of one {@link Question} nearest to a table: prices, then rounding, then what is left over as integers. */
final class Nearest {

    /** Softness falls by this; with the square of it too many cells change at once. */
    private static final double HARDER = 1 / 4.0;

    private static final double HARDEST = 0x1p-26;
    /** With so many cells, a step that raises the bound by less than this part of it is the last. */
    private static final int MANY = 100_000;

    private static final double WORTH = 1e-6;
    /** A gap below this part of chi-square is not worth an integer program. */
    private static final double ENOUGH = 1e-4;
    /** With more cells to decide about the integer program mostly ends without any quotas: there so much is none. */
    private static final int FEW = 1024;

    private static final double CLOSE = 1e-3;
    /** A linear program's value that far above what its prices prove is that of chords which are too long. */
    private static final double SETTLED = 1e-9;

    /** Each round halves the longest chords, about: as many as counts have bits. */
    private static final int MOST_ROUNDS = 40;
    /** Less chi-square than this is none. */
    private static final double LEAST = 1e-9;

    private final Question question;
    private final double[] expected;
    private final double effort;
    private final boolean near;

    /** @param near whether work is to be spent on quotas nearer than the first that are found */
    Nearest(Question question, double[] expected, double effort, boolean near) {
        this.question = question;
        this.expected = expected;
        this.effort = effort;
        this.near = near;
    }

    /**
     * FOUND with a bound on chi-square, NONE with a proof in exact integers, or UNDECIDED, by the ascent alone. It can end
     * early, and the bound be loose.
     */
    Answer answer() {
        if (!question.possible) {
            return Answer.none("dual+milp");
        }
        double worth = expected.length > MANY ? WORTH : 0;
        Dual dual = new Dual(question, expected);
        if (!dual.ascend()) {
            return dual.refuted() ? Answer.none("dual+milp") : Answer.UNDECIDED;
        }
        Prices best = priced(dual);
        double won = Double.POSITIVE_INFINITY;
        while (won > worth * best.bound() && dual.softness() > HARDEST && dual.ramps() > 0 && dual.harden(HARDER)) {
            Prices next = priced(dual);
            won = next.bound() - best.bound();
            if (won < 0) {
                break;
            }
            best = next;
        }
        return rounded(best);
    }

    /** The same by the linear program: slower, and as near as prices can tell. Only where {@link Solver#available()}. */
    Answer exactly() {
        if (!question.possible) {
            return Answer.none("dual+milp");
        }
        Chords chords = new Chords(question, expected, expected);
        Answer best = Answer.UNDECIDED;
        double proved = 0;
        double[] rounded = {};
        for (int round = 1; round <= MOST_ROUNDS; round++) {
            if (!chords.solve()) {
                return chords.refuted() ? Answer.none("dual+milp") : bounded(best, proved);
            }
            double bound = Certificate.of(question, expected, chords.lambda());
            double value = chords.value();
            proved = Math.max(proved, bound);
            boolean last = !chords.refine() || round == MOST_ROUNDS;
            boolean settled = !near || last || value - bound <= SETTLED * bound;
            if (settled && !Arrays.equals(rounded, chords.lambda())) {
                rounded = chords.lambda();
                best = nearer(best, rounded(new Prices(chords.lambda(), chords.held(), proved)));
            }
            if (last || (best.found() && (!near || !isFar(best.quotas(), proved, ENOUGH)))) {
                return bounded(best, proved);
            }
        }
        return bounded(best, proved);
    }

    private boolean isFar(long[] quotas, double bound, double enough) {
        return chiSquare(quotas) - bound > enough * Math.max(LEAST, bound);
    }

    private Answer nearer(Answer one, Answer other) {
        boolean second = other.found() && (!one.found() || chiSquare(other.quotas()) < chiSquare(one.quotas()));
        return second ? other : one;
    }

    /** An answer with the highest of the bounds that were proved on the way to it. */
    private Answer bounded(Answer answer, double bound) {
        if (!answer.found()) {
            return Answer.undecided(bound);
        }
        double chiSquare = chiSquare(answer.quotas());
        return Answer.near(answer.quotas(), chiSquare, Math.min(bound, chiSquare));
    }

    private Prices priced(Dual dual) {
        return new Prices(dual.lambda.clone(), dual.held(), Certificate.of(question, expected, dual.lambda));
    }

    /** Prices, what each cell holds at them, in fractions, and what they prove. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, never shared
    private record Prices(double[] lambda, double[] held, double bound) {}

    private Answer rounded(Prices prices) {
        Residual residual = new Residual(question, expected, prices.lambda(), prices.held());
        Mending mending = new Mending(residual);
        long @Nullable [] quotas = mending.mend() ? mending.quotas() : null;
        if (quotas != null && near && isFar(quotas, prices.bound(), ENOUGH)) {
            new Trades(residual, mending.moved).run();
            long[] traded = mending.quotas();
            quotas = question.holds(traded) ? traded : quotas;
        }
        double enough = residual.cells.length > FEW ? CLOSE : ENOUGH;
        boolean far = quotas == null || (near && isFar(quotas, prices.bound(), enough));
        if (far && Solver.available()) {
            double worth = enough * Math.max(LEAST, prices.bound());
            long[] better = new Finish(residual).run(effort, mending.moved, worth);
            boolean nearer = better.length > 0 && (quotas == null || chiSquare(better) < chiSquare(quotas));
            quotas = nearer ? better : quotas;
        }
        // Nobody is believed, neither the solver nor the rounding.
        if (quotas == null || !question.holds(quotas)) {
            return Answer.undecided(prices.bound());
        }
        double chiSquare = chiSquare(quotas);
        return Answer.near(quotas, chiSquare, Math.min(prices.bound(), chiSquare));
    }

    private double chiSquare(long[] quotas) {
        return Model.chiSquare(quotas, expected);
    }
}
