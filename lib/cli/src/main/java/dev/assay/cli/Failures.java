package dev.assay.cli;

import dev.assay.generation.CatalogueException;
import dev.assay.inventory.InventoryException;
import dev.assay.source.SourceException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Turns an exception into words and an exit code: what the user can mend is 2, the rest is ours and is 1. */
final class Failures implements IExecutionExceptionHandler {

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        boolean ours = !(failure instanceof InventoryException
                || failure instanceof SourceException
                || failure instanceof CatalogueException
                || failure instanceof IllegalArgumentException
                || failure instanceof IOException);
        command.getErr().println("assay: " + (ours ? "internal error: " + failure : words(failure)));
        if (ours || System.getenv("ASSAY_DEBUG") != null) {
            failure.printStackTrace(command.getErr());
        }
        return ours ? Exit.FAILURE : Exit.USAGE;
    }

    private static String words(Exception failure) {
        if (failure instanceof NoSuchFileException) {
            return "no such file or folder: " + failure.getMessage();
        }
        if (failure instanceof NotDirectoryException) {
            return "expected a folder: " + failure.getMessage();
        }
        if (failure instanceof AccessDeniedException) {
            return "not allowed to read or write: " + failure.getMessage();
        }
        return String.valueOf(failure.getMessage());
    }
}
