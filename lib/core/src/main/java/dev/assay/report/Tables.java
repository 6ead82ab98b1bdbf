package dev.assay.report;

import dev.assay.bias.AxisBias;
import dev.assay.bias.BiasReport;
import dev.assay.bias.CrossTab;
import dev.assay.bias.LevelShare;
import dev.assay.cube.Cube;
import dev.assay.schema.Axis;
import dev.assay.schema.Item;
import dev.assay.verdict.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Two-way tables of a verdict's items: the suitable ones by their composite category, the selected ones by themselves. */
final class Tables {

    /** The axes of a composite category, in its order. */
    private static final List<String> COMPOSITE = List.of("environment", "shot_type", "lighting");

    private Tables() {}

    /** The pairs of axes that a composite category tells of. */
    static List<List<String>> pairs() {
        return List.of(
                List.of("shot_type", "environment"),
                List.of("environment", "lighting"),
                List.of("shot_type", "lighting"));
    }

    /** Suitable items by two axes; empty where a level's own colon makes the categories ambiguous. */
    static Optional<CrossTab> before(Verdict verdict, List<String> pair) {
        Map<List<String>, Long> cells = new LinkedHashMap<>();
        for (Map.Entry<String, Long> entry : verdict.composite().entrySet()) {
            String[] levels = entry.getKey().split(":", -1);
            if (levels.length != COMPOSITE.size()) {
                return Optional.empty();
            }
            List<String> cell =
                    pair.stream().map(axis -> levels[COMPOSITE.indexOf(axis)]).toList();
            cells.merge(cell, entry.getValue(), Long::sum);
        }
        return table(pair, cells, verdict.before());
    }

    /** Selected videos by two axes. */
    static Optional<CrossTab> after(Verdict verdict, List<String> pair) {
        Map<List<String>, Long> cells = new LinkedHashMap<>();
        verdict.selected()
                .forEach(video -> cells.merge(
                        pair.stream().map(axis -> level(video.item(), axis)).toList(), 1L, Long::sum));
        return table(pair, cells, verdict.after());
    }

    /** A level of an item, {@code unknown} where it has none. */
    static String level(Item item, String axis) {
        String level = item.text(axis);
        return level == null ? Axis.UNKNOWN : level;
    }

    /** Nothing where an axis has fewer than two known levels: there is nothing to compare. */
    private static Optional<CrossTab> table(List<String> pair, Map<List<String>, Long> cells, BiasReport bias) {
        List<Axis> axes = new ArrayList<>();
        for (int place = 0; place < pair.size(); place++) {
            Axis axis = axis(pair.get(place), place, cells, bias);
            if (axis.levels().size() < 2) {
                return Optional.empty();
            }
            axes.add(axis);
        }
        return Optional.of(CrossTab.of(Cube.of(axes, cells)));
    }

    /** The levels that are there, in the order of the report. */
    private static Axis axis(String name, int place, Map<List<String>, Long> cells, BiasReport bias) {
        Set<String> found = new TreeSet<>();
        cells.keySet().forEach(cell -> found.add(cell.get(place)));
        found.remove(Axis.UNKNOWN);
        Set<String> levels = new LinkedHashSet<>();
        bias.axis(name).map(AxisBias::levels).orElse(List.of()).stream()
                .map(LevelShare::level)
                .filter(found::contains)
                .forEach(levels::add);
        levels.addAll(found);
        return new Axis(name, List.copyOf(levels));
    }
}
