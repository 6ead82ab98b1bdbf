package dev.assay.quota;

import dev.assay.cube.CostUnit;
import dev.assay.cube.Cube;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * A budget over a cube: quotas can be drawn within it when the cheapest items of each cell, musts among them, together
 * cost no more. What k items of a cell cost at least is convex in k, hence as easy as a linear row wherever flows and
 * greedy methods are exact. Items of unknown cost are not there.
 */
final class Costs {

    final String name;
    /** In units, as all costs here. */
    final long max;
    /** Items of the plan's cells whose cost is not known. */
    final long unknown;

    private final Plan.Budget budget;
    private final CostUnit unit;
    /** Least cost of k items of each cell, k from 0 to the items of known cost. */
    private final long[][] least;
    /** The same where no item must be included. */
    private final long[][] free;

    private final long[] musts;

    private Costs(Plan.Budget budget, CostUnit unit, long unknown, long[][] least, long[][] free, long[] musts) {
        this.name = "budget " + budget.column() + " max " + budget.max().toPlainString();
        this.max = unit.budget(budget.max());
        this.unknown = unknown;
        this.budget = budget;
        this.unit = unit;
        this.least = least;
        this.free = free;
        this.musts = musts;
    }

    /** The costs of a plan's budget, or null where it has none; {@code place} maps the model's cells to the cube's. */
    static @Nullable Costs of(Plan plan, Cube cube, int[] place) {
        Plan.Budget budget = plan.budget();
        if (budget == null) {
            return null;
        }
        double[][] values = new double[place.length][];
        Arrays.setAll(values, c -> cube.values(budget.column(), place[c]));
        if (IntStream.range(0, place.length).anyMatch(c -> values[c].length != cube.count(place[c]))) {
            throw new UnsupportedPlanException(
                    "the budget of " + budget.column() + " over a table of counts is refused: a"
                            + " row stands for several items, and what each of them costs is not said; list the items one a row,"
                            + " without a column of counts");
        }
        CostUnit unit = CostUnit.of(
                Arrays.stream(values).flatMapToDouble(DoubleStream::of).toArray());
        long[][] least = new long[place.length][];
        long[][] free = new long[place.length][];
        long unknown = 0;
        long[] marked = new long[place.length];
        for (int c = 0; c < place.length; c++) {
            double[] musts = cube.marked(place[c]) == 0 ? new double[0] : cube.markedValues(budget.column(), place[c]);
            check(budget, values[c], musts);
            marked[c] = musts.length;
            free[c] = sums(unit, values[c], new double[0]);
            least[c] = sums(unit, values[c], musts);
            unknown += cube.count(place[c]) - (free[c].length - 1);
        }
        return new Costs(budget, unit, unknown, least, free, marked);
    }

    private static void check(Plan.Budget budget, double[] values, double[] musts) {
        if (values.length > 0 && values[0] < 0) {
            throw new PlanException(
                    "a budget needs costs of at least 0; column " + budget.column() + " holds " + values[0]);
        }
        if (musts.length > 0 && Double.isInfinite(musts[musts.length - 1])) {
            throw new PlanException(
                    "must_include names an item whose " + budget.column() + " is not known; a budget cannot count it");
        }
    }

    /** Sums of the musts, ascending, then of the others. */
    private static long[] sums(CostUnit unit, double[] values, double[] musts) {
        double[] known = Arrays.stream(values).filter(Double::isFinite).toArray();
        long[] sums = new long[known.length + 1];
        int next = 0;
        for (double must : musts) {
            sums[next + 1] = sums[next++] + unit.cost(must);
        }
        int skipped = 0;
        for (double value : known) {
            if (skipped < musts.length && musts[skipped] == value) {
                skipped++;
            } else {
                sums[next + 1] = sums[next++] + unit.cost(value);
            }
        }
        return sums;
    }

    /** The same where musts of some cells alone must be included. */
    Costs withMusts(Set<Integer> cells) {
        long[][] sums = new long[least.length][];
        Arrays.setAll(sums, c -> cells.contains(c) ? least[c] : free[c]);
        long[] left = new long[musts.length];
        Arrays.setAll(left, c -> cells.contains(c) ? musts[c] : 0);
        return new Costs(budget, unit, unknown, sums, free, left);
    }

