package dev.assay.media;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A kind of container, by the name that libav gives its demuxer; read from {@code containers.csv}, which is also the
 * list of all that is ever opened.
 *
 * @param format our name; {@code ?brand} or {@code ?doctype} where the file's header decides
 * @param media {@code image}, {@code audio}, or {@code ?} where the streams decide
 */
record Container(String format, String media) {

    private static final Map<String, Container> KNOWN = load();

    private static Map<String, Container> load() {
        Map<String, Container> known = new LinkedHashMap<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Container.class.getResourceAsStream("containers.csv")),
                StandardCharsets.UTF_8))) {
            lines.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
                String[] fields = line.split(",", -1);
                known.put(fields[0], new Container(fields[1], fields[2]));
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Collections.unmodifiableMap(known);
    }

    /** The container that a demuxer reads, by the demuxer's list of names; empty where it is not to be opened. */
    static Optional<Container> of(String demuxer) {
        return Optional.ofNullable(KNOWN.get(demuxer.split(",", 2)[0]));
    }

    /** The demuxers that may run, as libav wants to be told. */
    static String whitelist() {
        return String.join(",", KNOWN.keySet());
    }

    /** This container with its open questions settled by what the file's first bytes state. */
    Container settle(Signature signature) {
        if (signature.isMng()) {
            return new Container("mng", "image");
        }
        return switch (format) {
            case "?brand" -> ofBrand(signature.brand());
            case "?doctype" -> new Container(signature.documentType().equals("webm") ? "webm" : "mkv", media);
            default -> this;
        };
    }

    private static Container ofBrand(String brand) {
        return switch (brand) {
            // Files from before brands were invented are QuickTime's.
            case "", "qt" -> new Container("mov", "?");
            case "M4A", "M4B" -> new Container("m4a", "?");
            case "heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1", "miaf" ->
                new Container("heif", "image");
            case "avif", "avis" -> new Container("avif", "image");
            default -> new Container(brand.startsWith("3g2") ? "3g2" : brand.startsWith("3g") ? "3gp" : "mp4", "?");
        };
    }
}
