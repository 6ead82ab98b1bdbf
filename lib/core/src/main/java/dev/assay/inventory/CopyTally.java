package dev.assay.inventory;

import dev.assay.schema.Copies;
import dev.assay.schema.Item;

/** Counts byte copies and near-duplicates apart. Takes scanned items in the order of their ids. */
public final class CopyTally implements ItemSink {

    private long copies;
    private long near;

    @Override
    public void accept(Item item) {
        String copy = item.text(Copies.COPY_OF);
        String first = item.text(Copies.DUPLICATE_OF);
        if (copy != null && !copy.equals(item.id())) {
            copies++;
        } else if (first != null && !first.equals(item.id())) {
            near++;
        }
    }

    /** Files with the bytes of an earlier one. */
    public long copies() {
        return copies;
    }

    /** Files that show nearly what an earlier one shows, their byte copies not counted. */
    public long near() {
        return near;
    }
}
