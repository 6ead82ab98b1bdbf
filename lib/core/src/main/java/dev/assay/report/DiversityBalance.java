package dev.assay.report;

import dev.assay.bias.AxisBias;
import dev.assay.bias.BiasReport;
import dev.assay.quota.Quotas;
import dev.assay.schema.Axis;
import dev.assay.verdict.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** {@code diversity_balance.json}: the distributions before and after, the quotas between them, and why. */
final class DiversityBalance {

    private DiversityBalance() {}

    static Map<String, @Nullable Object> of(Verdict verdict) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("original", verdict.before().axes());
        json.put("overrepresented", findings(verdict.before(), true));
        json.put("underrepresented", findings(verdict.before(), false));
        List<Map<String, Object>> quotas = quotas(verdict);
        Map<String, Object> perCategory = new LinkedHashMap<>();
        Map<String, Object> rationale = new LinkedHashMap<>();
        quotas.forEach(quota -> {
            perCategory.put((String) quota.get("stratum"), quota.get("quota"));
            rationale.put((String) quota.get("stratum"), quota.get("rationale"));
        });
        json.put(
                "quota_axes",
                verdict.choice().plan() == null
                        ? List.of()
                        : verdict.choice().plan().axes());
        json.put("quota_per_category", perCategory);
        json.put("selected_counts", selectedCounts(verdict));
        json.put("target", target(verdict));
        json.put("after_videos", verdict.after().axes());
        json.put("after_clips", verdict.clipsAfter().axes());
        json.put("distances", distances(verdict));
        json.put("rationale", rationale);
        json.put("quotas", verdict.quotas() == null ? null : verdict.quotas().json());
        return json;
    }

    /** Levels above (or below) the limits, as {@code axis=level}. */
    static List<String> findings(BiasReport bias, boolean over) {
        List<String> found = new ArrayList<>();
        for (AxisBias axis : bias.axes()) {
            axis.levels().stream()
                    .filter(level ->
                            level.finding() != null && level.finding().word().endsWith(over ? "over" : "under"))
                    .forEach(level -> found.add(axis.axis() + "=" + level.level()));
        }
        return found;
    }

    private static List<Map<String, Object>> quotas(Verdict verdict) {
        List<Map<String, Object>> rows = new ArrayList<>();
        if (verdict.quotas() instanceof Quotas quotas) {
            long available =
                    quotas.cells().stream().mapToLong(Quotas.Cell::available).sum();
            for (Quotas.Cell cell : quotas.cells()) {
                Map<String, Object> row = new LinkedHashMap<>();
                row.put("stratum", String.join(":", cell.levels().values()));
                row.put("quota", cell.quota());
                row.put("rationale", Words.quota(cell, available, quotas.size()));
                rows.add(row);
            }
        }
        return rows;
    }

    private static Map<String, Object> selectedCounts(Verdict verdict) {
        Map<String, Map<String, Integer>> counts = new TreeMap<>();
        verdict.selected().forEach(video -> {
            Map<String, Integer> count = counts.computeIfAbsent(video.stratum(), name -> new LinkedHashMap<>());
            count.merge("videos", 1, Integer::sum);
            count.merge("clips", video.clips().size(), Integer::sum);
        });
        return new LinkedHashMap<>(counts);
    }

    /** The equal shares that the plan asks for, by axis and level. */
    private static Map<String, Object> target(Verdict verdict) {
        Map<String, Object> target = new LinkedHashMap<>();
        if (verdict.quotas() instanceof Quotas quotas && !quotas.cells().isEmpty()) {
            for (String axis : quotas.cells().get(0).levels().keySet()) {
                List<String> levels = quotas.cells().stream()
                        .map(cell -> cell.levels().get(axis))
                        .filter(level -> !level.equals(Axis.UNKNOWN))
                        .distinct()
                        .sorted()
                        .toList();
                Map<String, Double> shares = new LinkedHashMap<>();
                levels.forEach(level -> shares.put(level, 1.0 / levels.size()));
                target.put(axis, shares);
            }
        }
        return target;
    }

    private static Map<String, Object> distances(Verdict verdict) {
        Map<String, Object> distances = new LinkedHashMap<>();
        for (AxisBias before : verdict.before().axes()) {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            row.put("before", before.distance());
            row.put(
                    "after_videos",
                    verdict.after().axis(before.axis()).map(AxisBias::distance).orElse(null));
            row.put(
                    "after_clips",
                    verdict.clipsAfter()
                            .axis(before.axis())
                            .map(AxisBias::distance)
                            .orElse(null));
            distances.put(before.axis(), row);
        }
        return distances;
    }
}
