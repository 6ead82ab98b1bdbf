package dev.assay.verdict;

import dev.assay.bias.BiasReport;
import dev.assay.clip.ClipPlan;
import dev.assay.generation.Catalogue;
import dev.assay.generation.GenerationPlan;
import dev.assay.inventory.Inventory;
import dev.assay.probe.Shortcut;
import dev.assay.quota.Plan;
import dev.assay.quota.QuotaResult;
import dev.assay.quota.Quotas;
import dev.assay.selection.Sample;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The judgement on a set of items: what there is, what was taken, how the one compares to the other, and a status that
 * follows from the criteria alone.
 *
 * @param status the answer
 * @param criteria the conditions it follows from
 * @param parameters what was asked for
 * @param datasets what each dataset is made of
 * @param funnel how many items are left after each condition of suitability
 * @param everything bias over all readable videos, or over all readable items where none is a video
 * @param before bias over the suitable items, which the sample was drawn from
 * @param after bias over the selected videos
 * @param clipsAfter bias over the clips of the selected videos
 * @param choice the plan and why it is this one
 * @param quotas the quotas, or why there are none; null where there was no plan
 * @param selected the selected videos, by id
 * @param clips the clips of each selected video
 * @param splits how well the splits came out, as `assay split` words it; null where nothing was selected
 * @param fakes the plan of fakes
 * @param heldOut what only the test split sees
 * @param coverage whether each axis that curators ask for is known
 * @param composite suitable items per composite category {@code environment:shot_type:lighting}
 * @param existingFakes the fakes there are already
 * @param gaps what is missing
 * @param concerns what is wrong with the quality of items or labels, in words
 * @param sources per axis, how many items have their value from which kind of evidence
 * @param generatorAssociation Cramer's V of generator and each axis, corrected for bias, held-out generators aside
 * @param probes what tells real from fake without a look at the picture, and what tells the splits of the selected videos
 * @param remedies what the pipeline does about what the probes found
 * @param duplicates files with the same content
 */
public record Verdict(
        Status status,
        List<Criterion> criteria,
        Parameters parameters,
        Map<String, DatasetSummary> datasets,
        List<FunnelStep> funnel,
        BiasReport everything,
        BiasReport before,
        BiasReport after,
        BiasReport clipsAfter,
        PlanChoice choice,
        @Nullable QuotaResult quotas,
        List<Selected> selected,
        ClipPlan clips,
        @Nullable Map<String, Object> splits,
        GenerationPlan fakes,
        HeldOut heldOut,
        List<Coverage> coverage,
        Map<String, Long> composite,
        ExistingFakes existingFakes,
        List<Gap> gaps,
        List<String> concerns,
        Map<String, Map<String, Long>> sources,
        Map<String, Double> generatorAssociation,
        ShortcutReport probes,
        List<Remedy> remedies,
        Duplicates duplicates) {

    public Verdict {
        criteria = List.copyOf(criteria);
        funnel = List.copyOf(funnel);
        selected = List.copyOf(selected);
        coverage = List.copyOf(coverage);
        gaps = List.copyOf(gaps);
        concerns = List.copyOf(concerns);
        remedies = List.copyOf(remedies);
    }

    /** How well single columns tell real from fake. */
    public List<Shortcut> shortcuts() {
        return probes.shortcuts();
    }

    /** The bias that is worth reading: over the suitable items, or over everything where nothing is suitable. */
    public BiasReport biases() {
        return before.total() > 0 ? before : everything;
    }

    /**
     * What others read first, such as a job that runs a notebook each night: {@code verdict}, {@code selected} videos,
     * {@code suitable_real}, {@code worst_deviation} of the quotas (null where there are none) and
     * {@code criteria_not_met}.
     */
    public Map<String, @Nullable Object> values() {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("verdict", status.words());
        values.put("selected", selected.size());
        values.put("suitable_real", choice.suitable());
        values.put(
                "worst_deviation",
                quotas instanceof Quotas kept ? kept.objective().worstDeviation() : null);
        values.put(
                "criteria_not_met",
                criteria.stream().filter(each -> !each.met()).count());
        return values;
    }

    /** What {@link #biases()} counts, in words. */
    public String counted() {
        return before.total() > 0
                ? "suitable reals"
                : DatasetSummary.videos(datasets) > 0
                        ? "videos (no real is suitable)"
                        : "items (none is known to be a video)";
    }

    /**
     * Judges a sample that was drawn by a plan from an inventory, with the default parameters and without having looked
     * into the videos for cuts.
     */
    public static Verdict judge(Inventory inventory, Plan plan, Sample sample) {
        return new Judge(inventory, Parameters.withDefaults(), Timelines.none(), Catalogue.standard(), Map.of())
                .judge(plan, sample);
    }
}
