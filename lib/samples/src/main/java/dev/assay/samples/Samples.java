package dev.assay.samples;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.imageio.ImageIO;

/** Writes {@code data-samples/} from the catalogue. */
public final class Samples {
    private final Path root;
    private final Catalogue catalogue;

    Samples(Path root, Catalogue catalogue) {
        this.root = root;
        this.catalogue = catalogue;
    }

    /**
     * Makes all samples, their sidecars and {@code truth.jsonl}; files that are there already are written anew.
     *
     * @param arguments the folder to write into, {@code data-samples}
     * @throws IOException where a file cannot be written or encoded
     */
    public static void main(String[] arguments) throws IOException {
        System.setProperty("java.awt.headless", "true");
        if (arguments.length != 1) {
            System.err.println("usage: Samples FOLDER (the repository's data-samples)");
            System.exit(2);
        }
        new Samples(Path.of(arguments[0]), Catalogue.read()).writeAll();
    }

    void writeAll() throws IOException {
        // Copies and truncations need what they are made of.
        List<Sample> ordered = new ArrayList<>(catalogue.samples());
        ordered.sort((a, b) -> Boolean.compare(derived(a), derived(b)));
        for (Sample sample : ordered) {
            write(sample);
        }
        Map<String, String> sidecars = Sidecars.of(catalogue.samples());
        for (Map.Entry<String, String> sidecar : sidecars.entrySet()) {
            Files.writeString(file(sidecar.getKey()), sidecar.getValue());
        }
        Files.writeString(root.resolve("truth.jsonl"), truth(sidecars));
        PublishedRun.write(root);
    }

    private static boolean derived(Sample sample) {
        return sample.make() == Sample.Make.COPY || sample.make() == Sample.Make.TRUNCATED;
    }

    private Path file(String path) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        return file;
    }

    void write(Sample sample) throws IOException {
        Path file = file(sample.path());
        switch (sample.make()) {
            case VIDEO ->
                VideoFile.write(
                        file, Objects.requireNonNull(sample.picture()), Objects.requireNonNull(sample.encoding()));
            case IMAGE -> Files.write(file, png(sample));
            case AUDIO -> Files.write(file, Voice.memo(sample.path()));
            case COPY -> Files.write(file, original(sample));
            case TRUNCATED -> Files.write(file, firstHalf(original(sample)));
            case NOISE -> Files.write(file, noise(sample.path()));
            case EMPTY -> Files.write(file, new byte[0]);
            case TEXT -> Files.writeString(file, Objects.requireNonNull(sample.text()));
        }
    }

    private byte[] original(Sample sample) throws IOException {
        return Files.readAllBytes(root.resolve(Objects.requireNonNull(sample.of())));
    }

    private static byte[] firstHalf(byte[] bytes) {
        return Arrays.copyOf(bytes, bytes.length / 2);
    }

    private static byte[] noise(String path) {
        byte[] bytes = new byte[4096];
        Seeds.of(path).nextBytes(bytes);
        return bytes;
    }

    private static byte[] png(Sample sample) throws IOException {
        Film film = new Film(Objects.requireNonNull(sample.picture()), Objects.requireNonNull(sample.encoding()));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(film.frame(0), "png", bytes);
        return bytes.toByteArray();
    }

    /** The text of {@code truth.jsonl} for the files that stand under the root. */
    String truth(Map<String, String> sidecars) throws IOException {
        Map<String, Sample> byPath = catalogue.byPath();
        ObjectMapper json = new ObjectMapper();
        StringBuilder lines = new StringBuilder();
        for (Sample sample : catalogue.samples()) {
            Sample shown = sample.make() == Sample.Make.COPY
                    ? Objects.requireNonNull(byPath.get(Objects.requireNonNull(sample.of())))
                    : sample;
            TruthRow row = TruthRow.of(sample, shown, Files.size(root.resolve(sample.path())));
            lines.append(json.writeValueAsString(row)).append('\n');
        }
        for (Map.Entry<String, String> sidecar : sidecars.entrySet()) {
            long bytes = sidecar.getValue().getBytes(StandardCharsets.UTF_8).length;
            lines.append(json.writeValueAsString(TruthRow.metadata(sidecar.getKey(), bytes)))
                    .append('\n');
        }
        return lines.toString();
    }
}
