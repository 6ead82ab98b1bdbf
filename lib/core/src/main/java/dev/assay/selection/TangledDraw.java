package dev.assay.selection;

import dev.assay.schema.Population;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A draw under several group caps, or under a cap beside a budget that binds. Whether items can be chosen so is as hard a
 * question as there is, so that it starts from a {@link GroupSupply} that answers it. Then items come by seeded key, all
 * cells together, and one is taken if it is among those chosen so far, or can stand for one of its cell that is not
 * settled yet. At every step the quotas are filled, the caps hold and the budget is kept.
 *
 * <p>No probability is claimed but of items that every outcome holds.
 */
final class TangledDraw {

    private final Draw draw;
    private final GroupSupply supply;
    private final Population population;
    private final int[] places;
    private final long seed;
    private final @Nullable Prices prices;
    private final String named;
    /** Of each cell all items that may be taken, by key. */
    private final List<List<Item>> cells = new ArrayList<>();
    /** Items of each cell that are chosen and may still give way, those that should do so first last. */
    private final List<NavigableSet<Item>> chosen = new ArrayList<>();

    private final List<Map<String, Long>> given = new ArrayList<>();
    private final List<Selected> items = new ArrayList<>();
    private final long total;
    private long spent;

    /** An item with its groups, one for each cap, or null. */
    private record Item(int stratum, Candidate candidate, long cost, List<@Nullable String> groups, boolean must) {

        static final Comparator<Item> BY_KEY = Comparator.comparing(Item::candidate, Candidate.ASCENDING);
        static final Comparator<Item> CHEAPEST =
                Comparator.comparingLong(Item::cost).thenComparing(BY_KEY);
    }

    /** Where a part of the supply stands. */
    private record Where(int stratum, List<@Nullable String> groups) {}

    TangledDraw(
            Draw draw, GroupSupply supply, Population population, int[] places, long seed, @Nullable Prices prices) {
        this.draw = draw;
        this.supply = supply;
        this.population = population;
        this.places = places;
        this.seed = seed;
        this.prices = prices;
        this.named = Draw.named(population, places);
        this.total = draw.strata().stream().mapToLong(Stratum::available).sum();
        draw.strata().forEach(stratum -> {
            cells.add(new ArrayList<>());
            chosen.add(new TreeSet<>(Item.CHEAPEST));
        });
        supply.caps().forEach(cap -> given.add(new HashMap<>()));
    }

    Sample sample() {
        for (int row = 0; row < places.length; row++) {
            if (places[row] >= 0 && (prices == null || prices.known(row))) {
                cells.get(places[row]).add(item(row));
            }
        }
        start();
        settle();
        return new Sample(seed, draw.axes(), items);
    }

    private Item item(int row) {
        DrawRule rule = draw.rule();
        int tier = rule.tiers() == null ? 0 : rule.tierOf(population.text(row, rule.tiers()));
        String id = population.id(row);
        Candidate candidate = Candidate.of(population, row, tier, SeededHash.of(seed, id), rule);
        List<@Nullable String> groups = new ArrayList<>();
        for (Draw.Cap cap : supply.caps()) {
            groups.add(population.isKnown(row, cap.key()) ? population.text(row, cap.key()) : null);
        }
        long cost = prices == null ? 0 : prices.costs()[row];
        return new Item(places[row], candidate, cost, groups, draw.musts().contains(id));
    }

    /** Musts, then of each part what the supply says, then of what is left whatever the caps let through. */
    private void start() {
        Map<Where, Long> taken = new HashMap<>();
        List<Set<String>> held = new ArrayList<>();
        supply.caps().forEach(cap -> held.add(new HashSet<>()));
        for (GroupSupply.Part part : supply.parts()) {
            taken.put(new Where(part.stratum(), part.groups()), part.items());
            for (int k = 0; k < held.size(); k++) {
                String group = part.groups().get(k);
                if (group != null) {
                    held.get(k).add(group);
                }
            }
        }
        cells.forEach(cell -> cell.sort(Item.CHEAPEST));
        cells.forEach(cell -> cell.stream().filter(Item::must).forEach(this::choose));
        Map<Where, List<Item>> parts = new HashMap<>();
        for (int s = 0; s < cells.size(); s++) {
            for (Item item : cells.get(s)) {
                if (!item.must()) {
                    parts.computeIfAbsent(where(item, held), where -> new ArrayList<>())
                            .add(item);
                }
            }
        }
        parts.forEach(
                (where, of) -> of.stream().limit(taken.getOrDefault(where, 0L)).forEach(this::choose));
        for (int s = 0; s < cells.size(); s++) {
            fill(s, parts.getOrDefault(new Where(s, nothing()), List.of()));
        }
        if (prices != null && spent > prices.most()) {
            throw new IllegalArgumentException("even the cheapest items of the quotas exceed the budget " + words());
        }
    }

