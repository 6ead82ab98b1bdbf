package dev.assay.verdict;

import dev.assay.bias.AxisBias;
import dev.assay.bias.BiasReport;
import dev.assay.bias.LevelShare;
import dev.assay.probe.ProbeFinding;
import dev.assay.probe.Shortcut;
import dev.assay.quota.Infeasible;
import dev.assay.quota.QuotaResult;
import dev.assay.quota.Quotas;
import dev.assay.schema.Columns;
import dev.assay.schema.Counted;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The conditions of a verdict, each from numbers that stand in the report. */
final class Criteria {

    /** Above this the generators would be a shortcut to the axis (Cohen's small effect). */
    static final double MOST_ASSOCIATION = 0.1;

    /** More unreadable files than this are more than the odd broken download. */
    static final double MOST_UNREADABLE = 0.05;

    private static final String NOTHING = "nothing selected";

    private final Parameters parameters;
    private final List<Criterion> criteria = new ArrayList<>();

    Criteria(Parameters parameters) {
        this.parameters = parameters;
    }

    List<Criterion> all() {
        return List.copyOf(criteria);
    }

    void items(Map<String, DatasetSummary> datasets, int suitable, BiasReport bias) {
        int videos = DatasetSummary.videos(datasets);
        int unknown = datasets.values().stream()
                .mapToInt(DatasetSummary::unknownVideos)
                .sum();
        int unreadable = datasets.values().stream()
                .mapToInt(DatasetSummary::unreadableFiles)
                .sum();
        add(
                true,
                "suitable reals",
                "at least " + Parameters.FEWEST_VIDEOS + " reals of " + Columns.text(parameters.minDuration())
                        + " s and " + parameters.minShortSide() + "p, measured",
                suitable + " suitable",
                suitable >= Parameters.FEWEST_VIDEOS);
        add(
                false,
                "labels known",
                "at least half of the videos labelled",
                videos == 0 ? "no videos" : (videos - unknown) + " of " + videos + " labelled",
                videos > 0 && 2 * unknown <= videos);
        int media = videos
                + unreadable
                + datasets.values().stream()
                        .mapToInt(DatasetSummary::otherFiles)
                        .sum();
        add(
                false,
                "files readable",
                "at most " + percent(MOST_UNREADABLE) + " unreadable",
                unreadable + " of " + media + " unreadable",
                unreadable <= MOST_UNREADABLE * media);
        for (String axis : parameters.axes()) {
            AxisBias found = bias.axis(axis).orElse(null);
            long known = found == null ? 0 : found.known();
            add(
                    false,
                    axis + " measured",
                    "known for more than half of the "
                            + (suitable > 0 ? "suitable reals" : videos > 0 ? "videos" : "items"),
                    known + " of " + bias.total() + " known",
                    2 * known > bias.total());
        }
    }

    void plan(PlanChoice choice, @Nullable QuotaResult quotas) {
        int axes = choice.plan() == null ? 0 : choice.plan().axes().size();
        add(
                true,
                "axes to balance",
                "at least one axis known well enough",
                axes + " of " + parameters.axes().size(),
                axes > 0);
        String found = quotas instanceof Infeasible infeasible
                ? String.join("; ", infeasible.reasons())
                : quotas == null ? choice.why() : "quotas " + quotas.status() + " (" + quotas.proof() + ")";
        add(true, "quotas", "quotas that keep every cap and floor", found, quotas instanceof Quotas);
        if (quotas instanceof Quotas kept) {
            double worst = kept.objective().worstDeviation();
            add(
                    false,
                    "deviation from target",
                    "at most " + Columns.text(parameters.tolerance()),
                    String.format(Locale.ROOT, "%.4f", worst),
                    worst <= parameters.tolerance() + 1e-12);
        }
        choice.setAside()
                .forEach(level -> add(
                        false,
                        level.axis() + "=" + level.level() + " in the sample",
                        "enough items for its floor",
                        level.items() + " suitable, set aside",
                        false));
    }

    void sample(List<Selected> selected, BiasReport after, BiasReport clips, long clipCount, List<String> balanced) {
        add(
                true,
                "videos selected",
                "at least " + Parameters.FEWEST_VIDEOS,
                selected.size() + " selected",
                selected.size() >= Parameters.FEWEST_VIDEOS);
        add(
                false,
                "enough videos",
                "at least " + parameters.minVideos(),
                selected.size() + " selected",
                selected.size() >= parameters.minVideos());
        long unmeasured = selected.stream()
                .filter(video ->
                        !(video.item().number("duration") > 0 && video.item().number("width") > 0))
                .count();
        add(
                true,
                "size and duration measured",
                "for every selected video",
                selected.isEmpty() ? NOTHING : unmeasured + " of " + selected.size() + " not measured",
                unmeasured == 0 && !selected.isEmpty());
        long withoutClips =
                selected.stream().filter(video -> video.clips().isEmpty()).count();
        add(
                false,
                "clips",
                "at least one from every selected video",
                selected.isEmpty()
                        ? NOTHING
                        : Counted.of(clipCount, "clip") + ", " + Counted.of(withoutClips, "video") + " without",
                withoutClips == 0 && clipCount > 0);
        shares("videos", after, balanced);
        shares("clips", clips, balanced);
    }

