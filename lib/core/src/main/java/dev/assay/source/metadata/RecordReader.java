package dev.assay.source.metadata;

import dev.assay.schema.Evidence;
import dev.assay.schema.EvidenceSource;
import dev.assay.source.Notice;
import dev.assay.source.rules.Rules;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Turns the records of one file into entries. */
final class RecordReader {

    private static final List<String> FILE_FIELDS = List.of("file_name", "file", "path", "filename");

    private final Rules rules;
    private final String shown;
    private final Consumer<Notice> notices;

    RecordReader(Rules rules, String shown, Consumer<Notice> notices) {
        this.rules = rules;
        this.shown = shown;
        this.notices = notices;
    }

    /** The file a record speaks of, or null where it names none. */
    static @Nullable String fileName(Map<?, ?> fields) {
        for (String name : FILE_FIELDS) {
            if (fields.get(name) instanceof String file && !file.isBlank()) {
                return file;
            }
        }
        return null;
    }

    void add(List<MetadataEntry> entries, MetadataKind kind, String file, Map<?, ?> fields, long line) {
        String key = MetadataEntry.plain(file);
        String origin = line > 0 ? shown + ":" + line : shown;
        if (MetadataEntry.climbs(key) || key.isEmpty()) {
            notices.accept(Notice.of(origin + ": left out: its path leads outside: " + file));
            return;
        }
        Map<String, Object> named = new LinkedHashMap<>();
        fields.forEach((name, value) -> named.put(name.toString(), value));
        FILE_FIELDS.forEach(named::remove);
        List<Evidence> evidence = kind == MetadataKind.FAKEAVCELEB || kind == MetadataKind.VOXCELEB
                ? List.of()
                : rules.fields(named, kind.source(), origin, notices);
        entries.add(new MetadataEntry(key, evidence));
    }

    MetadataFile table(MetadataKind kind, List<CsvRows.CsvRow> rows) {
        List<MetadataEntry> entries = new ArrayList<>();
        for (CsvRows.CsvRow row : rows) {
            String origin = shown + ":" + row.line();
            switch (kind) {
                case FAKEAVCELEB -> fakeAvCeleb(entries, row, origin);
                case VOXCELEB -> voxCeleb(entries, row, origin);
                default -> {
                    String file = row.cells().get("file_name");
                    if (file == null) {
                        notices.accept(new Notice(shown + " without", origin + ": a record without file_name"));
                    } else {
                        add(entries, kind, file, row.cells(), row.line());
                    }
                }
            }
        }
        return new MetadataFile(kind, shown, entries);
    }

    /** Category A is real video with real audio; B, C and D are fake in sound, in picture, or in both. */
    private void fakeAvCeleb(List<MetadataEntry> entries, CsvRows.CsvRow row, String origin) {
        Map<String, String> cells = row.cells();
        String category = cells.getOrDefault("category", "").toUpperCase(Locale.ROOT);
        // The published file heads the file's name with "path" and leaves the folder's heading empty.
        String file = cells.containsKey("filename")
                ? cells.getOrDefault("path", "") + "/" + cells.get("filename")
                : cells.getOrDefault("", "") + "/" + cells.getOrDefault("path", "");
        String key = MetadataEntry.plain(file);
        if (!category.matches("[ABCD]") || MetadataEntry.climbs(key) || key.isEmpty()) {
            notices.accept(new Notice(
                    shown + " category",
                    origin + ": left out: expected a category A, B, C or D and a path, found \"" + category + "\" and "
                            + key));
            return;
        }
        Map<String, String> said = new LinkedHashMap<>();
        said.put("identity", cells.getOrDefault("source", ""));
        said.put("gender", cells.getOrDefault("gender", ""));
        said.put("ethnicity", cells.getOrDefault("race", ""));
        said.put("method", cells.getOrDefault("method", ""));
        List<Evidence> evidence = new ArrayList<>(rules.fields(said, EvidenceSource.MANIFEST, origin, notices));
        evidence.add(stated("label", category.equals("A") ? "real" : "fake", origin));
        evidence.add(stated("label_raw", cells.getOrDefault("type", category), origin));
        entries.add(new MetadataEntry(key, evidence));
    }

