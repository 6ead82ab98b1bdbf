package dev.assay.cli;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.assay.generation.CatalogueException;
import dev.assay.inventory.InventoryException;
import dev.assay.source.SourceException;
import dev.assay.source.Syntax;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
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
        boolean traced = ours || System.getenv("ASSAY_DEBUG") != null;
        command.getErr().println("assay: " + (ours ? "internal error: " + failure : words(failure)));
        if (traced) {
            failure.printStackTrace(command.getErr());
        } else if (isFromAnywhere(failure)) {
            command.getErr()
                    .println("assay: if nothing of yours is wrong, it is a fault of ours: ASSAY_DEBUG=1 in the"
                            + " environment shows where");
        }
        return ours ? Exit.FAILURE : Exit.USAGE;
    }

    /** Not one of our own types for what users can mend: the Java library throws these too, for faults of ours. */
    private static boolean isFromAnywhere(Exception failure) {
        return failure instanceof IllegalArgumentException
                && !failure.getClass().getName().startsWith("dev.assay.");
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
        if (failure instanceof FileAlreadyExistsException) {
            return "a file is in the way: " + failure.getMessage();
        }
        if (failure instanceof JsonProcessingException malformed) {
            JsonLocation place = malformed.getLocation();
            return "no valid JSON: " + Syntax.wrong(malformed)
                    + (place == null ? "" : " (line " + place.getLineNr() + ", column " + place.getColumnNr() + ")");
        }
        return String.valueOf(failure.getMessage());
    }
}
