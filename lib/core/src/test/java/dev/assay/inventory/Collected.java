package dev.assay.inventory;

import dev.assay.schema.Item;
import dev.assay.source.Root;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rows of one scan, by id. */
record Collected(Map<String, Item> items, ScanSummary summary, String bytes) {

    static Collected of(Scan scan, Path... roots) {
        List<Root> named = new ArrayList<>();
        for (Path root : roots) {
            named.add(Root.parse(root.toString(), root.getFileSystem()));
        }
        return of(scan, named);
    }

    static Collected of(Scan scan, List<Root> roots) {
        Map<String, Item> items = new LinkedHashMap<>();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ScanSummary summary;
        try (ItemWriter writer = new ItemWriter(out)) {
            summary = scan.run(roots, item -> {
                if (items.put(item.id(), item) != null) {
                    throw new IllegalStateException("twice: " + item.id());
                }
                writer.accept(item);
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Collected(items, summary, out.toString(StandardCharsets.UTF_8));
    }

    Item get(String id) {
        Item item = items.get(id);
        if (item == null) {
            throw new AssertionError("no item " + id + " among " + items.keySet());
        }
        return item;
    }

    static Path write(Path root, String relative, String text) {
        try {
            Path file = root.resolve(relative);
            Path parent = file.getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            return Files.write(file, text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
