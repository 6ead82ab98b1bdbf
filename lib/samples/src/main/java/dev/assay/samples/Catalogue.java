package dev.assay.samples;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The list of all samples: one JSON object a line, in {@code catalogue.jsonl} beside this class. */
record Catalogue(List<Sample> samples) {

    Catalogue {
        samples = List.copyOf(samples);
    }

    static Catalogue read() throws IOException {
        ObjectReader reader =
                new ObjectMapper().readerFor(Sample.class).with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        List<Sample> samples = new ArrayList<>();
        try (InputStream in = Objects.requireNonNull(Catalogue.class.getResourceAsStream("catalogue.jsonl"))) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            for (String line : text.lines().toList()) {
                samples.add(reader.readValue(line));
            }
        }
        return new Catalogue(samples);
    }

    Map<String, Sample> byPath() {
        return samples.stream().collect(Collectors.toMap(Sample::path, Function.identity()));
    }
}
