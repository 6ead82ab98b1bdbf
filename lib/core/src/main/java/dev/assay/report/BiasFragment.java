package dev.assay.report;

import dev.assay.bias.Association;
import dev.assay.bias.AxisBias;
import dev.assay.bias.BiasReport;
import dev.assay.bias.CochranMantelHaenszel;
import dev.assay.bias.Conditional;
import dev.assay.bias.LevelShare;
import dev.assay.bias.PairBias;
import dev.assay.bias.Reversal;
import dev.assay.verdict.Parameters;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A bias report as a fragment. */
final class BiasFragment {

    private static final int MOST_CHARTS = 12;

    private BiasFragment() {}

    static Piece of(BiasReport report) {
        Piece piece = new Piece();
        piece.paragraph("Bias of " + Words.count(report.total(), "item") + " on "
                + Words.count(report.axes().size(), "axis").replace("axiss", "axes") + ".");
        charts(report, piece);
        shares(report, piece);
        pairs(report, piece);
        reversals(report, piece);
        conditional(report, piece);
        return piece;
    }

    private static void conditional(BiasReport report, Piece piece) {
        List<Object[]> rows = new ArrayList<>();
        for (Conditional found : report.conditional()) {
            CochranMantelHaenszel test = found.test();
            if (test.statistic() != null) {
                rows.add(new Object[] {
                    found.axis() + " within " + found.stratum(),
                    test.n(),
                    number(test.statistic()),
                    test.df(),
                    test.pValue() != null && test.pValue() < 0.001 ? "< 0.001" : number(test.pValue()),
                    number(test.commonOddsRatio())
                });
            }
        }
        if (!rows.isEmpty()) {
            piece.table(
                    "The label within a third axis: Cochran, Mantel and Haenszel",
                    true,
                    List.of("axes", "#n", "#chi-square", "#df", "#p", "#common odds ratio"),
                    rows);
        }
    }

    private static void charts(BiasReport report, Piece piece) {
        Parameters limits = Parameters.withDefaults();
        List<AxisBias> shown = report.axes().stream()
                .filter(axis ->
                        axis.known() + axis.unknown() > 0 && axis.levels().size() <= BiasHtml.MOST_LEVELS)
                .limit(MOST_CHARTS)
                .toList();
        if (shown.isEmpty()) {
            return;
        }
        piece.page()
                .paragraph(
                        "Shares are of the items known on an axis; the whisker is the interval, simultaneous over its"
                                + " levels; dashed lines stand at " + Words.percent(limits.under()) + " and "
                                + Words.percent(limits.over()) + ". The hatched bar is the unknown, of all items.",
                        "class",
                        "quiet");
        piece.page().open("div", "class", "charts");
        for (AxisBias axis : shown) {
            piece.page().open("section").leaf("h4", axis.axis()).put(ShareBars.of(axis, limits));
            axis.warnings().forEach(warning -> piece.page().paragraph("Mind: " + warning + ".", "class", "quiet"));
            piece.page().closeLine();
        }
        piece.page().closeLine();
    }

    private static void shares(BiasReport report, Piece piece) {
        List<Object[]> rows = new ArrayList<>();
        for (AxisBias axis : report.axes()) {
            for (LevelShare level : axis.levels()) {
                rows.add(new Object[] {
                    axis.axis(),
                    level.level(),
                    level.count(),
                    level.share() == null ? "" : Words.percent(level.share()),
                    Words.percent(level.low()) + " to " + Words.percent(level.high()),
                    ShareBars.finding(level.finding())
                });
            }
            if (axis.unknown() > 0) {
                rows.add(new Object[] {axis.axis(), "unknown", axis.unknown(), "", "", ShareBars.finding(axis.finding())
                });
            }
        }
        piece.table(
                "The shares as a table",
                true,
                List.of("axis", "level", "#count", "#share", "#interval", "finding"),
                rows);
    }

    private static void pairs(BiasReport report, Piece piece) {
        if (report.pairs().isEmpty()) {
            return;
        }
        List<Object[]> rows = new ArrayList<>();
        for (PairBias pair : report.pairs()) {
            Association found = pair.association();
            rows.add(new Object[] {
                pair.a() + " × " + pair.b(),
                found.n(),
                number(found.cramersVCorrected()),
                found.pValue() != null && found.pValue() < 0.001 ? "< 0.001" : number(found.pValue()),
                found.effect() == null ? "–" : found.effect()
            });
        }
        piece.table(
                "Pairs of axes: Cramer's V, corrected for bias",
                false,
                List.of("axes", "#n", "#V", "#p", "effect"),
                rows);
    }

    private static void reversals(BiasReport report, Piece piece) {
        if (report.reversals().isEmpty()) {
            return;
        }
        piece.heading("Differences that turn round");
        List<String> lines = new ArrayList<>();
        for (Reversal found : report.reversals()) {
            lines.add("the share of " + found.outcome() + " differs between " + found.axis() + "=" + found.level()
                    + " and "
                    + found.against() + " by " + Words.percent(found.difference()) + ", and by "
                    + Words.percent(found.adjustedDifference()) + " once " + found.stratum() + " is held fixed ("
                    + found.strataReversed() + " of " + found.strata() + " strata turn round)");
        }
        piece.list(lines);
    }

    private static String number(@Nullable Double value) {
        return value == null ? "–" : Words.number(value, 3);
    }
}
