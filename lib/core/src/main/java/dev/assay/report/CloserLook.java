package dev.assay.report;

import dev.assay.inventory.Inventory;
import dev.assay.inventory.Likenesses;
import dev.assay.inventory.ScanListener;
import dev.assay.schema.Item;
import dev.assay.source.MediaFacts;
import dev.assay.verdict.Parameters;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The second tier: what only contiguous stretches of a video tell, for the items that a verdict may rest on. These are the real
 * videos that are long and large enough, the labelled fakes, and what has the content of another; all others keep what a few
 * frames told. What is known already is kept, but for what shows the same as what: second by second that is known better.
 */
final class CloserLook {

    /** In an inventory of the second tier alone. */
    static final String FRAMES = "m_stretch_frames";

    /** In an inventory whose frames were looked at. */
    private static final String QUICK = "m_frames_decoded";

    private final Inventory items;
    private final Parameters parameters;

    private CloserLook(Inventory items, Parameters parameters) {
        this.items = items;
        this.parameters = parameters;
    }

    /** Looks into the files of some items as closely as can be; by id what it found. */
    interface Probe {
        Map<String, MediaFacts> facts(List<String> ids, ScanListener listener) throws IOException;
    }

    /**
     * The same items in the same order, some of them with more columns; the inventory itself where no item deserves it.
     *
     * @param listener hears how far it is
     */
    static Inventory at(Inventory items, Probe probe, Parameters parameters, StepListener listener) throws IOException {
        CloserLook look = new CloserLook(items, parameters);
        List<String> ids = IntStream.range(0, items.size())
                .filter(look::deserves)
                .mapToObj(items::id)
                .toList();
        if (ids.isEmpty()) {
            return items;
        }
        try (StepListener.Step step = listener.begin("look closer at what may be selected")) {
            step.found(ids.size());
            Map<String, MediaFacts> facts = probe.facts(ids, step);
            return Inventory.of(Likenesses.compared(IntStream.range(0, items.size())
                    .mapToObj(row -> closer(items.item(row), facts.get(items.id(row))))
                    .toList()));
        }
    }

    private boolean deserves(int row) {
        boolean seen = items.number(row, QUICK) > 0 && Double.isNaN(items.number(row, FRAMES));
        if (!seen || !"video".equals(items.text(row, "media")) || items.text(row, "path") == null) {
            return false;
        }
        String label = items.text(row, "label");
        boolean suitable = "real".equals(label)
                && items.number(row, "duration") >= parameters.minDuration()
                && Math.min(items.number(row, "width"), items.number(row, "height")) >= parameters.minShortSide();
        return suitable || "fake".equals(label) || items.isKnown(row, "duplicate_of");
    }

    private static Item closer(Item item, @Nullable MediaFacts facts) {
        if (facts == null || facts.error() != null) {
            return item;
        }
        Map<String, Object> values = new LinkedHashMap<>(item.values());
        facts.values().forEach(values::putIfAbsent);
        return new Item(item.id(), values);
    }
}
