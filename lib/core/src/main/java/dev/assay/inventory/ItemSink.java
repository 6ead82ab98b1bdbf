package dev.assay.inventory;

import dev.assay.schema.Item;
import java.io.IOException;

/** Takes items one by one, in the order of their ids. */
@FunctionalInterface
public interface ItemSink {

    /**
     * Takes the next item.
     *
     * @throws IOException where it cannot be kept; the scan then stops
     */
    void accept(Item item) throws IOException;
}
