package dev.assay.verdict;

import dev.assay.probe.JointShortcut;
import dev.assay.probe.Orphans;
import dev.assay.probe.Positivity;
import dev.assay.probe.Shortcut;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns what the probes found into what the pipeline does about it. */
final class Remedies {

    private static final String SELECTION = "stage1_real_selection";
    private static final String GENERATION = "stage2_fake_generation";
    private static final String ASSEMBLY = "stage3_dataset_assembly";

    private static final Set<String> COMPRESSION = Set.of(
            "vcodec",
            "bitrate",
            "bytes",
            "pix_fmt",
            "colour_range",
            "m_gop",
            "m_bframes",
            "m_bits_per_pixel",
            "quality");
    private static final Set<String> CONTAINER =
            Set.of("format", "encoder", "handler", "brand", "creation_time", "rotation", "camera");
    private static final Set<String> SIZE = Set.of("width", "height", "resolution");
    private static final Set<String> LENGTH = Set.of("duration", ProbeTable.FRAMES, "cuts_per_minute");
    private static final Set<String> AUDIO = Set.of("acodec", "m_channels", "m_sample_rate");

    private final Parameters parameters;
    private final List<Integer> crf;
    private final Map<String, List<String>> found = new LinkedHashMap<>();

    private Remedies(Parameters parameters, List<Integer> crf) {
        this.parameters = parameters;
        this.crf = crf;
    }

    /**
     * The remedies of all findings, in the order of the stages of an assembly.
     *
     * @param crf the rate factors of the catalogue
     */
    static List<Remedy> of(ShortcutReport report, Parameters parameters, List<Integer> crf) {
        Remedies remedies = new Remedies(parameters, crf);
        report.alarming().forEach(shortcut -> remedies.column(shortcut, ""));
        report.withinSource().sources().forEach(source -> source.shortcuts()
                .forEach(shortcut -> remedies.column(shortcut, " within " + source.source())));
        remedies.joint(report.jointProbe(), "");
        remedies.orphans(report.orphans());
        remedies.positivity(report.positivity());
        remedies.split(report.splitProbe());
        List<Remedy> all = new ArrayList<>();
        for (String action : ACTIONS) {
            List<String> answers = remedies.found.get(action);
            if (answers != null) {
                all.add(remedies.remedy(action, answers));
            }
        }
        return all;
    }

    private static final List<String> ACTIONS = List.of(
            "balance_sources",
            "fill_cells",
            "drop_or_fetch",
            "match_content",
            "spread_methods",
            "cut_to_length",
            "match_resolution",
            "resample_fps",
            "match_audio",
            "reencode",
            "strip_metadata",
            "match_column",
            "split_again");

    private void add(String action, String answer) {
        found.computeIfAbsent(action, name -> new ArrayList<>()).add(answer);
    }

    private void column(Shortcut shortcut, String where) {
        Double score = shortcut.score();
        add(
                action(shortcut.column()),
                String.format(
                        Locale.ROOT,
                        "%s tells the label%s: score %.2f, %s",
                        shortcut.column(),
                        where,
                        score == null ? 0 : score,
                        shortcut.finding().word()));
    }

    private static String action(String column) {
        if (COMPRESSION.contains(column)) {
            return "reencode";
        }
        if (CONTAINER.contains(column)) {
            return "strip_metadata";
        }
        if (SIZE.contains(column)) {
            return "match_resolution";
        }
        if (LENGTH.contains(column)) {
            return "cut_to_length";
        }
        if (AUDIO.contains(column)) {
            return "match_audio";
        }
        return column.equals("fps")
                ? "resample_fps"
                : column.equals("dataset")
                        ? "balance_sources"
                        : ProbeTable.isOfPixels(column)
                                        || Set.of("age", "gender", "ethnicity").contains(column)
                                ? "match_content"
                                : "match_column";
    }

    /** What columns tell together is answered where each of them is. */
    private void joint(JointShortcut joint, String where) {
        if (!joint.alarms()) {
            return;
        }
        Set<String> named = new java.util.TreeSet<>();
        joint.importances().stream().limit(3).forEach(term -> term.columns().forEach(column -> {
            if (named.add(column)) {
                add(
                        action(column),
                        column + " is among what tells the label together" + where + ": " + ShortcutLines.joint(joint));
            }
        }));
    }

