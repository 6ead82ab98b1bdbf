package dev.assay.cli;

import dev.assay.report.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Inventories made up for a test: a readable 720p video of 12 s an item, unless the test says otherwise. */
final class Inventories {

    private final List<Map<String, Object>> items = new ArrayList<>();

    static Map<String, Object> video(String id) {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("id", id);
        item.put("path", "set/" + id);
        item.put("dataset", "set");
        item.put("media", "video");
        item.put("status", "ok");
        item.put("label", "real");
        item.put("width", 1280);
        item.put("height", 720);
        item.put("duration", 12);
        return item;
    }

    Inventories add(Map<String, Object> item) {
        items.add(item);
        return this;
    }

    Path write(Path file) throws IOException {
        StringBuilder lines = new StringBuilder();
        items.forEach(item -> lines.append(Json.line(item)));
        return Files.writeString(file, lines);
    }
}
