package dev.assay.report;

import dev.assay.bias.AxisBias;
import dev.assay.bias.LevelShare;
import dev.assay.verdict.Expected;
import dev.assay.verdict.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code report.json}: the whole verdict for machines. The probes stand in {@code shortcuts}, {@code joint_probe},
 * {@code within_source}, {@code split_probe}, {@code orphans}, {@code positivity} and {@code container_tells}, as
 * {@code assay bias --json} has them; {@link dev.assay.verdict.ShortcutReport} says what they hold.
 */
final class ReportJson {

    private ReportJson() {}

    static Map<String, @Nullable Object> of(Verdict verdict, String generatedBy, Map<String, String> roots) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("generated_by", generatedBy);
        json.put("roots", roots);
        json.put("parameters", verdict.parameters());
        json.put("datasets", verdict.datasets());
        json.put("funnel", verdict.funnel());
        json.put("axes", axes(verdict));
        json.put("coverage", verdict.coverage());
        json.put("composite_counts_real", verdict.composite());
        json.put("plan_choice", choice(verdict));
        json.put("quotas", verdict.quotas() == null ? null : verdict.quotas().json());
        json.put("pipeline_recommendations", PipelineJson.of(verdict));
        json.put("expected_output", Expected.of(verdict));
        json.put("existing_fakes", verdict.existingFakes());
        json.put("diversity_gaps", verdict.gaps());
        json.put("quality_concerns", verdict.concerns());
        json.put("shortcuts", verdict.shortcuts());
        json.put("joint_probe", verdict.probes().jointProbe());
        json.put("within_source", verdict.probes().withinSource());
        json.put("split_probe", verdict.probes().splitProbe());
        json.put("orphans", verdict.probes().orphans());
        json.put("positivity", verdict.probes().positivity());
        json.put("container_tells", verdict.probes().containerTells());
        json.put("duplicates", verdict.duplicates());
        json.put("bias", bias(verdict));
        Map<String, Object> judged = new LinkedHashMap<>();
        judged.put("status", verdict.status());
        judged.put("criteria", verdict.criteria());
        json.put("verdict", judged);
        return json;
    }

    private static Map<String, Object> axes(Verdict verdict) {
        Map<String, Object> axes = new LinkedHashMap<>();
        for (AxisBias axis : verdict.everything().axes()) {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            Map<String, Long> counts = new LinkedHashMap<>();
            Map<String, @Nullable Double> distribution = new LinkedHashMap<>();
            for (LevelShare level : axis.levels()) {
                counts.put(level.level(), level.count());
                distribution.put(level.level(), level.share());
            }
            row.put("counts", counts);
            row.put("distribution", distribution);
            row.put("unknown", axis.unknown());
            row.put("sources", verdict.sources().getOrDefault(axis.axis(), Map.of()));
            row.put("overrepresented", levels(axis, "over"));
            row.put("underrepresented", levels(axis, "under"));
            axes.put(axis.axis(), row);
        }
        return axes;
    }

    private static List<String> levels(AxisBias axis, String finding) {
        return axis.levels().stream()
                .filter(level ->
                        level.finding() != null && level.finding().word().endsWith(finding))
                .map(LevelShare::level)
                .toList();
    }

    private static Map<String, @Nullable Object> choice(Verdict verdict) {
        Map<String, @Nullable Object> choice = new LinkedHashMap<>();
        var chosen = verdict.choice();
        choice.put("axes", chosen.plan() == null ? List.of() : chosen.plan().axes());
        choice.put("size", chosen.plan() == null ? null : chosen.plan().size());
        choice.put("suitable", chosen.suitable());
        choice.put("tolerance_asked", verdict.parameters().tolerance());
        choice.put("tolerance_used", chosen.tolerance());
        choice.put("why", chosen.why());
        choice.put("left_out", chosen.leftOut());
        choice.put("set_aside", chosen.setAside());
        choice.put("curve", chosen.curve());
        return choice;
    }

    private static Map<String, Object> bias(Verdict verdict) {
        Map<String, Object> bias = new LinkedHashMap<>();
        bias.put("everything", verdict.everything());
        bias.put("before", verdict.before());
        bias.put("after", verdict.after());
        bias.put("after_clips", verdict.clipsAfter());
        return bias;
    }
}
