package dev.assay.quota;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * No selection keeps all limits.
 *
 * @param proof {@code propagation} where comparing counts shows it, {@code greedy} or {@code flow} where an exact method
 *     does, {@code solver-agreed} where only the integer solver says so
 * @param size the size asked for, or null for as large as possible
 * @param conflicts sets of limits, in the plan's words, that cannot hold together; each holds once any one of its
 *     limits is dropped
 * @param reasons a sentence for people for each conflict
 * @param repairs changes that make the plan feasible, the least relative change first; each was solved
 * @param largestSize the largest size at which all other limits hold, or null where there is none
 */
public record Infeasible(
        String proof,
        @Nullable Long size,
        List<List<String>> conflicts,
        List<String> reasons,
        List<Repair> repairs,
        @Nullable Long largestSize)
        implements QuotaResult {

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
        reasons = List.copyOf(reasons);
        repairs = List.copyOf(repairs);
    }

    @Override
    public String status() {
        return "infeasible";
    }

    @Override
    public Map<String, Object> json() {
        Map<String, Object> json = Quotas.emptyJson();
        json.put("status", status());
        json.put("proof", proof);
        json.put("size", size);
        json.put("conflicts", conflicts);
        json.put("reasons", reasons);
        json.put("repairs", repairs.stream().map(Infeasible::json).toList());
        json.put("largest_size", largestSize);
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
