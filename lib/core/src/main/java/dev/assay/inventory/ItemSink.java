package dev.assay.inventory;

import dev.assay.schema.Item;

/** Takes items one by one, in the inventory's order. */
@FunctionalInterface
public interface ItemSink {

    /** Takes the next item. */
    void accept(Item item);
}
