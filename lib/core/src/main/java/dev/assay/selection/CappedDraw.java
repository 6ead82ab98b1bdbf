package dev.assay.selection;

import dev.assay.schema.Counted;
import dev.assay.schema.Population;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A draw in which no group of a key gives more than {@code cap} items.
 *
 * <p>Two stages with keys of their own: within a cell, each group whose items all lie there keeps its {@code cap}
 * smallest; then the cell's smallest are taken, so that the probability is the product of the stages', tier by tier.
 * Items of groups that lie in several cells are taken only while the quotas can still be filled, which a matching
 * decides; the cells they touch have no probability in closed form.
 */
final class CappedDraw {

    private final Draw draw;
    private final Draw.Cap cap;
    private final Population population;
    private final int[] places;
    private final long seed;
    /** Rows by group; those without one stand alone. */
    private final Map<String, List<Integer>> groups = new HashMap<>();

    private final List<List<Entry>> cells = new ArrayList<>();
    private final boolean[] wide;
    private final String named;

    CappedDraw(Draw draw, Draw.Cap cap, Population population, int[] places, long seed) {
        this.draw = draw;
        this.cap = cap;
        this.population = population;
        this.places = places;
        this.seed = seed;
        this.named = Draw.named(population, places);
        this.wide = new boolean[draw.strata().size()];
        draw.strata().forEach(stratum -> cells.add(new ArrayList<>()));
        if (!draw.musts().isEmpty()) {
            throw new IllegalArgumentException("must_include beside a group cap cannot be drawn yet");
        }
        if (draw.rule().weight() != null || !draw.rule().spreadBy().isEmpty()) {
            throw new IllegalArgumentException(
                    "items drawn by weight or spread_by beside a group cap have no exact probabilities yet");
        }
    }

    /** An item that the first stage left, the probability that it does, and its group where that is in other cells too. */
    private record Entry(Candidate item, double kept, @Nullable String group) {

        static final Comparator<Entry> ASCENDING = Comparator.comparing(Entry::item, Candidate.ASCENDING);
    }

    Sample sample() {
        firstStage();
        Supply supply = new Supply(
                draw,
                cap.most(),
                cells.stream()
                        .map(cell -> cell.stream().map(Entry::group).toList())
                        .toList());
        if (!supply.enough()) {
            throw new IllegalArgumentException("the quotas cannot be drawn with at most "
                    + Counted.of(cap.most(), "item") + " of each " + cap.key());
        }
        List<Selected> items = new ArrayList<>();
        for (int s = 0; s < cells.size(); s++) {
            double[] probabilities = probabilities(s);
            int rank = 0;
            long left = draw.strata().get(s).quota();
            for (Entry entry : cells.get(s)) {
                rank++;
                if (left > 0 && supply.take(s, entry.group())) {
                    left--;
                    items.add(
                            selected(s, entry, rank, probabilities[entry.item().tier()]));
                }
            }
        }
        return new Sample(seed, draw.axes(), items);
    }

    /** The second stage's probability for each tier of a cell, NaN where a group over several cells is among them. */
    private double[] probabilities(int stratum) {
        long[] held = new long[draw.rule().order().size() + 1];
        cells.get(stratum).forEach(entry -> held[entry.item().tier()]++);
        double[] probabilities = shares(held, draw.strata().get(stratum).quota());
        for (int tier = 0; wide[stratum] && tier < held.length; tier++) {
            probabilities[tier] = Double.NaN;
        }
        return probabilities;
    }

    /** What strict tiers let through of so many: all, a part, nothing. */
    private static double[] shares(long[] held, long quota) {
        double[] shares = new double[held.length];
        long left = quota;
        for (int tier = 0; tier < held.length; tier++) {
            long taken = Math.min(left, held[tier]);
            shares[tier] = taken == 0 ? 0 : (double) taken / held[tier];
            left -= taken;
        }
        return shares;
    }

    private Selected selected(int stratum, Entry entry, int rank, double probability) {
        Stratum of = draw.strata().get(stratum);
        Candidate item = entry.item();
        long total = draw.strata().stream().mapToLong(Stratum::available).sum();
        String tier = draw.rule().tiers() == null ? "" : draw.rule().tier(item.tier()) + ", ";
        String reason = BottomK.share(of, total, named) + "; " + tier + "rank " + rank + " by seeded hash, at most "
                + cap.most() + " of each " + cap.key() + (wide[stratum] ? " over several cells" : "");
        return Selected.of(item.id(), item.path(), of.cell(), entry.kept() * probability, reason);
    }

    /** What the first stage leaves in each cell, ascending by the second stage's key. */
    private void firstStage() {
        for (int row = 0; row < places.length; row++) {
            String group =
                    places[row] >= 0 && population.isKnown(row, cap.key()) ? population.text(row, cap.key()) : null;
            if (group != null) {
                groups.computeIfAbsent(group, name -> new ArrayList<>()).add(row);
            } else if (places[row] >= 0) {
                cells.get(places[row]).add(new Entry(candidate(row, ~seed), 1, null));
            }
        }
        groups.forEach((name, rows) -> {
            if (rows.stream().mapToInt(row -> places[row]).distinct().count() > 1) {
                rows.forEach(row -> {
                    wide[places[row]] = true;
                    cells.get(places[row]).add(new Entry(candidate(row, ~seed), 1, name));
                });
            } else {
                narrow(rows);
            }
        });
        cells.forEach(cell -> cell.sort(Entry.ASCENDING));
    }

    private void narrow(List<Integer> rows) {
        record Keyed(int row, Candidate item) {}
        List<Keyed> sorted = rows.stream()
                .map(row -> new Keyed(row, candidate(row, seed)))
                .sorted(Comparator.comparing(Keyed::item, Candidate.ASCENDING))
                .toList();
        long[] held = new long[draw.rule().order().size() + 1];
        sorted.forEach(keyed -> held[keyed.item().tier()]++);
        double[] kept = shares(held, cap.most());
        sorted.stream().limit(cap.most()).forEach(keyed -> cells.get(places[keyed.row()])
                .add(new Entry(candidate(keyed.row(), ~seed), kept[keyed.item().tier()], null)));
    }

    private Candidate candidate(int row, long withSeed) {
        DrawRule rule = draw.rule();
        int tier = rule.tiers() == null ? 0 : rule.tierOf(population.text(row, rule.tiers()));
        return Candidate.of(population, row, tier, SeededHash.of(withSeed, population.id(row)), rule);
    }
}
