package dev.assay.report;

import dev.assay.schema.Columns;
import dev.assay.schema.Counted;
import dev.assay.verdict.DatasetSummary;
import dev.assay.verdict.Duplicates;
import dev.assay.verdict.ExistingFakes;
import dev.assay.verdict.FunnelStep;
import dev.assay.verdict.Tell;
import dev.assay.verdict.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The section of what there is: datasets, the way to the suitable items, fakes, duplicates, evidence and concerns. */
final class FindingsHtml {

    private static final int MOST_SETS = 40;

    private FindingsHtml() {}

    static void into(Verdict verdict, Html page) {
        datasets(verdict.datasets(), page);
        page.leaf("h3", "From all files to the suitable ones");
        Map<String, Integer> steps = new LinkedHashMap<>();
        for (FunnelStep step : verdict.funnel()) {
            steps.put(step.name(), step.left());
        }
        page.put(CountBars.of("Items left after each condition", steps));
        fakes(verdict.existingFakes(), page);
        duplicates(verdict.duplicates(), page);
        sources(verdict.sources(), page);
        if (!verdict.concerns().isEmpty()) {
            page.leaf("h3", "Concerns").open("ul");
            verdict.concerns().forEach(concern -> page.leaf("li", concern));
            page.closeLine();
        }
    }

    private static void datasets(Map<String, DatasetSummary> datasets, Html page) {
        HtmlTable table = new HtmlTable(
                "Datasets",
                "dataset",
                "#videos",
                "#real",
                "#fake",
                "#unknown",
                "#suitable real",
                "#unreadable",
                "#median duration");
        HtmlTable makeup = new HtmlTable("Composition", "dataset", "formats", "codecs", "resolutions", "advice");
        datasets.forEach((name, set) -> {
            Double median = set.durations().median();
            table.row(
                    name,
                    set.totalVideos(),
                    set.realVideos(),
                    set.fakeVideos(),
                    set.unknownVideos(),
                    set.suitableReal(),
                    set.unreadableFiles(),
                    median == null ? "not measured" : Words.duration(median));
            makeup.row(
                    name,
                    counts(set.formats()),
                    counts(set.codecs()),
                    counts(set.resolutions()),
                    String.join("; ", set.recommendations().values()));
        });
        table.into(page);
        page.open("details").leaf("summary", "Formats, codecs, resolutions and advice per dataset");
        makeup.into(page);
        page.closeLine();
    }

    private static void fakes(ExistingFakes fakes, Html page) {
        if (fakes.total() == 0) {
            return;
        }
        page.leaf("h3", "Existing fakes");
        page.paragraph(Counted.of(fakes.total(), "fake") + ", " + fakes.withoutOriginal()
                + " without their original among the items.");
        List<String> qualities = List.copyOf(fakes.byQuality().keySet());
        List<String> columns = new ArrayList<>(List.of("method"));
        qualities.forEach(quality -> columns.add("#" + quality));
        columns.add("#all");
        HtmlTable table = new HtmlTable("Fakes by method and quality", columns.toArray(String[]::new));
        fakes.byMethod().forEach((method, all) -> {
            List<Object> row = new ArrayList<>(List.of(method));
            Map<String, Integer> own = fakes.byMethodAndQuality().getOrDefault(method, Map.of());
            qualities.forEach(quality -> row.add(own.getOrDefault(quality, 0)));
            row.add(all);
            table.row(row.toArray());
        });
        table.into(page);
        tells(fakes.tells(), page);
    }

    private static void tells(List<Tell> tells, Html page) {
        if (tells.isEmpty()) {
            return;
        }
        page.paragraph(
                "Tells of forged faces, measured over whole seconds of video. They detect nothing: by construction a tenth"
                        + " of the reals lies outside of 90 % of the reals, and compression moves these numbers, too.");
        HtmlTable table = new HtmlTable(
                "Tells and their spread over reals",
                "number",
                "#reals",
                "#5 % of reals",
                "#median",
                "#95 %",
                "#fakes",
                "#median of fakes",
                "#fakes outside");
        for (Tell tell : tells) {
            table.row(
                    tell.column(),
                    tell.reals(),
                    Columns.text(tell.low()),
                    Columns.text(tell.median()),
                    Columns.text(tell.high()),
                    tell.fakes(),
                    Columns.text(tell.fakesMedian()),
                    Words.percent(tell.outside()));
        }
        table.into(page);
    }

    private static void duplicates(Duplicates duplicates, Html page) {
        page.leaf("h3", "Duplicates");
        page.paragraph(Words.duplicates(duplicates));
        if (duplicates.groups() > 0) {
            copies(duplicates, page);
        }
        if (duplicates.nearGroups() > 0) {
            clusters(duplicates, page);
        }
    }

    private static void copies(Duplicates duplicates, Html page) {
        HtmlTable table = new HtmlTable("Same content", "kept", "#files", "copies");
        duplicates.sets().stream()
                .limit(MOST_SETS)
                .forEach(set -> table.row(set.get(0), set.size(), String.join(", ", set.subList(1, set.size()))));
        details("Which files are copies", table, duplicates.sets().size(), page);
    }

    /** Label and distance beside each: a fake at a small distance is most likely one of the real. */
    private static void clusters(Duplicates duplicates, Html page) {
        HtmlTable table = new HtmlTable("Nearly the same", "first", "#contents", "others, and bits they differ by");
        duplicates.clusters().stream().limit(MOST_SETS).forEach(cluster -> {
            List<String> others = cluster.stream()
                    .skip(1)
                    .limit(MOST_SETS)
                    .map(FindingsHtml::words)
                    .toList();
            int more = cluster.size() - 1 - others.size();
            String first = cluster.get(0).id() + " (" + cluster.get(0).label() + ")";
            table.row(first, cluster.size(), String.join(", ", others) + (more > 0 ? " and " + more + " more" : ""));
        });
        details("Which show nearly the same", table, duplicates.clusters().size(), page);
    }

    private static String words(Duplicates.Member member) {
        return member.id() + " (" + member.label() + (member.distance() == null ? ")" : ", " + member.distance() + ")");
    }

    private static void details(String words, HtmlTable table, int all, Html page) {
        page.open("details").leaf("summary", words);
        table.into(page);
        if (all > MOST_SETS) {
            page.paragraph((all - MOST_SETS) + " more: see report.json.");
        }
        page.closeLine();
    }

    private static void sources(Map<String, Map<String, Long>> sources, Html page) {
        HtmlTable table = new HtmlTable("Where the values come from: items by kind of evidence", "axis", "evidence");
        sources.forEach((axis, counts) -> table.row(axis, counts.isEmpty() ? "none recorded" : counts(counts)));
        page.open("details").leaf("summary", "Where the values come from");
        table.into(page);
        page.closeLine();
    }

    static String counts(Map<String, ? extends Number> counts) {
        List<String> parts = new ArrayList<>();
        counts.forEach((level, count) -> parts.add(Html.clip(level, 60) + " " + count.longValue()));
        return String.join(", ", parts);
    }
}
