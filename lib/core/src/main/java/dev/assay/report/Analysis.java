package dev.assay.report;

import dev.assay.generation.Catalogue;
import dev.assay.inventory.Inventory;
import dev.assay.inventory.InventoryFile;
import dev.assay.inventory.Scan;
import dev.assay.inventory.ScanSummary;
import dev.assay.schema.Version;
import dev.assay.source.MediaEngine;
import dev.assay.source.MediaEngines;
import dev.assay.source.Root;
import dev.assay.verdict.Judge;
import dev.assay.verdict.Parameters;
import dev.assay.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * From folders of videos to a verdict and its files, in one go: what {@code assay verdict} does, and the same bytes for
 * whoever calls it from Java.
 *
 * <pre>{@code
 * Dossier dossier = Analysis.withDefaults().run(List.of(Root.parse("dataset_3")), Path.of("staging/dataset_analysis"));
 * }</pre>
 *
 * <p>Immutable: each {@code with} gives an analysis of its own.
 */
public final class Analysis {
    private static final String INVENTORY = "inventory.jsonl";

    private final Scan scan;
    private final Parameters parameters;
    private final Catalogue catalogue;
    private final boolean pictured;
    private final StepListener listener;

    private Analysis(Scan scan, Parameters parameters, Catalogue catalogue, boolean pictured, StepListener listener) {
        this.scan = scan;
        this.parameters = parameters;
        this.catalogue = catalogue;
        this.pictured = pictured;
        this.listener = listener;
    }

    /** The defaults of the command. */
    public static Analysis withDefaults() {
        return new Analysis(
                Scan.withDefaults(), Parameters.withDefaults(), Catalogue.standard(), true, StepListener.NONE);
    }

    /** How folders are scanned. */
    public Analysis withScan(Scan value) {
        return new Analysis(value, parameters, catalogue, pictured, listener);
    }

    /** What the verdict is asked for. */
    public Analysis withParameters(Parameters value) {
        return new Analysis(scan, value, catalogue, pictured, listener);
    }

    /** The generators of fakes there are. */
    public Analysis withCatalogue(Catalogue value) {
        return new Analysis(scan, parameters, value, pictured, listener);
    }

    /** Without pictures of the selected videos. */
    public Analysis withoutPictures() {
        return new Analysis(scan, parameters, catalogue, false, listener);
    }

    /** Who is told how far it is. */
    public Analysis withListener(StepListener value) {
        return new Analysis(scan, parameters, catalogue, pictured, value);
    }

    /**
     * What is to be judged.
     *
     * @param inventory its items
     * @param roots dataset name to path as given
     * @param metadataFiles by dataset, the files that describe others
     * @param engine what looks into selected videos, or null
     */
    public record Subject(
            Inventory inventory,
            Map<String, String> roots,
            Map<String, List<String>> metadataFiles,
            @Nullable MediaEngine engine) {

        public Subject {
            roots = new TreeMap<>(roots);
            metadataFiles = new LinkedHashMap<>(metadataFiles);
        }
    }

    /**
     * Scans folders, judges what is there, and writes all files but {@code run.json}, which tells of one run.
     *
     * @param roots folders with media, sidecars and manifests; only read
     * @param folder where the files go; outside all roots
     */
    public Dossier run(List<Root> roots, Path folder) throws IOException {
        Dossier dossier = judge(scan(roots, folder));
        dossier.writeTo(folder);
        return dossier;
    }

    /**
     * The same for items that are known already, as a list of them says; no folder is scanned.
     *
     * @param inventory as it was read
     * @param from where that list stands, as given
     * @param folder where the files go; another than that list's
     */
    public Dossier run(Inventory inventory, String from, Path folder) throws IOException {
        Dossier dossier = judge(take(inventory, from, folder));
        dossier.writeTo(folder);
        return dossier;
    }

    /** The first half of that: copies the items into {@code inventory.jsonl}. */
    public Subject take(Inventory inventory, String from, Path folder) throws IOException {
        InventoryFile.refuseBeside(Path.of(from), folder);
        Path file = folder.resolve(INVENTORY);
        InventoryFile.write(inventory, file);
        MediaEngine engine = MediaEngines.find().engine().orElse(null);
        // read back, so that a verdict follows from the file that it is checked against
        return new Subject(Inventory.read(file), Map.of("inventory", from), Map.of(), engine);
    }

    /** The first half: scans folders into {@code inventory.jsonl}. */
    public Subject scan(List<Root> roots, Path folder) throws IOException {
        Path file = folder.resolve(INVENTORY);
        ScanSummary summary;
        try (StepListener.Step step = listener.begin("scan")) {
            summary = InventoryFile.scan(scan, roots, file, item -> {}, step);
        }
        listener.warn(summary.warnings());
        if (!summary.decoded()) {
            listener.warn(List.of("files were not looked into: " + summary.notDecodedBecause()));
        }
        Map<String, String> named = new TreeMap<>();
        roots.forEach(root -> named.put(root.name(), root.shown("")));
        MediaEngine engine = summary.decoded() ? MediaEngines.find().engine().orElse(null) : null;
        // read back, so that a verdict follows from the file that it is checked against
        return new Subject(closer(roots, file), named, summary.metadataFiles(), engine);
    }

    /** The inventory in a file, whose items have been looked at more closely where a verdict may rest on them. */
    private Inventory closer(List<Root> roots, Path file) throws IOException {
        Inventory quick = Inventory.read(file);
        Scan full = scan.withDepth(MediaEngine.Depth.FULL);
        Inventory closer = CloserLook.at(quick, (ids, step) -> full.facts(roots, ids, step), parameters, listener);
        if (closer == quick) {
            return quick;
        }
        InventoryFile.write(closer, file);
        return Inventory.read(file);
    }

    /** The second half: judges what there is, and renders the files. */
    public Dossier judge(Subject subject) {
        Inventory inventory = subject.inventory();
        Looks looks = new Looks(inventory, subject.engine(), pictured, listener);
        Verdict verdict = new Judge(inventory, parameters, looks, catalogue, subject.metadataFiles()).judge();
        Map<String, String> files = new LinkedHashMap<>(
                Deliverables.of(verdict, "assay " + Version.assay(), subject.roots(), looks::thumbnail));
        files.put(
                "looks.jsonl",
                Look.lines(looks.all(
                        verdict.selected().stream().map(s -> s.item().id()).toList())));
        return new Dossier(inventory, verdict, files, looks::thumbnail);
    }
}
