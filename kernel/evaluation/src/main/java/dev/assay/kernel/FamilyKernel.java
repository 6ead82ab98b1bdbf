package dev.assay.kernel;

import dev.assay.kernel.output.Streams;
import dev.assay.kernel.session.JavaSession;
import java.util.List;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.LanguageInfo;
import org.dflib.jjava.jupyter.kernel.ReplacementOptions;
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
    private final CellCode code;

    FamilyKernel(JavaSession session, CellCode code, boolean extensions) {
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
                new FamilyIo(),
                new FamilyComms(),
                new Renderer(),
                new MagicParser("(?<=(?:^|=))\\s*%", "%%", new MagicTranspiler()),
                new MagicsRegistry(),
                extensions,
                new StringStyler.Builder().build());
        this.session = session;
        this.code = code;
    }

    /** Installs the extensions, if it was opened with any. */
    void start() {
        KernelOfCell.join(session.cells(), this);
        if (extensionsEnabled) {
            installDefaultExtensions();
        }
    }

    /** Lets go of the extensions. */
    void stop() {
        uninstallExtension();
        KernelOfCell.leave(session.cells());
    }

    /** Installs extensions that came with an addition to the class path; those installed before stay as they are. */
    void installNewExtensions() {
        if (extensionsEnabled) {
            installDefaultExtensions();
        }
    }

    /** One extension that fails must not keep the kernel from starting, nor the others from being installed. */
    @Override
    protected void installExtension(Extension extension) {
        try {
            super.installExtension(extension);
        } catch (Exception | LinkageError e) {
            Streams.realErr()
                    .println("assay kernel: extension " + extension.getClass().getName() + " failed: " + e);
        }
    }

    FamilyComms comms() {
        return (FamilyComms) getCommManager();
    }

    @Override
    public @Nullable Object evalRaw(String source) {
        try {
            return code.evaluate(source, "evaluated code", 1);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
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
