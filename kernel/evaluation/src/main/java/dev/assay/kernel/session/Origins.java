package dev.assay.kernel.session;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SourceCodeAnalysis.SnippetWrapper;
import org.jspecify.annotations.Nullable;

/** Leads from the classes that JShell made back to the cells they were made of. */
final class Origins {
    /** {@code REPL.$JShell$12B}, or of overloaded methods {@code REPL.$JShell$12_13}, with nested classes behind. */
    private static final Pattern WRAPPER = Pattern.compile("REPL\\.\\$JShell\\$((?:\\d+[A-Z]*_?)+)(?:[$./].*)?");

    private static final int WHOLE_CELLS = 200;

    /** More than of those that declare nothing: they are called from later cells. */
    private static final int DECLARING_CELLS = 2_000;

    private final JShell shell;
    private final Map<String, Origin> byId = new LinkedHashMap<>();

    /** Cells that were compiled as a whole, by class: the latest, since any of them may have left threads and lambdas. */
    private final Map<String, Source> whole = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Source> eldest) {
            return size() > WHOLE_CELLS;
        }
    };

    /** The same of parts of cells that declared something past JShell. */
    private final Map<String, Source> declaring = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Source> eldest) {
            return size() > DECLARING_CELLS;
        }
    };

    private final Map<String, Origin> gone = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Origin> eldest) {
            return size() > WHOLE_CELLS;
        }
    };

    Origins(JShell shell) {
        this.shell = shell;
    }

    /**
     * A line of a cell.
     *
     * @param text the line as it stands there
     */
    record Line(Place place, String text) {}

    private record Origin(Snippet snippet, Place place) {}

    private record Source(String code, Place place) {}

    /** Whether the class is made of a cell's code. */
    static boolean isCell(String className) {
        return WRAPPER.matcher(className).matches() || CellCompiler.isCell(className);
    }

    /** Notes that a class is made of a whole cell, line by line. */
    void add(String className, String code, Place place) {
        whole.put(className, new Source(code, place));
    }

    /** Notes that a class is a part of a cell, on its lines, and holds what that declares. */
    void addDeclaring(String className, String code, Place place) {
        declaring.put(className, new Source(code, place));
    }

    /** Notes that a snippet's source starts at this place. */
    void add(Snippet snippet, Place place) {
        byId.put(snippet.id(), new Origin(snippet, place));
    }

    /** Where a snippet's source starts; null if nobody noted it. */
    @Nullable
    Place place(Snippet snippet) {
        Origin origin = byId.get(snippet.id());
        return origin == null ? null : origin.place();
    }

    /** Notes that the snippet is gone; for a while it is remembered, since its threads and exceptions may outlive it. */
    void remove(Snippet snippet) {
        Origin origin = byId.remove(snippet.id());
        if (origin != null) {
            gone.put(snippet.id(), origin);
        }
    }

    /** Which line of a cell a line of a generated class was, where that is known. */
    Optional<Line> line(String className, int line) {
        if (CellCompiler.isCell(className)) {
            return wholeLine(className, line);
        }
        Matcher matcher = WRAPPER.matcher(className);
        if (!matcher.matches() || line <= 0) {
            return Optional.empty();
        }
        for (String part : matcher.group(1).split("_")) {
            String id = part.replaceAll("[A-Z]", "");
            Origin origin = byId.getOrDefault(id, gone.get(id));
            if (origin != null) {
                Optional<Line> found = line(origin, line);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Line> wholeLine(String className, int line) {
        int nested = className.indexOf('$', CellCompiler.PREFIX.length());
        String outermost = nested < 0 ? className : className.substring(0, nested);
        Source source = whole.getOrDefault(outermost, declaring.get(outermost));
        if (source == null) {
            return Optional.empty();
        }
        String[] lines = source.code().split("\n", -1);
        int index = line - source.place().line();
        return index < 0 || index >= lines.length
                ? Optional.empty()
                : Optional.of(new Line(new Place(source.place().name(), line), lines[index]));
    }

    private Optional<Line> line(Origin origin, int line) {
        SnippetWrapper wrapper = shell.sourceCodeAnalysis().wrapper(origin.snippet());
        String[] wrapped = wrapper.wrapped().split("\n", -1);
        int start = 0;
        for (int i = 0; i < wrapped.length; i++) {
            // JShell's own "return $1 =" stands on a line before the user's, and counts for it.
            if (i >= line - 1) {
                Optional<Line> found = line(origin, wrapper, start, start + wrapped[i].length());
                if (found.isPresent()) {
                    return found;
                }
            }
            start += wrapped[i].length() + 1;
        }
        return Optional.empty();
    }

    /** A generated line holds more than the user's: only a position inside his part leads back to the same text. */
    private static Optional<Line> line(Origin origin, SnippetWrapper wrapper, int from, int to) {
        String source = origin.snippet().source();
        for (int at = to - 1; at >= from; at--) {
            int position = wrapper.wrappedToSourcePosition(at);
            if (position >= 0
                    && position < source.length()
                    && !Character.isWhitespace(source.charAt(position))
                    && source.charAt(position) == wrapper.wrapped().charAt(at)) {
                Place place = origin.place().after(source, position);
                int first = source.lastIndexOf('\n', position - 1) + 1;
                int end = source.indexOf('\n', position);
                return Optional.of(new Line(place, source.substring(first, end < 0 ? source.length() : end)));
            }
        }
        return Optional.empty();
    }
}