    private void voxCeleb(List<MetadataEntry> entries, CsvRows.CsvRow row, String origin) {
        Map<String, String> cells = row.cells();
        String id = cells.getOrDefault("voxceleb1_id", cells.getOrDefault("voxceleb2_id", ""));
        if (!id.matches("id\\d+")) {
            notices.accept(new Notice(
                    shown + " id", origin + ": left out: expected an id such as id10001, found \"" + id + "\""));
            return;
        }
        Map<String, String> said = new LinkedHashMap<>();
        said.put("identity", id);
        said.put("gender", cells.getOrDefault("gender", ""));
        said.put("nationality", cells.getOrDefault("nationality", ""));
        said.put("split", cells.getOrDefault("set", ""));
        entries.add(new MetadataEntry(id, rules.fields(said, EvidenceSource.MANIFEST, origin, notices)));
    }

    /** FaceForensics++' conversion dictionary: the YouTube video behind a sequence, whose number stands last. */
    MetadataEntry youTube(String id, String value) {
        String video = value.substring(0, value.lastIndexOf(' '));
        return new MetadataEntry(id, List.of(stated("source_video", video, shown)));
    }

    /** FaceForensics++' split lists: each sequence is an original, and its partner is the one its face is swapped with. */
    MetadataFile pairs(List<?> list, Path file) {
        String split = splitName(file);
        if (split.isEmpty()) {
            notices.accept(
                    Notice.of(shown + ": pairs of sequences, but the file's name says neither train, val nor test"));
        }
        List<MetadataEntry> entries = new ArrayList<>();
        for (Object element : list) {
            List<String> pair = new ArrayList<>();
            ((List<?>) element).forEach(id -> pair.add(id.toString()));
            String key = String.join("_", pair.stream().sorted().toList());
            for (String id : pair) {
                List<Evidence> evidence =
                        new ArrayList<>(List.of(stated("label", "real", shown), stated("pair", key, shown)));
                if (!split.isEmpty()) {
                    evidence.add(stated("split", split, shown));
                }
                entries.add(new MetadataEntry(id, evidence));
            }
        }
        return new MetadataFile(MetadataKind.FFPP_SPLIT, shown, entries);
    }

    private static String splitName(Path file) {
        String split = "";
        for (String word :
                String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).split("[^a-z]+")) {
            split = switch (word) {
                case "train", "test" -> word;
                case "val", "valid", "validation" -> "val";
                default -> split;
            };
        }
        return split;
    }

    MetadataEntry celebDf(String file, boolean real, String word, int line) {
        String origin = shown + ":" + line;
        return new MetadataEntry(
                MetadataEntry.plain(file),
                List.of(
                        stated("label", real ? "real" : "fake", origin),
                        stated("label_raw", word, origin),
                        stated("split", "test", origin)));
    }

    /** The original of a fake belongs to it: both carry the original as their source video. */
    List<MetadataEntry> tied(List<MetadataEntry> entries) {
        Set<String> originals = new HashSet<>();
        entries.forEach(entry -> entry.evidence().stream()
                .filter(each -> each.axis().equals("source_video"))
                .forEach(each -> originals.add(each.value())));
        List<MetadataEntry> tied = new ArrayList<>();
        for (MetadataEntry entry : entries) {
            List<Evidence> evidence = new ArrayList<>(entry.evidence());
            if (originals.contains(entry.key())) {
                evidence.add(stated("source_video", entry.key(), shown));
            }
            tied.add(new MetadataEntry(entry.key(), evidence));
        }
        return tied;
    }

    private Evidence stated(String axis, String value, String origin) {
        return new Evidence(axis, value, EvidenceSource.MANIFEST, rules.confidence(EvidenceSource.MANIFEST), origin);
    }
}
