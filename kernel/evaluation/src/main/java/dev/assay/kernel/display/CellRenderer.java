package dev.assay.kernel.display;

import dev.assay.kernel.MimeBundle;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.jspecify.annotations.Nullable;

/**
 * What a cell's value looks like: by the renderers that extensions and users registered with the base's {@link Renderer},
 * and as bounded text where there is none. A value whose renderer or {@code toString()} fails is shown with that failure;
 * it does not fail the cell, whose work is done.
 */
public final class CellRenderer {

    private final Renderer renderer;

    /** With a renderer, which gets the standard registrations (text of any value, pictures) added. */
    public CellRenderer(Renderer renderer) {
        this.renderer = renderer;
        renderer.createRegistration(Object.class)
                .preferring("text/plain")
                .register((value, context) -> context.renderIfRequested(
                        org.dflib.jjava.jupyter.kernel.display.mime.MIMEType.TEXT_PLAIN, () -> PlainText.of(value)));
        Pictures.register(renderer);
    }

    /** The bundle of a value; null, which shows nothing, of null. */
    public @Nullable MimeBundle render(@Nullable Object value) {
        if (value == null || value == DisplayData.EMPTY) {
            return null;
        }
        if (value instanceof MimeBundle bundle) {
            return bundle;
        }
        try {
            return Bundles.of(value instanceof DisplayData data ? data : renderer.render(value));
        } catch (Exception | StackOverflowError | LinkageError | AssertionError e) {
            Failures.rethrowIfInterrupt(e);
            return Bundles.text(failure(value, e));
        }
    }

    private static String failure(Object value, Throwable failure) {
        return "[showing this " + value.getClass().getName() + " failed: " + Failures.words(failure) + "]\n"
                + PlainText.of(value);
    }
}
