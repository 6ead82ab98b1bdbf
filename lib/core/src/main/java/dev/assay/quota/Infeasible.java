package dev.assay.quota;

import dev.assay.schema.Population;
import dev.assay.selection.Sample;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * No selection keeps all limits.
 *
 * @param proof how it is proved that there is none, by that conflict which has the best proof: {@code propagation} where
 *     comparing counts shows it; {@code farkas} where a sum of limits asks for more than there is, checked in integers;
 *     {@code enumeration} where fractions could keep the limits, and all whole numbers were excluded, part by part, each
 *     by one of these proofs; {@code solver-agreed} where only the integer solver says so, asked twice
 * @param size the size asked for, or null for as large as possible
 * @param conflicts sets of limits, in the plan's words, that cannot hold together; each holds once any one of its limits
 *     is dropped; the smallest first, and not all that there are
 * @param proofs for each conflict, how it is proved that it cannot hold
 * @param reasons a sentence for people for each conflict
 * @param repairs changes that make the plan feasible: fewest limits first, then least cost, a change of the size last;
 *     each was solved
 * @param largestSize the largest size at which all other limits hold, or null where there is none
 * @param unknownCost items that are out of reach because the budget's column is not known of them, or null without a
 *     budget
 * @param allAsked whether every one and every two limits were looked at for repairs, as far as that was needed; false where
 *     the questions reached their bound, the solver used up its effort, or enough repairs were found, so that cheaper ones
 *     may be left
 */
public record Infeasible(
        String proof,
        @Nullable Long size,
        List<List<String>> conflicts,
        List<String> proofs,
        List<String> reasons,
        List<Repair> repairs,
        @Nullable Long largestSize,
        @Nullable Long unknownCost,
        boolean allAsked)
        implements QuotaResult {

    /** What to tell people where not all was asked. */
    public static final String CUT =
            "Not every limit and every pair of limits was examined to the end: cheaper repairs may be left.";

    /**
     * One limit moved.
     *
     * @param limit the limit in words, without its value
     * @param from the value it has
     * @param to the value nearest to it at which the plan is feasible, given the other changes
     */
    public record Change(String limit, BigDecimal from, BigDecimal to) {}

    /**
     * A way out.
     *
     * @param changes limits to move, all of them
     * @param cost the sum of the relative changes
     * @param size the size that is then reached
     */
    public record Repair(List<Change> changes, double cost, long size) {

        public Repair {
            changes = List.copyOf(changes);
        }
    }

    public Infeasible {
        conflicts = conflicts.stream().map(List::copyOf).toList();
        proofs = List.copyOf(proofs);
        reasons = List.copyOf(reasons);
        repairs = List.copyOf(repairs);
    }

    @Override
    public String status() {
        return "infeasible";
    }

    /** No items: the answer was no. */
    @Override
    public Sample draw(Population population, long seed) {
        return new Sample(seed, List.of(), List.of());
    }

    @Override
    public Map<String, Object> json() {
        Map<String, Object> json = Quotas.emptyJson();
        json.put("status", status());
        json.put("proof", proof);
        json.put("size", size);
        json.put("conflicts", conflicts);
        json.put("conflict_proofs", proofs);
        json.put("reasons", reasons);
        json.put("repairs", repairs.stream().map(Infeasible::json).toList());
        json.put("largest_size", largestSize);
        json.put("unknown_cost", unknownCost);
        json.put("repairs_complete", allAsked);
        return json;
    }

    private static Map<String, Object> json(Repair repair) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("changes", repair.changes().stream().map(Infeasible::json).toList());
        json.put("cost", repair.cost());
        json.put("size", repair.size());
        return json;
    }

    private static Map<String, Object> json(Change change) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("limit", change.limit());
        json.put("from", change.from());
        json.put("to", change.to());
        return json;
    }
}
