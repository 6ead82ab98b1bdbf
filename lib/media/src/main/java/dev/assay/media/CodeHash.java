package dev.assay.media;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** What this module is made of, as a number: facts measured by other code or other thresholds are other facts. */
final class CodeHash {

    private static final String HASH = compute();

    private CodeHash() {}

    /** Sixteen hexadecimal digits; the same for the same jar, or the same classes in a folder. */
    static String ofThisModule() {
        return HASH;
    }

    /** The same of the models that the user has installed. */
    static String ofModels(Path folder) {
        try {
            Path model = FaceModels.in(folder).orElse(null);
            String faces = model == null ? "no models" : model.getFileName() + " " + of(model);
            return Classifiers.cards(folder).isEmpty() ? faces : faces + ", all " + of(folder);
        } catch (IOException e) {
            return "models that cannot be read";
        }
    }

    private static String compute() {
        CodeSource source = CodeHash.class.getProtectionDomain().getCodeSource();
        if (source == null) {
            return "code of unknown origin";
        }
        try {
            return of(Path.of(source.getLocation().toURI()));
        } catch (IOException | URISyntaxException | IllegalArgumentException e) {
            return "code that cannot be read";
        }
    }

    /** Of a file or of all in a folder; links are followed, for what they lead to is what is used. */
    static String of(Path named) throws IOException {
        Path place = named.toRealPath();
        MessageDigest digest = sha256();
        try (Stream<Path> found = Files.walk(place, FileVisitOption.FOLLOW_LINKS)) {
            List<Path> files = found.filter(Files::isRegularFile).sorted().toList();
            for (Path file : files) {
                digest.update(place.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
                try (InputStream bytes = new DigestInputStream(Files.newInputStream(file), digest)) {
                    bytes.transferTo(OutputStream.nullOutputStream());
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return HexFormat.of().formatHex(digest.digest()).substring(0, 16);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
