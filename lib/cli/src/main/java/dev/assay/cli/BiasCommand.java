package dev.assay.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.bias.AxisBias;
import dev.assay.bias.BiasReport;
import dev.assay.bias.LevelShare;
import dev.assay.bias.Reversal;
import dev.assay.bias.Target;
import dev.assay.bias.Thresholds;
import dev.assay.cube.Cube;
import dev.assay.group.Components;
import dev.assay.group.GroupAudit;
import dev.assay.group.Leak;
import dev.assay.inventory.ColumnSummary;
import dev.assay.inventory.Inventory;
import dev.assay.inventory.SplitFile;
import dev.assay.probe.Shortcut;
import dev.assay.report.Json;
import dev.assay.schema.Columns;
import dev.assay.schema.Counted;
import dev.assay.schema.RefusedException;
import dev.assay.schema.Spelling;
import dev.assay.verdict.ShortcutReport;
import dev.assay.verdict.Shortcuts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "bias",
        description =
                "Says which levels are over- and under-represented, how sure that is, what leaks between splits, and"
                        + " which columns tell real from fake.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  assay bias data-samples/dataset_3 --axes environment,shot_type",
            "  assay bias inventory.jsonl --splits splits.jsonl"
        })
final class BiasCommand implements Callable<Integer> {

    /** Beyond this many levels a column is a name rather than an axis. */
    private static final int MOST_LEVELS = 50;

    @Parameters(paramLabel = "INVENTORY", description = "a folder to scan, or CSV, TSV, JSON lines, JSON or a manifest")
    private String inventory = "";

    @Option(
            names = "--axes",
            split = ",",
            paramLabel = "AXIS",
            description = "axes, joined by commas (default: every category)")
    private List<String> axes = List.of();

    @Option(names = "--label", description = "the column of labels (default: ${DEFAULT-VALUE})")
    private String label = "label";

    @Option(names = "--target", paramLabel = "YAML", description = "shares to compare with (default: uniform)")
    private @Nullable Path target;

    @Option(
            names = "--splits",
            paramLabel = "FILE",
            description = "a split to audit, id and split a line, as JSON lines or CSV: in place of a column split")
    private @Nullable Path splits;

    @Option(names = "--over", description = "over-represented above this share (default: ${DEFAULT-VALUE})")
    private double over = 0.60;

    @Option(names = "--under", description = "under-represented below this share (default: ${DEFAULT-VALUE})")
    private double under = 0.10;

    @Option(names = "--seed", description = "seed of permutations (default: ${DEFAULT-VALUE})")
    private long seed;

    @Mixin
    private InventoryOptions options = new InventoryOptions();

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws IOException {
        SplitFile split = splits == null ? null : SplitFile.read(splits);
        Inventory all = options.all(inventory, output);
        Inventory items = (split == null ? all : split.over(all)).where(options.where());
        String named = items.spelled(label);
        if (!named.equals("label")) {
            items.codes(named); // an inventory may lack labels, but not a column that was asked for by name
        }
        List<String> chosen = axes.isEmpty() ? fitting(items, categories(items)) : axes;
        Target against = (target == null ? Target.uniform() : Target.read(target))
                .with(Thresholds.withDefaults().withOver(over).withUnder(under))
                .withLabel(named)
                .withSeed(seed);
        refuseUnknown(against, items);
        Cube cube = items.cube(chosen.toArray(String[]::new));
        output.warn(against.unmatched(cube));
        BiasReport report = cube.compare(against);
        Components components = Components.of(items, Columns.GROUP_KEYS);
        ShortcutReport probes = Shortcuts.of(items, named, components::place, seed);
        List<GroupAudit> groups = GroupAudit.of(items, Columns.GROUP_KEYS, items::weight);
        List<Leak> leaks = Leak.in(items, "split", Columns.GROUP_KEYS);
        ObjectNode document = (ObjectNode) tree(report);
        ((ObjectNode) tree(probes)).properties().forEach(part -> document.set(part.getKey(), part.getValue()));
        document.set("groups", tree(groups.stream().map(GroupAudit::json).toList()));
        document.set("leaks", tree(leaks.stream().map(Leak::json).toList()));
        document.set("splits", tree(sizes(items)));
        output.answer(document, words(report, probes, groups, leaks) + splits(items));
        return Exit.DONE;
    }

    /** Shares of a column that is not there would be compared with nothing; one of ours may be known for no item. */
    private static void refuseUnknown(Target target, Inventory items) {
        target.axes().stream()
                .filter(axis -> !items.has(axis) && !items.isBlank(axis))
                .filter(axis -> Columns.kind(axis).isEmpty())
                .findFirst()
                .ifPresent(axis -> {
                    throw new RefusedException("the target speaks of axis " + axis
                            + ", which the inventory does not have"
                            + Spelling.nearest(axis, items.columns())
                                    .map(near -> "; did you mean " + near + "?")
                                    .orElse("; columns are "
                                            + items.columns().stream().sorted().toList()));
                });
    }

