package dev.assay.selection;

import java.util.ArrayList;
import java.util.List;

/** The items of one cell, drawn by a {@link DrawRule} with exact probabilities. */
final class CellDraw {

    /**
     * An item that is taken.
     *
     * @param probability over seeds, in (0,1]
     * @param how why it and no other, for people
     */
    record Pick(Candidate item, double probability, String how) {}

    private final DrawRule rule;
    private final long seed;
    private final String cell;
    private final List<Pick> picks = new ArrayList<>();

    private CellDraw(DrawRule rule, long seed, String cell) {
        this.rule = rule;
        this.seed = seed;
        this.cell = cell;
    }

    /**
     * Draws.
     *
     * @param cell its name, on which the chance of the cell hangs
     * @param candidates ascending; of each tier all, or as many as {@link DrawRule#kept} says
     * @param held items in each tier
     * @param quota items to draw, at most those held
     */
    static List<Pick> of(DrawRule rule, long seed, String cell, List<Candidate> candidates, long[] held, long quota) {
        CellDraw draw = new CellDraw(rule, seed, cell);
        long left = quota;
        int from = 0;
        for (int tier = 0; tier < held.length && left > 0; tier++) {
            int to = from;
            while (to < candidates.size() && candidates.get(to).tier() == tier) {
                to++;
            }
            long taken = Math.min(left, held[tier]);
            draw.tier(tier, candidates.subList(from, to), held[tier], taken);
            left -= taken;
            from = to;
        }
        return draw.picks;
    }

    private void tier(int tier, List<Candidate> candidates, long held, long quota) {
        String words = rule.tiers() == null ? "" : rule.tier(tier) + ", ";
        if (rule.weight() != null) {
            weighted(candidates, quota, words);
        } else if (rule.spreadBy().isEmpty() || quota == held) {
            smallest(candidates, held, quota, words);
        } else {
            spread(candidates, held, quota, words);
        }
    }

    private void smallest(List<Candidate> candidates, long held, long quota, String words) {
        for (int i = 0; i < quota; i++) {
            add(candidates.get(i), (double) quota / held, words + "rank " + (i + 1) + " by seeded hash");
        }
    }

    /** First those with a weight; those without come in only when all others are. */
    private void weighted(List<Candidate> candidates, long quota, String words) {
        List<Candidate> positive =
                candidates.stream().filter(item -> item.weight() > 0).toList();
        List<Candidate> without =
                candidates.stream().filter(item -> item.weight() == 0).toList();
        long drawn = Math.min(quota, positive.size());
        double[] probabilities = InclusionProbabilities.of(
                positive.stream().mapToDouble(Candidate::weight).toArray(), drawn);
        double start = new Chance(seed, "systematic\n" + cell + '\n' + words).uniform();
        boolean[] taken = Systematic.drawn(probabilities, drawn, start);
        for (int i = 0; i < taken.length; i++) {
            if (taken[i]) {
                String certain = probabilities[i] == 1 ? "certain by " : "drawn by ";
                String weight = rule.weight() + " " + positive.get(i).weight();
                add(positive.get(i), probabilities[i], words + certain + weight);
            }
        }
        smallest(without, without.size(), quota - drawn, words + "without " + rule.weight() + ", ");
    }

    private void spread(List<Candidate> candidates, long held, long quota, String words) {
        int size = (int) Math.min(candidates.size(), DrawRule.POOL * quota);
        List<Candidate> pool = candidates.subList(0, size);
        Chance chance = new Chance(seed, "pivotal\n" + cell + '\n' + words);
        boolean[] taken = LocalPivotal.drawn(Features.of(pool), quota, chance);
        String how = ", spread by " + String.join(", ", rule.spreadBy());
        for (int i = 0; i < size; i++) {
            if (taken[i]) {
                String rank = "rank " + (i + 1) + " by seeded hash of a pool of " + size;
                add(pool.get(i), (double) quota / held, words + rank + how);
            }
        }
    }

    private void add(Candidate item, double probability, String how) {
        picks.add(new Pick(item, probability, how));
    }
}
