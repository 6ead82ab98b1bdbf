package dev.assay.verdict;

import dev.assay.inventory.Inventory;
import dev.assay.probe.Orphans;
import dev.assay.probe.Positivity;
import dev.assay.probe.Probe;
import dev.assay.probe.ProbeColumn;
import dev.assay.probe.Shortcut;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/** Looks for all that tells real from fake without a look at the picture. */
public final class Shortcuts {

    private Shortcuts() {}

    /**
     * Probes the items that are labelled, and the splits that the column {@code split} states.
     *
     * @param label the column of labels
     * @param components the component of each row, for cross-validation that does not cut groups
     * @param seed seed of the folds and shuffles
     */
    public static ShortcutReport of(Inventory items, String label, IntUnaryOperator components, long seed) {
        SplitProbe split =
                splits(items, row -> items.isKnown(row, "split") ? items.text(row, "split") : null, seed, components);
        return of(items, label, components, seed, split);
    }

    /** The same with a split probe of other items. */
    static ShortcutReport of(
            Inventory items, String asked, IntUnaryOperator components, long seed, @Nullable SplitProbe split) {
        String label = items.spelled(asked); // in other letters it would be a column beside itself, and tell all
        Probe probe = Probe.withDefaults().withSeed(seed);
        ProbeTable table = ProbeTable.of(items, row -> items.isKnown(row, label), label, components);
        List<ProbeColumn> columns = table.columns();
        List<@Nullable String> labels = table.texts(row -> items.text(row, label));
        List<Shortcut> shortcuts = probe.run(columns, labels, table.groups());
        return new ShortcutReport(
                shortcuts,
                probe.joint(ProbeTable.withoutPixels(columns), labels, table.groups()),
                WithinSource.of(items, label, components, probe),
                split,
                Orphans.of(items, items::weight),
                Positivity.of(items, label, items::weight),
                ContainerTell.of(shortcuts));
    }

    /** Probes splits; null where there are not two of 5 items each. */
    static @Nullable SplitProbe splits(
            Inventory items, IntFunction<? extends @Nullable String> split, long seed, IntUnaryOperator components) {
        return SplitProbe.of(items, split, components, Probe.withDefaults().withSeed(seed));
    }
}
