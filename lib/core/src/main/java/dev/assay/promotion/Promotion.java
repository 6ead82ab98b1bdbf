package dev.assay.promotion;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes the files of a folder into a dataset.
 *
 * <p>The files of {@code staging/dataset_analysis} go to {@code dataset/YYYY/MM/DD/dataset_analysis/}, and each gets a
 * line in {@code dataset/.manifests/dataset_manifest.jsonl}. The rules:
 *
 * <ul>
 *   <li><b>A content is taken once.</b> A file whose SHA-256 the manifest knows, and whose promoted copy is still there
 *       and unharmed, is reported as already there, under whatever name and day it was taken, and not copied.
 *   <li><b>Nothing is overwritten.</b> If the day's folder holds other content under one of the names, what is new
 *       goes to {@code dataset_analysis-2}, then {@code -3}: a changed rerun can be promoted the same day, and the
 *       files of one promotion stay in one folder.
 *   <li><b>A kill loses nothing.</b> Files are copied aside, forced to disk, checked, moved to their names without
 *       overwriting, and only then written into the manifest, which is forced to disk too. What a killed run moved but
 *       did not write down is recognised by its content when the promotion runs again.
 *   <li><b>One promoter at a time.</b> Deciding, copying and writing happen under one lock a dataset, held by the
 *       operating system for as long as the process lives; only the hashing of the sources comes before it. Copies are
 *       few and small, so waiting costs less than what copies left behind by parallel runs would.
 *   <li><b>Only plain files.</b> Symbolic links, devices, and names that a manifest line could not spell for every
 *       system are refused, each with its reason; the others are promoted.
 * </ul>
 *
 * <p>Whether the files deserve promotion ({@code assay check} passed) is the caller's to know.
 */
public final class Promotion {

    private Promotion() {}

    /**
     * Promotes the files of a folder, its subfolders included.
     *
     * @param sourceDir the folder; nothing is written there
     * @param datasetDir the dataset; made if it does not exist
     * @throws NotDirectoryException if the source is no folder
     * @throws IllegalArgumentException if one folder lies within the other, or the source has no name a dataset can hold
     * @throws IOException if the dataset cannot be written; what was promoted until then is found by the next run
     */
    public static PromotionResult promote(Path sourceDir, Path datasetDir, PromotionOptions options)
            throws IOException {
        if (!Files.isDirectory(sourceDir)) {
            throw new NotDirectoryException(sourceDir.toString());
        }
        Path source = sourceDir.toRealPath();
        String name = nameOf(source);
        refuseNesting(source, datasetDir.toAbsolutePath().normalize());
        Files.createDirectories(datasetDir);
        refuseNesting(source, datasetDir.toRealPath());

        List<PromotionResult.Refusal> refused = new ArrayList<>();
        List<SourceFile> files = SourceFile.list(source, refused);
        DatasetFolder dataset = DatasetFolder.of(datasetDir);
        Path manifests = dataset.directory(".manifests");
        try (DatasetLock lock = DatasetLock.take(manifests)) {
            lock.checkHeld();
            return new Intake(dataset, name, slashed(sourceDir), options, refused).take(files);
        }
    }

    private static String nameOf(Path source) {
        Path name = source.getFileName();
        String problem = name == null ? "it is the root of a disk" : PortableNames.problem(name.toString());
        if (name == null || !problem.isEmpty()) {
            throw new IllegalArgumentException("cannot promote " + source + ": " + problem);
        }
        return name.toString();
    }

    private static void refuseNesting(Path source, Path dataset) {
        if (dataset.startsWith(source) || source.startsWith(dataset)) {
            throw new IllegalArgumentException(
                    "cannot promote " + source + " to " + dataset + ": one folder lies within the other");
        }
    }

    /** The folder as given, {@code /}-separated and without a separator at its end. */
    static String slashed(Path path) {
        String text = path.toString().replace(path.getFileSystem().getSeparator(), "/");
        return text.isEmpty() ? "." : text;
    }
}
