package dev.assay.source.metadata;

import dev.assay.source.Notice;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Formats of one record a line. */
final class ListFormats {

    private static final Pattern CELEB_DF = Pattern.compile("([01])\\s+(\\S.*\\.[A-Za-z0-9]{2,5})");

    private ListFormats() {}

    /** Hugging Face's {@code metadata.jsonl}: each record names its file in {@code file_name}. */
    static Optional<MetadataFile> jsonLines(Path file, String shown, RecordReader records, Consumer<Notice> notices)
            throws IOException {
        List<MetadataEntry> entries = new ArrayList<>();
        int number = 0;
        try (BufferedReader in = TextLines.open(file)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                number++;
                if (line.isBlank()) {
                    continue;
                }
                Map<?, ?> fields = record(line, shown, number, notices);
                if (fields.get("file_name") instanceof String name) {
                    records.add(entries, MetadataKind.HUGGING_FACE, name, fields, number);
                } else if (entries.isEmpty()) {
                    return Optional.empty();
                } else if (!fields.isEmpty()) {
                    notices.accept(
                            new Notice(shown + " without", shown + ":" + number + ": a record without file_name"));
                }
            }
        }
        return entries.isEmpty()
                ? Optional.empty()
                : Optional.of(new MetadataFile(MetadataKind.HUGGING_FACE, shown, entries));
    }

    private static Map<?, ?> record(String line, String shown, int number, Consumer<Notice> notices) {
        try {
            return JsonDocument.ofLine(line, shown, number, notices).value() instanceof Map<?, ?> fields
                    ? fields
                    : Map.of();
        } catch (BadMetadata e) {
            notices.accept(new Notice(shown + " broken line", String.valueOf(e.getMessage())));
            return Map.of();
        }
    }

    /** Celeb-DF's {@code List_of_testing_videos.txt}: 1 is real and 0 is fake, then the path. */
    static Optional<MetadataFile> celebDf(Path file, String shown, RecordReader records) throws IOException {
        List<MetadataEntry> entries = new ArrayList<>();
        int number = 0;
        try (BufferedReader in = TextLines.open(file)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                number++;
                Matcher matcher = CELEB_DF.matcher(line.strip());
                if (matcher.matches() && !MetadataEntry.climbs(MetadataEntry.plain(matcher.group(2)))) {
                    String label = matcher.group(1);
                    entries.add(records.celebDf(matcher.group(2), label.equals("1"), label, number));
                } else if (!line.isBlank()) {
                    return Optional.empty();
                }
            }
        }
        return entries.isEmpty()
                ? Optional.empty()
                : Optional.of(new MetadataFile(MetadataKind.CELEB_DF, shown, entries));
    }
}
