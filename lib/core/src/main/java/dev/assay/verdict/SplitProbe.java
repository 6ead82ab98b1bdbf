package dev.assay.verdict;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.assay.inventory.Inventory;
import dev.assay.probe.JointShortcut;
import dev.assay.probe.Probe;
import dev.assay.probe.ProbeColumn;
import dev.assay.probe.Shortcut;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Whether metadata tell the splits apart: where they do, a test on one says little of the other. Groups lie in one split each, and
 * so count as one item.
 *
 * @param splits items by split
 * @param joint the columns together
 * @param shortcuts the columns that alarm
 */
@JsonNaming(SnakeCaseStrategy.class)
public record SplitProbe(Map<String, Integer> splits, JointShortcut joint, List<Shortcut> shortcuts) {

    public SplitProbe {
        splits = java.util.Collections.unmodifiableMap(new TreeMap<>(splits));
        shortcuts = List.copyOf(shortcuts);
    }

    /** Of the items that are in a split; null where there are not two splits of 5 items each. */
    static @Nullable SplitProbe of(
            Inventory items, IntFunction<? extends @Nullable String> split, IntUnaryOperator components, Probe probe) {
        ProbeTable table = ProbeTable.of(items, row -> split.apply(row) != null, "split", components);
        List<@Nullable String> splits = table.texts(split);
        List<ProbeColumn> columns = table.columns();
        List<Shortcut> shortcuts = probe.run(columns, splits, table.groups());
        if (shortcuts.isEmpty()) {
            return null;
        }
        Map<String, Integer> sizes = new TreeMap<>();
        splits.forEach(name -> sizes.merge(String.valueOf(name), 1, Integer::sum));
        return new SplitProbe(
                sizes,
                probe.joint(ProbeTable.withoutPixels(columns), splits, table.groups()),
                shortcuts.stream().filter(Shortcut::alarms).toList());
    }

    /** Whether anything tells the splits apart. */
    boolean found() {
        return joint.alarms() || !shortcuts.isEmpty();
    }
}
