package dev.assay.report;

import dev.assay.bias.AxisBias;
import dev.assay.bias.LevelShare;
import dev.assay.quota.Infeasible;
import dev.assay.quota.Quotas;
import dev.assay.verdict.PlanChoice;
import dev.assay.verdict.Verdict;
import java.util.stream.Collectors;

/** The section of what to take: the size and why, the quotas, and how the shares move. */
final class SamplingHtml {

    private SamplingHtml() {}

    static void into(Verdict verdict, Html page) {
        PlanChoice choice = verdict.choice();
        page.paragraph(Words.sentence(choice.why()));
        page.open("ul");
        choice.leftOut().forEach(axis -> page.leaf("li", axis.axis() + " is not balanced: " + axis.why() + "."));
        choice.setAside()
                .forEach(level -> page.leaf(
                        "li",
                        level.axis() + "=" + level.level() + " is set aside: "
                                + Words.count(level.items(), "suitable item") + " cannot fill its floor."));
        if (choice.leftOut().isEmpty() && choice.setAside().isEmpty()) {
            page.leaf("li", "Every axis asked for is balanced, and no level is set aside.");
        }
        page.closeLine();
        if (verdict.quotas() instanceof Infeasible infeasible) {
            infeasible(infeasible, page);
        }
        curve(verdict, page);
        if (verdict.quotas() instanceof Quotas quotas) {
            quotas(quotas, page);
        }
        if (!verdict.selected().isEmpty()) {
            moves(verdict, page);
        }
    }

    private static void infeasible(Infeasible infeasible, Html page) {
        page.leaf("h3", "Why no quotas hold").open("ul");
        infeasible.reasons().forEach(reason -> page.leaf("li", reason));
        infeasible
                .repairs()
                .forEach(repair -> page.leaf(
                        "li",
                        "It would hold with "
                                + repair.changes().stream()
                                        .map(change ->
                                                change.limit() + " " + change.to() + " in place of " + change.from())
                                        .collect(Collectors.joining(", "))
                                + ", for " + Words.count(repair.size(), "video") + "."));
        page.closeLine();
        if (!infeasible.allAsked()) {
            page.paragraph(Infeasible.CUT);
        }
    }

    private static void curve(Verdict verdict, Html page) {
        PlanChoice choice = verdict.choice();
        if (choice.curve().size() < 2) {
            return;
        }
        page.leaf("h3", "Size against deviation");
        page.paragraph("The least worst deviation from the target that a selection of that size can have.");
        long chosen = verdict.quotas() instanceof Quotas quotas ? quotas.size() : 0;
        page.put(SizeCurve.of(choice.curve(), choice.tolerance(), chosen));
        HtmlTable table = new HtmlTable("Worst deviation by size", "#videos", "#worst deviation", "proved the least");
        choice.curve()
                .forEach(point ->
                        table.row(point.size(), Words.number(point.deviation(), 4), point.proved() ? "yes" : "no"));
        page.open("details").leaf("summary", "The curve as a table");
        table.into(page);
        page.closeLine();
    }

    private static void quotas(Quotas quotas, Html page) {
        page.leaf("h3", "Quota per category");
        HtmlTable table = new HtmlTable(
                String.join(":", quotas.axes()) + ", " + Words.count(quotas.size(), "video") + ", " + quotas.status(),
                "category",
                "#available",
                "#quota",
                "rationale");
        long available =
                quotas.cells().stream().mapToLong(Quotas.Cell::available).sum();
        for (Quotas.Cell cell : quotas.cells()) {
            table.row(
                    String.join(":", cell.levels().values()),
                    cell.available(),
                    cell.quota(),
                    Words.quota(cell, available, quotas.size()));
        }
        table.into(page);
    }

    /** How the shares move from what there is to what was taken. */
    static void moves(Verdict verdict, Html page) {
        page.leaf("h3", "Before and after");
        page.put(Dumbbells.legend()).open("div", "class", "charts");
        HtmlTable table =
                new HtmlTable("Shares before and after", "axis", "level", "#before", "#after, videos", "#after, clips");
        for (AxisBias before : verdict.before().axes()) {
            AxisBias videos = verdict.after().axis(before.axis()).orElse(null);
            AxisBias clips = verdict.clipsAfter().axis(before.axis()).orElse(null);
            if (!before.axis().equals("label")
                    && before.known() > 0
                    && before.levels().size() <= BiasHtml.MOST_LEVELS) {
                page.open("section")
                        .leaf("h4", before.axis())
                        .put(Dumbbells.of(before, videos, clips, verdict.parameters()))
                        .closeLine();
            }
            for (LevelShare level : before.levels()) {
                table.row(
                        before.axis(),
                        level.level(),
                        Dumbbells.words(level.share()),
                        Dumbbells.words(Dumbbells.share(videos, level.level())),
                        Dumbbells.words(Dumbbells.share(clips, level.level())));
            }
        }
        page.closeLine();
        page.open("details").leaf("summary", "Before and after as a table");
        table.into(page);
        page.closeLine();
    }
}
