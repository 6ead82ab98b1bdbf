package dev.assay.kernel.magic;

import org.jspecify.annotations.Nullable;

/** Where a snippet leaves its value; public for snippets. */
public final class Held {
    private static @Nullable Object value;

    private Held() {}

    /** Called by snippets. */
    public static void put(@Nullable Object held) {
        value = held;
    }

    static @Nullable Object take() {
        Object taken = value;
        value = null;
        return taken;
    }
}
