package dev.assay.inventory;

/** Told how far a scan is. Called by one thread. */
public interface ScanListener {

    /** Is not interested. */
    ScanListener NONE = new ScanListener() {};

    /** The files have been found, and their number is known. */
    default void found(long files) {}

    /** So many items have been handed on. */
    default void done(long items) {}

    /** All files have been looked into, and the pictures of so many items are now compared with each other: minutes of a million. */
    default void comparing(long items) {}

    /** What people may want to know of this one run; names in it are data. Nothing in the items depends on it. */
    default void remark(String words) {}
}
