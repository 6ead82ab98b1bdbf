package dev.assay.report;

import dev.assay.bias.Association;
import dev.assay.bias.AxisBias;
import dev.assay.bias.CrossTab;
import dev.assay.bias.LevelShare;
import dev.assay.bias.PairBias;
import dev.assay.probe.ProbeFinding;
import dev.assay.probe.Shortcut;
import dev.assay.verdict.Parameters;
import dev.assay.verdict.ShortcutReport;
import dev.assay.verdict.Verdict;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The section of biases: shares, pairs of axes and shortcuts. */
final class BiasHtml {

    /** Axes with more levels than this get a table alone. */
    static final int MOST_LEVELS = 24;

    /** What a probe found is told whole; this bounds only names that no reader asked to be as long as that. */
    private static final int LONGEST_FINDING = 4000;

    private BiasHtml() {}

    static void into(Verdict verdict, Html page) {
        Parameters limits = verdict.parameters();
        page.paragraph(
                "Shares are over the suitable reals whose level is known. The whisker is the 95 % interval,"
                        + " simultaneous over the levels of an axis; dashed lines are the limits: over above "
                        + Words.percent(limits.over()) + ", under below " + Words.percent(limits.under())
                        + ", suspect where the interval does not exclude chance. The hatched bar is the unknown, of all items.");
        page.open("div", "class", "charts");
        // the label is left out: suitable items are real, all of them
        for (AxisBias axis : verdict.before().axes()) {
            boolean shown = !axis.axis().equals("label") && axis.known() + axis.unknown() > 0;
            if (shown && axis.levels().size() <= MOST_LEVELS) {
                page.open("section").leaf("h4", axis.axis()).put(ShareBars.of(axis, limits));
                if (axis.finding() != null) {
                    page.paragraph(
                            "▲ " + axis.finding().word() + ": more than half of the items are unknown.",
                            "class",
                            "quiet");
                }
                page.closeLine();
            }
        }
        page.closeLine();
        shares(verdict, page);
        pairs(verdict, page);
        shortcuts(verdict.shortcuts(), page);
        probes(verdict, page);
    }

    private static void probes(Verdict verdict, Html page) {
        HtmlTable table = new HtmlTable("Probes beyond single columns", "probe", "finding", "what was found");
        for (ShortcutReport.Line line : verdict.probes().lines()) {
            ProbeFinding finding = line.finding();
            boolean bad = finding == ProbeFinding.FAIL || finding == ProbeFinding.WARN;
            table.row(
                    line.probe(),
                    new Html()
                            .leaf(
                                    "span",
                                    finding == null ? "not tested" : finding.word(),
                                    "class",
                                    bad ? "tag bad" : "tag"),
                    new Html().text(Html.clip(line.found(), LONGEST_FINDING)));
        }
        table.into(page);
    }

    private static void shares(Verdict verdict, Html page) {
        HtmlTable table = new HtmlTable(
                "Shares before", "axis", "level", "#count", "#share", "#interval", "finding", "scaled finding");
        for (AxisBias axis : verdict.before().axes()) {
            for (LevelShare level : axis.levels()) {
                table.row(
                        axis.axis(),
                        level.level(),
                        level.count(),
                        level.share() == null ? "" : Words.percent(level.share()),
                        Words.percent(level.low()) + " to " + Words.percent(level.high()),
                        ShareBars.finding(level.finding()),
                        ShareBars.finding(level.findingScaled()));
            }
            if (axis.unknown() > 0) {
                table.row(axis.axis(), "unknown", axis.unknown(), "", "", ShareBars.finding(axis.finding()), "");
            }
        }
        page.open("details").leaf("summary", "The shares as a table");
        table.into(page);
        page.closeLine();
    }

    private static void pairs(Verdict verdict, Html page) {
        if (verdict.before().pairs().isEmpty()) {
            return;
        }
        page.leaf("h3", "Pairs of axes");
        maps(verdict, page);
        HtmlTable table = new HtmlTable(
                "Association, before and after: Cramer's V, corrected for bias",
                "axes",
                "#n before",
                "#V before",
                "effect before",
                "#V after",
                "effect after");
        for (PairBias pair : verdict.before().pairs()) {
            Association before = pair.association();
            Association after = verdict.after().pairs().stream()
                    .filter(other -> other.a().equals(pair.a()) && other.b().equals(pair.b()))
                    .map(PairBias::association)
                    .findFirst()
                    .orElse(null);
            table.row(
                    pair.a() + " × " + pair.b(),
                    before.n(),
                    number(before.cramersVCorrected()),
                    words(before.effect()),
                    after == null ? "–" : number(after.cramersVCorrected()),
                    after == null ? "–" : words(after.effect()));
        }
        table.into(page);
    }

    private static void maps(Verdict verdict, Html page) {
        Html maps = new Html();
        Html tables = new Html();
        for (List<String> pair : Tables.pairs()) {
            map(Tables.before(verdict, pair), pair, "suitable reals", maps, tables);
            map(Tables.after(verdict, pair), pair, "selected videos", maps, tables);
        }
        if (maps.length() > 0) {
            page.put(CrossTabHtml.legend())
                    .open("div", "class", "charts")
                    .put(maps)
                    .closeLine();
        }
        if (tables.length() > 0) {
            page.open("details").leaf("summary", "The cross-tabs as tables, with margins and shares");
            page.put(tables).closeLine();
        }
    }

    private static void map(Optional<CrossTab> table, List<String> pair, String of, Html maps, Html tables) {
        table.ifPresent(counts -> {
            String title = pair.get(0) + " × " + pair.get(1) + ", " + of;
            if (HeatMap.fits(counts)) {
                maps.open("section")
                        .leaf("h4", title)
                        .put(HeatMap.of(counts, title))
                        .closeLine();
            }
            tables.put(CrossTabHtml.piece(counts, title));
        });
    }

    private static void shortcuts(List<Shortcut> shortcuts, Html page) {
        if (shortcuts.isEmpty()) {
            return;
        }
        page.leaf("h3", "Shortcuts");
        long alarming = shortcuts.stream().filter(Shortcut::alarms).count();
        page.paragraph(
                alarming == 0
                        ? "No column alone tells real from fake better than chance."
                        : Words.count(alarming, "column")
                                + " alone can tell real from fake better than chance; a detector could learn that instead.");
        HtmlTable table = new HtmlTable(
                "How well one column tells real from fake", "column", "finding", "#score", "#p", "#known");
        shortcuts.stream().filter(Shortcut::alarms).forEach(shortcut -> row(table, shortcut));
        if (alarming > 0) {
            table.into(page);
        }
        HtmlTable others = new HtmlTable("Columns that raise no alarm", "column", "finding", "#score", "#p", "#known");
        shortcuts.stream().filter(shortcut -> !shortcut.alarms()).forEach(shortcut -> row(others, shortcut));
        if (!others.isEmpty()) {
            page.open("details").leaf("summary", "The other columns");
            others.into(page);
            page.closeLine();
        }
    }

    private static void row(HtmlTable table, Shortcut shortcut) {
        String tone = shortcut.alarms() ? "tag bad" : "tag";
        table.row(
                shortcut.column(),
                new Html().leaf("span", shortcut.finding().word(), "class", tone),
                shortcut.score() == null ? "–" : Words.number(shortcut.score(), 2),
                shortcut.pValue() == null ? "–" : Words.number(shortcut.pValue(), 3),
                shortcut.known());
    }

    private static String number(@Nullable Double value) {
        return value == null ? "–" : Words.number(value, 3);
    }

    private static String words(@Nullable String word) {
        return word == null ? "–" : word;
    }
}
