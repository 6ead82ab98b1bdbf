package dev.assay.generation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The generators to make fakes with, and the rate factors at which real and fake clips alike are encoded again.
 *
 * @param crf the ladder of H.264 constant rate factors, each in [0,51], at least one
 * @param generators in the order they were written; their proportions add up to 1, and at least one is not held out
 */
public record Catalogue(List<Integer> crf, List<Generator> generators) {

    /** The most bytes a catalogue may have. */
    static final int LARGEST = 1 << 20;

    private static final String OURS = "generators.yaml";

    public Catalogue {
        crf = List.copyOf(crf);
        generators = List.copyOf(generators);
        if (crf.isEmpty() || crf.stream().anyMatch(factor -> factor < 0 || factor > 51)) {
            throw new IllegalArgumentException("crf must be one or more numbers from 0 to 51, found " + crf);
        }
        if (crf.stream().distinct().count() < crf.size()) {
            throw new IllegalArgumentException("crf names a number twice: " + crf);
        }
        if (generators.stream().map(Generator::name).distinct().count() < generators.size()) {
            throw new IllegalArgumentException("two generators have one name");
        }
        double sum = generators.stream().mapToDouble(Generator::proportion).sum();
        if (!(Math.abs(sum - 1) <= 1e-6)) {
            throw new IllegalArgumentException("the proportions must add up to 1, found " + sum);
        }
        if (generators.stream().allMatch(Generator::heldOut)) {
            throw new IllegalArgumentException("every generator is held out, so none is left for training");
        }
    }

    /** The catalogue that comes with Assay. */
    public static Catalogue standard() {
        try (InputStream in = Catalogue.class.getResourceAsStream(OURS)) {
            if (in == null) {
                throw new IllegalStateException(OURS + " is missing from this build");
            }
            return parse(OURS, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A user's own catalogue.
     *
     * @throws IOException if the file cannot be read
     * @throws CatalogueException if it can, but is no catalogue; the message names file and line
     */
    public static Catalogue read(Path file) throws IOException {
        String name = file.toString();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new CatalogueException(name, 1, "a catalogue has at most " + LARGEST + " bytes");
            }
            return parse(name, new String(bytes, StandardCharsets.UTF_8));
        }
    }

    /**
     * A catalogue from its text.
     *
     * @param name how errors call it
     * @throws CatalogueException if it is no catalogue; the message names the line
     */
    public static Catalogue parse(String name, String yaml) {
        return new CatalogueReader(name).read(yaml);
    }
}
