package dev.assay.quota;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a question has an answer in whole numbers, exact: intervals are narrowed and then halved, and each part is
 * closed by propagation or by a {@link Farkas} proof, or gives values that hold. A linear program in floating point says
 * where to look; that a part is empty is never believed of it. Within a number of parts, else undecided.
 */
final class Search {

    /** Parts looked at: with the linear program, which sees far, and without. */
    private static final int MOST_PARTS = 400;

    private static final int MOST_PLAIN_PARTS = 20_000;

    /** Beyond these variables the linear program takes seconds, and only the undivided question is looked at. */
    private static final int MANY = 20_000;

    private final Merged question;
    private final @Nullable PhaseOne fractions;
    private final Deque<Part> open = new ArrayDeque<>();
    private int parts;
    private boolean halved;

    /** Intervals of all variables. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, never shared
    private record Part(long[] low, long[] high) {}

    /**
     * What a search ended with.
     *
     * @param values that hold, or null
     * @param proof how it is proved that nothing holds, or null
     * @param core the named rows that the proof uses, or null for all of them
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared, never shared
    record End(long @Nullable [] values, @Nullable String proof, @Nullable List<String> core) {

        private static final End UNDECIDED = new End(null, null, null);

        static End none(String proof, @Nullable List<String> core) {
            return new End(null, proof, core);
        }
    }

    private Search(Merged question, @Nullable PhaseOne fractions) {
        this.question = question;
        this.fractions = fractions;
    }

    static End of(Merged question) {
        long[] low = new long[question.variables()];
        long[] high = question.high.clone();
        if (!Intervals.narrow(question, low, high)) {
            return End.none("propagation", null);
        }
        if (!Solver.available()) {
            return plainly(question);
        }
        try (PhaseOne fractions = new PhaseOne(question)) {
            return new Search(question, fractions).run();
        }
    }

    /** Without the linear program. */
    static End plainly(Merged question) {
        return new Search(question, null).run();
    }

    private End run() {
        open.push(new Part(new long[question.variables()], question.high.clone()));
        int most = fractions == null ? MOST_PLAIN_PARTS : question.variables() > MANY ? 1 : MOST_PARTS;
        while (!open.isEmpty()) {
            if (parts++ == most) {
                return End.UNDECIDED;
            }
            Part part = open.pop();
            boolean left = !halved || Intervals.narrow(question, part.low(), part.high());
            End end = !left ? null : fractions == null ? plain(part) : guided(part, fractions);
            if (end != null) {
                return end;
            }
        }
        return End.none("enumeration", null);
    }

    /** Without a linear program: halves the shortest interval, and looks at what is left of one point. */
    private @Nullable End plain(Part part) {
        int shortest = -1;
        for (int v = 0; v < part.low().length; v++) {
            long width = part.high()[v] - part.low()[v];
            if (width > 0 && (shortest < 0 || width < part.high()[shortest] - part.low()[shortest])) {
                shortest = v;
            }
        }
        if (question.holds(part.low())) {
            return new End(part.low(), null, null);
        }
        if (question.holds(part.high())) {
            return new End(part.high(), null, null);
        }
        if (shortest >= 0) {
            halve(part, shortest, part.low()[shortest] + (part.high()[shortest] - part.low()[shortest]) / 2, true);
        }
        return null;
    }

    private @Nullable End guided(Part part, PhaseOne program) {
        boolean solved = program.solve(part.low(), part.high());
        if (solved && !program.possible()) {
            Farkas proof = Farkas.of(question, part.low(), part.high(), program.duals());
            if (proof != null) {
                return halved ? null : End.none("farkas", Merged.owners(proof.used()));
            }
        }
        if (!solved) {
            return plain(part);
        }
        double[] values = program.values();
        long[] whole = new long[values.length];
        int torn = -1;
        for (int v = 0; v < values.length; v++) {
            whole[v] = Math.min(part.high()[v], Math.max(part.low()[v], Math.round(values[v])));
            double apart = Math.abs(values[v] - whole[v]);
            if (apart > 1e-6 && (torn < 0 || apart > Math.abs(values[torn] - whole[torn]))) {
                torn = v;
            }
        }
        if (question.holds(whole)) {
            return new End(whole, null, null);
        }
        if (torn < 0) {
            return plain(part);
        }
        long floor = Math.max(part.low()[torn], Math.min((long) Math.floor(values[torn]), part.high()[torn] - 1));
        halve(part, torn, floor, values[torn] - floor < 0.5);
        return null;
    }

    private void halve(Part part, int variable, long floor, boolean lowerFirst) {
        halved = true;
        long[] high = part.high().clone();
        high[variable] = floor;
        long[] low = part.low().clone();
        low[variable] = floor + 1;
        Part lower = new Part(part.low(), high);
        Part upper = new Part(low, part.high());
        open.push(lowerFirst ? upper : lower);
        open.push(lowerFirst ? lower : upper);
    }
}
