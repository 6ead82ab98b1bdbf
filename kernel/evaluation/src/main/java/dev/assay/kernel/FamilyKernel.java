package dev.assay.kernel;

import dev.assay.kernel.session.Evaluation;
import dev.assay.kernel.session.JavaSession;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.JupyterIO;
import org.dflib.jjava.jupyter.kernel.LanguageInfo;
import org.dflib.jjava.jupyter.kernel.ReplacementOptions;
import org.dflib.jjava.jupyter.kernel.comm.CommManager;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.magic.MagicParser;
import org.dflib.jjava.jupyter.kernel.magic.MagicTranspiler;
import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;
import org.dflib.jjava.jupyter.kernel.util.StringStyler;
import org.jspecify.annotations.Nullable;

/**
 * A session as extensions of the jjava family see it. It is no {@link Evaluator} itself, since the two disagree on what
 * {@code complete} returns.
 */
final class FamilyKernel extends BaseKernel {
    private final JavaSession session;

    FamilyKernel(JavaSession session, boolean extensions) {
        super(
                "assay",
                "0.1.0",
                new LanguageInfo.Builder("java")
                        .version(Runtime.version().toString())
                        .mimetype("text/x-java-source")
                        .fileExtension(".jshell")
                        .pygments("java")
                        .codemirror("java")
                        .build(),
                List.of(),
                null,
                new JupyterIO(StandardCharsets.UTF_8),
                new CommManager(),
                new Renderer(),
                new MagicParser("(?<=(?:^|=))\\s*%", "%%", new MagicTranspiler()),
                new MagicsRegistry(),
                extensions,
                new StringStyler.Builder().build());
        this.session = session;
    }

    @Override
    public @Nullable Object evalRaw(String source) {
        Evaluation evaluation = session.evaluate(source, "evaluated code", 1);
        if (evaluation instanceof Evaluation.Broken broken) {
            throw new IllegalStateException(
                    broken.failure().name() + ": " + broken.failure().message(), broken.cause());
        }
        return ((Evaluation.Value) evaluation).value();
    }

    @Override
    public @Nullable DisplayData inspect(String code, int at, boolean extraDetail) {
        return null;
    }

    @Override
    public @Nullable ReplacementOptions complete(String code, int at) {
        return null;
    }

    @Override
    public String isComplete(String code) {
        return IS_COMPLETE_MAYBE;
    }

    @Override
    public void interrupt() {
        session.interrupt();
    }

    @Override
    protected ClassLoader getClassLoader() {
        return session.loader();
    }
}
