package dev.assay.quota;

/** A plan that is well-formed and asks for something that cannot be answered yet; it is refused, never half obeyed. */
public final class UnsupportedPlanException extends IllegalArgumentException {

    /** With a message for the plan's author. */
    public UnsupportedPlanException(String message) {
        super(message);
    }
}
