package dev.assay.kernel.session;

import org.jspecify.annotations.Nullable;

/** How the code of a cell ended. */
public sealed interface Evaluation {
    /**
     * It ran.
     *
     * @param value what its last expression is worth, null where there is none
     */
    record Value(@Nullable Object value) implements Evaluation {}

    /**
     * It did not run to its end.
     *
     * @param failure as frontends get it
     * @param cause what the user's code threw; null where it did not compile or was interrupted
     */
    record Broken(dev.assay.kernel.Outcome.Failed failure, @Nullable Throwable cause) implements Evaluation {}
}