    /** No known level above its cap or below its floor, on every axis that the verdict was to balance. */
    private void shares(String of, BiasReport bias, List<String> balanced) {
        for (String axis : parameters.axes()) {
            AxisBias found = bias.axis(axis).orElse(null);
            if (found == null || found.known() == 0) {
                continue;
            }
            double floor = parameters.under() * found.levels().size() <= 1
                    ? parameters.under()
                    : 0.5 / found.levels().size();
            List<String> broken = found.levels().stream()
                    .filter(level -> breaks(level, floor))
                    .map(level -> level.level() + " " + percent(level.share() == null ? 0 : level.share()))
                    .toList();
            String what = broken.isEmpty() ? "all within" : String.join(", ", broken);
            add(
                    false,
                    axis + " in " + of,
                    "every level between " + percent(floor) + " and " + percent(parameters.over()),
                    balanced.contains(axis) ? what : what + " (not balanced)",
                    broken.isEmpty());
        }
    }

    private boolean breaks(LevelShare level, double floor) {
        double share = level.share() == null ? 0 : level.share();
        return share > parameters.over() + 1e-12 || share < floor - 1e-12;
    }

    void splits(SplitOf splits) {
        OptionalLong crossing = splits.crossing();
        add(
                true,
                "splits cut no group",
                "0 keys in two splits",
                crossing.isPresent() ? Counted.of(crossing.getAsLong(), "key") : "no splits",
                crossing.isPresent() && crossing.getAsLong() == 0);
        if (crossing.isEmpty()) {
            return;
        }
        add(
                false,
                "splits keep the shares",
                "every level within " + Columns.text(SplitOf.MOST_DEVIATION) + " of its share",
                String.format(Locale.ROOT, "%.3f", splits.worstDeviation()),
                splits.worstDeviation() <= SplitOf.MOST_DEVIATION);
        String below = splits.belowFloor().entrySet().stream()
                .filter(split -> !split.getValue().isEmpty())
                .map(split -> split.getKey() + ": " + String.join(", ", split.getValue()))
                .collect(Collectors.joining("; "));
        add(
                false,
                "every level in every split",
                "at least " + percent(parameters.under()) + " of each split",
                below.isEmpty() ? "all of them" : "less of " + below,
                below.isEmpty());
    }

    /** The plan of fakes: how far its generators go with the axes, and how many fakes it has and lacks. */
    void fakes(Map<String, Double> association, HeldOut heldOut, long planned, long unassigned) {
        // Of no fakes everything is true; that is no merit.
        String none = association.isEmpty() ? "no plan" : NOTHING;
        boolean any = planned + unassigned > 0 && !association.isEmpty();
        double worst = association.values().stream().mapToDouble(v -> v).max().orElse(0);
        add(
                false,
                "generators independent of the axes",
                "Cramer's V at most " + Columns.text(MOST_ASSOCIATION),
                any ? String.format(Locale.ROOT, "%.3f", worst) : none,
                any && worst <= MOST_ASSOCIATION);
        add(
                false,
                "fakes planned",
                "a generator and a donor for every fake",
                any ? unassigned + " without" : none,
                any && unassigned == 0);
        add(
                false,
                "held-out source",
                "one source that only the test split sees",
                heldOut.source() == null ? heldOut.why() : heldOut.source(),
                heldOut.source() != null);
    }

    void shortcuts(ShortcutReport probes) {
        List<Shortcut> shortcuts = probes.shortcuts();
        List<String> failing = shortcuts.stream()
                .filter(shortcut -> shortcut.finding() == ProbeFinding.FAIL)
                .map(Shortcut::column)
                .toList();
        add(
                false,
                "no shortcut in metadata",
                "no column tells real from fake (score at most 0.3)",
                shortcuts.isEmpty()
                        ? "not tested: too few of both labels"
                        : failing.isEmpty() ? "none" : String.join(", ", failing),
                !shortcuts.isEmpty() && failing.isEmpty());
        Double auc = probes.jointProbe().auc();
        add(
                false,
                "no shortcut in metadata together",
                "all columns together do not tell real from fake (AUC at most 0.75)",
                auc == null
                        ? "not tested: " + String.join("; ", probes.jointProbe().warnings())
                        : ShortcutLines.joint(probes.jointProbe()),
                auc != null && probes.jointProbe().finding() != ProbeFinding.FAIL);
    }

    private void add(boolean required, String name, String expected, String found, boolean met) {
        criteria.add(new Criterion(name, expected, found, met, required));
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }
}
