package dev.assay.report;

import dev.assay.bias.AxisBias;
import dev.assay.bias.BiasReport;
import dev.assay.bias.CrossTab;
import dev.assay.bias.LevelShare;
import dev.assay.verdict.Parameters;
import java.util.ArrayList;
import java.util.List;

/**
 * The drawings of the report, one by one, for pages of somebody else's: a notebook's cell ends in
 * {@code Charts.mosaic(CrossTab.of(cube))}. Shares are proportions in [0,1].
 */
public final class Charts {

    private Charts() {}

    /**
     * The shares of some axes with their intervals, between two limits.
     *
     * @param cap the limit above which a level is over-represented
     * @param floor the limit below which one is under-represented
     * @param axes their names; all of the report where none is named
     * @throws IllegalArgumentException where the report has no such axis
     */
    public static Fragment shares(BiasReport report, double cap, double floor, String... axes) {
        Parameters limits = Parameters.withDefaults().withShares(cap, floor);
        List<AxisBias> shown = axes.length == 0
                ? report.axes()
                : List.of(axes).stream().map(report::found).toList();
        Piece piece = new Piece();
        piece.page()
                .paragraph(
                        "Bars are shares of the items known on an axis, whiskers 95 % intervals, simultaneous over its"
                                + " levels; dashed: " + Words.percent(floor) + " and " + Words.percent(cap)
                                + ". Hatched: the unknown, of all items.",
                        "class",
                        "quiet");
        piece.page().open("div", "class", "charts");
        List<Object[]> rows = new ArrayList<>();
        for (AxisBias axis : shown) {
            piece.page()
                    .open("section")
                    .leaf("h4", axis.axis() + ", n = " + axis.known())
                    .put(ShareBars.of(axis, limits))
                    .closeLine();
            for (LevelShare level : axis.levels()) {
                rows.add(new Object[] {
                    axis.axis(), level.level(), level.count(), Dumbbells.words(level.share()), interval(level)
                });
            }
        }
        piece.page().closeLine();
        return piece.table("Shares", true, List.of("axis", "level", "#count", "#share", "#interval"), rows)
                .done();
    }

    private static String interval(LevelShare level) {
        return Words.percent(level.low()) + " to " + Words.percent(level.high());
    }

    /** A cross-tab of two axes as areas: widths are shares of the first, heights shares of the second within it. */
    public static Fragment mosaic(CrossTab table) {
        two(table);
        String title = table.axes().get(0) + " (widths) by " + table.axes().get(1) + " (heights)";
        return known(table) == 0 ? nothing(table) : drawn(table, title, Mosaic.of(table, title));
    }

    /**
     * A cross-tab of two axes as counts, shaded where they differ from independence. A table too large to draw stays a
     * table.
     */
    public static Fragment residuals(CrossTab table) {
        two(table);
        if (table.total() == 0) {
            return nothing(table);
        }
        String title = table.axes().get(0) + " × " + table.axes().get(1);
        return HeatMap.fits(table) ? drawn(table, title, HeatMap.of(table, title)) : Fragment.of(table);
    }

    private static Fragment drawn(CrossTab table, String title, Html drawing) {
        Piece piece = new Piece();
        long known = known(table);
        String of = known == table.total() ? "" : " known of " + table.total();
        piece.page()
                .leaf("h4", title + ", n = " + known + of)
                .put(drawing)
                .put(CrossTabHtml.legend())
                .put(CrossTabHtml.tests(table));
        table.text().lines().forEach(piece::line);
        return piece.done();
    }

    private static long known(CrossTab table) {
        return table.association() == null ? table.total() : table.association().n();
    }

    private static Fragment nothing(CrossTab table) {
        return new Piece()
                .paragraph("Nothing to draw: of " + Words.count(table.total(), "item") + " none is known on "
                        + String.join(" and ", table.axes()) + " both.")
                .done();
    }

    private static void two(CrossTab table) {
        if (table.axes().size() != 2) {
            throw new IllegalArgumentException("a drawing needs two axes, found " + table.axes());
        }
    }

    /** How the shares move from one report to another, for the axes that both have. */
    public static Fragment moves(BiasReport before, BiasReport after, double cap, double floor) {
        Parameters limits = Parameters.withDefaults().withShares(cap, floor);
        Piece piece = new Piece();
        piece.page()
                .put(Dumbbells.legend(
                        "before, " + Words.count(before.total(), "item"),
                        "after, " + Words.count(after.total(), "item")))
                .paragraph("Shares are of the items known on an axis, n of them.", "class", "quiet")
                .open("div", "class", "charts");
        List<Object[]> rows = new ArrayList<>();
        for (AxisBias axis : before.axes()) {
            AxisBias then = after.axis(axis.axis()).orElse(null);
            if (then != null && axis.known() > 0 && axis.levels().size() <= BiasHtml.MOST_LEVELS) {
                piece.page()
                        .open("section")
                        .leaf("h4", axis.axis() + ", n = " + axis.known() + " → " + then.known())
                        .put(Dumbbells.of(axis, then, null, limits))
                        .closeLine();
                for (LevelShare level : axis.levels()) {
                    rows.add(new Object[] {
                        axis.axis(),
                        level.level(),
                        level.count(),
                        Dumbbells.words(level.share()),
                        count(then, level.level()),
                        Dumbbells.words(Dumbbells.share(then, level.level()))
                    });
                }
            }
        }
        piece.page().closeLine();
        if (rows.isEmpty()) {
            return new Piece()
                    .paragraph("No shares to compare: no axis that both have is known and has at most "
                            + BiasHtml.MOST_LEVELS + " levels.")
                    .done();
        }
        return piece.table(
                        "Shares before and after",
                        true,
                        List.of("axis", "level", "#items before", "#before", "#items after", "#after"),
                        rows)
                .done();
    }

    private static long count(AxisBias axis, String level) {
        return axis.levels().stream()
                .filter(one -> one.level().equals(level))
                .mapToLong(LevelShare::count)
                .sum();
    }

    /** The selected videos as pictures, stratum by stratum, and as a list. */
    public static Fragment contactSheet(Dossier dossier) {
        Piece piece = new Piece();
        ContactSheet.into(dossier.verdict(), dossier.pictures(), piece.page());
        return piece.line(Words.count(dossier.verdict().selected().size(), "selected video"))
                .done();
    }
}
