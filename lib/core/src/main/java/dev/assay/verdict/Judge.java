package dev.assay.verdict;

import dev.assay.bias.Association;
import dev.assay.bias.BiasReport;
import dev.assay.bias.Target;
import dev.assay.bias.Thresholds;
import dev.assay.clip.ClipBalance;
import dev.assay.clip.ClipPlan;
import dev.assay.clip.ClipPlanner;
import dev.assay.clip.ClipSource;
import dev.assay.cube.Cube;
import dev.assay.generation.Catalogue;
import dev.assay.generation.FakesPerClip;
import dev.assay.generation.GenerationPlan;
import dev.assay.generation.PlannedClip;
import dev.assay.group.Components;
import dev.assay.inventory.Inventory;
import dev.assay.quota.Plan;
import dev.assay.quota.QuotaResult;
import dev.assay.quota.Quotas;
import dev.assay.schema.Axis;
import dev.assay.schema.Columns;
import dev.assay.selection.Sample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Brings the parts of a verdict together, in the order of the path of data: inventory, bias, plan, quotas, sample, clips,
 * splits, fakes, criteria. A function of its arguments alone, so that a check can repeat it.
 */
public final class Judge {

    private final Inventory inventory;
    private final Parameters parameters;
    private final Timelines timelines;
    private final Catalogue catalogue;
    private final Map<String, List<String>> metadataFiles;
    private final Suitability suitability;
    private final Inventory suitable;
    private final Target target;

    /**
     * A judge of an inventory.
     *
     * @param timelines cuts and black stretches of the videos that come to be selected
     * @param catalogue generators to plan fakes with
     * @param metadataFiles files that were read as metadata, by dataset
     */
    public Judge(
            Inventory inventory,
            Parameters parameters,
            Timelines timelines,
            Catalogue catalogue,
            Map<String, List<String>> metadataFiles) {
        this.inventory = inventory;
        this.parameters = parameters;
        this.timelines = timelines;
        this.catalogue = catalogue;
        this.metadataFiles = metadataFiles;
        this.suitability = new Suitability(inventory, parameters);
        this.suitable = inventory.rows(suitability::isSuitable);
        this.target = Target.uniform()
                .with(Thresholds.withDefaults().withOver(parameters.over()).withUnder(parameters.under()));
    }

    /** Chooses a plan, draws by it, and judges. */
    public Verdict judge() {
        PlanChoice choice = new PlanChooser(inventory, parameters).choose(suitable);
        Plan plan = choice.plan();
        return plan == null ? finish(choice, null, null) : judge(choice, plan);
    }

    /** Draws by a given plan, and judges. */
    public Verdict judge(Plan plan) {
        return judge(given(plan), plan);
    }

    /** Judges a sample that was drawn by a plan. */
    public Verdict judge(Plan plan, Sample sample) {
        return finish(
                given(plan), plan.population(inventory).cube(plan.cubeSpec()).allocate(plan), sample);
    }

    private Verdict judge(PlanChoice choice, Plan plan) {
        Inventory population = plan.population(inventory);
        QuotaResult quotas = population.cube(plan.cubeSpec()).allocate(plan);
        Sample sample = quotas instanceof Quotas found ? found.draw(population, parameters.seed()) : null;
        return finish(choice, quotas, sample);
    }

    private PlanChoice given(Plan plan) {
        int admitted = parameters.suitable(inventory, plan).size();
        return new PlanChoice(
                plan, admitted, parameters.tolerance(), List.of(), List.of(), List.of(), "the plan was given");
    }

    /** What the plan names and none of its items has. */
    private List<String> unmatched(PlanChoice choice) {
        Plan plan = choice.plan();
        return plan == null ? List.of() : plan.unmatched(plan.population(inventory));
    }

    /** What the verdict rests on: of the suitable items those that the plan admits. */
    private Inventory admitted(PlanChoice choice) {
        Plan plan = choice.plan();
        return plan == null ? suitable : parameters.suitable(inventory, plan);
    }

