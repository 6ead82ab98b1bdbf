package dev.assay.report;

import dev.assay.quota.Quotas;
import dev.assay.verdict.Criterion;
import dev.assay.verdict.Expected;
import dev.assay.verdict.Status;
import dev.assay.verdict.Verdict;
import java.util.List;
import java.util.Locale;

/**
 * {@code verdict.html}: the verdict as one page that opens offline. Nothing in it runs and nothing is loaded; whatever came
 * from a file is escaped by {@link Html}. The same bytes for the same verdict.
 */
final class VerdictHtml {

    private static final List<String> SECTIONS = List.of(
            "Findings",
            "Detected Biases",
            "Recommended Sampling",
            "Expected Output",
            "Pipeline Input Recommendation",
            "Fake Generation Strategy",
            "Identified Gaps",
            "Verdict");

    private final Verdict verdict;
    private final Html page = new Html();

    private VerdictHtml(Verdict verdict) {
        this.verdict = verdict;
    }

    static String of(Verdict verdict, Thumbnails thumbnails) {
        return new VerdictHtml(verdict).page(thumbnails);
    }

    /** The status, the figures beside it and what is not met. */
    static Html summary(Verdict verdict) {
        VerdictHtml summary = new VerdictHtml(verdict);
        summary.banner();
        summary.tiles();
        summary.open();
        return summary.page;
    }

    private String page(Thumbnails thumbnails) {
        page.open("header");
        banner();
        tiles();
        open();
        page.closeLine();
        contents();
        page.open("main", "id", "content", "tabindex", "-1");
        section(0, () -> FindingsHtml.into(verdict, page));
        section(1, () -> BiasHtml.into(verdict, page));
        section(2, () -> {
            SamplingHtml.into(verdict, page);
            ContactSheet.into(verdict, thumbnails, page);
        });
        section(3, () -> DeliveryHtml.output(verdict, page));
        section(4, () -> DeliveryHtml.pipeline(verdict, page));
        section(5, () -> DeliveryHtml.generation(verdict, page));
        section(6, () -> GapsHtml.into(verdict, page));
        section(7, this::criteria);
        page.closeLine();
        page.open("footer")
                .text("Written by Assay. report.json beside this page holds the verdict for programs.")
                .closeLine();
        return Styles.page("Verdict: " + verdict.status().words(), page);
    }

    private void banner() {
        page.open("div", "class", "banner " + tone(verdict.status()));
        page.leaf("h1", "Verdict");
        page.leaf("div", sign(verdict.status()) + " " + verdict.status().words(), "class", "status");
        page.paragraph(Words.answer(verdict)).closeLine();
    }

    private void tiles() {
        Expected expected = Expected.of(verdict);
        page.open("dl", "class", "tiles");
        tile("suitable reals", Integer.toString(verdict.choice().suitable()));
        tile("videos selected", Integer.toString(expected.realVideos()));
        tile("clips of " + Words.duration(expected.clipSeconds()), Long.toString(expected.clips()));
        tile("fake clips to make", Long.toString(expected.fakeClips()));
        tile("clips in all", Long.toString(expected.finalTotal()));
        if (verdict.quotas() instanceof Quotas quotas) {
            tile("worst deviation", Words.percent(quotas.objective().worstDeviation()));
        }
        page.closeLine();
    }

    private void tile(String name, String value) {
        page.open("div").leaf("dt", name).leaf("dd", value).close();
    }

    /** What is not met, the required first. */
    private void open() {
        List<Criterion> open = verdict.criteria().stream()
                .filter(criterion -> !criterion.met())
                .sorted((a, b) -> Boolean.compare(b.required(), a.required()))
                .toList();
        if (open.isEmpty()) {
            return;
        }
        page.leaf("h2", "Not met").open("ul", "class", "open");
        for (Criterion criterion : open) {
            page.open("li", "class", criterion.required() ? "required" : null)
                    .leaf("strong", criterion.name())
                    .text(criterion.required() ? " (required): " : " (desired): ")
                    .text("expected " + criterion.expected() + "; found " + Html.clip(criterion.found(), 600) + ".")
                    .closeLine();
        }
        page.closeLine();
    }

    private void contents() {
        page.open("nav", "aria-label", "Sections").open("ul");
        SECTIONS.forEach(name ->
                page.open("li").leaf("a", name, "href", "#" + anchor(name)).closeLine());
        page.close().closeLine();
    }

    private void section(int place, Runnable content) {
        String name = SECTIONS.get(place);
        page.open("section", "aria-labelledby", anchor(name)).leaf("h2", name, "id", anchor(name));
        content.run();
        page.closeLine();
    }

    private void criteria() {
        page.open("p").leaf("strong", verdict.status().words()).closeLine();
        HtmlTable table =
                new HtmlTable("Criteria: they alone decide the status", "criterion", "met", "expected", "found", "");
        for (Criterion criterion : verdict.criteria()) {
            String tone = criterion.met() ? "good" : criterion.required() ? "bad" : "warn";
            table.row(
                    criterion.name(),
                    new Html().leaf("span", criterion.met() ? "✓ met" : "✗ not met", "class", "tag " + tone),
                    criterion.expected(),
                    criterion.found(),
                    criterion.required() ? "required" : "desired");
        }
        table.into(page);
    }

    private static String anchor(String name) {
        return name.toLowerCase(Locale.ROOT).replace(' ', '-');
    }

    private static String tone(Status status) {
        return switch (status) {
            case FEASIBLE -> "good";
            case FEASIBLE_WITH_RESERVATIONS -> "warn";
            case NOT_FEASIBLE -> "bad";
        };
    }

    private static String sign(Status status) {
        return switch (status) {
            case FEASIBLE -> "✓";
            case FEASIBLE_WITH_RESERVATIONS -> "△";
            case NOT_FEASIBLE -> "✗";
        };
    }
}
