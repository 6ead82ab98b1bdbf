package dev.assay.quota;

import dev.assay.schema.Population;
import dev.assay.selection.Draw;
import dev.assay.selection.GroupSupply;
import dev.assay.selection.Sample;
import dev.assay.selection.Stratum;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many items to take of each cell.
 *
 * @param status {@code optimal} where the hard rows hold and nothing has a smaller worst deviation, or variance where that
 *     is the objective; {@code bounded} where the hard rows hold and the least worst deviation is at least {@code bound}
 * @param proof greedy, flow, dual+milp or solver-agreed: how the bound on the first stage is proved
 * @param size items in all
 * @param plan what was asked
 * @param axes the cube's axes, in its order
 * @param cells all cells that the plan admits, in the cube's order, with quota 0 too
 * @param objective how good the quotas are
 * @param bound no quotas of this size have a smaller worst deviation, or a smaller variance where that is the objective; no
 *     lottery has a greater least probability. NaN where all of this size leave the variance open
 * @param gap worst deviation, or variance, less bound; for a lottery, bound less least probability
 * @param lots the lottery of maximin and leximin, or null; then a cell's quota is that of the vector nearest to the
 *     lottery's mean, its inclusion probability is the lottery's, and {@code status}, {@code proof}, {@code bound} and
 *     {@code gap} speak of the least probability
 * @param unknownCost items that are out of reach because the budget's column is not known of them, or null without a
 *     budget
 * @param supply one way to fill the quotas under group caps, from which a draw may start, or null without caps
 */
