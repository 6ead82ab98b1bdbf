package dev.assay.source.metadata;

import dev.assay.source.Notice;
import dev.assay.source.rules.Rules;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The shapes of JSON documents that speak of other files. */
final class JsonShapes {

    private final Rules rules;
    private final RecordReader records;
    private final Consumer<Notice> notices;

    JsonShapes(Rules rules, RecordReader records, Consumer<Notice> notices) {
        this.rules = rules;
        this.records = records;
        this.notices = notices;
    }

    Optional<MetadataFile> recognise(JsonDocument document, Path file, String shown) {
        if (document.value() instanceof Map<?, ?> object && !object.isEmpty()) {
            return object(document, object, shown);
        }
        return document.value() instanceof List<?> list && !list.isEmpty()
                ? list(document, list, file, shown)
                : Optional.empty();
    }

    private Optional<MetadataFile> object(JsonDocument document, Map<?, ?> object, String shown) {
        if (object.entrySet().stream().allMatch(JsonShapes::namesYouTube)) {
            List<MetadataEntry> entries = new ArrayList<>();
            object.forEach((key, value) -> entries.add(records.youTube(key.toString(), value.toString())));
            return Optional.of(new MetadataFile(MetadataKind.FFPP_IDS, shown, entries));
        }
        long files = object.keySet().stream()
                .filter(key -> rules.media(key.toString()).isPresent())
                .count();
        if (files * 2 < object.size()) {
            return Optional.empty();
        }
        MetadataKind kind = object.values().stream().allMatch(JsonShapes::saysRealOrFake)
                ? MetadataKind.DFDC
                : MetadataKind.COLLECTION;
        List<MetadataEntry> entries = new ArrayList<>();
        object.forEach((key, value) -> {
            if (value instanceof Map<?, ?> fields) {
                records.add(entries, kind, key.toString(), fields, document.line(fields));
            } else {
                notices.accept(Notice.of(shown + ": \"" + key + "\": expected an object of fields, found a "
                        + (value instanceof List ? "list" : "scalar")));
            }
        });
        return Optional.of(new MetadataFile(kind, shown, kind == MetadataKind.DFDC ? records.tied(entries) : entries));
    }

    /** An entry of FaceForensics++' conversion dictionary: {@code "000": "YouTubeId n"}. */
    private static boolean namesYouTube(Map.Entry<?, ?> entry) {
        return entry.getKey().toString().matches("\\d{3,4}")
                && entry.getValue() instanceof String text
                && text.matches("\\S{5,20} \\d{1,3}");
    }

    /** A record of DFDC: {@code {"label": "REAL" or "FAKE", "split": .., "original": ..}}. */
    private static boolean saysRealOrFake(@Nullable Object value) {
        return value instanceof Map<?, ?> fields
                && ("REAL".equals(fields.get("label")) || "FAKE".equals(fields.get("label")))
                && (fields.containsKey("split") || fields.containsKey("original"));
    }

    private Optional<MetadataFile> list(JsonDocument document, List<?> list, Path file, String shown) {
        if (list.stream().allMatch(JsonShapes::isPair)) {
            return Optional.of(records.pairs(list, file));
        }
        List<MetadataEntry> entries = new ArrayList<>();
        long without = 0;
        for (Object element : list) {
            Object name = element instanceof Map<?, ?> fields ? RecordReader.fileName(fields) : null;
            if (element instanceof Map<?, ?> fields && name != null) {
                records.add(entries, MetadataKind.COLLECTION, name.toString(), fields, document.line(fields));
            } else {
                without++;
            }
        }
        if (entries.isEmpty() || without > entries.size()) {
            return Optional.empty();
        }
        if (without > 0) {
            notices.accept(Notice.of(shown + ": " + without + " of " + list.size()
                    + " elements name no file: expected file, path or file_name"));
        }
        return Optional.of(new MetadataFile(MetadataKind.COLLECTION, shown, entries));
    }

    private static boolean isPair(Object element) {
        return element instanceof List<?> pair
                && pair.size() == 2
                && pair.stream().allMatch(id -> id instanceof String text && text.matches("\\d{3,4}"));
    }
}