    private List<@Nullable String> nothing() {
        List<@Nullable String> none = new ArrayList<>();
        supply.caps().forEach(cap -> none.add(null));
        return none;
    }

    /** The groups of an item, as far as the supply speaks of them. */
    private Where where(Item item, List<Set<String>> held) {
        List<@Nullable String> groups = new ArrayList<>();
        for (int k = 0; k < held.size(); k++) {
            String group = item.groups().get(k);
            groups.add(group != null && held.get(k).contains(group) ? group : null);
        }
        return new Where(item.stratum(), groups);
    }

    private void fill(int stratum, List<Item> free) {
        long left = draw.strata().get(stratum).quota() - chosen.get(stratum).size();
        for (Item item : free) {
            if (left > 0 && room(item, null)) {
                choose(item);
                left--;
            }
        }
        if (left != 0) {
            throw new IllegalArgumentException(
                    "the quota of " + draw.strata().get(stratum).cell() + " cannot be drawn with " + words());
        }
    }

    private void choose(Item item) {
        chosen.get(item.stratum()).add(item);
        count(item, 1);
    }

    private void count(Item item, long by) {
        spent += by * item.cost();
        for (int k = 0; k < given.size(); k++) {
            String group = item.groups().get(k);
            if (group != null) {
                given.get(k).merge(group, by, Long::sum);
            }
        }
    }

    /** Whether caps and budget let an item in, once another is out. */
    private boolean room(Item item, @Nullable Item out) {
        for (int k = 0; k < given.size(); k++) {
            String group = item.groups().get(k);
            boolean same =
                    out != null && group != null && group.equals(out.groups().get(k));
            if (group != null
                    && !same
                    && given.get(k).getOrDefault(group, 0L)
                            >= supply.caps().get(k).most()) {
                return false;
            }
        }
        return out == null || prices == null || spent + item.cost() - out.cost() <= prices.most();
    }

    private void settle() {
        List<Item> order = new ArrayList<>();
        for (List<Item> cell : cells) {
            cell.stream().filter(Item::must).forEach(must -> {
                chosen.get(must.stratum()).remove(must);
                items.add(selected(must, 1, "must be included"));
            });
            order.addAll(cell);
        }
        order.removeIf(Item::must);
        order.sort(Item.BY_KEY);
        int[] rank = new int[cells.size()];
        for (Item item : order) {
            rank[item.stratum()]++;
            if (taken(item)) {
                boolean all = draw.strata().get(item.stratum()).quota()
                        == cells.get(item.stratum()).size();
                String how = "rank " + rank[item.stratum()] + " by seeded hash, " + words();
                items.add(selected(item, all ? 1 : Double.NaN, how));
            }
        }
    }

    private boolean taken(Item item) {
        NavigableSet<Item> open = chosen.get(item.stratum());
        if (open.remove(item)) {
            return true;
        }
        for (Item out : open.descendingSet()) {
            if (room(item, out)) {
                open.remove(out);
                count(out, -1);
                count(item, 1);
                return true;
            }
        }
        return false;
    }

    /** Caps and budget, for people. */
    private String words() {
        List<String> words = new ArrayList<>();
        supply.caps().forEach(cap -> words.add("at most " + cap.most() + " of each " + cap.key()));
        Draw.Budget budget = draw.budget();
        if (budget != null && prices != null) {
            words.add("within " + budget.column() + " max " + budget.max().toPlainString());
        }
        return String.join(", ", words);
    }

    private Selected selected(Item item, double probability, String how) {
        Stratum stratum = draw.strata().get(item.stratum());
        DrawRule rule = draw.rule();
        Candidate candidate = item.candidate();
        String tier = rule.tiers() == null || item.must() ? "" : rule.tier(candidate.tier()) + ", ";
        String reason = BottomK.share(stratum, total, named) + "; " + tier + how;
        return Selected.of(candidate.id(), candidate.path(), stratum.cell(), probability, reason);
    }
}
