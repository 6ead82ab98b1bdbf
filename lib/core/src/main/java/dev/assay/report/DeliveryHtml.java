package dev.assay.report;

import dev.assay.generation.Generator;
import dev.assay.generation.SplitTotals;
import dev.assay.verdict.Expected;
import dev.assay.verdict.Remedy;
import dev.assay.verdict.Selected;
import dev.assay.verdict.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The sections of what comes out, what goes in, and which fakes are made. */
final class DeliveryHtml {

    private DeliveryHtml() {}

    static void output(Verdict verdict, Html page) {
        Expected expected = Expected.of(verdict);
        new HtmlTable("Expected output", "what", "#number")
                .row("real videos", expected.realVideos())
                .row("clips of " + Words.duration(expected.clipSeconds()), expected.clips())
                .row("fakes per clip", Words.number(expected.fakesPerClip(), 2))
                .row("fake clips", expected.fakeClips())
                .row("final total", expected.finalTotal())
                .into(page);
    }

    static void pipeline(Verdict verdict, Html page) {
        page.open("p")
                .text("Feed ")
                .leaf("code", "real_sources.jsonl")
                .text(": a line for each video, with path, clips, split and reason.")
                .closeLine();
        totals(verdict, page);
        remedies(verdict, page);
    }

    private static void remedies(Verdict verdict, Html page) {
        HtmlTable table =
                new HtmlTable("What the probes found, and what is done about it", "do", "to", "how", "because");
        for (Remedy remedy : verdict.remedies()) {
            table.row(
                    remedy.action().replace('_', ' '),
                    remedy.applies().replace('_', ' '),
                    remedy.how() + Words.parameters(remedy),
                    String.join("; ", remedy.answers()));
        }
        if (!table.isEmpty()) {
            table.into(page);
        }
    }

    private static void totals(Verdict verdict, Html page) {
        List<SplitTotals> totals = verdict.fakes().totals();
        if (totals.isEmpty()) {
            return;
        }
        HtmlTable table = new HtmlTable("Splits", "split", "#videos", "#real clips", "#fake clips", "#fakes per real");
        for (SplitTotals split : totals) {
            long videos = verdict.selected().stream()
                    .filter(video -> video.split().equals(split.split()))
                    .count();
            table.row(split.split(), videos, split.real(), split.fake(), Words.number(split.fakesPerReal(), 2));
        }
        table.into(page);
        levels(verdict, totals.stream().map(SplitTotals::split).toList(), page);
        String method = verdict.heldOut().method();
        String source = verdict.heldOut().source();
        page.paragraph("Held out for test: method " + (method == null ? "none" : method) + ", source "
                + (source == null ? "none (" + verdict.heldOut().why() + ")" : source) + ".");
    }

    private static void levels(Verdict verdict, List<String> splits, Html page) {
        List<String> columns = new ArrayList<>(List.of("axis", "level"));
        splits.forEach(split -> columns.add("#" + split));
        HtmlTable table =
                new HtmlTable("Shares of the levels in each split, over known videos", columns.toArray(String[]::new));
        for (String axis : verdict.parameters().axes()) {
            Map<String, Map<String, Integer>> counts = new TreeMap<>();
            Map<String, Integer> known = new LinkedHashMap<>();
            for (Selected video : verdict.selected()) {
                String level = video.item().text(axis);
                if (level != null) {
                    counts.computeIfAbsent(level, name -> new LinkedHashMap<>()).merge(video.split(), 1, Integer::sum);
                    known.merge(video.split(), 1, Integer::sum);
                }
            }
            counts.forEach((level, own) -> {
                List<Object> row = new ArrayList<>(List.of(axis, level));
                splits.forEach(split -> row.add(
                        known.containsKey(split)
                                ? Words.percent((double) own.getOrDefault(split, 0) / known.getOrDefault(split, 1))
                                : "–"));
                table.row(row.toArray());
            });
        }
        if (!table.isEmpty()) {
            table.into(page);
        }
    }

    static void generation(Verdict verdict, Html page) {
        Map<String, Generator> generators = new TreeMap<>();
        Map<String, Integer> counts = new TreeMap<>();
        Map<Integer, Integer> crfs = new TreeMap<>();
        verdict.fakes().jobs().forEach(job -> {
            generators.put(job.generator().name(), job.generator());
            counts.merge(job.generator().name(), 1, Integer::sum);
            crfs.merge(job.crf(), 1, Integer::sum);
        });
        if (counts.isEmpty()) {
            page.paragraph("There are no clips to make fakes of.");
            return;
        }
        page.put(CountBars.of("Fakes per generator", counts));
        HtmlTable table = new HtmlTable("Generators", "generator", "family", "#fakes", "donor", "held out for test");
        generators.forEach((name, generator) -> table.row(
                name,
                generator.family(),
                counts.getOrDefault(name, 0),
                generator.needsDonor() ? "from the same split" : "none",
                generator.heldOut() ? "yes" : "no"));
        table.into(page);
        HtmlTable association = new HtmlTable(
                "Association of generator and axis, held-out generators aside (Cramer's V, corrected for bias)",
                "axis",
                "#V");
        verdict.generatorAssociation().forEach((axis, v) -> association.row(axis, Words.number(v, 3)));
        association.into(page);
        List<String> rates = new ArrayList<>();
        crfs.forEach((crf, count) -> rates.add("crf " + crf + ": " + count));
        page.paragraph("Encoded again at " + String.join(", ", rates) + ", drawn independently of the label.");
        if (!verdict.fakes().unassigned().isEmpty()) {
            page.paragraph(Words.count(verdict.fakes().unassigned().size(), "clip")
                    + " cannot have all the fakes asked for; see report.json.");
        }
        verdict.fakes().notes().forEach(note -> page.paragraph(Words.sentence(note)));
    }
}
