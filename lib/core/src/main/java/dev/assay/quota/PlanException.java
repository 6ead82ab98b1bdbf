package dev.assay.quota;

/** A plan that cannot be read, or that speaks of something that is not there. The message says where and what to do. */
public final class PlanException extends IllegalArgumentException {

    /** With a message for the plan's author. */
    public PlanException(String message) {
        super(message);
    }
}
