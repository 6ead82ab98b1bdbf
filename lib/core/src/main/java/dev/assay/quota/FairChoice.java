package dev.assay.quota;

import dev.assay.lottery.Lottery;
import dev.assay.lottery.Region;
import dev.assay.selection.DrawRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.commons.math3.fraction.BigFraction;

/** The objectives maximin and leximin: a lottery over all quotas that keep the limits; the target is not regarded. */
final class FairChoice {

    /** Beyond this, dense programs no longer fit the time that people wait. */
    static final int MOST_CELLS = 3000;

    /** A published probability this near to the bound reaches it, as far as printed digits tell. */
    private static final double REACHED = 1e-9;

    private final Plan plan;
    private final Model model;

    FairChoice(Plan plan, Model model) {
        this.plan = plan;
        this.model = model;
    }

    /** Refuses before anything is solved. */
    static void refuse(Plan plan) {
        String word = "objective " + plan.objective().word();
        for (Limit limit : plan.limits()) {
            if (limit instanceof Limit.Group group) {
                throw new UnsupportedPlanException(word + " beside the group cap by=" + group.key()
                        + " is refused: items of one cell would no longer have equal chances, which is what the lottery"
                        + " promises; take " + group.key() + " as an axis, with {axis: " + group.key() + ", max: "
                        + group.max() + "} instead, and each cell and group has a chance of its own");
            }
        }
        if (plan.budget() != null) {
            throw new UnsupportedPlanException(word
                    + " beside a budget is refused: items of one cell would no longer have equal chances, which is what"
                    + " the lottery promises; leave out one of them");
        }
        if (!plan.draw().equals(DrawRule.ALIKE)) {
            throw new UnsupportedPlanException(word
                    + " beside draw: tiers, weight or spread_by is refused: items of one cell would no longer have equal"
                    + " chances, which is what the lottery promises; leave out one of them");
        }
    }

    /** The lottery over quotas of a size at which there are some. */
    Quotas quotas(long size, boolean largest) {
        if (model.cells() > MOST_CELLS) {
            throw new UnsupportedPlanException("objective " + plan.objective().word() + " can be answered for up to "
                    + MOST_CELLS + " cells, found " + model.cells() + "; leave out an axis");
        }
        Region region = region(size);
        long[] pool = new long[model.cells()];
        Arrays.setAll(pool, c -> model.available[c] - region.low()[c]);
        Lottery lottery = plan.objective() == Plan.Objective.LEXIMIN
                ? Lottery.leximin(region, pool)
                : Lottery.maximin(region, pool);
        if (lottery == null) {
            throw new UnsupportedPlanException("within the effort allowed, no lottery over the quotas was found");
        }
        return new Published(region, pool, lottery).quotas(size, largest);
    }

    /** Bounds, and rows over equal cells as one, in an order that hangs on no order of limits, without those that are slack. */
    private Region region(long size) {
        long[] low = new long[model.cells()];
        long[] high = new long[model.cells()];
        for (int c = 0; c < low.length; c++) {
            low[c] = model.cube.marked(model.place[c]);
            high[c] = Math.min(size, model.available[c]);
        }
        Map<int[], long[]> rows = new TreeMap<>(Arrays::compare);
        for (Row row : model.rows) {
            long bound = row.bound(size);
            if (row.upper() && row.cells().length == 1) {
                high[row.cells()[0]] = Math.min(high[row.cells()[0]], bound);
            } else {
                long[] ends = rows.computeIfAbsent(row.cells(), cells -> new long[] {0, size});
                ends[row.upper() ? 1 : 0] = row.upper() ? Math.min(ends[1], bound) : Math.max(ends[0], bound);
            }
        }
        List<Region.Row> kept = new ArrayList<>();
        int[] all = new int[model.cells()];
        Arrays.setAll(all, c -> c);
        kept.add(new Region.Row(all, size, size));
        rows.forEach((cells, ends) -> {
            if (ends[0] > Model.sum(low, cells) || ends[1] < Math.min(size, Model.sum(high, cells))) {
                kept.add(new Region.Row(cells, ends[0], ends[1]));
            }
        });
        return new Region(low, high, kept);
    }