    /** What so many items of a cell cost that must be included, the dearest of them; of a kind, where one is named. */
    long[] dearest(int cell, @Nullable Kind kind, long items) {
        long[] all = kind == null ? prices(cell, 0, musts[cell]) : kind.mustPrices();
        return Arrays.copyOfRange(all, all.length - (int) items, all.length);
    }

    /** What the items of a cell cost from one place in its table to another. */
    private long[] prices(int cell, long from, long to) {
        return LongStream.range(from, to)
                .map(k -> least[cell][(int) k + 1] - least[cell][(int) k])
                .toArray();
    }

    /** The same where items of a cell that must be included, by what they cost, are items like others. */
    Costs without(int cell, long[] freed) {
        List<Long> kept = new ArrayList<>(
                LongStream.of(prices(cell, 0, musts[cell])).boxed().toList());
        for (long price : freed) {
            kept.remove((Object) price);
        }
        long[] others = LongStream.concat(LongStream.of(freed), LongStream.of(prices(cell, musts[cell], known(cell))))
                .sorted()
                .toArray();
        long[][] sums = least.clone();
        sums[cell] = new long[least[cell].length];
        for (int k = 0; k + 1 < sums[cell].length; k++) {
            sums[cell][k + 1] = sums[cell][k] + (k < kept.size() ? kept.get(k) : others[k - kept.size()]);
        }
        long[] left = musts.clone();
        left[cell] = kept.size();
        return new Costs(budget, unit, unknown, sums, free, left);
    }

    String column() {
        return budget.column();
    }

    /** The same under another maximum, in units. */
    Costs within(long newMax) {
        Plan.Budget moved = new Plan.Budget(budget.column(), BigDecimal.valueOf(newMax, unit.decimals()));
        return new Costs(moved, unit, unknown, least, free, musts);
    }

    /** The change from this maximum to that of others, in the plan's words. */
    Infeasible.Change to(Costs moved) {
        BigDecimal max = moved.budget.max().stripTrailingZeros();
        BigDecimal plain = max.scale() < 0 ? max.setScale(0, RoundingMode.UNNECESSARY) : max;
        return new Infeasible.Change("budget " + budget.column() + " max", budget.max(), plain);
    }

    /** What all items of known cost together cost. */
    long all() {
        return Arrays.stream(least).mapToLong(sums -> sums[sums.length - 1]).sum();
    }

    /** Items whose cost a model's budget needs and does not know, or null where it has none. */
    static @Nullable Long unknown(Model model) {
        return model.costs == null ? null : (Long) model.costs.unknown;
    }

    /** What so many items of a cell cost at least, from none to all of known cost. Not to be changed. */
    long[] table(int cell) {
        return least[cell];
    }

    /** Items of a cell that must be included. */
    long musts(int cell) {
        return musts[cell];
    }

    /** Costs in units, ascending; those that are not known are left out. */
    long[] units(double[] values) {
        return Arrays.stream(values)
                .filter(Double::isFinite)
                .mapToLong(unit::cost)
                .sorted()
                .toArray();
    }

    /** Items of a cell whose cost is known. */
    long known(int cell) {
        return least[cell].length - 1L;
    }

    /** What one more item of a cell costs, musts before all others; no price is too high where there is none. */
    long next(int cell, long held) {
        return held >= known(cell) ? Long.MAX_VALUE : least[cell][(int) held + 1] - least[cell][(int) held];
    }

    /** What so many items of a cell cost at least. */
    long least(int cell, long held) {
        return least[cell][(int) held];
    }

    /** What quotas cost at least. */
    long least(long[] quotas) {
        long sum = 0;
        for (int c = 0; c < quotas.length; c++) {
            sum += least(c, quotas[c]);
        }
        return sum;
    }

    boolean fit(long[] quotas) {
        return least(quotas) <= max;
    }

    /** The most items that the budget could pay for, were there no other limit. */
    long most() {
        long[] all = Arrays.stream(free)
                .flatMapToLong(sums -> {
                    long[] costs = new long[sums.length - 1];
                    Arrays.setAll(costs, k -> sums[k + 1] - sums[k]);
                    return Arrays.stream(costs);
                })
                .sorted()
                .toArray();
        long sum = 0;
        int count = 0;
        while (count < all.length && sum + all[count] <= max) {
            sum += all[count++];
        }
        return count;
    }
}