    private Verdict finish(PlanChoice choice, @Nullable QuotaResult quotas, @Nullable Sample sample) {
        BiasOf bias = new BiasOf(target, parameters.axes());
        Inventory videos = described();
        Inventory chosen = chosen(sample);
        List<String> axes = choice.plan() == null ? List.of() : choice.plan().axes();
        ClipPlan clips = clips(chosen, axes);
        Components joined = Components.of(inventory, Columns.GROUP_KEYS);
        SplitOf splits = SplitOf.sample(chosen, joined, axes, parameters.under(), parameters.seed());
        GenerationPlan fakes = GenerationPlan.of(
                PlannedClip.all(clips, splits.splitOf()), catalogue, FakesPerClip.standard(), parameters.seed());
        List<Selected> selected = selected(chosen, sample, clips, splits);
        Map<String, DatasetSummary> datasets = DatasetSummary.all(inventory, parameters, metadataFiles);
        ShortcutReport probes = probes(videos, chosen, splits, joined);
        BiasReport everything = bias.of(videos);
        BiasReport before = bias.of(suitable);
        BiasReport after = bias.of(chosen, suitable);
        BiasReport afterClips = clipBias(chosen, clips);
        Map<String, Double> association = association(fakes, axes);
        HeldOut heldOut = new HeldOut(heldOutMethod(), splits.heldOutSource(), splits.whyNoHeldOutSource());

        Criteria criteria = new Criteria(parameters);
        Inventory admitted = admitted(choice);
        criteria.items(datasets, admitted.size(), admitted.size() > 0 ? bias.of(admitted) : everything);
        criteria.plan(choice, quotas);
        criteria.sample(selected, after, afterClips, clips.total(), axes);
        criteria.splits(splits);
        criteria.fakes(
                association, heldOut, fakes.fakeClips(), fakes.unassigned().size());
        criteria.shortcuts(probes);
        return new Verdict(
                Status.of(criteria.all()),
                criteria.all(),
                parameters,
                datasets,
                suitability.funnel(),
                everything,
                before,
                after,
                afterClips,
                choice,
                quotas,
                selected,
                clips,
                splits.json(),
                fakes,
                heldOut,
                Coverage.of(videos),
                composite(suitable),
                ExistingFakes.of(inventory, suitability),
                new Gaps(suitable, parameters).find(),
                new Concerns(inventory, suitability).find(datasets, unmatched(choice), probes.shortcuts()),
                sources(videos),
                association,
                probes,
                Remedies.of(probes, parameters, catalogue.crf()),
                Duplicates.of(inventory));
    }

    /** The readable videos; where there is none, all readable items, so that a list of people is described too. */
    private Inventory described() {
        Inventory videos = inventory.rows(row -> suitability.isVideo(row) && suitability.isReadable(row));
        return videos.size() > 0 ? videos : inventory.rows(suitability::isReadable);
    }

    /** All labelled videos by label; those that were chosen by the splits they went to. */
    private ShortcutReport probes(Inventory videos, Inventory chosen, SplitOf splits, Components joined) {
        SplitProbe split = Shortcuts.splits(
                chosen,
                row -> splits.splitOf().get(chosen.id(row)),
                parameters.seed(),
                SplitOf.components(chosen, joined));
        return Shortcuts.of(videos, "label", SplitOf.components(videos, joined), parameters.seed(), split);
    }

    private Inventory chosen(@Nullable Sample sample) {
        Set<String> ids = sample == null
                ? Set.of()
                : sample.items().stream().map(dev.assay.selection.Selected::id).collect(Collectors.toSet());
        return inventory.withIds(ids);
    }

    private ClipPlan clips(Inventory chosen, List<String> axes) {
        timelines.prepare(IntStream.range(0, chosen.size()).mapToObj(chosen::id).toList());
        CopyNames identities = new CopyNames("identity", inventory);
        CopyNames sources = new CopyNames("source_video", inventory);
        List<ClipSource> videos = new ArrayList<>();
        for (int row = 0; row < chosen.size(); row++) {
            String id = chosen.id(row);
            videos.add(new ClipSource(
                    id,
                    chosen.number(row, "duration"),
                    timelines.of(id),
                    identities.value(chosen, row),
                    sources.valueOrFirst(chosen, row),
                    levels(chosen, row, axes)));
        }
        return ClipPlanner.withDefaults()
                .withClipSeconds(parameters.clipSeconds())
                .withMaxClips(parameters.maxClips())
                .withBalance(new ClipBalance(axes, parameters.over(), parameters.under()))
                .plan(videos);
    }

