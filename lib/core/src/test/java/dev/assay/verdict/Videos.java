package dev.assay.verdict;

import dev.assay.generation.Catalogue;
import dev.assay.inventory.Inventory;
import dev.assay.schema.Item;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Items made up for a test: readable real 1080p videos of 20 s, unless the test says otherwise. */
final class Videos {

    private final List<Item> items = new ArrayList<>();

    /** So many more, with further values as {@code column, value} pairs; an empty value leaves the column out. */
    Videos add(int count, Object... pairs) {
        for (int i = 0; i < count; i++) {
            Map<String, Object> values = new LinkedHashMap<>(Map.of(
                    "dataset",
                    "set",
                    "media",
                    "video",
                    "status",
                    "ok",
                    "label",
                    "real",
                    "width",
                    1920L,
                    "height",
                    1080L,
                    "duration",
                    20.0));
            for (int p = 0; p < pairs.length; p += 2) {
                if (pairs[p + 1].equals("")) {
                    values.remove(pairs[p].toString());
                } else {
                    values.put(pairs[p].toString(), pairs[p + 1]);
                }
            }
            items.add(new Item("v%04d".formatted(items.size()), values));
        }
        return this;
    }

    Inventory inventory() {
        return Inventory.of(items);
    }

    /** A verdict that balances the environment alone. */
    Verdict judged() {
        return judge(Parameters.withDefaults().withAxes(List.of("environment"))).judge();
    }

    Judge judge(Parameters parameters) {
        return new Judge(inventory(), parameters, Timelines.none(), Catalogue.standard(), Map.of());
    }

    static Criterion criterion(Verdict verdict, String name) {
        return verdict.criteria().stream()
                .filter(criterion -> criterion.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no criterion " + name + " in " + verdict.criteria()));
    }
}
