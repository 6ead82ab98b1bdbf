package dev.assay.notebook.parameter;

/** A parameter that the notebook does not have, or a value that does not fit it. */
public final class ParameterException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    ParameterException(String message) {
        super(message);
    }
}
