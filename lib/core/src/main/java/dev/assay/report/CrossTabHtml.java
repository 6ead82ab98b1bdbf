package dev.assay.report;

import dev.assay.bias.CrossTab;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A cross-tab as HTML: counts, shares of the row, margins, and adjusted residuals as shades and signs. */
public final class CrossTabHtml {

    private static final int MOST_COLUMNS = 40;
    private static final int MOST_ROWS = 500;
    private static final int MOST_CELLS = 6_000;
    private static final double LOOK = 2;
    private static final double FLAG = 3;

    private CrossTabHtml() {}

    /**
     * A fragment: a table of two axes, or a list of cells of one or more than two. It carries no style of its own; see
     * {@link #page}.
     */
    public static String of(CrossTab table) {
        return piece(table, title(table)).toString();
    }

    /** A whole page that needs no other file. */
    public static String page(CrossTab table) {
        Html content = new Html().open("main", "id", "content");
        content.open("header").leaf("h1", title(table)).closeLine();
        content.put(piece(table, Words.count(table.total(), "item"))).closeLine();
        return Styles.page(title(table), content);
    }

    static Html piece(CrossTab table, String caption) {
        Html out = new Html();
        boolean grid = table.axes().size() == 2
                && table.margins().get(0).levels().size() <= MOST_ROWS
                && table.margins().get(1).levels().size() <= MOST_COLUMNS
                && table.margins().get(0).levels().size()
                                * table.margins().get(1).levels().size()
                        <= MOST_CELLS;
        if (grid) {
            grid(table, caption, out);
            out.put(legend());
        } else {
            list(table, caption, out);
        }
        return out.put(tests(table));
    }

    /** What the tests say of independence, and what to mind about them. */
    static Html tests(CrossTab table) {
        Html out = new Html();
        List<String> warnings = new ArrayList<>();
        if (table.association() != null) {
            out.paragraph(table.association().summary());
            warnings.addAll(table.association().warnings());
        }
        warnings.addAll(table.warnings());
        warnings.forEach(warning -> out.paragraph("Mind: " + warning + ".", "class", "quiet"));
        return out;
    }

    private static String title(CrossTab table) {
        return "Cross-tab of " + String.join(" by ", table.axes());
    }

    private static void grid(CrossTab table, String caption, Html out) {
        CrossTab.Margin rows = table.margins().get(0);
        CrossTab.Margin columns = table.margins().get(1);
        Map<List<String>, CrossTab.Cell> cells = cells(table);
        out.open("div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", caption)
                .open("table", "class", "grid")
                .leaf("caption", caption)
                .open("thead")
                .open("tr")
                .leaf("th", rows.axis() + " \\ " + columns.axis(), "scope", "col");
        columns.levels().forEach(level -> out.leaf("th", Html.clip(level, 60), "scope", "col", "class", "n"));
        out.leaf("th", "all", "scope", "col", "class", "n").close().closeLine().open("tbody");
        for (int r = 0; r < rows.levels().size(); r++) {
            String row = rows.levels().get(r);
            long all = rows.counts().get(r);
            out.open("tr").leaf("th", Html.clip(row, 60), "scope", "row");
            for (String column : columns.levels()) {
                cell(cells.get(List.of(row, column)), all, out);
            }
            counted(all, table.total(), "n", out);
            out.closeLine();
        }
        out.close().open("tfoot").open("tr").leaf("th", "all", "scope", "row"); // last, however the rows are sorted
        columns.counts().forEach(count -> counted(count, table.total(), "n", out));
        out.leaf("td", Long.toString(table.total()), "class", "n").closeLine();
        out.close().close().closeLine();
    }

    private static void cell(CrossTab.@Nullable Cell cell, long rowTotal, Html out) {
        if (cell == null) {
            counted(0, rowTotal, "n", out);
            return;
        }
        Double residual = cell.adjustedResidual();
        String title = residual == null
                ? null
                : String.format(
                        Locale.ROOT,
                        "expected %.1f, adjusted residual %+.2f",
                        cell.expected() == null ? 0 : cell.expected(),
                        residual);
        String shade = shade(residual);
        out.open(
                "td",
                "class",
                shade.isEmpty() ? "n" : "n " + shade,
                "title",
                title,
                "data-value",
                Long.toString(cell.count()));
        out.text(cell.count() + (shade.isEmpty() ? " " : " " + sign(residual) + " "));
        out.leaf("small", share(cell.count(), rowTotal)).close();
    }

    private static void counted(long count, long of, String kind, Html out) {
        out.open("td", "class", kind, "data-value", Long.toString(count)).text(count + " ");
        out.leaf("small", share(count, of)).close();
    }

    private static String share(long count, long of) {
        return of == 0 ? "–" : Words.percent((double) count / of);
    }

    private static void list(CrossTab table, String caption, Html out) {
        boolean residuals = table.axes().size() == 2;
        List<String> names = new ArrayList<>(table.axes());
        names.addAll(List.of("#count", "#share"));
        if (residuals) {
            names.addAll(List.of("#expected", "#residual"));
        }
        HtmlTable rows = new HtmlTable(caption, names.toArray(String[]::new)).withAllRows();
        for (CrossTab.Cell cell :
                table.cells().subList(0, Math.min(MOST_CELLS, table.cells().size()))) {
            List<Object> row = new ArrayList<>(cell.levels().values());
            row.add(cell.count());
            row.add(share(cell.count(), table.total()));
            if (residuals) {
                row.add(cell.expected() == null ? "" : Words.number(cell.expected(), 1));
                row.add(
                        cell.adjustedResidual() == null
                                ? ""
                                : (sign(cell.adjustedResidual()) + " " + Words.number(cell.adjustedResidual(), 1))
                                        .strip());
            }
            rows.row(row.toArray());
        }
        rows.into(out);
        if (table.cells().size() > MOST_CELLS) {
            out.paragraph((table.cells().size() - MOST_CELLS) + " more cells are in the JSON document.");
        }
    }

    /** All cells by their levels, empty ones too. */
    static Map<List<String>, CrossTab.Cell> cells(CrossTab table) {
        Map<List<String>, CrossTab.Cell> cells = new HashMap<>();
        table.cells().forEach(cell -> cells.put(List.copyOf(cell.levels().values()), cell));
        table.emptyCells().forEach(cell -> cells.put(List.copyOf(cell.levels().values()), cell));
        return cells;
    }

    /** The class of a residual: more or fewer than independence would have it, beyond 2 or beyond 3. */
    static String shade(@Nullable Double residual) {
        if (residual == null || Math.abs(residual) < LOOK) {
            return "";
        }
        return (residual > 0 ? "more" : "less") + (Math.abs(residual) < FLAG ? "1" : "2");
    }

    /** The sign beside a count, so that a shade is not alone in saying it. */
    static String sign(@Nullable Double residual) {
        if (residual == null || Math.abs(residual) < LOOK) {
            return "";
        }
        String sign = residual > 0 ? "+" : "−";
        return Math.abs(residual) < FLAG ? sign : sign + sign;
    }

    static Html legend() {
        return new Html()
                .open("p", "class", "legend")
                .text("Against independence, by adjusted residual: ")
                .leaf("span", "++ beyond 3", "class", "swatch more2")
                .text(" ")
                .leaf("span", "+ beyond 2", "class", "swatch more1")
                .text(" ")
                .leaf("span", "− beyond −2", "class", "swatch less1")
                .text(" ")
                .leaf("span", "−− beyond −3", "class", "swatch less2")
                .closeLine();
    }
}
