package dev.assay.kernel;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a cell ended. */
public sealed interface Outcome {
    /** It ran; {@code result} is what its last expression is worth, null where there is none or it is void or null. */
    record Done(@Nullable MimeBundle result) implements Outcome {}

    /**
     * It did not compile, threw, or was stopped.
     *
     * @param name the user's exception class ({@code java.lang.IllegalStateException}), {@code CompilationError},
     *     {@code MagicError}, or {@code KeyboardInterrupt} where the cell was interrupted: the name frontends and runners know
     * @param message its message, empty if none
     * @param traceback lines for people, with ANSI colours, the cell's own line numbers, trimmed to the user's frames
     */
    record Failed(String name, String message, List<String> traceback) implements Outcome {}
}
