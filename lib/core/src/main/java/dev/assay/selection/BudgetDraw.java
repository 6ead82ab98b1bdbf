package dev.assay.selection;

import dev.assay.schema.Counted;
import dev.assay.schema.Population;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A draw whose items together cost no more than a budget. Items of unknown cost are not drawn.
 *
 * <p>Where even the dearest items that the quotas could name are within the budget it cannot bind: the draw is that
 * without a budget, with exact probabilities. Else items come by seeded key, all cells together, and one is taken unless
 * the cheapest way to fill the other places would then exceed the budget. That ends with all quotas filled and within the
 * budget whenever any items do. What is dear is taken less often; how much less has no closed form, and only items that
 * every outcome holds have a probability.
 */
final class BudgetDraw {

    private final Draw draw;
    private final Draw.Budget budget;
    private final Population population;
    private final int[] places;
    private final long seed;
    /** Known costs of the items in each cell, musts apart. */
    private final List<List<Priced>> cells = new ArrayList<>();

    private final List<List<Priced>> musts = new ArrayList<>();
    private final String named;
    private final Prices prices;
    private final long most;
    private long spent;

    private record Priced(int stratum, Candidate item, long cost) {

        static final Comparator<Priced> BY_KEY = Comparator.comparing(Priced::item, Candidate.ASCENDING);
        static final Comparator<Priced> CHEAPEST =
                Comparator.comparingLong(Priced::cost).thenComparing(BY_KEY);
    }

    BudgetDraw(Draw draw, Draw.Budget budget, Population population, int[] places, long seed) {
        this.draw = draw;
        this.budget = budget;
        this.population = population;
        this.places = places;
        this.seed = seed;
        this.named = Draw.named(population, places);
        this.prices = Prices.of(draw, budget, population, places);
        this.most = prices.most();
        if (draw.rule().weight() != null || !draw.rule().spreadBy().isEmpty()) {
            throw new IllegalArgumentException(
                    "items drawn by weight or spread_by beside a budget have no exact probabilities");
        }
        for (int s = 0; s < draw.strata().size(); s++) {
            cells.add(new ArrayList<>());
            musts.add(new ArrayList<>());
        }
    }

    Sample sample() {
        price();
        if (dearest() <= most) {
            for (int row = 0; row < places.length; row++) {
                places[row] = prices.known(row) ? places[row] : -1;
            }
            return draw.unpaid(population, places, seed);
        }
        GroupSupply supply = draw.supply();
        return supply == null || supply.caps().isEmpty()
                ? within()
                : new TangledDraw(draw, supply, population, places, seed, prices).sample();
    }

    private String words() {
        return budget.column() + " max " + budget.max().toPlainString();
    }

    private void price() {
        for (int row = 0; row < places.length; row++) {
            if (prices.known(row)) {
                add(row, prices.costs()[row]);
            }
        }
    }

    private void add(int row, long cost) {
        DrawRule rule = draw.rule();
        int tier = rule.tiers() == null ? 0 : rule.tierOf(population.text(row, rule.tiers()));
        String id = population.id(row);
        Candidate item = Candidate.of(population, row, tier, SeededHash.of(seed, id), rule);
        List<List<Priced>> to = draw.musts().contains(id) ? musts : cells;
        to.get(places[row]).add(new Priced(places[row], item, cost));
    }

    private long free(int stratum) {
        long free = draw.strata().get(stratum).quota() - musts.get(stratum).size();
        if (free < 0 || free > cells.get(stratum).size()) {
            throw new IllegalArgumentException("the quota of "
                    + draw.strata().get(stratum).cell() + " is "
                    + draw.strata().get(stratum).quota() + ", and "
                    + Counted.of(musts.get(stratum).size(), "item") + " must be included of "
                    + (musts.get(stratum).size() + cells.get(stratum).size()) + " whose " + budget.column()
                    + " is known");
        }
        return free;
    }

    /** The cost of the dearest items that the quotas could name. */
    private long dearest() {
        long sum = 0;
        for (int s = 0; s < cells.size(); s++) {
            sum += musts.get(s).stream().mapToLong(Priced::cost).sum();
            sum += cells.get(s).stream()
                    .sorted(Priced.CHEAPEST.reversed())
                    .limit(free(s))
                    .mapToLong(Priced::cost)
                    .sum();
        }
        return sum;
    }

    private Sample within() {
        List<NavigableSet<Priced>> cheapest = new ArrayList<>();
        List<Priced> order = new ArrayList<>();
        for (int s = 0; s < cells.size(); s++) {
            NavigableSet<Priced> cell = new TreeSet<>(Priced.CHEAPEST);
            cells.get(s).stream().sorted(Priced.CHEAPEST).limit(free(s)).forEach(cell::add);
            cheapest.add(cell);
            order.addAll(cells.get(s));
            spent += musts.get(s).stream().mapToLong(Priced::cost).sum()
                    + cell.stream().mapToLong(Priced::cost).sum();
        }
        if (spent > most) {
            throw new IllegalArgumentException("even the cheapest items of the quotas exceed the budget " + words());
        }
        order.sort(Priced.BY_KEY);
        List<Selected> items = new ArrayList<>();
        long total = draw.strata().stream().mapToLong(Stratum::available).sum();
        musts.forEach(cell -> cell.forEach(must -> items.add(selected(must, total, 1, "must be included"))));
        int[] rank = new int[cells.size()];
        for (Priced item : order) {
            rank[item.stratum()]++;
            if (taken(cheapest.get(item.stratum()), item)) {
                boolean all = free(item.stratum()) == cells.get(item.stratum()).size();
                String how = "rank " + rank[item.stratum()] + " by seeded hash, within " + words();
                items.add(selected(item, total, all ? 1 : Double.NaN, how));
            }
        }
        return new Sample(seed, draw.axes(), items);
    }

    /** Takes an item if it is one of the cheapest that still fill its cell, or can stand for the dearest of these. */
    private boolean taken(NavigableSet<Priced> cheapest, Priced item) {
        if (cheapest.remove(item)) {
            return true;
        }
        @Nullable Priced dearest = cheapest.isEmpty() ? null : cheapest.last();
        if (dearest == null || spent + item.cost() - dearest.cost() > most) {
            return false;
        }
        cheapest.remove(dearest);
        spent += item.cost() - dearest.cost();
        return true;
    }

    private Selected selected(Priced priced, long total, double probability, String how) {
        Stratum stratum = draw.strata().get(priced.stratum());
        DrawRule rule = draw.rule();
        String tier = rule.tiers() == null ? "" : rule.tier(priced.item().tier()) + ", ";
        return Selected.of(
                priced.item().id(),
                priced.item().path(),
                stratum.cell(),
                probability,
                BottomK.share(stratum, total, named) + "; " + tier + how);
    }
}
