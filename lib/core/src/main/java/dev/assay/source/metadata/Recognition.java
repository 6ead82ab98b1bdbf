package dev.assay.source.metadata;

import dev.assay.source.Notice;
import dev.assay.source.rules.Rules;
import dev.assay.source.walk.Names;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Tells by its content what a JSON file, a table or a list is, whatever it is called. */
final class Recognition {

    private static final Set<String> COLLECTIONS = Set.of("metadata.json", "metadata.jsonl", "metadata.csv");

    private final Rules rules;
    private final Consumer<Notice> notices;

    Recognition(Rules rules, Consumer<Notice> notices) {
        this.rules = rules;
        this.notices = notices;
    }

    /** What the file is, or empty where it is nothing we know. Broken files are told of, and are nothing. */
    Optional<MetadataFile> read(Path file, String shown) {
        try {
            long bytes = Files.size(file);
            if (bytes == 0) {
                return Optional.empty();
            }
            if (bytes > Limits.BYTES) {
                notices.accept(
                        Notice.of(shown + ": not read as metadata: larger than " + (Limits.BYTES >> 20) + " MB"));
                return Optional.empty();
            }
            Optional<MetadataFile> found = byContent(file, shown);
            if (found.isEmpty() && COLLECTIONS.contains(Names.key(name(file), true))) {
                notices.accept(Notice.of(shown + ": not used: expected records that name files (an object keyed by file"
                        + " name, or records with file, path or file_name)"));
            }
            return found;
        } catch (BadMetadata e) {
            notices.accept(Notice.of(String.valueOf(e.getMessage())));
            return Optional.empty();
        } catch (IOException e) {
            notices.accept(Notice.of(shown + ": cannot be read: " + e));
            return Optional.empty();
        }
    }

    private static String name(Path file) {
        Path name = file.getFileName();
        return name == null ? "" : name.toString();
    }

    private Optional<MetadataFile> byContent(Path file, String shown) throws BadMetadata, IOException {
        RecordReader records = new RecordReader(rules, shown, notices);
        return switch (Names.extension(name(file))) {
            case "json" -> json(file, shown, records);
            case "jsonl", "ndjson" -> ListFormats.jsonLines(file, shown, records, notices);
            case "txt" -> ListFormats.celebDf(file, shown, records);
            default -> table(file, shown, records);
        };
    }

    private Optional<MetadataFile> json(Path file, String shown, RecordReader records) throws BadMetadata {
        String first = JsonDocument.firstName(file, shown);
        boolean plausible = first.equals("[")
                || first.equals("{")
                || first.matches("\\d{3,4}")
                || rules.media(first).isPresent();
        return plausible
                ? new JsonShapes(rules, records, notices)
                        .recognise(JsonDocument.read(file, shown, notices), file, shown)
                : Optional.empty();
    }

    private static Optional<MetadataFile> table(Path file, String shown, RecordReader records) throws BadMetadata {
        List<String> header = CsvRows.header(file, shown);
        if (header.containsAll(List.of("source", "target1", "method", "category", "path"))) {
            return Optional.of(records.table(MetadataKind.FAKEAVCELEB, CsvRows.read(file, shown)));
        }
        boolean vox = header.stream().anyMatch(name -> name.matches("voxceleb[12]_id"));
        if (vox && header.contains("gender")) {
            return Optional.of(records.table(MetadataKind.VOXCELEB, CsvRows.read(file, shown)));
        }
        return header.contains("file_name")
                ? Optional.of(records.table(MetadataKind.HUGGING_FACE, CsvRows.read(file, shown)))
                : Optional.empty();
    }
}
