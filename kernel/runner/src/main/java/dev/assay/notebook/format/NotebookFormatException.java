package dev.assay.notebook.format;

import java.io.IOException;

/** A file that is no notebook, or none of those read here: says where in it, what was expected and what was found. */
public final class NotebookFormatException extends IOException {
    private static final long serialVersionUID = 1;

    NotebookFormatException(String message) {
        super(message);
    }

    NotebookFormatException(String place, String expected, String found) {
        this(place + ": expected " + expected + ", found " + found);
    }
}
