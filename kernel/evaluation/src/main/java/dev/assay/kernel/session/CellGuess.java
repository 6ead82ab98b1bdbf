package dev.assay.kernel.session;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What can be said about the text of a cell without a parser: which names it mentions, and where its last statement starts
 * if that could be an expression. A guess that javac's parser has to confirm.
 *
 * @param names every identifier and keyword in it, in order of appearance
 * @param head everything before the last expression; the whole text where none was found
 * @param last the last expression without its semicolon, empty where none was found
 * @param call the method that is called last in it, if it ends in a call: {@code println}; else empty
 * @param closed whether the text ends in a semicolon or a block
 */
record CellGuess(Set<String> names, String head, String last, String call, boolean closed) {
    /** What notebooks do not show, so that nobody asks for its value. */
    private static final Pattern ASSIGNMENT =
            Pattern.compile("\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*\\s*=[^=]");

    private static final Set<String> STATEMENTS = Set.of(
            "if",
            "else",
            "for",
            "while",
            "do",
            "switch",
            "case",
            "default",
            "try",
            "catch",
            "finally",
            "synchronized",
            "return",
            "throw",
            "break",
            "continue",
            "yield",
            "assert");
    private static final Set<String> DECLARATIONS = Set.of(
            "import",
            "package",
            "class",
            "interface",
            "enum",
            "void",
            "public",
            "protected",
            "private",
            "static",
            "abstract",
            "final",
            "native",
            "strictfp",
            "transient",
            "volatile",
            "sealed");

    /**
     * Reads the text; null where it is unusual (unbalanced, unicode escapes, no Java) or surely declares something.
     */
    static @Nullable CellGuess of(String text) {
        Reader reader = new Reader(text);
        return reader.read() ? reader.text() : null;
    }

    /** All of it as statements; the semicolon is for a last one without, on a line of its own in case of a comment. */
    String statements() {
        return closed ? head + last + (last.isEmpty() ? "" : ";") : head + last + "\n;";
    }

    private static final class Reader {
        private final String text;
        private final Set<String> names = new LinkedHashSet<>();
        private int at;
        private int depth;

        /** Where the statement starts that is read now, or -1 before its first token. */
        private int start = -1;

        /** Where the last finished statement starts and ends (without its semicolon); -1 if it ends in a block. */
        private int lastStart = -1;

        private int lastEnd = -1;

        /** Whether a block has just been closed, so that it depends on the next token if the statement goes on. */
        private boolean afterBlock;

        private boolean startsWithKeyword;
        private boolean lastStartsWithKeyword;
        private String previous = "";

        /** By depth, the name before the parenthesis that was opened there. */
        private final String[] callees = new String[64];

        private String call = "";
        private String lastCall = "";

        Reader(String text) {
            this.text = text;
        }

        boolean read() {
            while (at < text.length()) {
                if (!next(text.charAt(at))) {
                    return false;
                }
            }
            return depth == 0 && (!names.isEmpty() || start >= 0);
        }

        CellGuess text() {
            if (start >= 0) {
                return startsWithKeyword || text.charAt(start) == '{' ? whole() : split(start, text.length(), call);
            }
            return lastEnd < 0 || lastStart < 0 || lastStartsWithKeyword
                    ? whole()
                    : split(lastStart, lastEnd, lastCall);
        }

        /** Whether a statement that needs no semicolon stands last. */
        private boolean endsInBlock() {
            return afterBlock && (startsWithKeyword || text.charAt(start) == '{');
        }

        private boolean closed() {
            return start < 0 || endsInBlock();
        }

        private CellGuess whole() {
            return new CellGuess(names, text, "", "", closed());
        }

        private CellGuess split(int from, int to, String callee) {
            String last = text.substring(from, to);
            return ASSIGNMENT.matcher(last).lookingAt()
                    ? whole()
                    : new CellGuess(names, text.substring(0, from), last, callee, closed());
        }

        private boolean next(char c) {
            if (Character.isWhitespace(c)) {
                at++;
                return true;
            }
            if (c == '/' && text.startsWith("//", at)) {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
                return true;
            }
            if (c == '/' && text.startsWith("/*", at)) {
                int end = text.indexOf("*/", at + 2);
                at = end + 2;
                return end >= 0;
            }
            return token(c);
        }

        private boolean token(char c) {
            if (afterBlock && !goesOn(c)) {
                finish(-1);
            }
            afterBlock = false;
            if (start < 0 && c != ';') {
                start = at;
                call = "";
            }
            if (c == '"' || c == '\'') {
                previous = "";
                return literal(c);
            }
            if (Character.isJavaIdentifierStart(c)) {
                return name();
            }
            if (c >= '0' && c <= '9') {
                while (at < text.length()
                        && (Character.isJavaIdentifierPart(text.charAt(at)) || text.charAt(at) == '.')) {
                    at++;
                }
                previous = "";
                return true;
            }
            return symbol(c);
        }

        /** Whether this token after a closed block belongs to the same statement: {@code new int[] {1, 2}.length}. */
        private boolean goesOn(char c) {
            return ".;,)]?:=*/%&|^<>".indexOf(c) >= 0;
        }

        private boolean name() {
            int from = at;
            while (at < text.length() && Character.isJavaIdentifierPart(text.charAt(at))) {
                at++;
            }
            String name = text.substring(from, at);
            names.add(name);
            previous = name;
            if (from == start) {
                startsWithKeyword = STATEMENTS.contains(name);
                return !DECLARATIONS.contains(name) || name.equals("sealed");
            }
            return true;
        }

        private boolean symbol(char c) {
            switch (c) {
                case '\\', '#', '`' -> {
                    return false;
                }
                case '(', '[', '{' -> {
                    if (depth + 1 >= callees.length) {
                        return false;
                    }
                    callees[depth++] = c == '(' ? previous : "";
                }
                case ')', ']', '}' -> {
                    if (--depth < 0) {
                        return false;
                    }
                    afterBlock = c == '}' && depth == 0;
                }
                case ';' -> {
                    if (depth == 0) {
                        finish(at);
                    }
                }
                default -> {
                    // operators, dots and commas say nothing about where a statement ends
                }
            }
            if (depth == 0) {
                call = c == ')' ? callees[0] : "";
            }
            previous = "";
            at++;
            return true;
        }

        private void finish(int end) {
            if (start >= 0 || end < 0) {
                lastStart = start;
                lastEnd = end;
                lastStartsWithKeyword = startsWithKeyword;
                lastCall = call;
            } else {
                lastEnd = -1; // an empty statement
            }
            start = -1;
            startsWithKeyword = false;
        }

        private boolean literal(char quote) {
            if (text.startsWith("\"\"\"", at)) {
                return upTo("\"\"\"", at + 3, true);
            }
            return upTo(String.valueOf(quote), at + 1, false);
        }

        private boolean upTo(String end, int from, boolean lines) {
            for (int i = from; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c == '\\') {
                    if (text.startsWith("u", i + 1) && !harmless(i + 2)) {
                        return false;
                    }
                    i++;
                } else if (text.startsWith(end, i)) {
                    at = i + end.length();
                    return true;
                } else if (c == '\n' && !lines) {
                    return false;
                }
            }
            return false;
        }

        /** Whether the four digits of a unicode escape cannot mean a quote, a backslash or a line's end. */
        private boolean harmless(int from) {
            if (from + 4 > text.length()) {
                return false;
            }
            String digits = text.substring(from, from + 4);
            return digits.chars().allMatch(c -> Character.digit(c, 16) >= 0) && Integer.parseInt(digits, 16) >= 0x80;
        }
    }
}
