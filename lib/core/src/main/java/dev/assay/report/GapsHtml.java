package dev.assay.report;

import dev.assay.verdict.Coverage;
import dev.assay.verdict.Gap;
import dev.assay.verdict.Verdict;

/** The section of what is missing: gaps in numbers, and which axes are known at all. */
final class GapsHtml {

    private GapsHtml() {}

    static void into(Verdict verdict, Html page) {
        if (verdict.gaps().isEmpty()) {
            page.paragraph("None found on the axes that were looked at.");
        } else {
            HtmlTable table = new HtmlTable(
                    "What to collect or label next", "axis", "level", "kind", "#have", "#need", "what to do");
            for (Gap gap : verdict.gaps()) {
                String level = gap.level();
                table.row(gap.axis(), level == null ? "" : level, gap.kind(), gap.have(), gap.need(), gap.advice());
            }
            table.into(page);
        }
        HtmlTable coverage = new HtmlTable(
                "What is known of the axes that curators ask for",
                "axis",
                "#known",
                "#unknown",
                "#known share",
                "looked for in",
                "why, and what would mend it");
        for (Coverage axis : verdict.coverage()) {
            int all = axis.measured() + axis.missing();
            coverage.row(
                    axis.axis(),
                    axis.measured(),
                    axis.missing(),
                    all == 0 ? "–" : Words.percent((double) axis.measured() / all),
                    axis.tier(),
                    axis.why());
        }
        coverage.into(page);
    }
}
