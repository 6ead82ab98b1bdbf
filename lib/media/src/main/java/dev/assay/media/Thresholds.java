package dev.assay.media;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Properties;
import java.util.function.Supplier;

/** The numbers of {@code thresholds.properties}, where each is explained. */
final class Thresholds {

    private static final Map<String, Double> VALUES = load();

    /** Other numbers for what is judged at the moment; only an evaluation that chooses them anew sets any. */
    private static final ThreadLocal<Map<String, Double>> OTHERS = ThreadLocal.withInitial(Map::of);

    private Thresholds() {}

    private static Map<String, Double> load() {
        try (InputStream in = Thresholds.class.getResourceAsStream("thresholds.properties")) {
            Properties properties = new Properties();
            properties.load(new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.UTF_8));
            Map<String, Double> values = new HashMap<>();
            properties
                    .stringPropertyNames()
                    .forEach(name -> values.put(
                            name, Double.valueOf(properties.getProperty(name).strip())));
            return Map.copyOf(values);
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
        Double value = OTHERS.get().getOrDefault(name, VALUES.get(name));
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /** What comes out with other numbers in place of some, in this thread and for this once. */
    static <T> T with(Map<String, Double> others, Supplier<T> work) {
        OTHERS.set(Map.copyOf(others));
        try {
            return work.get();
        } finally {
            OTHERS.remove();
        }
    }
}
