package dev.assay.kernel.session;

import dev.assay.kernel.Outcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;

/** What failures of a cell look like to the person who wrote it. */
final class Failures {
    static final String COMPILATION = "CompilationError";
    private static final String RED = "\u001b[1;31m";
    private static final String BLUE = "\u001b[34m";
    private static final String GREY = "\u001b[90m";
    private static final String PLAIN = "\u001b[0m";

    /** Frames of libraries shown above the user's own: enough to see which call failed. */
    private static final int LIBRARY_FRAMES = 3;

    private static final int USER_FRAMES = 20;
    private static final int CAUSES = 10;

    private final JShell shell;
    private final Origins origins;

    Failures(JShell shell, Origins origins) {
        this.shell = shell;
        this.origins = origins;
    }

    /** The rest of a cell is no statement, for want of a bracket or a quote. */
    Evaluation.Broken incomplete(String rest, Place place) {
        String message = "this does not end: a bracket, a quote or a comment is left open";
        int start = rest.length() - rest.stripLeading().length();
        List<String> lines = new ArrayList<>(List.of(RED + COMPILATION + PLAIN + ": " + message));
        lines.addAll(marked(rest, start, start, place));
        return new Evaluation.Broken(new Outcome.Failed(COMPILATION, message, lines), null);
    }

    /** A snippet did not compile. */
    Evaluation.Broken compilation(Snippet snippet, Place place) {
        List<String> lines = new ArrayList<>();
        String first = "";
        for (Diag diag : shell.diagnostics(snippet).filter(Diag::isError).toList()) {
            String message = diag.getMessage(Locale.getDefault())
                    .strip()
                    .replaceFirst("\\R *location: class$", ""); // a class of JShell's, which it does not name
            first = first.isEmpty() ? message : first;
            lines.add(RED + COMPILATION + PLAIN + ": " + message);
            lines.addAll(marked(snippet.source(), (int) diag.getStartPosition(), (int) diag.getEndPosition(), place));
        }
        if (lines.isEmpty()) {
            first = missing(snippet);
            lines.add(RED + COMPILATION + PLAIN + ": " + first);
            lines.addAll(marked(snippet.source(), 0, 0, place));
        }
        return new Evaluation.Broken(new Outcome.Failed(COMPILATION, first, lines), null);
    }

    private String missing(Snippet snippet) {
        List<String> missing = snippet instanceof DeclarationSnippet declaration
                ? shell.unresolvedDependencies(declaration).toList()
                : List.of();
        return missing.isEmpty() ? "this cannot be compiled" : "not declared yet: " + String.join(", ", missing);
    }

    /** The line a range is in, and carets below the range. */
    private static List<String> marked(String source, int from, int to, Place place) {
        int start = Math.max(0, Math.min(from, source.length()));
        int lineStart = source.lastIndexOf('\n', start - 1) + 1;
        int newline = source.indexOf('\n', start);
        int lineEnd = newline < 0 ? source.length() : newline;
        int end = Math.max(start + 1, Math.min(to, lineEnd));
        String line = source.substring(lineStart, lineEnd);
        String indent = line.substring(0, start - lineStart).replaceAll("[^\t]", " ");
        return List.of(
                BLUE + place.after(source, start) + PLAIN + ":",
                "  " + line,
                "  " + indent + RED + "^".repeat(end - start) + PLAIN);
    }

    /** The compiler crashed without a word about the code. */
    Evaluation.Broken crashed(String source, Place place) {
        String message = "javac crashed on this; another way to write it may help";
        List<String> lines = new ArrayList<>(List.of(RED + COMPILATION + PLAIN + ": " + message));
        int start = source.length() - source.stripLeading().length();
        lines.addAll(marked(source, start, start, place));
        return new Evaluation.Broken(new Outcome.Failed(COMPILATION, message, lines), null);
    }

    /** The compiler itself failed. */
    Evaluation.Broken compiler(Throwable failure) {
        Throwable root = failure;
        for (int i = 0; i < CAUSES && root.getCause() != null; i++) {
            root = root.getCause();
        }
        if (!(root instanceof StackOverflowError)) {
            return threw(failure);
        }
        String message = "too deeply nested for the compiler";
        return new Evaluation.Broken(
                new Outcome.Failed(COMPILATION, message, List.of(RED + COMPILATION + PLAIN + ": " + message)), null);
    }

    /** The user's code threw. */
    Evaluation.Broken threw(Throwable thrown) {
        String name = thrown.getClass().getName();
        List<String> lines = new ArrayList<>();
        trace(thrown, "", lines, Collections.newSetFromMap(new IdentityHashMap<>()));
        return new Evaluation.Broken(
                new Outcome.Failed(thrown instanceof CellExit ? "SystemExit" : shown(name), message(thrown), lines),
                thrown);
    }

