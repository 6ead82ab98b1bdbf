package dev.assay.report;

import dev.assay.inventory.ScanListener;
import java.util.List;

/** Told of the long steps of an analysis. */
public interface StepListener {

    /** Is not interested. */
    StepListener NONE = new StepListener() {};

    /** A step begins; what is returned hears how far it is, perhaps from several threads, and is closed at its end. */
    default Step begin(String name) {
        return () -> {};
    }

    /** What people should know, as it was found: names in it are data. */
    default void warn(List<String> warnings) {}

    /** One step. */
    interface Step extends ScanListener, AutoCloseable {

        @Override
        void close();
    }
}
