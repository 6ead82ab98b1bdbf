package dev.assay.kernel;

import dev.assay.kernel.display.Bundles;
import dev.assay.kernel.output.CellContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.kernel.JupyterIO;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.messages.ContentType;
import org.dflib.jjava.jupyter.messages.publish.PublishDisplayData;
import org.dflib.jjava.jupyter.messages.publish.PublishUpdateDisplayData;
import org.jspecify.annotations.Nullable;

/** The base's streams and displays, led to the outputs of the calling thread's cell; outside all cells they lead nowhere. */
final class FamilyIo extends JupyterIO {
    FamilyIo() {
        super(StandardCharsets.UTF_8);
        setEnv(new Outlet());
        setJupyterInEnabled(true);
    }

    private static @Nullable Outputs outputs() {
        CellContext cell = CellContext.current();
        return cell == null ? null : cell.outputs();
    }

    /** Stands for the request that is answered; the base publishes through it. */
    @SuppressWarnings("NullAway") // the base's sockets, which are not used
    private static final class Outlet extends ShellReplyEnvironment {
        Outlet() {
            super(null, null, null, null);
        }

        @Override
        public <T extends ContentType<T>> void publish(T content) {
            Outputs outputs = outputs();
            if (outputs == null) {
                return;
            }
            if (content instanceof PublishDisplayData shown) {
                outputs.display(Bundles.of(shown), id(shown));
            } else if (content instanceof PublishUpdateDisplayData shown && shown.hasDisplayId()) {
                outputs.update(Bundles.of(shown), shown.getDisplayId());
            }
        }

        private static @Nullable String id(DisplayData shown) {
            return shown.hasDisplayId() ? shown.getDisplayId() : null;
        }

        @Override
        public void writeToStdOut(String text) {
            write(Outputs.Stream.STDOUT, text);
        }

        @Override
        public void writeToStdErr(String text) {
            write(Outputs.Stream.STDERR, text);
        }

        private static void write(Outputs.Stream stream, String text) {
            Outputs outputs = outputs();
            if (outputs != null) {
                outputs.text(stream, text);
            }
        }

        @Override
        public String readFromStdIn(String prompt, boolean password) {
            Outputs outputs = outputs();
            try {
                return outputs == null ? "" : outputs.input(prompt, password);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while waiting for input", e);
            }
        }
    }
}
