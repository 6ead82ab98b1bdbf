package dev.assay.quota;

/**
 * Brings sums within their bounds by moves of one item, and of two cells at once, as long as the squares of what is missed
 * become less. Cheap moves are tried first. In plain Java: mostly nothing is left for the integer solver to do.
 */
final class Mending {

    private static final long MOST_TRIALS = 20_000_000;

    private final Residual residual;
    private final long[] sums;
    /** What was added to each of the residual's cells. */
    final byte[] moved;

    private long trials;

    Mending(Residual residual) {
        this.residual = residual;
        this.moved = new byte[residual.cells.length];
        long[] blocks = residual.question.blocks.sums(residual.quotas);
        this.sums =
                residual.question.sums.stream().mapToLong(sum -> sum.of(blocks)).toArray();
    }

    /** Moves cells; true where every sum is within its bounds then. */
    boolean mend() {
        boolean better = true;
        while (better && missed() > 0 && trials < MOST_TRIALS) {
            better = singles();
            if (!better) {
                better = pairs();
            }
        }
        return missed() == 0;
    }

    long[] quotas() {
        long[] quotas = residual.quotas.clone();
        for (int i = 0; i < moved.length; i++) {
            quotas[residual.cells[i]] += moved[i];
        }
        return quotas;
    }

    private double missed() {
        double missed = 0;
        for (int r = 0; r < sums.length; r++) {
            missed += square(r, sums[r]);
        }
        return missed;
    }

    private double square(int r, long sum) {
        Question.Sum row = residual.question.sums.get(r);
        long apart = Math.max(0, Math.max(row.least() - sum, sum - row.most()));
        double items = (double) apart / row.weight()[0];
        return items * items;
    }

    private boolean may(int i, int by) {
        double cost = by > 0 ? residual.up[i] : residual.down[i];
        return moved[i] == -by || (moved[i] == 0 && Double.isFinite(cost));
    }

    private double gain(int i, int by) {
        trials++;
        double gain = 0;
        for (int k = 0; k < residual.rows[i].length; k++) {
            int r = residual.rows[i][k];
            gain += square(r, sums[r]) - square(r, sums[r] + by * residual.weights[i][k]);
        }
        return gain;
    }

    private void move(int i, int by) {
        moved[i] += (byte) by;
        for (int k = 0; k < residual.rows[i].length; k++) {
            sums[residual.rows[i][k]] += by * residual.weights[i][k];
        }
    }

    private boolean singles() {
        boolean any = false;
        for (int i = 0; i < moved.length; i++) {
            for (int by = -1; by <= 1; by += 2) {
                if (may(i, by) && gain(i, by) > 1e-9) {
                    move(i, by);
                    any = true;
                }
            }
        }
        return any;
    }

    /** One cell against another, where the first touches a sum that is missed. */
    private boolean pairs() {
        for (int i = 0; i < moved.length && trials < MOST_TRIALS; i++) {
            for (int by = -1; by <= 1; by += 2) {
                if (may(i, by) && touches(i) && partner(i, by)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean touches(int i) {
        for (int r : residual.rows[i]) {
            if (square(r, sums[r]) > 0) {
                return true;
            }
        }
        return false;
    }

    private boolean partner(int i, int by) {
        double first = gain(i, by);
        move(i, by);
        for (int j = 0; j < moved.length; j++) {
            for (int other = -1; other <= 1; other += 2) {
                if (j != i && may(j, other) && first + gain(j, other) > 1e-9) {
                    move(j, other);
                    return true;
                }
            }
        }
        move(i, -by);
        return false;
    }
}
