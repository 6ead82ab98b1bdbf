package dev.assay.quota;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Quotas by descent on the sum of what rows and goals are missed by, one transfer between two cells at a time. For
 * machines on which the integer solver cannot load: it may find quotas, and never proves that there are none.
 */
final class Descent {

    private final Model model;
    private final long size;
    private final @Nullable Ceiling ceiling;

    Descent(Model model, long size, @Nullable Ceiling ceiling) {
        this.model = model;
        this.size = size;
        this.ceiling = ceiling;
    }

    Answer run() {
        if (size > model.total()) {
            return Answer.NONE;
        }
        long[] quotas = start();
        long missed = missed(quotas);
        boolean moved = true;
        while (missed > 0 && moved) {
            moved = false;
            for (long step = Math.max(1, Long.highestOneBit(size)); step >= 1; step /= 2) {
                for (int pair = 0; pair < quotas.length * quotas.length; pair++) {
                    int from = pair / quotas.length;
                    int to = pair % quotas.length;
                    if (from == to || quotas[from] < step || quotas[to] + step > model.available[to]) {
                        continue;
                    }
                    quotas[from] -= step;
                    quotas[to] += step;
                    long now = missed(quotas);
                    if (now < missed) {
                        missed = now;
                        moved = true;
                    } else {
                        quotas[from] += step;
                        quotas[to] -= step;
                    }
                }
            }
        }
        boolean good = missed == 0 && model.broken(quotas, size) == null && model.within(ceiling, quotas);
        return good ? Answer.found(quotas, false) : Answer.UNDECIDED;
    }

    private long[] start() {
        double[] expected = model.expectedCounts(size);
        long[] quotas = new long[model.cells()];
        Arrays.setAll(quotas, c -> Math.min(model.available[c], (long) expected[c]));
        long left = size - LongStream.of(quotas).sum();
        for (int c = 0; left != 0; c = (c + 1) % quotas.length) {
            if (left > 0 && quotas[c] < model.available[c]) {
                quotas[c]++;
                left--;
            } else if (left < 0 && quotas[c] > 0) {
                quotas[c]--;
                left++;
            }
        }
        return quotas;
    }

    private long missed(long[] quotas) {
        long missed = 0;
        for (Row row : model.rows) {
            long sum = Model.sum(quotas, row.cells());
            missed += Math.max(0, row.upper() ? sum - row.bound(size) : row.bound(size) - sum);
        }
        for (Goal goal : model.goals) {
            Ceiling own = goal.within(ceiling);
            if (own != null) {
                long sum = Model.sum(quotas, goal.cells());
                long known = model.known(quotas, goal.base(), size);
                missed += Math.max(0, sum - goal.most(known, own));
                missed += Math.max(0, goal.least(known, own) - sum);
            }
        }
        return missed;
    }
}