    /** Items by split, those that are in none left out. */
    private static Map<String, Integer> sizes(Inventory items) {
        Map<String, Integer> sizes = new TreeMap<>();
        IntStream.range(0, items.size())
                .filter(row -> items.isKnown(row, "split"))
                .forEach(row -> sizes.merge(String.valueOf(items.text(row, "split")), 1, Integer::sum));
        return sizes;
    }

    private static String splits(Inventory items) {
        Map<String, Integer> sizes = sizes(items);
        int without = items.size()
                - sizes.values().stream().mapToInt(Integer::intValue).sum();
        return sizes.isEmpty()
                ? ""
                : "splits: " + Plain.text(sizes.toString()) + ", " + Counted.of(without, "item") + " in none\n";
    }

    private static JsonNode tree(Object value) throws IOException {
        return Json.read(Json.document(value));
    }

    /** Categories with levels that can be compared. */
    private static List<String> categories(Inventory items) {
        return ColumnSummary.all(items).stream()
                .filter(column ->
                        column.kind().equals("category") && !column.levels().isEmpty())
                .filter(column -> column.levels().size() <= MOST_LEVELS)
                .map(ColumnSummary::name)
                .filter(name ->
                        !Columns.GROUP_KEYS.contains(name) && !name.endsWith("_source") && !name.endsWith("_raw"))
                .filter(name -> !name.equals("status") && !name.equals("media"))
                .toList();
    }

    /** The first axes, as many as one cube can hold; of the others people are told. */
    private List<String> fitting(Inventory items, List<String> all) {
        double cells = 1;
        int kept = 0;
        for (String axis : all) {
            cells *= items.codes(axis).axis().levels().size() + 1;
            if (cells > 0x1p60) {
                break;
            }
            kept++;
        }
        if (kept < all.size()) {
            output.tell("warning: " + all.size() + " categories span more than 2^60 cells; not looked at: "
                    + Plain.text(String.join(", ", all.subList(kept, all.size()))) + ". Name them with --axes");
        }
        return all.subList(0, kept);
    }

    private static String words(BiasReport report, ShortcutReport probes, List<GroupAudit> groups, List<Leak> leaks) {
        StringBuilder words = new StringBuilder();
        words.append(Counted.of(report.total(), "item")).append('\n');
        for (AxisBias axis : report.axes()) {
            words.append(String.format(
                    Locale.ROOT,
                    "%n%s: %d known, %d unknown%s%n",
                    Plain.text(axis.axis()),
                    axis.known(),
                    axis.unknown(),
                    axis.finding() == null ? "" : " (" + axis.finding().word() + ")"));
            for (LevelShare level : axis.levels()) {
                words.append(String.format(
                        Locale.ROOT,
                        "  %-24s %8d  %5.1f %%  [%5.1f, %5.1f]  %s%n",
                        Plain.text(level.level()),
                        level.count(),
                        100 * (level.share() == null ? 0 : level.share()),
                        100 * level.low(),
                        100 * level.high(),
                        level.finding() == null ? "" : level.finding().word()));
            }
        }
        appendProbes(words, probes);
        appendReversals(words, report);
        groups.forEach(group -> words.append(String.format(
                Locale.ROOT,
                "%ngroups by %s: %d, the largest of %d; %d hold both labels",
                group.key(),
                group.groups(),
                group.largest(),
                group.mixedLabel())));
        leaks.forEach(leak -> words.append(String.format(
                Locale.ROOT,
                "%nleak: %s %s is in %s (%s)",
                leak.key(),
                Plain.text(leak.value()),
                leak.splits(),
                Plain.text(String.join(", ", leak.items())))));
        return words.append('\n').toString();
    }

    private static void appendProbes(StringBuilder words, ShortcutReport probes) {
        for (Shortcut shortcut : probes.alarming()) {
            words.append(String.format(
                    Locale.ROOT,
                    "%nshortcut %s: score %.2f (%s)",
                    Plain.text(shortcut.column()),
                    shortcut.score(),
                    shortcut.finding().word()));
        }
        for (ShortcutReport.Line line : probes.lines()) {
            words.append(String.format(
                    Locale.ROOT,
                    "%n%s: %s (%s)",
                    line.probe(),
                    Plain.text(line.found()),
                    line.finding() == null ? "not tested" : line.finding().word()));
        }
    }

    private static void appendReversals(StringBuilder words, BiasReport report) {
        for (Reversal found : report.reversals()) {
            words.append(String.format(
                    Locale.ROOT,
                    "%nturns round: %s of %s=%s against %s is %+.1f points, and %+.1f within %s",
                    Plain.text(found.outcome()),
                    Plain.text(found.axis()),
                    Plain.text(found.level()),
                    Plain.text(found.against()),
                    100 * found.difference(),
                    100 * found.adjustedDifference(),
                    Plain.text(found.stratum())));
        }
    }
}
