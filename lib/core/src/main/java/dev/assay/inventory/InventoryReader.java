package dev.assay.inventory;

import dev.assay.schema.Evidence;
import dev.assay.schema.EvidenceSource;
import dev.assay.schema.Item;
import dev.assay.schema.Schema;
import dev.assay.source.Notice;
import dev.assay.source.metadata.ManifestItems;
import dev.assay.source.metadata.Manifests;
import dev.assay.source.rules.Rules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import tech.tablesaw.api.Table;

/** Reads an inventory from a file: a manifest where the content is one, else a table of rows. */
final class InventoryReader {

    private final Schema schema;
    private final Rules rules;

    InventoryReader(Schema schema, Rules rules) {
        this.schema = schema;
        this.rules = rules;
    }

    Inventory read(Path file) {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new InventoryException("cannot read " + file + ": "
                    + (Files.exists(file) ? "expected a readable file" : "no such file or folder"));
        }
        if (schema.id().isEmpty() && schema.weight().isEmpty()) {
            Optional<ManifestItems> manifest = Manifests.read(file, rules);
            if (manifest.isPresent()) {
                return Inventory.of(manifest.get().items())
                        .withWarnings(manifest.get().warnings());
            }
        }
        return table(file);
    }

    private Inventory table(Path file) {
        TableFiles rows = new TableFiles(file);
        TableBuilder builder = new TableBuilder(false);
        List<String> warnings = new ArrayList<>();
        LabelReader labels = new LabelReader(rules, notice -> warnings.add(notice.text()));
        // Only a column that the first row has can be known for all rows, and name them.
        Set<String> order = new LinkedHashSet<>();
        rows.read(values -> {
            if (order.isEmpty()) {
                order.addAll(values.keySet());
            }
            builder.accept(new Item("", labels.canonical(aliased(values))));
        });
        Table table = builder.build();
        if (table.columnCount() == 0 && !(file.toString().endsWith(".jsonl") && isEmpty(file))) {
            throw new InventoryException(file
                    + " holds no rows; expected CSV or TSV with a header, JSON lines or a JSON" + " array of objects");
        }
        warnings.addAll(0, rows.warnings());
        return Inventory.of(table, schema, order, rows.names()).withWarnings(warnings);
    }

    /** JSON lines of no line are an inventory of nothing, as a scan of an empty folder writes it. */
    private static boolean isEmpty(Path file) {
        try {
            return Files.size(file) == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Other names of our own columns, as published runs write them. */
    private static Map<String, Object> aliased(Map<String, Object> values) {
        Object seconds = values.get("duration_sec");
        if (seconds != null && !values.containsKey("duration")) {
            Map<String, Object> renamed = new LinkedHashMap<>(values);
            renamed.put("duration", seconds);
            return renamed;
        }
        return values;
    }

    /** Brings a label column to real, fake and unknown, and keeps what the source said beside it. */
    private record LabelReader(Rules rules, Consumer<Notice> notices) {

        Map<String, Object> canonical(Map<String, Object> values) {
            Object raw = values.get("label");
            if (raw == null || raw.equals("real") || raw.equals("fake") || raw.equals("unknown")) {
                return values;
            }
            Map<String, Object> canonical = new LinkedHashMap<>(values);
            canonical.remove("label");
            canonical.putIfAbsent("label_raw", raw);
            for (Evidence evidence : rules.fields(Map.of("label", raw), EvidenceSource.MANIFEST, "label", notices)) {
                if (evidence.axis().equals("label")) {
                    canonical.put("label", evidence.value());
                }
            }
            return canonical;
        }
    }
}
