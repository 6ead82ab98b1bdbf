package dev.assay.report;

import dev.assay.bias.AxisBias;
import dev.assay.bias.LevelShare;
import dev.assay.generation.SplitTotals;
import dev.assay.probe.Shortcut;
import dev.assay.quota.Infeasible;
import dev.assay.quota.Quotas;
import dev.assay.verdict.Criterion;
import dev.assay.verdict.DatasetSummary;
import dev.assay.verdict.Expected;
import dev.assay.verdict.Gap;
import dev.assay.verdict.PlanChoice;
import dev.assay.verdict.Remedy;
import dev.assay.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** {@code verdict.md}: the verdict as a page of text. Whatever came from a file is escaped. */
final class VerdictMarkdown {

    private final Verdict verdict;
    private final MarkdownPage page = new MarkdownPage();

    private VerdictMarkdown(Verdict verdict) {
        this.verdict = verdict;
    }

    static String of(Verdict verdict) {
        return new VerdictMarkdown(verdict).page();
    }

    private String page() {
        page.line("# Verdict: " + verdict.status().words());
        page.line("");
        page.line(Words.answer(verdict));
        findings();
        biases();
        sampling();
        output();
        pipeline();
        generation();
        gaps();
        criteria();
        return page.text();
    }

    private void findings() {
        page.heading("Findings");
        page.table("dataset", "videos", "real", "fake", "unknown", "suitable real", "unreadable", "median duration");
        for (Map.Entry<String, DatasetSummary> entry : verdict.datasets().entrySet()) {
            DatasetSummary set = entry.getValue();
            Double median = set.durations().median();
            page.row(
                    entry.getKey(),
                    set.totalVideos(),
                    set.realVideos(),
                    set.fakeVideos(),
                    set.unknownVideos(),
                    set.suitableReal(),
                    set.unreadableFiles(),
                    median == null ? "not measured" : Words.duration(median));
        }
        page.line("");
        page.line("From all files to the suitable ones:");
        page.line("");
        verdict.funnel().forEach(step -> page.line("- " + step.left() + " " + MarkdownPage.escape(step.name())));
        if (verdict.existingFakes().total() > 0) {
            page.line("");
            page.line("Existing fakes: " + verdict.existingFakes().total() + " ("
                    + counts(verdict.existingFakes().byMethod())
                    + "); by quality: " + counts(verdict.existingFakes().byQuality()) + "; "
                    + verdict.existingFakes().withoutOriginal() + " without their original among the items.");
        }
        if (verdict.duplicates().groups() + verdict.duplicates().nearGroups() > 0) {
            page.line("");
            page.line("Duplicates: " + Words.duplicates(verdict.duplicates()));
        }
        if (!verdict.concerns().isEmpty()) {
            page.line("");
            page.line("Concerns:");
            page.line("");
            verdict.concerns().forEach(concern -> page.line("- " + MarkdownPage.escape(concern)));
        }
    }

    private void biases() {
        page.heading("Detected Biases");
        page.line("Shares are over the "
                + verdict.counted()
                + " whose level is known; the interval is simultaneous over the levels of an axis, at 95 %. Over: above "
                + Words.percent(verdict.parameters().over()) + "; under: below "
                + Words.percent(verdict.parameters().under())
                + "; *suspect* where the interval does not exclude chance.");
        page.line("");
        page.table("axis", "level", "count", "share", "interval", "finding");
        for (AxisBias axis : verdict.biases().axes()) {
            for (LevelShare level : axis.levels()) {
                page.row(axis.axis(), level.level(), level.count(), share(level), interval(level), word(level));
            }
            if (axis.unknown() > 0) {
                page.row(
                        axis.axis(),
                        MarkdownPage.UNKNOWN,
                        axis.unknown(),
                        "",
                        "",
                        axis.finding() == null ? "" : axis.finding().word());
            }
        }
        verdict.shortcuts().stream().filter(Shortcut::alarms).findFirst().ifPresent(any -> {
            page.line("");
            page.line("Shortcuts: these columns alone tell real from fake better than chance.");
            page.line("");
            page.table("column", "score", "p", "finding");
            verdict.shortcuts().stream()
                    .filter(Shortcut::alarms)
                    .forEach(s -> page.row(
                            s.column(),
                            Words.number(s.score() == null ? 0 : s.score(), 2),
                            Words.number(s.pValue() == null ? 1 : s.pValue(), 3),
                            s.finding().word()));
        });
        page.line("");
        page.line("Probes beyond single columns:");
        page.line("");
        page.table("probe", "finding", "what was found");
        verdict.probes()
                .lines()
                .forEach(probe -> page.row(
                        probe.probe(),
                        probe.finding() == null ? "not tested" : probe.finding().word(),
                        probe.found()));
    }

