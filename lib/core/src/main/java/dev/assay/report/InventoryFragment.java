package dev.assay.report;

import dev.assay.inventory.ColumnSummary;
import dev.assay.inventory.Inventory;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An inventory as a fragment: its size, its makeup and its columns, never its rows. */
final class InventoryFragment {

    /** Columns of larger inventories are described without their levels, which would take seconds to find. */
    private static final int MOST_ITEMS = 20_000;

    private static final int MOST_LEVELS = 6;
    private static final int MOST_BARS = 20;
    private static final int MOST_WARNINGS = 5;

    private InventoryFragment() {}

    static Piece of(Inventory items) {
        Piece piece = new Piece();
        piece.paragraph("Inventory of " + Words.count(items.size(), "item") + ", "
                + Words.count(items.columns().size(), "column") + ".");
        piece.page().open("div", "class", "charts");
        for (String axis : List.of("dataset", "label")) {
            if (items.has(axis)) {
                bars(items, axis, piece);
            }
        }
        piece.page().closeLine();
        List<ColumnSummary> columns =
                items.size() <= MOST_ITEMS ? ColumnSummary.all(items) : ColumnSummary.withoutLevels(items);
        Map<Kin, List<ColumnSummary>> kin = new EnumMap<>(Kin.class);
        for (ColumnSummary column : columns) {
            kin.computeIfAbsent(Kin.of(column.name()), none -> new ArrayList<>())
                    .add(column);
        }
        List<ColumnSummary> own = kin.getOrDefault(Kin.OWN, List.of());
        piece.table(
                "Columns",
                false,
                List.of("column", "kind", "#known", "#missing", "levels"),
                described(own, items.size()));
        kin.remove(Kin.OWN);
        piece.list(kin.entrySet().stream()
                .map(group -> Words.count(group.getValue().size(), group.getKey().words) + ": "
                        + String.join(
                                ", ",
                                group.getValue().stream()
                                        .map(ColumnSummary::name)
                                        .toList()))
                .toList());
        piece.list(items.warnings().stream()
                .limit(MOST_WARNINGS)
                .map(warning -> "Mind: " + warning)
                .toList());
        if (items.warnings().size() > MOST_WARNINGS) {
            piece.paragraph("… " + (items.warnings().size() - MOST_WARNINGS) + " more warnings");
        }
        return piece;
    }

    private static void bars(Inventory items, String axis, Piece piece) {
        var cube = items.cube(axis);
        Map<String, Long> counts = new LinkedHashMap<>();
        for (int c = 0; c < cube.size() && c < MOST_BARS; c++) {
            counts.put(cube.levelText(c, 0), cube.count(c));
        }
        if (!counts.isEmpty()) {
            piece.page()
                    .open("section")
                    .leaf("h4", axis)
                    .put(CountBars.of("Items by " + axis, counts))
                    .closeLine();
            piece.line(axis + ": " + FindingsHtml.counts(counts));
        }
    }

    /** What a column is to the others: those that stand behind or beside an axis are named, and not described one by one. */
    private enum Kin {
        OWN(""),
        MEASURE("measured number"),
        EVIDENCE("evidence column");

        final String words;

        Kin(String words) {
            this.words = words;
        }

        static Kin of(String column) {
            boolean beside =
                    column.endsWith("_source") || column.endsWith("_confidence") || column.endsWith("_conflict");
            return column.startsWith("m_") ? MEASURE : beside ? EVIDENCE : OWN;
        }
    }

    private static List<Object[]> described(List<ColumnSummary> columns, int items) {
        List<Object[]> rows = new ArrayList<>();
        for (ColumnSummary column : columns) {
            List<String> levels = column.levels().stream()
                    .limit(MOST_LEVELS)
                    .map(level -> Html.clip(level, 24))
                    .toList();
            String rest = column.levels().size() > MOST_LEVELS
                    ? ", … (" + column.levels().size() + ")"
                    : "";
            rows.add(new Object[] {
                column.name(), column.kind(), column.known(), items - column.known(), String.join(", ", levels) + rest
            });
        }
        return rows;
    }
}