    /** The levels of an item; an axis that is not known is absent. */
    private static Map<String, String> levels(Inventory items, int row, List<String> axes) {
        Map<String, String> levels = new LinkedHashMap<>();
        for (String axis : axes) {
            String level = items.text(row, axis);
            if (level != null && items.isKnown(row, axis)) {
                levels.put(axis, level);
            }
        }
        return levels;
    }

    /** Bias over clips: every axis counted with the clips of its videos in place of the videos. */
    private BiasReport clipBias(Inventory chosen, ClipPlan clips) {
        List<Axis> axes = parameters.axes().stream()
                .filter(suitable::has)
                .map(axis -> suitable.codes(axis).axis())
                .toList();
        Map<List<String>, Long> cells = new LinkedHashMap<>();
        for (int row = 0; row < chosen.size(); row++) {
            List<String> cell = new ArrayList<>();
            for (Axis axis : axes) {
                String level = chosen.text(row, axis.name());
                cell.add(level == null ? Axis.UNKNOWN : level);
            }
            cells.merge(cell, (long) clips.clipsOf(chosen.id(row)).size(), Long::sum);
        }
        return Cube.of(axes, cells).compare(target);
    }

    private List<Selected> selected(Inventory chosen, @Nullable Sample sample, ClipPlan clips, SplitOf splits) {
        List<Selected> selected = new ArrayList<>();
        if (sample == null) {
            return selected;
        }
        Map<String, Integer> rows = chosen.rowsById();
        for (dev.assay.selection.Selected drawn : sample.items()) {
            int row = rows.getOrDefault(drawn.id(), -1);
            Double probability = drawn.inclusionProbability();
            selected.add(new Selected(
                    chosen.item(row),
                    category(chosen, row),
                    drawn.cell(),
                    drawn.reason(),
                    clips.clipsOf(drawn.id()),
                    splits.splitOf().getOrDefault(drawn.id(), "none"),
                    splits.groupOf().getOrDefault(drawn.id(), drawn.id()),
                    timelines.sha256(drawn.id()),
                    probability == null ? Double.NaN : probability));
        }
        return selected;
    }

    private static String category(Inventory items, int row) {
        List<String> levels = new ArrayList<>();
        for (String axis : List.of("environment", "shot_type", "lighting")) {
            String level = items.text(row, axis);
            levels.add(level == null ? Axis.UNKNOWN : level);
        }
        return String.join(":", levels);
    }

    private static Map<String, Long> composite(Inventory suitable) {
        Map<String, Long> counts = new TreeMap<>();
        for (int row = 0; row < suitable.size(); row++) {
            counts.merge(category(suitable, row), 1L, Long::sum);
        }
        return counts;
    }

    private static Map<String, Double> association(GenerationPlan fakes, List<String> axes) {
        Map<String, Double> association = new LinkedHashMap<>();
        GenerationPlan compared = fakes.withoutHeldOut();
        for (String axis : axes) {
            Double v = Association.of(compared.cube(List.of("generator", axis)), "generator", axis, 0)
                    .cramersVCorrected();
            association.put(axis, v == null ? 0.0 : v);
        }
        return association;
    }

    private @Nullable String heldOutMethod() {
        String names = catalogue.generators().stream()
                .filter(generator -> generator.heldOut())
                .map(generator -> generator.name())
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? null : names;
    }

    private static Map<String, Map<String, Long>> sources(Inventory videos) {
        Map<String, Map<String, Long>> sources = new TreeMap<>();
        List<String> axes = new ArrayList<>(List.of("label"));
        axes.addAll(Columns.OWN_AXES);
        for (String axis : axes) {
            Map<String, Long> counts = new TreeMap<>();
            for (int row = 0; row < videos.size(); row++) {
                String source = videos.text(row, axis + "_source");
                if (source != null) {
                    counts.merge(source, 1L, Long::sum);
                }
            }
            sources.put(axis, counts);
        }
        return sources;
    }
}
