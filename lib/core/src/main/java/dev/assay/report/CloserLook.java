package dev.assay.report;

import dev.assay.inventory.Inventory;
import dev.assay.schema.Item;
import dev.assay.source.MediaEngine;
import dev.assay.source.MediaFacts;
import dev.assay.verdict.Parameters;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * The second tier: what only contiguous stretches of a video tell, for the items that a verdict may rest on. These are the real
 * videos that are long and large enough, the labelled fakes, and what has the content of another; all others keep what a few
 * frames told. What is known already is kept.
 */
final class CloserLook {

    /** In an inventory of the second tier alone. */
    static final String FRAMES = "m_stretch_frames";

    /** In an inventory whose frames were looked at. */
    private static final String QUICK = "m_frames_decoded";

    private final Inventory items;
    private final MediaEngine engine;
    private final Parameters parameters;

    private CloserLook(Inventory items, MediaEngine engine, Parameters parameters) {
        this.items = items;
        this.engine = engine;
        this.parameters = parameters;
    }

    /**
     * The same items in the same order, some of them with more columns; the inventory itself where no item deserves it.
     *
     * @param listener hears how far it is
     */
    static Inventory at(Inventory items, MediaEngine engine, Parameters parameters, StepListener listener) {
        CloserLook look = new CloserLook(items, engine, parameters);
        int[] rows = IntStream.range(0, items.size()).filter(look::deserves).toArray();
        return rows.length == 0 ? items : look.look(rows, listener);
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

    private Inventory look(int[] rows, StepListener listener) {
        Item[] all = IntStream.range(0, items.size()).mapToObj(items::item).toArray(Item[]::new);
        try (StepListener.Step step = listener.begin("look closer at what may be selected")) {
            step.found(rows.length);
            AtomicLong done = new AtomicLong();
            IntStream.of(rows).parallel().forEach(row -> {
                all[row] = closer(all[row]);
                step.done(done.incrementAndGet());
            });
        }
        return Inventory.of(List.of(all));
    }

    private Item closer(Item item) {
        MediaFacts facts = engine.probe(Path.of(String.valueOf(item.text("path"))), MediaEngine.Depth.FULL);
        Map<String, Object> values = new LinkedHashMap<>(item.values());
        if (facts.error() == null) {
            facts.values().forEach(values::putIfAbsent);
        }
        return new Item(item.id(), values);
    }
}
