package dev.assay.quota;

import dev.assay.selection.DrawRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parts of a plan while one of them is exchanged, so that a plan need not repeat all of them for each. */
final class PlanDraft {
    @Nullable
    Long size;

    final List<String> axes;

    @Nullable
    String where;

    Plan.Unknown unknown;
    List<Limit> limits;
    Aim target;
    Plan.@Nullable Budget budget;
    List<String> mustInclude;
    List<String> mustExclude;
    Plan.Objective objective;

    @Nullable
    String spread;

    Plan.@Nullable Splits splits;
    DrawRule draw;

    PlanDraft(Plan plan) {
        size = plan.size();
        axes = plan.axes();
        where = plan.where();
        unknown = plan.unknown();
        limits = plan.limits();
        target = plan.target();
        budget = plan.budget();
        mustInclude = plan.mustInclude();
        mustExclude = plan.mustExclude();
        objective = plan.objective();
        spread = plan.spread();
        splits = plan.splits();
        draw = plan.draw();
    }

    /** Checked as every plan is. */
    Plan plan() {
        return new Plan(
                size,
                axes,
                where,
                unknown,
                limits,
                target,
                budget,
                mustInclude,
                mustExclude,
                objective,
                spread,
                splits,
                draw);
    }
}
