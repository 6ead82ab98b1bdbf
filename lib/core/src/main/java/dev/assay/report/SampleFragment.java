package dev.assay.report;

import dev.assay.selection.Sample;
import dev.assay.selection.Selected;
import dev.assay.selection.Splits;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Samples and splits as fragments. */
final class SampleFragment {

    private static final int MOST_BARS = 24;
    private static final int FIRST_ITEMS = 10;

    private SampleFragment() {}

    static Piece of(Sample sample) {
        Piece piece = new Piece();
        piece.paragraph("Sample of " + Words.count(sample.size(), "item") + " with seed " + sample.seed() + ", by "
                + (sample.axes().isEmpty() ? "no axis" : String.join(" and ", sample.axes())) + ".");
        Map<String, Integer> cells = new TreeMap<>();
        sample.items().forEach(item -> cells.merge(item.cell(), 1, Integer::sum));
        if (!cells.isEmpty() && cells.size() <= MOST_BARS) {
            piece.page().put(CountBars.of("Items per cell", cells));
        }
        List<Object[]> counts = new ArrayList<>();
        cells.forEach((cell, count) -> counts.add(new Object[] {cell, count}));
        piece.table("Items per cell", true, List.of("cell", "#items"), counts);
        List<Object[]> first = new ArrayList<>();
        for (Selected item : sample.items().subList(0, Math.min(FIRST_ITEMS, sample.size()))) {
            first.add(new Object[] {
                item.id(),
                item.cell(),
                item.inclusionProbability() == null ? "–" : Words.number(item.inclusionProbability(), 4),
                item.weight() == null ? "–" : Words.number(item.weight(), 2),
                item.reason()
            });
        }
        piece.table(
                "The first " + first.size() + " of " + sample.size(),
                false,
                List.of("id", "cell", "#probability", "#weight", "reason"),
                first);
        return piece;
    }

    static Piece of(Splits splits) {
        Piece piece = new Piece();
        piece.paragraph(
                Words.count(splits.items().size(), "item") + " in " + Words.count(splits.components(), "component")
                        + " that stay whole, the largest of " + Words.count(splits.largestComponent(), "item") + "; "
                        + Words.count(splits.crossing(), "group") + " in two splits.");
        piece.page().put(CountBars.of("Items per split", splits.splits()));
        int all = splits.items().size();
        List<Object[]> rows = new ArrayList<>();
        new LinkedHashMap<>(splits.splits())
                .forEach((split, count) ->
                        rows.add(new Object[] {split, count, all == 0 ? "–" : Words.percent((double) count / all)}));
        piece.table("Splits", false, List.of("split", "#items", "#share"), rows);
        piece.paragraph("Worst deviation of a level's share " + Words.percent(splits.worstDeviation())
                + "; no division that cuts no group has less than " + Words.percent(splits.bound()) + ".");
        return piece;
    }
}
