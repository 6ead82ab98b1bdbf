package dev.assay.quota;

import com.google.ortools.sat.CpModel;
import com.google.ortools.sat.IntVar;
import com.google.ortools.sat.LinearExpr;
import com.google.ortools.sat.LinearExprBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * A budget in an integer program, by tangents to what so many items of a kind cost at least; those that turn out to matter
 * are added when quotas were found that cost more than the tangents said (J. E. Kelley, "The cutting-plane method for
 * solving convex programs", SIAM Journal 8, 1960).
 */
final class Spending {

    private static final int FIRST_TANGENTS = 16;

    private final CpModel program;
    private final List<Priced> kinds = new ArrayList<>();

    /**
     * Items of one kind.
     *
     * @param least what k of them cost at least, k from 0 to all
     * @param musts so many are taken in any case, whatever they cost; only from there on the costs are convex
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared, never shared
    private record Priced(IntVar count, IntVar spent, long[] least, int musts) {}

    Spending(CpModel program) {
        this.program = program;
    }

    void add(IntVar count, long[] least, long musts, long most) {
        int known = (int) Math.min(most, least.length - 1L);
        IntVar spent = program.newIntVar(0, least[known], "");
        Priced kind = new Priced(count, spent, least, (int) Math.min(musts, known));
        kinds.add(kind);
        for (int i = 0; i < FIRST_TANGENTS; i++) {
            tangent(kind, (int) ((long) known * i / FIRST_TANGENTS));
        }
    }

    void within(long max) {
        LinearExprBuilder sum = LinearExpr.newBuilder();
        kinds.forEach(kind -> sum.add(kind.spent()));
        program.addLessOrEqual(sum, max);
    }

    private void tangent(Priced kind, int near) {
        int at = Math.max(kind.musts(), near);
        if (at < kind.least().length - 1) {
            long slope = kind.least()[at + 1] - kind.least()[at];
            LinearExprBuilder line = LinearExpr.newBuilder()
                    .addTerm(kind.count(), slope)
                    .add(Math.subtractExact(kind.least()[at], Math.multiplyExact(slope, (long) at)));
            program.addGreaterOrEqual(kind.spent(), line);
        } else {
            program.addGreaterOrEqual(kind.spent(), kind.least()[at]);
        }
    }

    /** What values really cost. */
    long cost(ToLongFunction<IntVar> values) {
        return kinds.stream()
                .mapToLong(kind -> kind.least()[(int) values.applyAsLong(kind.count())])
                .sum();
    }

    /** Tangents at values. */
    void cut(ToLongFunction<IntVar> values) {
        for (Priced kind : kinds) {
            int at = (int) values.applyAsLong(kind.count());
            tangent(kind, at);
            tangent(kind, at - 1);
        }
    }
}
