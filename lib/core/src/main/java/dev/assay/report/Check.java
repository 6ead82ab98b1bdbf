package dev.assay.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.generation.Catalogue;
import dev.assay.inventory.Inventory;
import dev.assay.inventory.InventoryException;
import dev.assay.verdict.Judge;
import dev.assay.verdict.Parameters;
import dev.assay.verdict.Selected;
import dev.assay.verdict.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Recomputes a verdict from its inventory, parameters and looks, and compares every value of every file; hashes the
 * selected files and its own again.
 */
public final class Check {

    /** Stands for a picture that was there: the first bytes of any JPEG, which is all that a page looks at. */
    private static final byte[] SOME_PICTURE = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0};

    private final Path folder;
    private final Difference.Finder finder = new Difference.Finder();

    private Check(Path folder) {
        this.folder = folder;
    }

    /**
     * What a check came to.
     *
     * @param checked values and hashes compared
     * @param differences at most 1,000 of them
     */
    public record Result(long checked, List<Difference> differences) {

        public Result {
            differences = List.copyOf(differences);
        }
    }

    /**
     * Checks a folder that {@code assay verdict} wrote.
     *
     * @param catalogue the catalogue the fakes were planned with
     * @throws InventoryException where a file that is needed is missing or unreadable
     */
    public static Result of(Path folder, Catalogue catalogue) throws IOException {
        return new Check(folder).run(catalogue);
    }

    private Result run(Catalogue catalogue) throws IOException {
        JsonNode report = Json.read(text("report.json"));
        Map<String, Look> looks = Look.read(text("looks.jsonl"));
        Verdict verdict = new Judge(
                        Inventory.read(folder.resolve("inventory.jsonl")),
                        Json.read(report.path("parameters"), Parameters.class),
                        Look.timelines(looks),
                        catalogue,
                        metadataFiles(report))
                .judge();
        Map<String, String> expected = Deliverables.of(
                verdict, report.path("generated_by").asText(), roots(report), id -> picture(looks.get(id)));
        for (Map.Entry<String, String> file : expected.entrySet()) {
            finder.compare(file.getKey(), file.getValue(), text(file.getKey()));
        }
        sources(looks, verdict);
        own();
        return new Result(finder.checked(), finder.differences());
    }

    private static Optional<byte[]> picture(@Nullable Look look) {
        return look != null && look.thumbnail() ? Optional.of(SOME_PICTURE.clone()) : Optional.empty();
    }

    /** The selected files themselves against the hashes of the looks. */
    private void sources(Map<String, Look> looks, Verdict verdict) throws IOException {
        for (Selected video : verdict.selected()) {
            Look look = looks.get(video.item().id());
            String path = video.item().text("path");
            if (look != null && look.sha256() != null && path != null) {
                finder.same("real_sources.jsonl", path + " sha256", sha256OrMissing(path), look.sha256());
            }
        }
    }

    private static String sha256OrMissing(String path) throws IOException {
        try {
            Path source = Path.of(path);
            return Files.isReadable(source) ? sha256(source) : "missing";
        } catch (InvalidPathException e) {
            return "missing";
        }
    }

    /** The verdict's own files against the hashes that {@code run.json} noted. */
    private void own() throws IOException {
        if (!Files.exists(folder.resolve("run.json"))) {
            return;
        }
        for (Map.Entry<String, JsonNode> file :
                Json.read(text("run.json")).path("files").properties()) {
            Path path = folder.resolve(file.getKey()).normalize();
            boolean inside = folder.normalize().equals(path.getParent());
            String found = inside && Files.isReadable(path) ? sha256(path) : "missing";
            finder.same(
                    "run.json",
                    "/files/" + file.getKey(),
                    found,
                    file.getValue().asText());
        }
    }

    /** The SHA-256 of a file, in lower-case hexadecimal. */
    public static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                DigestInputStream digest = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
            byte[] buffer = new byte[1 << 16];
            while (digest.read(buffer) >= 0) {
                // the digest takes it all
            }
            return HexFormat.of().formatHex(digest.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static Map<String, List<String>> metadataFiles(JsonNode report) {
        Map<String, List<String>> all = new TreeMap<>();
        for (Map.Entry<String, JsonNode> dataset : report.path("datasets").properties()) {
            List<String> files = new ArrayList<>();
            dataset.getValue().path("metadata_files").forEach(file -> files.add(file.asText()));
            all.put(dataset.getKey(), files);
        }
        return all;
    }

    private static Map<String, String> roots(JsonNode report) {
        Map<String, String> roots = new LinkedHashMap<>();
        report.path("roots")
                .properties()
                .forEach(root -> roots.put(root.getKey(), root.getValue().asText()));
        return roots;
    }

    private String text(String name) throws IOException {
        Path file = folder.resolve(name);
        if (!Files.isReadable(file)) {
            throw new InventoryException("cannot check " + folder + ": expected the files of a verdict, but " + name
                    + " is missing or unreadable");
        }
        return Files.readString(file);
    }
}
