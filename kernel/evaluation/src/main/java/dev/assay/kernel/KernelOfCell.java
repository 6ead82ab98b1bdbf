package dev.assay.kernel;

import dev.assay.kernel.output.CellContext;
import dev.assay.kernel.output.CellSession;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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
 * The one kernel of a JVM that the base keeps in a static, and that its {@code display(...)} goes to: it stands for the
 * kernel that the calling thread's cell belongs to, so that several can live in one JVM.
 */
final class KernelOfCell extends BaseKernel {
    private static final Map<CellSession, FamilyKernel> KERNELS = new ConcurrentHashMap<>();
    private static volatile @Nullable FamilyKernel latest;

    private KernelOfCell() {
        super(
                "assay",
                "",
                new LanguageInfo.Builder("java").build(),
                List.of(),
                null,
                new FamilyIo(),
                new CommManager(),
                new Renderer(),
                new MagicParser("%", "%%", new MagicTranspiler()),
                new MagicsRegistry(),
                false,
                new StringStyler.Builder().build());
    }

    /** From now on cells of the session find this kernel. */
    static synchronized void join(CellSession cells, FamilyKernel kernel) {
        KERNELS.put(cells, kernel);
        latest = kernel;
        if (notebookKernel == null) {
            new KernelOfCell().installNotebookKernel();
        }
    }

    /** Ends that; with the last kernel the static is cleared. */
    static synchronized void leave(CellSession cells) {
        FamilyKernel left = KERNELS.remove(cells);
        if (latest == left) {
            latest = KERNELS.values().stream().findAny().orElse(null);
        }
        if (KERNELS.isEmpty() && notebookKernel instanceof KernelOfCell mine) {
            mine.uninstallNotebookKernel();
        }
    }

    private static BaseKernel here() {
        CellContext cell = CellContext.current();
        FamilyKernel kernel = cell == null ? null : KERNELS.get(cell.session());
        FamilyKernel found = kernel == null ? latest : kernel;
        if (found == null) {
            throw new IllegalStateException("no kernel runs");
        }
        return found;
    }

    @Override
    public Renderer getRenderer() {
        // Asked by the base's constructor, before there is any kernel.
        return KERNELS.isEmpty() ? super.getRenderer() : here().getRenderer();
    }

    @Override
    public MagicsRegistry getMagicsRegistry() {
        return here().getMagicsRegistry();
    }

    @Override
    public JupyterIO getIO() {
        return here().getIO();
    }

    @Override
    public CommManager getCommManager() {
        return here().getCommManager();
    }

    @Override
    public void display(DisplayData data) {
        here().display(data);
    }

    @Override
    public @Nullable Object evalRaw(String source) {
        return here().evalRaw(source);
    }

    @Override
    public @Nullable DisplayData inspect(String code, int at, boolean extraDetail) {
        return here().inspect(code, at, extraDetail);
    }

    @Override
    public @Nullable ReplacementOptions complete(String code, int at) {
        return here().complete(code, at);
    }

    @Override
    public String isComplete(String code) {
        return here().isComplete(code);
    }

    @Override
    public void interrupt() {
        here().interrupt();
    }
}
