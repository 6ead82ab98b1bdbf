package dev.assay.kernel.session;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A cell cut, without a parser, into variables and methods that it declares and the statements between them. A guess that
 * javac's parser has to confirm.
 *
 * @param parts in order; at least one of them declares something
 */
record CellParts(List<Part> parts) {
    /** What may stand before a declaration in a cell and means nothing there. */
    private static final String MODIFIERS = "((?:(?:public|static)\\s+)*)";

    private static final String WORD = "[\\p{L}_$][\\p{L}\\p{N}_$]*";
    private static final String ARGUMENTS = "(?:\\s*<[^;={}()\"']*>)?";
    private static final String TYPE = WORD + "(?:\\s*\\.\\s*" + WORD + ")*" + ARGUMENTS + "(?:\\s*\\[\\s*\\])*";
    private static final Pattern VARIABLE =
            Pattern.compile(MODIFIERS + "(" + TYPE + ")\\s+(" + WORD + ")\\s*(=(?!=)|;|$)");
    private static final Pattern METHOD =
            Pattern.compile(MODIFIERS + "((?:<[^;={}()\"']*>\\s*)?" + TYPE + ")\\s+(" + WORD + ")\\s*\\(");

    /** First words of what looks like a declaration of the two kinds and is none. */
    private static final Set<String> NO_TYPE = Set.of(
            "return", "throw", "new", "else", "assert", "yield", "case", "do", "goto", "instanceof", "try", "while");

    /** First words of declarations that only JShell takes. */
    private static final Set<String> FOREIGN = Set.of(
            "import",
            "package",
            "class",
            "interface",
            "enum",
            "record",
            "abstract",
            "final",
            "private",
            "protected",
            "sealed",
            "non",
            "native",
            "synchronized",
            "strictfp",
            "transient",
            "volatile",
            "default");

    /** Part of a cell: the text from start to end, exclusive. */
    sealed interface Part {
        int start();

        int end();
    }

    /**
     * A variable.
     *
     * @param type as it was written; {@code var} too
     * @param initializer where the initializer starts; the end of the declaration if there is none
     */
    record Variable(int start, int end, String type, String name, int initializer, int initializerEnd) implements Part {
        boolean initialized() {
            return initializer < initializerEnd;
        }

        boolean inferred() {
            return type.equals("var");
        }
    }

    /** A method; its modifiers end before {@code type}. */
    record Method(int start, int end, int type, String name) implements Part {}

    /** Statements. */
    record Statements(int start, int end) implements Part {}

    /** The parts of a cell; null where it declares neither a variable nor a method, or something else, too. */
    static @Nullable CellParts of(String text) {
        List<int[]> pieces = new PieceScan(text).pieces();
        if (pieces == null) {
            return null;
        }
        List<Part> parts = new ArrayList<>();
        for (int[] piece : pieces) {
            Part part = part(text, piece[0], piece[1]);
            if (part == null) {
                return null;
            }
            int last = parts.size() - 1;
            if (part instanceof Statements && last >= 0 && parts.get(last) instanceof Statements before) {
                parts.set(last, new Statements(before.start(), part.end()));
            } else {
                parts.add(part);
            }
        }
        CellParts cell = new CellParts(List.copyOf(parts));
        return cell.declared().isEmpty() || cell.declaresTwice() ? null : cell;
    }

    private static @Nullable Part part(String text, int start, int end) {
        Matcher matcher = METHOD.matcher(text).region(start, end);
        if (matcher.lookingAt() && isType(matcher.group(2))) {
            return text.charAt(end - 1) == '}' ? new Method(start, end, matcher.start(2), matcher.group(3)) : null;
        }
        matcher = VARIABLE.matcher(text).region(start, end);
        if (matcher.lookingAt() && isType(matcher.group(2))) {
            return variable(text, start, end, matcher);
        }
        return text.charAt(start) == '@' || FOREIGN.contains(firstWord(text, start))
                ? null
                : new Statements(start, end);
    }

    private static Variable variable(String text, int start, int end, Matcher matcher) {
        int last = text.charAt(end - 1) == ';' ? end - 1 : end;
        int initializer = matcher.group(4).equals("=") ? matcher.end(4) : last;
        return new Variable(start, end, matcher.group(2), matcher.group(3), initializer, last);
    }

    private static boolean isType(String type) {
        String first = firstWord(type, 0);
        return !NO_TYPE.contains(first) && !FOREIGN.contains(first);
    }

    private static String firstWord(String text, int start) {
        int end = start;
        while (end < text.length() && Character.isJavaIdentifierPart(text.charAt(end))) {
            end++;
        }
        return text.substring(start, end);
    }

    /** The names that it declares, in order. */
    List<String> declared() {
        List<String> names = new ArrayList<>();
        for (Part part : parts) {
            if (part instanceof Variable variable) {
                names.add(variable.name());
            } else if (part instanceof Method method) {
                names.add(method.name());
            }
        }
        return names;
    }

    private boolean declaresTwice() {
        List<String> names = declared();
        return new HashSet<>(names).size() < names.size();
    }
}
