package dev.assay.selection;

import dev.assay.schema.Population;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A small population for tests: lines of {@code id column=value column=value}. */
@org.jspecify.annotations.NullUnmarked
public record Items(List<String> ids, List<Map<String, String>> values) implements Population {

    public static Items of(String... lines) {
        List<String> ids = new ArrayList<>();
        List<Map<String, String>> values = new ArrayList<>();
        for (String line : lines) {
            String[] parts = line.split(" ", -1);
            Map<String, String> row = new LinkedHashMap<>();
            for (int i = 1; i < parts.length; i++) {
                row.put(parts[i].substring(0, parts[i].indexOf('=')), parts[i].substring(parts[i].indexOf('=') + 1));
            }
            ids.add(parts[0]);
            values.add(row);
        }
        return new Items(ids, values);
    }

    @Override
    public int size() {
        return ids.size();
    }

    @Override
    public String id(int row) {
        return ids.get(row);
    }

    @Override
    public @Nullable String text(int row, String column) {
        return values.get(row).get(column);
    }

    @Override
    public double number(int row, String column) {
        String text = text(row, column);
        return text == null ? Double.NaN : Double.parseDouble(text);
    }
}
