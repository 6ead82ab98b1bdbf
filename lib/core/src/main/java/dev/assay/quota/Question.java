package dev.assay.quota;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.fraction.BigFraction;
import org.jspecify.annotations.Nullable;

/** A model at a size and a ceiling as integers: cells within bounds, and weighted sums of {@link Blocks} within bounds. */
final class Question {

    /** Coefficients and bounds beyond this are left to other methods; below, sums over cells stay within 128 bits. */
    private static final BigInteger LARGEST = BigInteger.ONE.shiftLeft(52);

    /** {@code least <= sum weight x block <= most}. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, never shared
    record Sum(int[] block, long[] weight, long least, long most) {

        long of(long[] sums) {
            long sum = 0;
            for (int i = 0; i < block.length; i++) {
                sum += weight[i] * sums[block[i]];
            }
            return sum;
        }
    }

    final Blocks blocks;
    final long size;
    final long[] low;
    final long[] high;
    final List<Sum> sums = new ArrayList<>();
    /** False where bounds contradict each other at sight. */
    boolean possible = true;
    /** False where the question has numbers too large for this form. */
    boolean stated = true;

    private final long[] least;
    private final long[] most;

    Question(Model model, Blocks blocks, long size, @Nullable Ceiling ceiling) {
        this.blocks = blocks;
        this.size = size;
        this.low = new long[model.cells()];
        this.high = model.supplied();
        this.least = new long[blocks.count];
        this.most = new long[blocks.count];
        Arrays.fill(most, size);
        least[0] = size;
        for (Row row : model.rows) {
            long bound = row.bound(size);
            narrow(row.axis(), row.level(), row.cells(), row.upper() ? 0 : bound, row.upper() ? bound : size);
        }
        List<Sum> shares = new ArrayList<>();
        for (Goal goal : model.goals) {
            Ceiling own = goal.within(ceiling);
            if (own != null) {
                goal(model, goal, own, shares);
            }
        }
        settle();
        sums.addAll(shares);
    }

    private void narrow(int axis, int level, int[] cells, long from, long to) {
        if (cells.length == 1) {
            low[cells[0]] = Math.max(low[cells[0]], from);
            high[cells[0]] = Math.min(high[cells[0]], to);
            return;
        }
        int block = blocks.of(axis, level, cells);
        if (block < 0) {
            possible &= from <= 0 && to >= 0;
        } else {
            least[block] = Math.max(least[block], from);
            most[block] = Math.min(most[block], to);
        }
    }

    private void goal(Model model, Goal goal, Ceiling ceiling, List<Sum> shares) {
        int[] unknown = model.unknown.get(goal.base());
        if (goal.zero()) {
            narrow(goal.axis(), goal.level(), goal.cells(), 0, goal.most(size, ceiling));
        } else if (unknown.length == 0) {
            long from = goal.least(size, ceiling);
            narrow(goal.axis(), goal.level(), goal.cells(), from, goal.most(size, ceiling));
        } else {
            int open = blocks.of(
                    goal.axis(), model.cube.axes().get(goal.axis()).levels().size(), unknown);
            if (!ceiling.admitsOne()) {
                most[open] = Math.min(most[open], size - 1);
            }
            BigFraction over = goal.target().multiply(ceiling.value().add(1));
            BigFraction under = goal.target().multiply(BigFraction.ONE.subtract(ceiling.value()));
            int block = blocks.of(goal.axis(), goal.level(), goal.cells());
            share(block, open, over, true, ceiling.strict(), shares);
            share(block, open, under, false, ceiling.strict(), shares);
        }
    }

    /** {@code count <= edge (size - open)} multiplied out, or the other way round. */
    private void share(int block, int open, BigFraction edge, boolean upper, boolean strict, List<Sum> shares) {
        if (!upper && edge.getNumerator().signum() < 0) {
            return;
        }
        BigInteger whole = edge.getNumerator().multiply(BigInteger.valueOf(size));
        BigInteger reach = edge.getDenominator().multiply(BigInteger.valueOf(size));
        if (whole.abs().max(reach).compareTo(LARGEST) > 0) {
            stated = false;
            return;
        }
        long unit = edge.getDenominator().longValueExact();
        long part = edge.getNumerator().longValueExact();
        long bound = whole.longValueExact();
        int[] summed = block < 0 ? new int[] {open} : new int[] {block, open};
        long[] weight = block < 0 ? new long[] {part} : new long[] {unit, part};
        long slack = strict ? 1 : 0;
        shares.add(
                upper
                        ? new Sum(summed, weight, 0, bound - slack)
                        : new Sum(summed, weight, bound + slack, Math.addExact(reach.longValueExact(), bound)));
    }

    /** Bounds that cells allow anyway are no rows; what stays is exact. */
    private void settle() {
        long[] floors = blocks.sums(low);
        long[] ceilings = blocks.sums(high);
        for (int c = 0; c < low.length; c++) {
            high[c] = Math.min(high[c], size);
            possible &= low[c] <= high[c];
        }
        for (int b = 0; b < blocks.count; b++) {
            long from = Math.max(least[b], floors[b]);
            long to = Math.min(most[b], ceilings[b]);
            possible &= from <= to;
            if (b == 0 || least[b] > floors[b] || most[b] < Math.min(size, ceilings[b])) {
                sums.add(new Sum(new int[] {b}, new long[] {1}, from, to));
            }
        }
    }

    /** Whether quotas of the right bounds keep all sums. */
    boolean holds(long[] quotas) {
        long[] of = blocks.sums(quotas);
        return sums.stream().allMatch(sum -> sum.of(of) >= sum.least() && sum.of(of) <= sum.most());
    }
}
