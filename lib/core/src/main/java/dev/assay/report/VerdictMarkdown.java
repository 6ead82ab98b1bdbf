package dev.assay.report;

import dev.assay.bias.AxisBias;
import dev.assay.bias.LevelShare;
import dev.assay.generation.SplitTotals;
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
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** {@code verdict.md}: the verdict as a page of text. Whatever came from a file is escaped. */
final class VerdictMarkdown {

    private final Verdict verdict;
    private final StringBuilder page = new StringBuilder();

    private VerdictMarkdown(Verdict verdict) {
        this.verdict = verdict;
    }

    static String of(Verdict verdict) {
        return new VerdictMarkdown(verdict).page();
    }

    private String page() {
        line("# Verdict: " + verdict.status().words());
        line("");
        line(answer(verdict));
        findings();
        biases();
        sampling();
        output();
        pipeline();
        generation();
        gaps();
        criteria();
        return page.toString();
    }

    static String answer(Verdict verdict) {
        Expected expected = Expected.of(verdict);
        long open = verdict.criteria().stream().filter(c -> !c.met()).count();
        return Words.count(expected.realVideos(), "video") + " selected of "
                + Words.count(verdict.choice().suitable(), "suitable real") + ", "
                + Words.count(expected.clips(), "clip") + "; "
                + (verdict.criteria().size() - open) + " of "
                + verdict.criteria().size() + " criteria are met.";
    }

    private void findings() {
        heading("Findings");
        table("dataset", "videos", "real", "fake", "unknown", "suitable real", "unreadable", "median duration");
        for (Map.Entry<String, DatasetSummary> entry : verdict.datasets().entrySet()) {
            DatasetSummary set = entry.getValue();
            Double median = set.durations().median();
            row(
                    entry.getKey(),
                    set.totalVideos(),
                    set.realVideos(),
                    set.fakeVideos(),
                    set.unknownVideos(),
                    set.suitableReal(),
                    set.unreadableFiles(),
                    median == null ? "not measured" : Words.duration(median));
        }
        line("");
        line("From all files to the suitable ones:");
        line("");
        verdict.funnel().forEach(step -> line("- " + step.left() + " " + escape(step.name())));
        if (verdict.existingFakes().total() > 0) {
            line("");
            line("Existing fakes: " + verdict.existingFakes().total() + " ("
                    + counts(verdict.existingFakes().byMethod())
                    + "); by quality: " + counts(verdict.existingFakes().byQuality()) + "; "
                    + verdict.existingFakes().withoutOriginal() + " without their original among the items.");
        }
        if (verdict.duplicates().groups() + verdict.duplicates().nearGroups() > 0) {
            line("");
            line("Duplicates: " + Words.duplicates(verdict.duplicates()));
        }
        if (!verdict.concerns().isEmpty()) {
            line("");
            line("Concerns:");
            line("");
            verdict.concerns().forEach(concern -> line("- " + escape(concern)));
        }
    }

    private void biases() {
        heading("Detected Biases");
        line("Shares are over the "
                + verdict.counted()
                + " whose level is known; the interval is simultaneous over the levels of an axis, at 95 %. Over: above "
                + Words.percent(verdict.parameters().over()) + "; under: below "
                + Words.percent(verdict.parameters().under())
                + "; *suspect* where the interval does not exclude chance.");
        line("");
        table("axis", "level", "count", "share", "interval", "finding");
        for (AxisBias axis : verdict.biases().axes()) {
            for (LevelShare level : axis.levels()) {
                row(axis.axis(), level.level(), level.count(), share(level), interval(level), word(level));
            }
            if (axis.unknown() > 0) {
                row(
                        axis.axis(),
                        "*unknown*",
                        axis.unknown(),
                        "",
                        "",
                        axis.finding() == null ? "" : axis.finding().word());
            }
        }
        verdict.shortcuts().stream()
                .filter(shortcut -> Words.isAlarming(shortcut))
                .findFirst()
                .ifPresent(any -> {
                    line("");
                    line("Shortcuts: these columns alone tell real from fake better than chance.");
                    line("");
                    table("column", "score", "p", "finding");
                    verdict.shortcuts().stream()
                            .filter(shortcut -> Words.isAlarming(shortcut))
                            .forEach(s -> row(
                                    s.column(),
                                    Words.number(s.score() == null ? 0 : s.score(), 2),
                                    Words.number(s.pValue() == null ? 1 : s.pValue(), 3),
                                    s.finding().word()));
                });
        line("");
        line("Probes beyond single columns:");
        line("");
        table("probe", "finding", "what was found");
        verdict.probes()
                .lines()
                .forEach(probe -> row(
                        probe.probe(),
                        probe.finding() == null ? "not tested" : probe.finding().word(),
                        probe.found()));
    }

    private void remedies() {
        if (verdict.remedies().isEmpty()) {
            return;
        }
        line("");
        line("What the probes found is answered so:");
        line("");
        table("do", "to", "how", "because");
        for (Remedy remedy : verdict.remedies()) {
            row(
                    remedy.action().replace('_', ' '),
                    remedy.applies().replace('_', ' '),
                    remedy.how() + Words.parameters(remedy),
                    String.join("; ", remedy.answers()));
        }
    }

