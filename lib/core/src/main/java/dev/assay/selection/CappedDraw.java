package dev.assay.selection;

import dev.assay.schema.Counted;
import dev.assay.schema.Population;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A draw in which no group of a key gives more than {@code cap} items.
 *
 * <p>Two stages with keys of their own: within a cell, each group whose items all lie there keeps its {@code cap}
 * smallest; then the cell's smallest are taken, or such as are spread, so that the probability is the product of the
 * stages', tier by tier. Weights need one stage only, see {@link CappedWeights}. Items that must be included are in, and
 * leave their groups so much less room. Items of groups that lie in several cells are taken only while the quotas can
 * still be filled, which a matching decides; the cells they touch have no probability in closed form.
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
    private final List<List<Candidate>> forced = new ArrayList<>();
    private final List<Selected> items = new ArrayList<>();
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
        draw.strata().forEach(stratum -> {
            cells.add(new ArrayList<>());
            forced.add(new ArrayList<>());
        });
        if (weighted() && (draw.rule().tiers() != null || !draw.musts().isEmpty())) {
            throw new IllegalArgumentException(
                    "items drawn by weight beside a group cap have no exact probabilities where"
                            + " there are tiers or items that must be included, too");
        }
    }

    private boolean weighted() {
        return draw.rule().weight() != null;
    }

    private boolean chosen() {
        return weighted() || !draw.rule().spreadBy().isEmpty();
    }

    /** An item that the first stage left, the probability that it does, and its group where that is in other cells too. */
    private record Entry(Candidate item, double kept, @Nullable String group) {

        static final Comparator<Entry> ASCENDING = Comparator.comparing(Entry::item, Candidate.ASCENDING);
    }

    Sample sample() {
        firstStage();
        for (int s = 0; s < cells.size(); s++) {
            for (Candidate must : forced.get(s)) {
                String reason = share(s) + "; must be included";
                items.add(
                        Selected.of(must.id(), must.path(), draw.strata().get(s).cell(), 1, reason));
            }
        }
        if (chosen()) {
            picked();
        } else {
            ranked();
        }
        return new Sample(seed, draw.axes(), items);
    }

    private long need(int stratum) {
        return draw.strata().get(stratum).quota() - forced.get(stratum).size();
    }

    /** How many more items a group may give beside those of it that must be included. */
    private long room(List<Integer> rows) {
        return cap.most() - rows.stream().filter(this::must).count();
    }

    private boolean must(int row) {
        return !draw.musts().isEmpty() && draw.musts().contains(population.id(row));
    }

    private IllegalArgumentException impossible() {
        return new IllegalArgumentException(
                "the quotas cannot be drawn with at most " + Counted.of(cap.most(), "item") + " of each " + cap.key());
    }

    /** By seeded hash. */
    private void ranked() {
        Supply supply = new Supply(
                IntStream.range(0, cells.size()).mapToLong(this::need).toArray(),
                group -> room(groups.getOrDefault(group, List.of())),
                cells.stream()
                        .map(cell -> cell.stream().map(Entry::group).toList())
                        .toList());
        if (!supply.enough()) {
            throw impossible();
        }
        for (int s = 0; s < cells.size(); s++) {
            double[] probabilities = probabilities(s);
            int rank = 0;
            long left = need(s);
            for (Entry entry : cells.get(s)) {
                rank++;
                if (left > 0 && supply.take(s, entry.group())) {
                    left--;
                    String how = tier(entry.item()) + "rank " + rank + " by seeded hash";
                    items.add(selected(
                            s,
                            entry.item(),
                            how,
                            entry.kept() * probabilities[entry.item().tier()]));
                }
            }
        }
    }

    /** By weight, or spread; no group lies in several cells. */
    private void picked() {
        for (int s = 0; s < cells.size(); s++) {
            if (wide[s]) {
                throw new IllegalArgumentException("items drawn by weight or spread_by beside at most "
                        + Counted.of(cap.most(), "item") + " of each " + cap.key()
                        + " have no exact probabilities where a group lies in several cells");
            }
            List<CellDraw.Pick> picks = weighted() ? byWeight(s) : spread(s);
            if (picks.size() != need(s)) {
                throw impossible();
            }
            for (CellDraw.Pick pick : picks) {
                items.add(selected(s, pick.item(), pick.how(), pick.probability()));
            }
        }
    }

    private List<CellDraw.Pick> spread(int stratum) {
        List<Entry> entries = cells.get(stratum);
        long[] held = new long[draw.rule().order().size() + 1];
        Map<Candidate, Double> kept = new HashMap<>();
        for (Entry entry : entries) {
            held[entry.item().tier()]++;
            kept.put(entry.item(), entry.kept());
        }
        List<Candidate> left = entries.stream().map(Entry::item).toList();
        return CellDraw.of(draw.rule(), seed, draw.strata().get(stratum).cell(), left, held, need(stratum)).stream()
                .map(pick -> new CellDraw.Pick(
                        pick.item(), pick.probability() * kept.getOrDefault(pick.item(), 1.0), pick.how()))
                .toList();
    }

    private List<CellDraw.Pick> byWeight(int stratum) {
        Map<String, List<Candidate>> of = new HashMap<>();
        for (Entry entry : cells.get(stratum)) {
            // No group's name holds this.
            String name = entry.group() == null ? "\n" + entry.item().id() : entry.group();
            of.computeIfAbsent(name, key -> new ArrayList<>()).add(entry.item());
        }
        long most = of.values().stream()
                .mapToLong(group -> Math.min(cap.most(), group.size()))
                .sum();
        if (most < need(stratum)) {
            throw impossible();
        }
        String column = Objects.requireNonNull(draw.rule().weight());
        return new CappedWeights(
                        column, cap.most(), seed, draw.strata().get(stratum).cell())
                .of(of, need(stratum));
    }

    /**
     * The second stage's probability for each tier of a cell. Where a group over several cells is among them there is none,
     * unless all that the first stage left is taken.
     */
    private double[] probabilities(int stratum) {
        long[] held = new long[draw.rule().order().size() + 1];
        cells.get(stratum).forEach(entry -> held[entry.item().tier()]++);
        double[] probabilities = shares(held, need(stratum));
        if (wide[stratum] && need(stratum) < cells.get(stratum).size()) {
            Arrays.fill(probabilities, Double.NaN);
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

    private String tier(Candidate item) {
        return draw.rule().tiers() == null ? "" : draw.rule().tier(item.tier()) + ", ";
    }

    private String share(int stratum) {
        long total = draw.strata().stream().mapToLong(Stratum::available).sum();
        return BottomK.share(draw.strata().get(stratum), total, named);
    }

    private Selected selected(int stratum, Candidate item, String how, double probability) {
        String reason = share(stratum) + "; " + how + ", at most " + cap.most() + " of each " + cap.key()
                + (wide[stratum] ? " over several cells" : "");
        String cell = draw.strata().get(stratum).cell();
        return Selected.of(item.id(), item.path(), cell, probability, reason);
    }

    /** What the first stage leaves in each cell, ascending by the second stage's key. */
    private void firstStage() {
        for (int row = 0; row < places.length; row++) {
            String group =
                    places[row] >= 0 && population.isKnown(row, cap.key()) ? population.text(row, cap.key()) : null;
            if (group != null) {
                groups.computeIfAbsent(group, name -> new ArrayList<>()).add(row);
            } else if (places[row] >= 0) {
                alone(row);
            }
        }
        groups.forEach((name, rows) -> {
            if (rows.size() <= cap.most()) {
                rows.forEach(this::alone);
            } else if (rows.stream().mapToInt(row -> places[row]).distinct().count() > 1) {
                rows.forEach(row -> {
                    wide[places[row]] = true;
                    add(row, name);
                });
            } else if (weighted()) {
                rows.forEach(row -> add(row, name));
            } else {
                narrow(rows);
            }
        });
        cells.forEach(cell -> cell.sort(Entry.ASCENDING));
    }

    /** An item that no group's cap can keep out. */
    private void alone(int row) {
        add(row, null);
    }

    private void add(int row, @Nullable String group) {
        if (must(row)) {
            forced.get(places[row]).add(candidate(row, seed));
        } else {
            cells.get(places[row]).add(new Entry(candidate(row, ~seed), 1, group));
        }
    }

    private void narrow(List<Integer> rows) {
        record Keyed(int row, Candidate item) {}
        rows.stream().filter(this::must).forEach(this::alone);
        List<Keyed> sorted = rows.stream()
                .filter(row -> !must(row))
                .map(row -> new Keyed(row, candidate(row, seed)))
                .sorted(Comparator.comparing(Keyed::item, Candidate.ASCENDING))
                .toList();
        long room = room(rows);
        if (room < 0) {
            throw impossible();
        }
        long[] held = new long[draw.rule().order().size() + 1];
        sorted.forEach(keyed -> held[keyed.item().tier()]++);
        double[] kept = shares(held, room);
        sorted.stream().limit(room).forEach(keyed -> cells.get(places[keyed.row()])
                .add(new Entry(candidate(keyed.row(), ~seed), kept[keyed.item().tier()], null)));
    }

    private Candidate candidate(int row, long withSeed) {
        DrawRule rule = draw.rule();
        int tier = rule.tiers() == null ? 0 : rule.tierOf(population.text(row, rule.tiers()));
        return Candidate.of(population, row, tier, SeededHash.of(withSeed, population.id(row)), rule);
    }
}
