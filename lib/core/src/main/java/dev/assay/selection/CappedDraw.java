package dev.assay.selection;

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
 * smallest; then the cell's smallest are taken, so that the probability is the product of the stages'. Items of groups
 * that lie in several cells are taken only while the quotas can still be filled, which a matching decides; the cells
 * they touch have no probability in closed form.
 */
final class CappedDraw {

    private final Draw draw;
    private final Population population;
    private final int[] places;
    private final long seed;
    /** Rows by group; those without one stand alone. */
    private final Map<String, List<Integer>> groups = new HashMap<>();

    private final boolean[] wide;

    CappedDraw(Draw draw, Population population, int[] places, long seed) {
        this.draw = draw;
        this.population = population;
        this.places = places;
        this.seed = seed;
        this.wide = new boolean[draw.strata().size()];
        if (!draw.musts().isEmpty()) {
            throw new IllegalArgumentException("must_include beside a group cap cannot be drawn yet");
        }
    }

    private record Candidate(int row, long hash, String id, double kept, @Nullable String group) {}

    private static final Comparator<Candidate> ASCENDING = ((Comparator<Candidate>)
                    (one, two) -> Long.compareUnsigned(one.hash(), two.hash()))
            .thenComparing(Candidate::id);

    Sample sample() {
        List<List<Candidate>> candidates = candidates();
        Supply supply = new Supply(
                draw,
                candidates.stream()
                        .map(cell -> cell.stream().map(Candidate::group).toList())
                        .toList());
        if (!supply.enough()) {
            throw new IllegalArgumentException(
                    "the quotas cannot be drawn with at most " + draw.cap() + " items of each " + draw.capKey());
        }
        List<Selected> items = new ArrayList<>();
        for (int s = 0; s < candidates.size(); s++) {
            List<Candidate> cell = candidates.get(s);
            int rank = 0;
            long left = draw.strata().get(s).quota();
            for (Candidate candidate : cell) {
                rank++;
                if (left > 0 && supply.take(s, candidate.group())) {
                    left--;
                    items.add(selected(s, candidate, rank, cell.size()));
                }
            }
        }
        return new Sample(seed, draw.axes(), items);
    }

    private Selected selected(int stratum, Candidate candidate, int rank, int survivors) {
        Stratum of = draw.strata().get(stratum);
        long total = draw.strata().stream().mapToLong(Stratum::available).sum();
        double probability = wide[stratum] ? Double.NaN : candidate.kept() * of.quota() / survivors;
        String reason = of.cell() + " is " + BottomK.percent(of.available(), total) + " of the items; quota "
                + of.quota()
                + " of " + of.available() + "; rank " + rank + " by seeded hash, at most " + draw.cap() + " of each "
                + draw.capKey() + (wide[stratum] ? " over several cells" : "");
        String path = population.text(candidate.row(), "path");
        return Selected.of(candidate.id(), path, of.cell(), probability, reason);
    }

    /** What the first stage leaves in each cell, ascending by the second stage's key. */
    private List<List<Candidate>> candidates() {
        List<List<Candidate>> cells = new ArrayList<>();
        draw.strata().forEach(stratum -> cells.add(new ArrayList<>()));
        for (int row = 0; row < places.length; row++) {
            String group = places[row] < 0 || draw.capKey() == null ? null : population.text(row, draw.capKey());
            if (group != null) {
                groups.computeIfAbsent(group, name -> new ArrayList<>()).add(row);
            } else if (places[row] >= 0) {
                cells.get(places[row]).add(candidate(row, 1, null));
            }
        }
        groups.forEach((name, rows) -> {
            if (rows.stream().mapToInt(row -> places[row]).distinct().count() > 1) {
                rows.forEach(row -> {
                    wide[places[row]] = true;
                    cells.get(places[row]).add(candidate(row, 1, name));
                });
            } else {
                rows.stream()
                        .sorted(Comparator.comparing(row -> candidate(row, 1, null, seed), ASCENDING))
                        .limit(draw.cap())
                        .forEach(row -> cells.get(places[row])
                                .add(candidate(row, (double) Math.min(draw.cap(), rows.size()) / rows.size(), null)));
            }
        });
        cells.forEach(cell -> cell.sort(ASCENDING));
        return cells;
    }

    private Candidate candidate(int row, double kept, @Nullable String group) {
        return candidate(row, kept, group, ~seed);
    }

    private Candidate candidate(int row, double kept, @Nullable String group, long withSeed) {
        String id = population.id(row);
        return new Candidate(row, SeededHash.of(withSeed, id), id, kept, group);
    }
}
