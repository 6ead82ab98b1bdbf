package dev.assay.source.walk;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What stands in a folder, while the folder is being read. */
final class Entry {

    final String name;
    final boolean folder;
    final long bytes;
    final long modified;
    /** The path itself where the name in NFC does not lead to it, or where it is a folder to enter. */
    final @Nullable Path spelledOtherwise;

    Tree.Part part = Tree.Part.FILE;

    @Nullable
    String note;

    @Nullable
    Entry sidecar;

    Entry(String name, boolean folder, long bytes, long modified, @Nullable Path spelledOtherwise) {
        this.name = name;
        this.folder = folder;
        this.bytes = bytes;
        this.modified = modified;
        this.spelledOtherwise = spelledOtherwise;
    }

    Entry noted(String why) {
        part = Tree.Part.NOTED;
        note = why;
        return this;
    }

    /** Sorted by this, a depth-first walk comes by in the order of whole paths. */
    String order() {
        return folder ? name + "/" : name;
    }
}
