package dev.assay.kernel.display;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.assay.kernel.MimeBundle;
import dev.assay.kernel.Outputs;
import java.io.PrintStream;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where a progress is shown. */
interface ProgressSink {

    void first(String html, String text);

    void update(String html, String text);

    void last(String html, String text);

    /** The cell that the calling thread belongs to, or the error stream outside all cells. */
    static ProgressSink here() {
        Outputs outputs = Notebook.outputs();
        return outputs == null ? new Lines(System.err, System.nanoTime()) : new Cell(outputs);
    }

    /** One display of a cell. */
    final class Cell implements ProgressSink {
        private final Outputs outputs;
        // an id is never saved; a page may still show those of a kernel before this one
        private final String id = "progress-" + UUID.randomUUID();

        Cell(Outputs outputs) {
            this.outputs = outputs;
        }

        @Override
        public void first(String html, String text) {
            outputs.display(bundle(html, text), id);
        }

        @Override
        public void update(String html, String text) {
            outputs.update(bundle(html, text), id);
        }

        @Override
        public void last(String html, String text) {
            update(html, text);
        }

        private static MimeBundle bundle(String html, String text) {
            return Bundles.of("text/html", JsonNodeFactory.instance.textNode(html), text);
        }
    }

    /** Lines of a log: one every ten seconds, and the last. */
    final class Lines implements ProgressSink {
        private static final long LINE_NANOS = 10_000_000_000L;

        private final PrintStream out;
        private @Nullable Long written;

        Lines(PrintStream out, long now) {
            this.out = out;
            this.written = now;
        }

        @Override
        public void first(String html, String text) {
            // a short task needs no line for its beginning
        }

        @Override
        public void update(String html, String text) {
            long now = System.nanoTime();
            if (written == null || now - written >= LINE_NANOS) {
                written = now;
                out.println(text);
            }
        }

        @Override
        public void last(String html, String text) {
            out.println(text);
        }
    }
}