    private void orphans(Orphans orphans) {
        if (orphans.withoutReal() > 0) {
            add("drop_or_fetch", orphans.withoutReal() + " of " + orphans.fakes() + " fakes are without their real");
        }
        orphans.single()
                .forEach(one -> add(
                        one.axis().equals("vcodec") ? "reencode" : "spread_methods",
                        "all " + one.count() + " fakes by " + one.method() + " are in " + one.axis() + " "
                                + one.level()));
    }

    private void positivity(Positivity positivity) {
        Double share = positivity.share();
        boolean alarms =
                positivity.finding() != null && !positivity.finding().word().equals("ok");
        if (alarms && share != null) {
            add(
                    "fill_cells",
                    String.format(
                            Locale.ROOT,
                            "%.0f %% of the items lie in cells of %s that hold one label",
                            100 * share,
                            String.join(" x ", positivity.axes())));
        }
    }

    private void split(@Nullable SplitProbe split) {
        if (split != null && split.found()) {
            split.shortcuts().forEach(shortcut -> add("split_again", shortcut.column() + " tells the splits apart"));
            if (split.shortcuts().isEmpty()) {
                add("split_again", "together columns tell the splits apart: " + ShortcutLines.joint(split.joint()));
            }
        }
    }

    private Remedy remedy(String action, List<String> answers) {
        String both = "real_and_fake";
        return switch (action) {
            case "reencode" ->
                new Remedy(
                        action,
                        ASSEMBLY,
                        both,
                        "encode every clip again with one encoder and one set of options at a rate factor of the same ladder,"
                                + " dealt independently of the label; fake_plan.jsonl holds each fake's, real clips get theirs likewise",
                        Map.of("crf", crf),
                        answers);
            case "strip_metadata" ->
                new Remedy(
                        action,
                        ASSEMBLY,
                        both,
                        "write every clip into one container by one program, turned upright, without tags, handlers and times",
                        Map.of(),
                        answers);
            case "match_resolution" ->
                new Remedy(
                        action,
                        ASSEMBLY,
                        both,
                        "scale every clip to one short side, or give each fake the size of the real it was made of",
                        Map.of("short_side", parameters.minShortSide()),
                        answers);
            case "resample_fps" ->
                new Remedy(
                        action,
                        ASSEMBLY,
                        both,
                        "bring every clip to one frame rate before it is encoded",
                        Map.of(),
                        answers);
            case "cut_to_length" ->
                new Remedy(
                        action,
                        ASSEMBLY,
                        both,
                        "cut every clip to one length, to the frame",
                        Map.of("clip_seconds", parameters.clipSeconds()),
                        answers);
            case "match_audio" ->
                new Remedy(
                        action,
                        ASSEMBLY,
                        both,
                        "strip the sound of every clip, or give each fake the track of its real, encoded the same way",
                        Map.of(),
                        answers);
            default -> other(action, answers);
        };
    }

    private static Remedy other(String action, List<String> answers) {
        return switch (action) {
            case "balance_sources" ->
                new Remedy(
                        action,
                        SELECTION,
                        "selection",
                        "take real and fake from the same sources, in the same shares; make fakes of the selected reals",
                        Map.of(),
                        answers);
            case "fill_cells" ->
                new Remedy(
                        action,
                        SELECTION,
                        "selection",
                        "take no item of a cell that holds one label, or make fakes of its reals; report.json lists the cells",
                        Map.of(),
                        answers);
            case "drop_or_fetch" ->
                new Remedy(
                        action,
                        SELECTION,
                        "fake",
                        "drop fakes without their real, or fetch the real and put it into the fake's split",
                        Map.of(),
                        answers);
            case "match_content" ->
                new Remedy(
                        action,
                        GENERATION,
                        "fake",
                        "make the fakes of the selected reals, so that both labels have the same levels of it, and leave out"
                                + " existing fakes that do not match one",
                        Map.of(),
                        answers);
            case "spread_methods" ->
                new Remedy(
                        action,
                        GENERATION,
                        "fake",
                        "spread the method over the splits, unless it is held out for test on purpose",
                        Map.of(),
                        answers);
            case "split_again" ->
                new Remedy(
                        action,
                        ASSEMBLY,
                        "selection",
                        "balance the splits on it as well, unless a source is held out for test on purpose",
                        Map.of(),
                        answers);
            default ->
                new Remedy(
                        "match_column",
                        ASSEMBLY,
                        "real_and_fake",
                        "give both labels the same values of it, or keep it from what a detector sees",
                        Map.of(),
                        answers);
        };
    }
}
