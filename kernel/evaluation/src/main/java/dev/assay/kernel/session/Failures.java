package dev.assay.kernel.session;

import dev.assay.kernel.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import jdk.jshell.Diag;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;

/** What failures of a cell look like to the person who wrote it. */
final class Failures {
    private static final String RED = "\u001b[1;31m";
    private static final String PLAIN = "\u001b[0m";

    private final JShell shell;

    Failures(JShell shell) {
        this.shell = shell;
    }

    Evaluation incomplete(Splitter.Piece piece, String code, int cell) {
        String message = "the cell ends before its code does";
        return new Evaluation.Broken(
                new Outcome.Failed("CompilationError", message, List.of(RED + message + PLAIN)), null);
    }

    Evaluation compilation(Snippet snippet, Splitter.Piece piece, String code, int cell) {
        List<String> lines = new ArrayList<>();
        String first = "";
        for (Diag diag : shell.diagnostics(snippet).toList()) {
            String message = diag.getMessage(Locale.ENGLISH);
            first = first.isEmpty() ? message : first;
            lines.add(RED + message + PLAIN);
        }
        return new Evaluation.Broken(new Outcome.Failed("CompilationError", first, lines), null);
    }

    Evaluation threw(Throwable thrown) {
        String message = thrown.getMessage() == null ? "" : thrown.getMessage();
        String name = thrown.getClass().getName();
        return new Evaluation.Broken(
                new Outcome.Failed(name, message, List.of(RED + name + PLAIN + ": " + message)), thrown);
    }
}
