package dev.assay.source;

import dev.assay.schema.Columns;
import dev.assay.schema.Evidence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What all evidence about one item comes to. On each axis the strongest source wins, then the surer statement, then the
 * value that sorts first; what disagrees is written down. Where nothing speaks there is no value.
 */
public final class Resolved {

    /** Values that stand alone: keys and what sources said, whose own source nobody asks for. */
    private static final Set<String> BARE = bare();

    private static final Comparator<Evidence> STRONGEST_FIRST = Comparator.comparing(Evidence::source)
            .thenComparingDouble(Evidence::confidence)
            .reversed()
            .thenComparing(Evidence::value)
            .thenComparing(Evidence::origin);

    private Resolved() {}

    private static Set<String> bare() {
        Set<String> bare = new LinkedHashSet<>(Columns.GROUP_KEYS);
        bare.addAll(List.of("label_raw", "method_raw", "generator", "split", "nationality"));
        return bare;
    }

    /**
     * Columns and values, in no particular order of columns: the axis, and beside it {@code _source}, {@code _confidence}
     * and, where sources disagree, {@code _conflict} with every statement, strongest first.
     */
    public static Map<String, Object> columns(List<Evidence> evidence) {
        Map<String, List<Evidence>> byAxis = new LinkedHashMap<>();
        evidence.forEach(each ->
                byAxis.computeIfAbsent(each.axis(), axis -> new ArrayList<>()).add(each));
        Map<String, Object> columns = new LinkedHashMap<>();
        byAxis.forEach((axis, statements) -> {
            statements.sort(STRONGEST_FIRST);
            Evidence winner = statements.get(0);
            columns.put(axis, winner.value());
            if (!BARE.contains(axis)) {
                columns.put(axis + "_source", winner.source().word());
                columns.put(axis + "_confidence", winner.confidence());
                conflict(statements, columns, axis);
            }
        });
        return columns;
    }

    private static void conflict(List<Evidence> statements, Map<String, Object> columns, String axis) {
        String winner = statements.get(0).value();
        if (statements.stream().allMatch(each -> each.value().equals(winner))) {
            return;
        }
        Set<String> said = new LinkedHashSet<>();
        statements.forEach(
                each -> said.add(each.source().word() + "=" + each.value() + " " + Columns.text(each.confidence())));
        columns.put(axis + "_conflict", String.join("; ", said));
    }
}
