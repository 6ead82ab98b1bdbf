package dev.assay.selection;

import dev.assay.schema.Counted;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The q items of each stratum with the smallest seeded keys (bottom-k sampling; E. Cohen and H. Kaplan, "Summarizing data
 * using bottom-k sketches", PODC 2007). A mergeable summary: items may come in any order and in any partition, and a
 * merge of partial ones is the summary of the whole. Items that must be included come before all others.
 *
 * <p>Each of the other items of a stratum is drawn with probability (q - m) / (n - m), m of n items being musts. A larger
 * q keeps the picks of a smaller one. Memory grows with the sample, not with the items; under a rule with weights it
 * grows with the items, for these are drawn from all. Not safe for use by several threads at once: give each its own,
 * and merge.
 */
public final class BottomK {

    /** The smallest candidates of one stratum so far, in no order, and the key that no further one may exceed. */
    private static final class Cell {
        /** Cutting back costs a sort: it waits until there are so many too many. */
        private static final int SLACK = 64;

        /** The number of keys below a bound is binomial: beyond so many deviations, once in some hundred million cells. */
        private static final double SIGMAS = 6;

        final long keep;
        final long[] held;
        final List<Candidate> forced = new ArrayList<>();
        List<Candidate> kept = new ArrayList<>();
        private int lastTier = Integer.MAX_VALUE;
        private long lastHash = -1;

        Cell(long keep, int tiers) {
            this.keep = keep;
            this.held = new long[tiers];
        }

        /** Admits no key of which so few of a cell's items have as small a one that it will hardly be needed. */
        void expect(long items) {
            double share = (keep + SIGMAS * Math.sqrt((double) keep) + SLACK) / items;
            if (keep >= 0 && held.length == 1 && share < 1) {
                lastTier = 0;
                lastHash = (long) (share * 0x1p63) << 1;
            }
        }

        /** Whether no item was turned away that is among the smallest. */
        boolean complete() {
            return keep < 0 || kept.size() >= Math.min(keep, Arrays.stream(held).sum());
        }

        boolean admits(int tier, long hash) {
            return tier < lastTier || (tier == lastTier && Long.compareUnsigned(hash, lastHash) <= 0);
        }

        void add(Candidate item) {
            kept.add(item);
            if (keep >= 0 && kept.size() >= 2 * keep + SLACK) {
                cut();
            }
        }

        /** Ascending, and no more than are kept. */
        void cut() {
            kept.sort(Candidate.ASCENDING);
            if (keep >= 0 && kept.size() > keep) {
                kept = new ArrayList<>(kept.subList(0, (int) keep));
                lastTier = keep == 0 ? -1 : kept.get((int) keep - 1).tier();
                lastHash = keep == 0 ? 0 : kept.get((int) keep - 1).hash();
            }
        }
    }

    private final List<String> axes;
    private final List<Stratum> strata;
    private final Set<String> musts;
    private final long seed;
    private final DrawRule rule;
    private final List<Cell> cells = new ArrayList<>();

    BottomK(List<String> axes, List<Stratum> strata, Set<String> musts, long seed, DrawRule rule) {
        this.axes = List.copyOf(axes);
        this.strata = List.copyOf(strata);
        this.musts = Set.copyOf(musts);
        this.seed = seed;
        this.rule = rule;
        for (Stratum stratum : strata) {
            cells.add(new Cell(rule.kept(stratum.quota()), rule.order().size() + 1));
        }
    }

    /** An empty summary of a draw without a rule. */
    public static BottomK of(List<String> axes, List<Stratum> strata, Set<String> musts, long seed) {
        return new BottomK(axes, strata, musts, seed, DrawRule.ALIKE);
    }

    /**
     * Turns items away from the start whose keys are too large for it to be likely that they are needed. That saves most of
     * the work, and may, by bad luck, turn away too many: then this is not {@link #complete()}, and all is to be shown
     * again to a summary that expects nothing.
     *
     * @param items how many of each stratum will be shown, to this and to those it is merged with
     */
    BottomK expecting(long[] items) {
        for (int s = 0; s < items.length; s++) {
            cells.get(s).expect(items[s]);
        }
        return this;
    }

    /** Whether what was kept is what {@link #sample()} needs. */
    boolean complete() {
        return cells.stream().allMatch(Cell::complete);
    }

    /** Shows an item of a stratum; each item must be shown once. */
    public void add(int stratum, String id, @Nullable String path) {
        if (!rule.equals(DrawRule.ALIKE)) {
            throw new IllegalArgumentException("items of a draw by " + rule + " are more than an id and a path");
        }
        long hash = SeededHash.of(seed, id);
        if (admits(stratum, 0, hash, id)) {
            add(stratum, new Candidate(0, hash, id, path, 0, List.of()));
        }
    }

    /** Counts an item, and says whether it may be among the smallest: then it is to be added. */
    boolean admits(int stratum, int tier, long hash, String id) {
        Cell cell = cells.get(stratum);
        if (!musts.isEmpty() && musts.contains(id)) {
            return true;
        }
        cell.held[tier]++;
        return cell.admits(tier, hash);
    }

    void add(int stratum, Candidate item) {
        if (!musts.isEmpty() && musts.contains(item.id())) {
            cells.get(stratum).forced.add(item);
        } else {
            cells.get(stratum).add(item);
        }
    }

    /** Takes in what another partition has seen. */
    public void merge(BottomK other) {
        if (other.seed != seed
                || !other.strata.equals(strata)
                || !other.musts.equals(musts)
                || !other.rule.equals(rule)) {
            throw new IllegalArgumentException("partial samples of different draws cannot be merged");
        }
        for (int s = 0; s < cells.size(); s++) {
            Cell mine = cells.get(s);
            Cell theirs = other.cells.get(s);
            mine.forced.addAll(theirs.forced);
            Arrays.setAll(mine.held, tier -> mine.held[tier] + theirs.held[tier]);
            theirs.kept.forEach(mine::add);
        }
    }

    /**
     * The sample, once all items were shown.
     *
     * @throws IllegalArgumentException where a stratum has seen fewer items than its quota, or more musts
     */
    public Sample sample() {
        return sample(Draw.ITEMS);
    }

    /** The same, where all that may be drawn have a name of their own in the reasons, such as reals. */
    public Sample sample(String named) {
        List<Selected> items = new ArrayList<>();
        long total = strata.stream().mapToLong(Stratum::available).sum();
        for (int s = 0; s < strata.size(); s++) {
            draw(strata.get(s), cells.get(s), total, named, items);
        }
        return new Sample(seed, axes, items);
    }

    private void draw(Stratum stratum, Cell cell, long total, String named, List<Selected> items) {
        cell.cut();
        long free = stratum.quota() - cell.forced.size();
        long seen = Arrays.stream(cell.held).sum();
        if (free < 0 || seen < free) {
            throw new IllegalArgumentException("the quota of " + stratum.cell() + " is " + stratum.quota() + ", and "
                    + Counted.of(cell.forced.size(), "item") + " must be included of " + (cell.forced.size() + seen)
                    + " seen");
        }
        String share = share(stratum, total, named);
        for (Candidate item : cell.forced) {
            items.add(Selected.of(item.id(), item.path(), stratum.cell(), 1, share + "; must be included"));
        }
        // A lottery drew this quota; over all it could have drawn, an item is as likely as the mean quota makes it.
        double lots = free == 0 ? 1 : (stratum.expected() - cell.forced.size()) / free;
        for (CellDraw.Pick pick : CellDraw.of(rule, seed, stratum.cell(), cell.kept, cell.held, free)) {
            Candidate item = pick.item();
            String reason = share + "; " + pick.how();
            items.add(Selected.of(item.id(), item.path(), stratum.cell(), lots * pick.probability(), reason));
        }
    }

    /** What a cell is of the whole, and its quota, for people. */
    static String share(Stratum stratum, long total, String named) {
        return stratum.cell() + " is " + percent(stratum.available(), total) + " of the " + named
                + " to draw from; quota " + stratum.quota() + " of " + stratum.available() + lot(stratum);
    }

    private static String lot(Stratum stratum) {
        return stratum.expected() == stratum.quota()
                ? ""
                : String.format(Locale.ROOT, " by lottery, %.4g on average", stratum.expected());
    }

    private static String percent(long part, long whole) {
        return String.format(Locale.ROOT, "%.1f %%", 100.0 * part / whole);
    }
}
