package dev.assay.inventory;

import java.io.Serial;

/** An inventory, filter or column cannot be used as asked. The message says what was expected, found, and where. */
public final class InventoryException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    public InventoryException(String message) {
        super(message);
    }

    public InventoryException(String message, Throwable cause) {
        super(message, cause);
    }
}