    /** A lottery in the words of quotas. */
    private final class Published {
        private final Region region;
        private final long[] pool;
        private final Lottery lottery;

        Published(Region region, long[] pool, Lottery lottery) {
            this.region = region;
            this.pool = pool;
            this.lottery = lottery;
        }

        Quotas quotas(long size, boolean largest) {
            for (long[] vector : lottery.vectors()) {
                String broken = model.broken(vector, size);
                if (broken != null) {
                    throw new IllegalStateException("quotas of our own break " + broken);
                }
            }
            long[] typical = typical();
            BigFraction least = least();
            BigFraction bound =
                    lottery.levels().isEmpty() ? least : lottery.levels().get(0).bound();
            double gap = bound.subtract(least).doubleValue();
            Quotas.Objective objective = new Quotas.Objective(
                    model.worst(typical).doubleValue(),
                    model.chiSquare(typical),
                    Expected.missed(model),
                    stages(size, largest));
            Quotas plain = Routing.quotas(
                    plan,
                    model,
                    typical,
                    size,
                    lottery.proved() && largest && gap <= REACHED,
                    "dual+milp",
                    objective,
                    bound.doubleValue());
            Lots lots = lots(least);
            return plain.withLots(lots, probabilities(lots), gap);
        }

        /** Of each cell, in the order of the quotas. */
        private double[] probabilities(Lots lots) {
            int[] order = Routing.order(model);
            return IntStream.range(0, order.length)
                    .mapToDouble(i -> Routing.probability(plan, model, model.place[order[i]], lots.expected(i)))
                    .toArray();
        }

        /** The vector of the list that is nearest to its mean. */
        private long[] typical() {
            double[] mean = new double[pool.length];
            Arrays.setAll(mean, c -> lottery.expected(c).doubleValue());
            return lottery.vectors().stream()
                    .min(Comparator.comparingDouble(vector -> distance(vector, mean)))
                    .orElseThrow();
        }

        private double distance(long[] vector, double[] mean) {
            double sum = 0;
            for (int c = 0; c < vector.length; c++) {
                sum += (vector[c] - mean[c]) * (vector[c] - mean[c]) / model.available[c];
            }
            return sum;
        }

        /** The least published chance; 1 where all that is taken is taken in any case. */
        private BigFraction least() {
            BigFraction least = BigFraction.ONE;
            for (int c = 0; c < pool.length; c++) {
                if (pool[c] > 0 && !lottery.never().contains(c)) {
                    BigFraction chance = lottery.expected(c)
                            .subtract(new BigFraction(region.low()[c]))
                            .divide(new BigFraction(pool[c]));
                    least = chance.compareTo(least) < 0 ? chance : least;
                }
            }
            return least;
        }

        private List<Quotas.Stage> stages(long size, boolean largest) {
            List<Quotas.Stage> stages = new ArrayList<>();
            if (plan.size() == null) {
                stages.add(new Quotas.Stage("size", size, largest ? (double) size : (double) model.total(), largest));
            }
            for (int i = 0; i < lottery.levels().size(); i++) {
                Lottery.Level level = lottery.levels().get(i);
                stages.add(new Quotas.Stage(
                        i == 0 ? "minimum_probability" : "probability_level_" + (i + 1),
                        level.chance().doubleValue(),
                        level.proved() ? level.bound().doubleValue() : null,
                        level.proved()));
            }
            return stages;
        }

        private Lots lots(BigFraction least) {
            // From the model's order of cells to that of the quotas.
            int[] order = Routing.order(model);
            List<long[]> vectors = lottery.vectors().stream()
                    .map(vector ->
                            Arrays.stream(order).mapToLong(c -> vector[c]).toArray())
                    .toList();
            long never = lottery.never().stream().mapToLong(c -> pool[c]).sum();
            return new Lots(least.doubleValue(), vectors, lottery.draws(), lottery.difference(), never);
        }
    }
}
