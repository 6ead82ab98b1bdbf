package dev.assay.kernel.output;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** While a test class runs, System's streams are those of cells; taking them twice is taking them once. */
final class TakenStreams implements BeforeAllCallback, AfterAllCallback {
    @Override
    public void beforeAll(ExtensionContext context) {
        Streams.install();
        Streams.install();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        Streams.uninstall();
    }
}