    private void remedies() {
        if (verdict.remedies().isEmpty()) {
            return;
        }
        page.line("");
        page.line("What the probes found is answered so:");
        page.line("");
        page.table("do", "to", "how", "because");
        for (Remedy remedy : verdict.remedies()) {
            page.row(
                    remedy.action().replace('_', ' '),
                    remedy.applies().replace('_', ' '),
                    remedy.how() + Words.parameters(remedy),
                    String.join("; ", remedy.answers()));
        }
    }

    private void sampling() {
        page.heading("Recommended Sampling");
        PlanChoice choice = verdict.choice();
        page.line(MarkdownPage.escape(Words.sentence(choice.why())));
        choice.leftOut()
                .forEach(axis -> page.line("\n- " + MarkdownPage.escape(axis.axis()) + " is not balanced: "
                        + MarkdownPage.escape(axis.why()) + "."));
        choice.setAside()
                .forEach(level -> page.line("\n- " + MarkdownPage.escape(level.axis() + "=" + level.level())
                        + " is set aside: " + Words.count(level.items(), "suitable item") + " cannot fill its floor."));
        if (verdict.quotas() instanceof Quotas quotas) {
            page.line("");
            page.table("category", "available", "quota", "rationale");
            long available =
                    quotas.cells().stream().mapToLong(Quotas.Cell::available).sum();
            for (Quotas.Cell cell : quotas.cells()) {
                page.row(
                        String.join(":", cell.levels().values()),
                        cell.available(),
                        cell.quota(),
                        Words.quota(cell, available, quotas.size()));
            }
        }
        if (verdict.quotas() instanceof Infeasible infeasible) {
            page.line("");
            infeasible.reasons().forEach(reason -> page.line("- " + MarkdownPage.escape(reason)));
        }
        curve();
        page.line("");
        page.table("axis", "level", "before", "after, videos", "after, clips");
        for (AxisBias before : verdict.before().axes()) {
            for (LevelShare level : before.levels()) {
                page.row(
                        before.axis(),
                        level.level(),
                        share(level),
                        share(verdict.after().axis(before.axis()).orElse(null), level.level()),
                        share(verdict.clipsAfter().axis(before.axis()).orElse(null), level.level()));
            }
        }
    }

    private void curve() {
        if (verdict.choice().curve().isEmpty()) {
            return;
        }
        page.line("");
        page.line("Size against the least worst deviation that a selection of that size can have:");
        page.line("");
        page.table("videos", "worst deviation");
        Curve.thin(verdict.choice().curve(), 12)
                .forEach(point -> page.row(point.size(), Words.number(point.deviation(), 4)));
    }

    private void output() {
        page.heading("Expected Output");
        Expected expected = Expected.of(verdict);
        page.line("- real videos: " + expected.realVideos());
        page.line("- clips of " + Words.duration(expected.clipSeconds()) + ": " + expected.clips());
        page.line("- fakes per clip: " + Words.number(expected.fakesPerClip(), 2));
        page.line("- fake clips: " + expected.fakeClips());
        page.line("- final total: " + expected.finalTotal());
    }