public record Quotas(
        String status,
        String proof,
        long size,
        Plan plan,
        List<String> axes,
        List<Cell> cells,
        Objective objective,
        double bound,
        double gap,
        @Nullable Lots lots,
        @Nullable Long unknownCost,
        @Nullable GroupSupply supply)
        implements QuotaResult {

    /**
     * One cell.
     *
     * @param levels axis to level
     * @param available items in it
     * @param quota items to take of it
     * @param inclusionProbability quota / available; of a lottery, expected quota / available; NaN where it is not the same
     *     for all items of the cell: under a budget, beside a group that gives less than it has, where some must be
     *     included, by tiers and by weight
     */
    public record Cell(Map<String, String> levels, long available, long quota, double inclusionProbability) {

        public Cell {
            levels = levels instanceof CellLevels ? levels : Collections.unmodifiableMap(new LinkedHashMap<>(levels));
        }
    }

    /**
     * How good quotas are.
     *
     * @param worstDeviation the largest {@code |share - target| / target}, see {@link Aim}
     * @param chiSquare {@code sum (x - t)^2 / t} over the cells, t the max-entropy table of the target, at least 0.001
     * @param missed how far, as a share of the size, the margins of t are at most from the target's: above 0 where no table
     *     over the cells that exist has the target's margins
     * @param stages the stages in order of precedence
     */
    public record Objective(double worstDeviation, double chiSquare, double missed, List<Stage> stages) {

        public Objective {
            stages = List.copyOf(stages);
        }
    }

    /**
     * One stage of the objective.
     *
     * @param name size, worst_deviation, then deviation_2 and so on, of the targets that the stages before do not hold, and
     *     chi_square; or variance; or minimum_probability, then probability_level_2 and so on
     * @param value what was reached
     * @param bound what nothing can better, or null where none is known
     * @param proved whether the value is the best
     */
    public record Stage(String name, double value, @Nullable Double bound, boolean proved) {}

    public Quotas {
        axes = List.copyOf(axes);
        cells = List.copyOf(cells);
    }

    /** Quotas that no lottery gives. */
    public Quotas(
            String status,
            String proof,
            long size,
            Plan plan,
            List<String> axes,
            List<Cell> cells,
            Objective objective,
            double bound,
            double gap) {
        this(status, proof, size, plan, axes, cells, objective, bound, gap, null, null, null);
    }

    /** The same, telling how many items are out of reach of a budget. */
    Quotas withUnknownCost(@Nullable Long items) {
        return new Quotas(status, proof, size, plan, axes, cells, objective, bound, gap, lots, items, supply);
    }

    /** The same, with a way to fill them. */
    Quotas withSupply(@Nullable GroupSupply start) {
        return new Quotas(status, proof, size, plan, axes, cells, objective, bound, gap, lots, unknownCost, start);
    }

    /** The same where the first stage is another than the worst deviation. */
    Quotas withBound(double newBound, double newGap) {
        return new Quotas(
                status, proof, size, plan, axes, cells, objective, newBound, newGap, lots, unknownCost, supply);
    }

    /** The same as one vector of a lottery, with the probabilities that the cells then have. */
    Quotas withLots(Lots drawn, double[] probabilities, double newGap) {
        List<Cell> likely = new ArrayList<>();
        for (int c = 0; c < probabilities.length; c++) {
            Cell cell = cells.get(c);
            likely.add(new Cell(cell.levels(), cell.available(), cell.quota(), probabilities[c]));
        }
        return new Quotas(
                status, proof, size, plan, axes, likely, objective, bound, newGap, drawn, unknownCost, supply);
    }

    /**
     * Draws the items: of each cell {@code quota} by a seeded hash, in the manner of {@link Plan#draw()}; for a lottery,
     * first the quotas, by the same seed.
     *
     * @param population the items that the cube was counted from
     * @throws IllegalArgumentException where their counts are not the cube's
     */
    @Override
    public Sample draw(Population population, long seed) {
        List<Stratum> strata = new ArrayList<>();
        long @Nullable [] drawn = lots == null ? null : lots.at(lots.drawn(seed));
        for (int c = 0; c < cells.size(); c++) {
            Cell cell = cells.get(c);
            List<String> levels = List.copyOf(cell.levels().values());
            strata.add(
                    lots == null || drawn == null
                            ? new Stratum(levels, cell.available(), cell.quota())
                            : new Stratum(levels, cell.available(), drawn[c], lots.expected(c)));
        }
        Draw draw = Draw.of(axes, strata)
                .withMust(plan.mustInclude())
                .without(plan.mustExclude())
                .onlyKnown(plan.unknown() == Plan.Unknown.EXCLUDE)
                .withRule(plan.draw());
        Plan.Budget budget = plan.budget();
        if (budget != null) {
            draw = draw.withBudget(budget.column(), budget.max());
        }
        if (supply != null) {
            draw = draw.withSupply(supply);
        }
        return draw.from(population, seed);
    }

    @Override
    public Map<String, Object> json() {
        Map<String, Object> json = emptyJson();
        json.put("status", status);
        json.put("proof", proof);
        json.put("size", size);
        json.put("cells", cells.stream().map(Quotas::json).toList());
        json.put("objective", json(objective));
        json.put("bound", Double.isNaN(bound) ? null : (Double) bound);
        json.put("gap", gap);
        json.put("unknown_cost", unknownCost);
        if (lots != null) {
            json.put("minimum_probability", lots.minimumProbability());
            json.put("lottery", lots.json());
            json.put("lottery_difference", lots.difference());
            json.put("never_selected", lots.never());
        }
        return json;
    }

    /** Every key of the document, absent. */
    static Map<String, Object> emptyJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        for (String key : List.of(
                "status",
                "proof",
                "size",
                "cells",
                "objective",
                "bound",
                "gap",
                "minimum_probability",
                "lottery",
                "conflicts",
                "conflict_proofs",
                "reasons",
                "repairs",
                "largest_size",
                "unknown_cost",
                "repairs_complete")) {
            json.put(key, null);
        }
        return json;
    }

    private static Map<String, Object> json(Cell cell) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("levels", cell.levels());
        json.put("available", cell.available());
        json.put("quota", cell.quota());
        double probability = cell.inclusionProbability();
        json.put("inclusion_probability", Double.isNaN(probability) ? null : (Double) probability);
        return json;
    }

    private static Map<String, Object> json(Objective objective) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("worst_deviation", objective.worstDeviation());
        json.put("chi_square", objective.chiSquare());
        json.put("reference_missed", objective.missed());
        List<Map<String, Object>> stages = new ArrayList<>();
        for (Stage stage : objective.stages()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("name", stage.name());
            one.put("value", stage.value());
            one.put("bound", stage.bound());
            one.put("proved", stage.proved());
            stages.add(one);
        }
        json.put("stages", stages);
        return json;
    }
}