    private void sampling() {
        heading("Recommended Sampling");
        PlanChoice choice = verdict.choice();
        line(escape(sentence(choice.why())));
        choice.leftOut()
                .forEach(axis -> line("\n- " + escape(axis.axis()) + " is not balanced: " + escape(axis.why()) + "."));
        choice.setAside()
                .forEach(level -> line("\n- " + escape(level.axis() + "=" + level.level()) + " is set aside: "
                        + Words.count(level.items(), "suitable item") + " cannot fill its floor."));
        if (verdict.quotas() instanceof Quotas quotas) {
            line("");
            table("category", "available", "quota", "rationale");
            long available =
                    quotas.cells().stream().mapToLong(Quotas.Cell::available).sum();
            for (Quotas.Cell cell : quotas.cells()) {
                row(
                        String.join(":", cell.levels().values()),
                        cell.available(),
                        cell.quota(),
                        Words.quota(cell, available, quotas.size()));
            }
        }
        if (verdict.quotas() instanceof Infeasible infeasible) {
            line("");
            infeasible.reasons().forEach(reason -> line("- " + escape(reason)));
        }
        curve();
        line("");
        table("axis", "level", "before", "after, videos", "after, clips");
        for (AxisBias before : verdict.before().axes()) {
            for (LevelShare level : before.levels()) {
                row(
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
        line("");
        line("Size against the least worst deviation that a selection of that size can have:");
        line("");
        table("videos", "worst deviation");
        Curve.thin(verdict.choice().curve(), 12)
                .forEach(point -> row(point.size(), Words.number(point.deviation(), 4)));
    }

    private void output() {
        heading("Expected Output");
        Expected expected = Expected.of(verdict);
        line("- real videos: " + expected.realVideos());
        line("- clips of " + Words.duration(expected.clipSeconds()) + ": " + expected.clips());
        line("- fakes per clip: " + Words.number(expected.fakesPerClip(), 2));
        line("- fake clips: " + expected.fakeClips());
        line("- final total: " + expected.finalTotal());
    }

    private void pipeline() {
        heading("Pipeline Input Recommendation");
        line("Feed `real_sources.jsonl`: a line for each video, with path, clips, split and reason.");
        if (!verdict.fakes().totals().isEmpty()) {
            line("");
            table("split", "real clips", "fake clips", "fakes per real");
            for (SplitTotals split : verdict.fakes().totals()) {
                row(split.split(), split.real(), split.fake(), Words.number(split.fakesPerReal(), 2));
            }
            line("");
            String source = verdict.heldOut().source();
            line("Held out for test: method "
                    + escape(String.valueOf(verdict.heldOut().method())) + ", source "
                    + (source == null ? "none (" + escape(verdict.heldOut().why()) + ")" : escape(source)) + ".");
        }
        remedies();
    }

    private void generation() {
        heading("Fake Generation Strategy");
        Map<String, Integer> generators = new TreeMap<>();
        verdict.fakes().jobs().forEach(job -> generators.merge(job.generator().name(), 1, Integer::sum));
        if (generators.isEmpty()) {
            line("There are no clips to make fakes of.");
            return;
        }
        table("generator", "fakes");
        generators.forEach(this::row);
        line("");
        line("Association of generator and axis (Cramer's V, corrected for bias; held-out generators aside):");
        line("");
        table("axis", "V");
        verdict.generatorAssociation().forEach((axis, v) -> row(axis, Words.number(v, 3)));
        verdict.fakes().notes().forEach(note -> line("\n" + escape(note)));
    }

    private void gaps() {
        heading("Identified Gaps");
        if (verdict.gaps().isEmpty()) {
            line("None found on the axes that were looked at.");
        } else {
            table("axis", "level", "kind", "have", "need", "what to do");
            for (Gap gap : verdict.gaps()) {
                row(
                        gap.axis(),
                        gap.level() == null ? "" : gap.level(),
                        gap.kind(),
                        gap.have(),
                        gap.need(),
                        gap.advice());
            }
        }
        line("");
        line("What is known of the axes that curators ask for:");
        line("");
        table("axis", "known", "unknown", "looked for in", "why, and what would mend it");
        verdict.coverage().forEach(axis -> row(axis.axis(), axis.measured(), axis.missing(), axis.tier(), axis.why()));
    }

    private void criteria() {
        heading("Verdict");
        line("**" + verdict.status().words() + "**");
        line("");
        table("", "criterion", "expected", "found", "");
        for (Criterion criterion : verdict.criteria()) {
            row(
                    criterion.met() ? "met" : "NOT MET",
                    criterion.name(),
                    criterion.expected(),
                    criterion.found(),
                    criterion.required() ? "required" : "desired");
        }
    }

    private void heading(String text) {
        line("");
        line("## " + text);
        line("");
    }

    private void table(String... names) {
        line("| " + String.join(" | ", names) + " |");
        line("|" + "---|".repeat(names.length));
    }

    private void row(Object... cells) {
        List<String> texts = new ArrayList<>();
        for (Object cell : cells) {
            texts.add(cell.equals("*unknown*") ? "*unknown*" : escape(String.valueOf(cell)));
        }
        line("| " + String.join(" | ", texts) + " |");
    }

    private void line(String text) {
        page.append(text).append('\n');
    }

    private static String counts(Map<String, Integer> counts) {
        List<String> parts = new ArrayList<>();
        counts.forEach((level, count) -> parts.add(escape(level) + " " + count));
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

    static String sentence(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1) + (words.endsWith(".") ? "" : ".");
    }

    /** Text of a file as text of a page: no markup, no table bars, no line breaks, no HTML. */
    static String escape(String text) {
        StringBuilder safe = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (c == '<') {
                safe.append("&lt;");
            } else if (c == '>') {
                safe.append("&gt;");
            } else if (c == '&') {
                safe.append("&amp;");
            } else if (Character.isWhitespace(c)) {
                safe.append(' ');
            } else if (Markup.isHidden(c)) {
                safe.append(String.format(Locale.ROOT, "\\\\u%04x", c));
            } else {
                if ("\\`*_{}[]#|!~$".indexOf(c) >= 0) {
                    safe.append('\\');
                }
                safe.appendCodePoint(c);
            }
        });
        return safe.toString();
    }
}
