package dev.assay.media;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Properties;

/** The numbers of {@code thresholds.properties}, where each is explained. */
final class Thresholds {

    private static final Properties VALUES = load();

    private Thresholds() {}

    private static Properties load() {
        try (InputStream in = Thresholds.class.getResourceAsStream("thresholds.properties")) {
            Properties values = new Properties();
            values.load(new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.UTF_8));
            return values;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A threshold that must be there. */
    static double number(String name) {
        return find(name).orElseThrow(() -> new IllegalStateException("thresholds.properties lacks " + name));
    }

    static int integer(String name) {
        return Math.toIntExact(Math.round(number(name)));
    }

    /** A threshold that may be missing. */
    static OptionalDouble find(String name) {
        String text = VALUES.getProperty(name);
        return text == null ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(text.strip()));
    }
}
