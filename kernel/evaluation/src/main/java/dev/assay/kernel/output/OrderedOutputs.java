package dev.assay.kernel.output;

import dev.assay.kernel.MimeBundle;
import dev.assay.kernel.Outputs;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Sends printed text before anything that must come after it. */
record OrderedOutputs(PrintedText printed, Outputs target) implements Outputs {
    @Override
    public void text(Stream stream, String text) {
        printed.append(stream, text, false);
    }

    @Override
    public void display(MimeBundle bundle, @Nullable String displayId) {
        printed.flush();
        target.display(bundle, displayId);
    }

    @Override
    public void update(MimeBundle bundle, String displayId) {
        printed.flush();
        target.update(bundle, displayId);
    }

    @Override
    public void clear(boolean wait) {
        printed.flush();
        printed.cleared();
        target.clear(wait);
    }

    @Override
    public String input(String prompt, boolean password) throws IOException, InterruptedException {
        printed.flush();
        return target.input(prompt, password);
    }
}
