package dev.assay.verdict;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.assay.bias.CochranMantelHaenszel;
import dev.assay.inventory.Inventory;
import dev.assay.probe.JointShortcut;
import dev.assay.probe.Probe;
import dev.assay.probe.ProbeColumn;
import dev.assay.probe.ProbeFinding;
import dev.assay.probe.Shortcut;
import dev.assay.schema.Axis;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The same probes within each source: what tells the label even where the source is held fixed is no mere difference between
 * sources.
 *
 * @param axis the column of sources
 * @param sources those with 5 items each of two labels, the largest first, at most 20; empty where there are fewer than two sources
 * @param untested sources that hold too few of a second label, by name
 * @param conditional each column of at most 50 levels against the label, within sources; in the inventory's order
 */
@JsonNaming(SnakeCaseStrategy.class)
public record WithinSource(String axis, List<OfSource> sources, List<String> untested, List<Conditional> conditional) {

    private static final String DATASET = "dataset";
    private static final int MOST_SOURCES = 20;
    private static final int MOST_LEVELS = 50;

    public WithinSource {
        sources = List.copyOf(sources);
        untested = List.copyOf(untested);
        conditional = List.copyOf(conditional);
    }

    /**
     * One source.
     *
     * @param source its name
     * @param items labelled items
     * @param joint its columns together
     * @param shortcuts the columns that alarm
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record OfSource(String source, int items, JointShortcut joint, List<Shortcut> shortcuts) {

        public OfSource {
            shortcuts = List.copyOf(shortcuts);
        }
    }

    /**
     * One column.
     *
     * @param column its name
     * @param test over the items whose level, label and source are known; items count as independent of each other
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Conditional(String column, CochranMantelHaenszel test) {}

    static WithinSource of(Inventory items, String label, IntUnaryOperator components, Probe probe) {
        Map<String, Long> sizes = new TreeMap<>();
        for (int row = 0; row < items.size(); row++) {
            String source = items.text(row, DATASET);
            if (source != null && items.isKnown(row, label)) {
                sizes.merge(source, items.weight(row), Long::sum);
            }
        }
        List<OfSource> sources = new ArrayList<>();
        List<String> untested = new ArrayList<>();
        if (sizes.size() > 1 && !label.equals(DATASET)) {
            sizes.keySet().stream()
                    .sorted(Comparator.comparingLong((String source) -> -sizes.getOrDefault(source, 0L))
                            .thenComparing(Comparator.naturalOrder()))
                    .forEach(source -> {
                        OfSource found =
                                sources.size() < MOST_SOURCES ? source(items, source, label, components, probe) : null;
                        if (found == null) {
                            untested.add(source);
                        } else {
                            sources.add(found);
                        }
                    });
        }
        untested.sort(Comparator.naturalOrder());
        return new WithinSource(DATASET, sources, untested, sizes.size() > 1 ? conditional(items, label) : List.of());
    }

    private static @Nullable OfSource source(
            Inventory items, String source, String label, IntUnaryOperator components, Probe probe) {
        ProbeTable table = ProbeTable.of(
                items, row -> source.equals(items.text(row, DATASET)) && items.isKnown(row, label), label, components);
        List<ProbeColumn> columns = table.columns();
        List<@Nullable String> labels = table.texts(row -> items.text(row, label));
        List<Shortcut> shortcuts = probe.run(columns, labels, table.groups());
        if (shortcuts.isEmpty()) {
            return null;
        }
        JointShortcut joint = probe.joint(ProbeTable.withoutPixels(columns), labels, table.groups());
        return new OfSource(
                source,
                table.size(),
                joint,
                shortcuts.stream().filter(Shortcut::alarms).toList());
    }

    private static List<Conditional> conditional(Inventory items, String label) {
        if (!items.has(label) || label.equals(DATASET)) {
            return List.of();
        }
        List<Conditional> all = new ArrayList<>();
        int labels = items.codes(label).axis().levels().size();
        for (String column : items.columns()) {
            boolean tested = ProbeTable.isTestable(items, column, label) && !column.equals(DATASET);
            int levels = tested ? items.codes(column).axis().levels().size() : 0;
            if (levels > 1 && levels <= MOST_LEVELS && labels > 1 && labels <= MOST_SOURCES) {
                all.add(new Conditional(column, test(items, column, label)));
            }
        }
        return all;
    }

    private static CochranMantelHaenszel test(Inventory items, String column, String label) {
        Axis rows = items.codes(column).axis();
        Axis columns = items.codes(label).axis();
        Axis strata = items.codes(DATASET).axis();
        long[][][] counts = new long[strata.levels().size()][rows.levels().size()]
                [columns.levels().size()];
        var cube = items.cube(DATASET, column, label);
        for (int c = 0; c < cube.size(); c++) {
            int s = cube.level(c, 0);
            int r = cube.level(c, 1);
            int l = cube.level(c, 2);
            if (s < counts.length
                    && r < rows.levels().size()
                    && l < columns.levels().size()) {
                counts[s][r][l] += cube.count(c);
            }
        }
        return CochranMantelHaenszel.of(counts);
    }

    /** The worst that was found in any source. */
    ProbeFinding worst() {
        boolean warns = false;
        for (OfSource source : sources) {
            boolean fails = source.joint().finding() == ProbeFinding.FAIL
                    || source.shortcuts().stream().anyMatch(found -> found.finding() == ProbeFinding.FAIL);
            if (fails) {
                return ProbeFinding.FAIL;
            }
            warns |= source.joint().alarms() || !source.shortcuts().isEmpty();
        }
        return warns ? ProbeFinding.WARN : ProbeFinding.OK;
    }
}