    private void pipeline() {
        page.heading("Pipeline Input Recommendation");
        page.line("Feed `real_sources.jsonl`: a line for each video, with path, clips, split and reason.");
        if (!verdict.fakes().totals().isEmpty()) {
            page.line("");
            page.table("split", "real clips", "fake clips", "fakes per real");
            for (SplitTotals split : verdict.fakes().totals()) {
                page.row(split.split(), split.real(), split.fake(), Words.number(split.fakesPerReal(), 2));
            }
            page.line("");
            String source = verdict.heldOut().source();
            page.line("Held out for test: method "
                    + MarkdownPage.escape(String.valueOf(verdict.heldOut().method())) + ", source "
                    + (source == null
                            ? "none (" + MarkdownPage.escape(verdict.heldOut().why()) + ")"
                            : MarkdownPage.escape(source))
                    + ".");
        }
        remedies();
    }

    private void generation() {
        page.heading("Fake Generation Strategy");
        Map<String, Integer> generators = new TreeMap<>();
        verdict.fakes().jobs().forEach(job -> generators.merge(job.generator().name(), 1, Integer::sum));
        if (generators.isEmpty()) {
            page.line("There are no clips to make fakes of.");
            return;
        }
        page.table("generator", "fakes");
        generators.forEach(page::row);
        page.line("");
        page.line("Association of generator and axis (Cramer's V, corrected for bias; held-out generators aside):");
        page.line("");
        page.table("axis", "V");
        verdict.generatorAssociation().forEach((axis, v) -> page.row(axis, Words.number(v, 3)));
        verdict.fakes().notes().forEach(note -> page.line("\n" + MarkdownPage.escape(note)));
    }

    private void gaps() {
        page.heading("Identified Gaps");
        if (verdict.gaps().isEmpty()) {
            page.line("None found on the axes that were looked at.");
        } else {
            page.table("axis", "level", "kind", "have", "need", "what to do");
            for (Gap gap : verdict.gaps()) {
                page.row(
                        gap.axis(),
                        gap.level() == null ? "" : gap.level(),
                        gap.kind(),
                        gap.have(),
                        gap.need(),
                        gap.advice());
            }
        }
        page.line("");
        page.line("What is known of the axes that curators ask for:");
        page.line("");
        page.table("axis", "known", "unknown", "looked for in", "why, and what would mend it");
        verdict.coverage()
                .forEach(axis -> page.row(axis.axis(), axis.measured(), axis.missing(), axis.tier(), axis.why()));
    }

    private void criteria() {
        page.heading("Verdict");
        page.line("**" + verdict.status().words() + "**");
        page.line("");
        page.table("", "criterion", "expected", "found", "");
        for (Criterion criterion : verdict.criteria()) {
            page.row(
                    criterion.met() ? "met" : "NOT MET",
                    criterion.name(),
                    criterion.expected(),
                    criterion.found(),
                    criterion.required() ? "required" : "desired");
        }
    }

    private static String counts(Map<String, Integer> counts) {
        List<String> parts = new ArrayList<>();
        counts.forEach((level, count) -> parts.add(MarkdownPage.escape(level) + " " + count));
        return String.join(", ", parts);
    }

    private static String share(LevelShare level) {
        return level.share() == null ? "" : Words.percent(level.share());
    }

    private static String share(@Nullable AxisBias axis, String level) {
        if (axis == null || axis.known() == 0) {
            return "";
        }
        return axis.levels().stream()
                .filter(found -> found.level().equals(level))
                .findFirst()
                .map(VerdictMarkdown::share)
                .orElse("0.0 %");
    }

    private static String interval(LevelShare level) {
        return Words.percent(level.low()) + " to " + Words.percent(level.high());
    }

    private static String word(LevelShare level) {
        return level.finding() == null ? "" : level.finding().word().replace('_', ' ');
    }
}
