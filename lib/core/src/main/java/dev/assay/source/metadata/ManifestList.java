package dev.assay.source.metadata;

import dev.assay.schema.Evidence;
import dev.assay.schema.Item;
import dev.assay.source.Resolved;
import dev.assay.source.rules.Rules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;

/** Items out of recognised manifests, when there are no files to look at. */
final class ManifestList {

    private ManifestList() {}

    static List<Item> items(
            List<MetadataFile> files,
            Rules rules,
            String prefix,
            BiFunction<String, List<Evidence>, List<Evidence>> revised) {
        boolean split = files.stream().anyMatch(file -> file.kind() == MetadataKind.FFPP_SPLIT);
        Map<String, List<Evidence>> said = new TreeMap<>();
        Map<String, String> media = new TreeMap<>();
        for (MetadataFile file : files) {
            for (MetadataEntry entry : file.entries()) {
                // The dictionary explains ids; with split lists beside it, it adds none.
                boolean explains = file.kind() == MetadataKind.FFPP_IDS && split;
                if (!explains) {
                    media.put(
                            entry.key(),
                            rules.media(entry.key()).orElse(file.kind().media()));
                }
                said.computeIfAbsent(entry.key(), key -> new ArrayList<>()).addAll(entry.evidence());
            }
        }
        List<Item> items = new ArrayList<>();
        media.forEach((key, kind) -> {
            String id = prefix + key;
            items.add(item(id, kind, revised.apply(id, said.getOrDefault(key, List.of()))));
        });
        return items;
    }

    private static Item item(String id, String media, List<Evidence> evidence) {
        Map<String, Object> values = new TreeMap<>(Resolved.columns(evidence));
        values.put("status", "ok");
        if (!media.isEmpty()) {
            values.put("media", media);
        }
        return new Item(id, values);
    }
}
