package dev.assay.notebook.format;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Why a file could not be written, in words for those who asked for it. */
public final class Unwritable {

    private Unwritable() {}

    /** The reason alone: some kinds of failure have none but their class. */
    public static String words(IOException failure) {
        String said = failure instanceof FileSystemException system ? system.getReason() : failure.getMessage();
        if (said != null) {
            return said;
        }
        if (failure instanceof AccessDeniedException) {
            return "not allowed to write";
        }
        if (failure instanceof NoSuchFileException) {
            return "no such file or folder";
        }
        return failure instanceof FileAlreadyExistsException
                ? "a file is in the way"
                : failure.getClass().getSimpleName();
    }

    /** The file, where one is known, and the reason. */
    public static String wordsWithFile(IOException failure) {
        String file = failure instanceof FileSystemException system ? system.getFile() : null;
        return (file == null ? "" : file + ": ") + words(failure);
    }
}
