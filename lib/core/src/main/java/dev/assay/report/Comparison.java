package dev.assay.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.assay.inventory.Inventory;
import dev.assay.schema.Counted;
import dev.assay.schema.Item;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What changed between two inventories, and between two verdicts on them.
 *
 * @param added ids that are new, at most 1,000
 * @param removed ids that are gone, at most 1,000
 * @param addedCount how many are new
 * @param removedCount how many are gone
 * @param changed items with another value, per column
 * @param verdict the status before and after; null where there was no verdict
 * @param criteria criteria that turned, in words
 */
@JsonNaming(SnakeCaseStrategy.class)
public record Comparison(
        List<String> added,
        List<String> removed,
        long addedCount,
        long removedCount,
        Map<String, Integer> changed,
        @Nullable List<String> verdict,
        List<String> criteria) {

    private static final int MOST = 1000;

    /** Compares inventories, and the {@code report.json} of their verdicts, <code>{}</code> where there is none. */
    public static Comparison of(Inventory old, Inventory now, String oldReport, String newReport) throws IOException {
        Map<String, Integer> before = old.rowsById();
        Map<String, Integer> after = now.rowsById();
        TreeSet<String> added = new TreeSet<>(after.keySet());
        added.removeAll(before.keySet());
        TreeSet<String> removed = new TreeSet<>(before.keySet());
        removed.removeAll(after.keySet());
        JsonNode was = Json.read(oldReport).path("verdict");
        JsonNode is = Json.read(newReport).path("verdict");
        boolean judged = was.has("status") && is.has("status");
        return new Comparison(
                added.stream().limit(MOST).toList(),
                removed.stream().limit(MOST).toList(),
                added.size(),
                removed.size(),
                changes(old, now, before, after),
                judged ? List.of(was.path("status").asText(), is.path("status").asText()) : null,
                judged ? turned(was.path("criteria"), is.path("criteria")) : List.of());
    }

    private static Map<String, Integer> changes(
            Inventory old, Inventory now, Map<String, Integer> before, Map<String, Integer> after) {
        Map<String, Integer> changed = new TreeMap<>();
        before.forEach((id, row) -> {
            Integer later = after.get(id);
            if (later != null) {
                Item was = old.item(row);
                Item is = now.item(later);
                TreeSet<String> columns = new TreeSet<>(was.values().keySet());
                columns.addAll(is.values().keySet());
                for (String column : columns) {
                    if (!String.valueOf(was.text(column)).equals(String.valueOf(is.text(column)))) {
                        changed.merge(column, 1, Integer::sum);
                    }
                }
            }
        });
        return changed;
    }

    private static List<String> turned(JsonNode was, JsonNode is) {
        Map<String, Boolean> before = new TreeMap<>();
        was.forEach(criterion -> before.put(
                criterion.path("name").asText(), criterion.path("met").asBoolean()));
        List<String> turned = new ArrayList<>();
        is.forEach(criterion -> {
            String name = criterion.path("name").asText();
            boolean met = criterion.path("met").asBoolean();
            Boolean earlier = before.get(name);
            if (earlier == null || earlier != met) {
                turned.add(name + (met ? ": now met" : ": no longer met") + " ("
                        + criterion.path("found").asText() + ")");
            }
        });
        return turned;
    }

    /** The same in words, a statement each; a name in it may hold anything, line ends too. */
    public List<String> statements() {
        List<String> statements = new ArrayList<>();
        statements.add(Counted.of(addedCount, "item") + " added, " + removedCount + " removed");
        changed.forEach((column, items) -> statements.add("  " + column + " changed in " + Counted.of(items, "item")));
        if (verdict != null) {
            statements.add("verdict: " + String.join(" -> ", verdict));
        }
        criteria.forEach(criterion -> statements.add("  " + criterion));
        return statements;
    }
}
