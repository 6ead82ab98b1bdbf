package dev.assay.media;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/**
 * A file and what people see in it.
 *
 * @param source the folder it comes from
 * @param truth by axis; several answers where two people would differ, none where the picture does not tell
 */
record Seen(String source, Path file, Map<String, List<String>> truth) {

    static final List<String> AXES = List.of("environment", "shot_type", "lighting", "quality");

    Seen {
        truth = Map.copyOf(truth);
    }

    /** Clips and photographs that we looked at ({@code seen.csv}), of the folders that hold them. */
    static List<Seen> filmed() throws IOException {
        Map<String, Seen> files = new HashMap<>();
        for (String source : List.of("media-intel-samples", "media-opencv")) {
            try (Stream<Path> walk = Files.walk(SharedData.folder(source))) {
                walk.filter(Files::isRegularFile)
                        .forEach(file -> files.put(file.getFileName().toString(), new Seen(source, file, Map.of())));
            }
        }
        List<Seen> seen = new ArrayList<>();
        for (CSVRecord record : labels()) {
            Seen file = Objects.requireNonNull(files.get(record.get("file")), record.get("file"));
            Map<String, List<String>> truth = new HashMap<>();
            for (String axis : AXES) {
                truth.put(
                        axis,
                        List.of(
                                record.get(axis).isEmpty()
                                        ? new String[0]
                                        : record.get(axis).split("\\|")));
            }
            seen.add(new Seen(file.source(), file.file(), truth));
        }
        return seen;
    }

    /** Files of a pixel or so: nothing is to be seen in them, and nothing should be said. */
    static List<Seen> smallest() throws IOException {
        String source = "media-smallest-files";
        try (Stream<Path> walk = Files.walk(SharedData.folder(source))) {
            return walk.filter(Files::isRegularFile)
                    .sorted()
                    .map(file -> new Seen(source, file, Map.of()))
                    .toList();
        }
    }

    private static List<CSVRecord> labels() throws IOException {
        try (Reader reader = new InputStreamReader(
                Objects.requireNonNull(Seen.class.getResourceAsStream("seen.csv")), StandardCharsets.UTF_8)) {
            return CSVFormat.DEFAULT
                    .builder()
                    .setCommentMarker('#')
                    .setHeader()
                    .setSkipHeaderRecord(true)
                    .get()
                    .parse(reader)
                    .getRecords();
        }
    }

    /** The sample videos of this repository, whose scenes are drawn: what was painted is known. */
    static List<Seen> drawn() throws IOException {
        Path samples = Path.of("../../data-samples");
        List<Seen> seen = new ArrayList<>();
        for (String line : Files.readAllLines(samples.resolve("truth.jsonl"))) {
            JsonNode row = new ObjectMapper().readTree(line);
            Map<String, List<String>> truth = new HashMap<>();
            for (String axis : AXES) {
                JsonNode painted = row.path("painted").path(axis);
                truth.put(axis, painted.isTextual() ? List.of(painted.asText()) : List.of());
            }
            if (row.has("painted")) {
                seen.add(
                        new Seen("data-samples", samples.resolve(row.get("path").asText()), truth));
            }
        }
        return seen;
    }
}