    /** The user called what is not there yet. */
    Evaluation.Broken unresolved(DeclarationSnippet snippet) {
        String message = shownName(snippet) + " cannot be used: " + missing(snippet);
        return new Evaluation.Broken(
                new Outcome.Failed(COMPILATION, message, List.of(RED + COMPILATION + PLAIN + ": " + message)), null);
    }

    /** What is said of a declaration that cannot be used yet. */
    String waiting(DeclarationSnippet snippet) {
        return shownName(snippet) + " cannot be used yet, " + missing(snippet);
    }

    private static String shownName(DeclarationSnippet snippet) {
        return snippet.kind() == Snippet.Kind.METHOD ? snippet.name() + "()" : snippet.name();
    }

    /** The cell was interrupted. */
    static Evaluation.Broken interrupted(String message) {
        return new Evaluation.Broken(
                new Outcome.Failed(
                        "KeyboardInterrupt", message, List.of(RED + "KeyboardInterrupt" + PLAIN + ": " + message)),
                null);
    }

    private void trace(Throwable thrown, String prefix, List<String> lines, Set<Throwable> seen) {
        String message = message(thrown);
        lines.add(
                prefix + RED + shown(thrown.getClass().getName()) + PLAIN + (message.isEmpty() ? "" : ": " + message));
        frames(thrown.getStackTrace(), lines);
        Throwable cause = thrown.getCause();
        if (cause != null && seen.add(thrown) && seen.size() < CAUSES && !seen.contains(cause)) {
            trace(cause, "Caused by: ", lines, seen);
        }
    }

    /** The frames down to the last of the cell's; those of libraries only next to the place of the failure. */
    private void frames(StackTraceElement[] frames, List<String> lines) {
        int last = frames.length - 1;
        while (last >= 0 && !Origins.isCell(frames[last].getClassName())) {
            last--;
        }
        int mine = 0;
        int skipped = 0;
        int library = 0;
        for (int i = 0; i <= last; i++) {
            StackTraceElement frame = frames[i];
            boolean user = Origins.isCell(frame.getClassName());
            boolean shown = user ? mine < USER_FRAMES : mine == 0 && library < LIBRARY_FRAMES && !isMachinery(frame);
            if (user) {
                mine++;
            } else {
                library++;
            }
            if (shown) {
                lines.add(user ? userFrame(frame, mine == 1) : GREY + "    at " + frame + PLAIN);
            } else if (user || mine == 0) {
                skipped++;
            }
        }
        if (skipped > 0) {
            lines.add(GREY + "    ... " + skipped + " more" + PLAIN);
        }
    }

    private static boolean isMachinery(StackTraceElement frame) {
        String name = frame.getClassName();
        return name.startsWith("java.lang.invoke.")
                || name.startsWith("jdk.internal.")
                || name.startsWith(Stop.class.getName());
    }

    private String userFrame(StackTraceElement frame, boolean withText) {
        String method = method(frame);
        Optional<Origins.Line> line = origins.line(frame.getClassName(), frame.getLineNumber());
        if (line.isEmpty()) {
            return "    at " + (method.isEmpty() ? "an earlier cell" : method);
        }
        String where = BLUE + line.get().place() + PLAIN;
        String text = withText ? "\n        " + line.get().text().strip() : "";
        return "    at " + (method.isEmpty() ? where : method + " (" + where + ")") + text;
    }

    private static String method(StackTraceElement frame) {
        String type = shown(frame.getClassName());
        String name = frame.getMethodName();
        if (name.startsWith("lambda$")) {
            return "a lambda";
        }
        if (name.equals("do_it$")) {
            return "";
        }
        return type.isEmpty() ? name : type + "." + name;
    }

    /** A class name without JShell's wrapping. */
    static String shown(String className) {
        return className
                .replaceFirst("^REPL\\.\\$JShell\\$[0-9A-Z_]+(?:/0x[0-9a-f]+)?[$.]?", "")
                .replaceAll("^REPL\\.", "");
    }

    private static String message(Throwable thrown) {
        try {
            String message = thrown.getLocalizedMessage();
            return message == null ? "" : message.replaceAll("REPL\\.\\$JShell\\$[0-9A-Z_]+[$.]?", "");
        } catch (RuntimeException | StackOverflowError e) {
            return "(its message cannot be read: " + e.getClass().getName() + ")";
        }
    }
}
