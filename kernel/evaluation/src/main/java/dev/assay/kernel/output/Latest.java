package dev.assay.kernel.output;

import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/** The session in which a cell ended last, for threads that know none; it does not keep a closed session alive. */
final class Latest {
    private static volatile WeakReference<@Nullable CellSession> session = new WeakReference<>(null);

    private Latest() {}

    static void remember(CellSession ended) {
        session = new WeakReference<>(ended);
    }

    static @Nullable CellSession session() {
        return session.get();
    }
}
