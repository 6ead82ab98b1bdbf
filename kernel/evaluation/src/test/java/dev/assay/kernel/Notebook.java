package dev.assay.kernel;

import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Runs cells one after the other, as a frontend would, and remembers what they showed. */
final class Notebook implements AutoCloseable {
    private final JavaKernel kernel;
    private int cell;

    Notebook(KernelOptions options) {
        kernel = JavaKernel.open(options);
    }

    JavaKernel kernel() {
        return kernel;
    }

    /** What the next cell is worth, as text; the exception's name and message where it failed. */
    String run(String code) {
        Outcome outcome = outcome(code);
        if (outcome instanceof Outcome.Failed failed) {
            return failed.name() + ": " + failed.message();
        }
        MimeBundle result = ((Outcome.Done) outcome).result();
        return result == null
                ? ""
                : Objects.requireNonNull(result.data().get("text/plain")).asText();
    }

    Outcome outcome(String code) {
        return kernel.execute(new Evaluator.Cell(++cell, code, false), new Silent());
    }

    @Override
    public void close() {
        kernel.close();
    }

    private static final class Silent implements Outputs {
        @Override
        public void text(Stream stream, String text) {}

        @Override
        public void display(MimeBundle bundle, @Nullable String displayId) {}

        @Override
        public void update(MimeBundle bundle, String displayId) {}

        @Override
        public void clear(boolean wait) {}

        @Override
        public String input(String prompt, boolean password) throws IOException {
            throw new IOException("no input here");
        }
    }
}
