package dev.assay.verdict;

import dev.assay.probe.JointShortcut;
import dev.assay.probe.Orphans;
import dev.assay.probe.Positivity;
import dev.assay.probe.ProbeFinding;
import dev.assay.probe.Shortcut;
import dev.assay.schema.Counted;
import dev.assay.verdict.ShortcutReport.Line;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Probes in words, for pages and terminals alike. */
final class ShortcutLines {

    private static final int SHOWN = 4;

    private ShortcutLines() {}

    static List<Line> of(ShortcutReport report) {
        List<Line> lines = new ArrayList<>();
        lines.add(new Line("all columns together", report.jointProbe().finding(), joint(report.jointProbe())));
        lines.add(within(report.withinSource()));
        SplitProbe split = report.splitProbe();
        lines.add(
                split == null
                        ? new Line("splits told apart", null, "not two splits of 5 items each")
                        : new Line(
                                "splits told apart",
                                split.found()
                                        ? split.joint().finding() == ProbeFinding.FAIL || fails(split.shortcuts())
                                                ? ProbeFinding.FAIL
                                                : ProbeFinding.WARN
                                        : split.joint().auc() == null ? null : ProbeFinding.OK,
                                joint(split.joint()) + columns(split.shortcuts())));
        lines.add(orphans(report.orphans()));
        lines.add(positivity(report.positivity()));
        lines.add(tells(report.containerTells()));
        return lines;
    }

    private static boolean fails(List<Shortcut> shortcuts) {
        return shortcuts.stream().anyMatch(found -> found.finding() == ProbeFinding.FAIL);
    }

    static String joint(JointShortcut joint) {
        Double auc = joint.auc();
        Double p = joint.pValue();
        if (auc == null || p == null) {
            return String.join("; ", joint.warnings());
        }
        String most = joint.importances().stream()
                .limit(SHOWN)
                .map(term -> String.join(" × ", term.columns()))
                .collect(Collectors.joining(", "));
        return String.format(Locale.ROOT, "AUC %.2f, p %.2f%s", auc, p, joint.alarms() ? ", mostly by " + most : "");
    }

    private static String columns(List<Shortcut> shortcuts) {
        return shortcuts.isEmpty()
                ? ""
                : "; alone: "
                        + worst(
                                shortcuts,
                                Comparator.comparingDouble(ShortcutLines::score).reversed(),
                                Shortcut::column);
    }

    private static double score(Shortcut shortcut) {
        Double score = shortcut.score();
        return score == null ? 0 : score;
    }

    /** The first few in an order, and how many more there are. */
    private static <T> String worst(List<T> all, Comparator<T> order, Function<T, String> words) {
        String few = all.stream().sorted(order).limit(SHOWN).map(words).collect(Collectors.joining(", "));
        return all.size() > SHOWN ? few + " and " + (all.size() - SHOWN) + " more" : few;
    }

    private static Line within(WithinSource within) {
        if (within.sources().isEmpty()) {
            return new Line("within each source", null, "no two sources of which one has 5 items each of two labels");
        }
        String found = within.sources().stream()
                .map(source -> source.source() + ": " + joint(source.joint()) + columns(source.shortcuts()))
                .limit(SHOWN)
                .collect(Collectors.joining("; "));
        int more = within.sources().size() - SHOWN;
        String others = more > 0 ? "; and " + Counted.of(more, "more source") : "";
        String rest = within.untested().isEmpty()
                ? ""
                : "; " + within.untested().size() + " not tested, for want of a second label";
        return new Line("within each source", within.worst(), found + others + rest);
    }

    private static Line orphans(Orphans orphans) {
        String found = orphans.withoutReal() + " of " + orphans.fakes() + " fakes without their real, "
                + orphans.unlinked() + " that name none";
        String single = orphans.single().stream()
                .limit(SHOWN)
                .map(one -> one.method() + " in " + one.axis() + " " + one.level() + " only")
                .collect(Collectors.joining(", "));
        int more = orphans.single().size() - SHOWN;
        single = more > 0 ? single + " and " + more + " more" : single;
        boolean any = orphans.withoutReal() > 0 || !orphans.single().isEmpty();
        return new Line(
                "orphans",
                orphans.fakes() == 0 ? null : any ? ProbeFinding.WARN : ProbeFinding.OK,
                single.isEmpty() ? found : found + "; " + single);
    }

    private static Line positivity(Positivity positivity) {
        Double share = positivity.share();
        Double expected = positivity.expectedShare();
        if (share == null || expected == null) {
            return new Line("cells with one label", null, "not two labels, or neither source, codec nor resolution");
        }
        return new Line(
                "cells with one label",
                positivity.finding(),
                String.format(
                        Locale.ROOT,
                        "%.0f %% of the items lie in cells of %s that hold one label; %.0f %% by chance",
                        100 * share,
                        String.join(" × ", positivity.axes()),
                        100 * expected));
    }

    private static Line tells(List<ContainerTell> tells) {
        String telling = names(tells.stream()
                .filter(tell -> tell.finding() == ProbeFinding.FAIL || tell.finding() == ProbeFinding.WARN)
                .toList());
        String open = names(tells.stream().filter(tell -> tell.known() == 0).toList());
        boolean fails = tells.stream().anyMatch(tell -> tell.finding() == ProbeFinding.FAIL);
        boolean measured = tells.stream().anyMatch(tell -> tell.finding() != null);
        return new Line(
                "container tells",
                !measured ? null : fails ? ProbeFinding.FAIL : telling.isEmpty() ? ProbeFinding.OK : ProbeFinding.WARN,
                (telling.isEmpty() ? "none tells" : telling) + (open.isEmpty() ? "" : "; not measured: " + open));
    }

    private static String names(List<ContainerTell> tells) {
        return tells.stream().map(ContainerTell::tell).collect(Collectors.joining(", "));
    }
}
