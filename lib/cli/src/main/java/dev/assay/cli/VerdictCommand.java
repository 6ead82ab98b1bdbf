package dev.assay.cli;

import dev.assay.generation.Catalogue;
import dev.assay.inventory.Inventory;
import dev.assay.inventory.OutputFile;
import dev.assay.report.Analysis;
import dev.assay.report.Check;
import dev.assay.report.Dossier;
import dev.assay.report.Json;
import dev.assay.schema.Counted;
import dev.assay.schema.Schema;
import dev.assay.source.MediaEngine;
import dev.assay.source.Root;
import dev.assay.verdict.Criterion;
import dev.assay.verdict.Expected;
import dev.assay.verdict.Status;
import dev.assay.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "verdict",
        description =
                "From folders of videos to a verdict: what is there, which biases it has, which files to take, what is"
                        + " missing. Asks nothing; writes nothing under the folders.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  assay verdict data-samples/dataset_3 data-samples/dataset2 data-samples/DEEPFAKE_DATASETS",
            "",
            "Exit code 3 where the verdict is NOT FEASIBLE; with --strict also with reservations."
        })
final class VerdictCommand implements Callable<Integer> {

    @Parameters(arity = "1..*", paramLabel = "ROOT", description = "a folder, name=FOLDER, or one inventory file")
    private List<String> roots = List.of();

    @Option(names = "-o", paramLabel = "DIR", description = "where to write (default: ${DEFAULT-VALUE})")
    private Path folder = Path.of("staging", "dataset_analysis");

    @Option(names = "--promote", paramLabel = "DATASET", description = "check the verdict, then promote it there")
    private @Nullable Path promote;

    @Option(names = "--strict", description = "exit with 3 for reservations too")
    private boolean strict;

    @Option(names = "--no-thumbnails", description = "leave pictures out of verdict.html")
    private boolean noThumbnails;

    @Option(names = "--generators", paramLabel = "YAML", description = "a catalogue of generators of yours")
    private @Nullable Path generators;

    @Mixin
    private ParameterOptions asked = new ParameterOptions();

    @Mixin
    private ScanOptions scan = new ScanOptions();

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws IOException {
        long start = System.nanoTime();
        Map<String, Double> seconds = new LinkedHashMap<>();
        Catalogue catalogue = generators == null ? Catalogue.standard() : Catalogue.read(generators);
        Analysis analysis = analysis(catalogue);
        Analysis.Subject subject = subject(analysis);
        note(seconds, "scan", start);

        long judging = System.nanoTime();
        Dossier dossier = analysis.judge(subject);
        Verdict verdict = dossier.verdict();
        note(seconds, "judge, with a look at the selected videos", judging);
        dossier.writeTo(folder);
        note(seconds, "all", start);
        OutputFile.write(folder.resolve("run.json"), Json.document(run(dossier, seconds, subject.engine())));
        output.answer(Json.read(dossier.files().getOrDefault("report.json", "{}")), words(verdict));
        return promote == null ? code(verdict) : promoted(catalogue, verdict);
    }

    private Analysis analysis(Catalogue catalogue) {
        Analysis analysis = Analysis.withDefaults()
                .withScan(scan.scan())
                .withParameters(asked.parameters())
                .withCatalogue(catalogue)
                .withListener(new Steps(output));
        return noThumbnails ? analysis.withoutPictures() : analysis;
    }

    private Analysis.Subject subject(Analysis analysis) throws IOException {
        if (roots.size() > 1 || !Files.isRegularFile(Path.of(roots.get(0)))) {
            return analysis.scan(roots.stream().map(Root::parse).toList(), folder);
        }
        Inventory given = Inventory.read(Path.of(roots.get(0)), Schema.withDefaults(), scan.rules());
        output.warn(given.warnings());
        return analysis.take(given, roots.get(0), folder);
    }

    private int code(Verdict verdict) {
        boolean no = verdict.status() == Status.NOT_FEASIBLE || (strict && verdict.status() != Status.FEASIBLE);
        return no ? Exit.NO : Exit.DONE;
    }

    private int promoted(Catalogue catalogue, Verdict verdict) throws IOException {
        Check.Result check = Check.of(folder, catalogue);
        if (!check.differences().isEmpty()) {
            output.tell("not promoted: the check found "
                    + Counted.of(check.differences().size(), "difference"));
            return Exit.NO;
        }
        int promotion =
                PromoteCommand.code(PromoteCommand.promote(folder, Objects.requireNonNull(promote), output, false));
        return promotion == Exit.DONE ? code(verdict) : promotion;
    }

    private Map<String, Object> run(Dossier dossier, Map<String, Double> seconds, @Nullable MediaEngine engine)
            throws IOException {
        Map<String, Object> run = new LinkedHashMap<>();
        run.put("at", Instant.now().toString());
        run.put("assay", Version.assay());
        run.put("java", System.getProperty("java.version"));
        run.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        run.put("cores", Runtime.getRuntime().availableProcessors());
        run.put("media", engine == null ? "none" : engine.version());
        run.put("media_processes", engine == null ? Map.of() : engine.counts());
        run.put("tier", scan.tier());
        Map<String, String> tiers = new LinkedHashMap<>();
        dossier.verdict().coverage().forEach(axis -> tiers.put(axis.axis(), axis.tier()));
        run.put("tiers", tiers);
        Map<String, String> evidence = new LinkedHashMap<>();
        dossier.verdict().sources().forEach((axis, counts) -> evidence.put(axis, counts.toString()));
        run.put("evidence", evidence);
        run.put("seconds", seconds);
        Map<String, String> hashes = new TreeMap<>();
        for (String name : dossier.files().keySet()) {
            hashes.put(name, Check.sha256(folder.resolve(name)));
        }
        hashes.put("inventory.jsonl", Check.sha256(folder.resolve("inventory.jsonl")));
        run.put("files", hashes);
        return run;
    }

    private static void note(Map<String, Double> seconds, String what, long since) {
        seconds.put(what, Math.round((System.nanoTime() - since) / 1e6) / 1e3);
    }

    private String words(Verdict verdict) {
        Expected expected = Expected.of(verdict);
        StringBuilder words = new StringBuilder();
        words.append(verdict.status().words()).append("\n\n");
        words.append(String.format(
                Locale.ROOT,
                "  %d videos selected of %d suitable reals; %d clips, %d fakes, %d in all%n",
                expected.realVideos(),
                verdict.choice().suitable(),
                expected.clips(),
                expected.fakeClips(),
                expected.finalTotal()));
        words.append("  ").append(Plain.text(verdict.choice().why())).append("\n\n");
        if (verdict.selected().isEmpty()) {
            verdict.funnel()
                    .forEach(step -> words.append(String.format(Locale.ROOT, "  %8d %s%n", step.left(), step.name())));
            words.append('\n');
        }
        List<Criterion> sorted = new ArrayList<>(verdict.criteria());
        sorted.sort(Comparator.comparing(Criterion::met));
        for (Criterion criterion : sorted) {
            words.append(String.format(
                    Locale.ROOT,
                    "  %-7s %-32s %s (expected: %s)%n",
                    criterion.met() ? "met" : criterion.required() ? "NO" : "not met",
                    Plain.text(criterion.name()),
                    Plain.text(criterion.found()),
                    Plain.text(criterion.expected())));
        }
        words.append("\n  ").append(folder.resolve("verdict.html")).append("  the report\n");
        words.append("  ").append(folder.resolve("real_sources.jsonl")).append("  the videos to take\n");
        return words.toString();
    }
}
