package dev.assay.kernel.assist;

import dev.assay.kernel.assist.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a cell into tokens, whatever it holds. The compiler's own scanner is no help here: it stops making sense at the first
 * open literal, and cells under the cursor are full of those.
 */
final class Lexer {
    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private int depth;
    /** Whether a statement could start here, outside all brackets. */
    private boolean fresh = true;

    private Lexer(String text) {
        this.text = text;
    }

    static List<Token> tokens(String text) {
        Lexer lexer = new Lexer(text);
        while (lexer.at < text.length()) {
            lexer.step();
        }
        return lexer.tokens;
    }

    private void step() {
        char c = text.charAt(at);
        if (Character.isWhitespace(c)) {
            at++;
        } else if (text.startsWith("//", at)) {
            add(Kind.LINE_COMMENT, lineEnd(at), true);
        } else if (text.startsWith("/*", at)) {
            int close = text.indexOf("*/", at + 2);
            add(Kind.COMMENT, close < 0 ? text.length() : close + 2, close >= 0);
        } else if (c == '%' && fresh && depth == 0) {
            add(Kind.MAGIC, lineEnd(at), true);
        } else {
            code(c);
        }
    }

    private void code(char c) {
        fresh = false;
        if (text.startsWith("\"\"\"", at)) {
            textBlock();
        } else if (c == '"' || c == '\'') {
            literal(c);
        } else if (Character.isDigit(c)) {
            int end = at;
            while (end < text.length() && isNumberPart(end)) {
                end++;
            }
            add(Kind.NUMBER, end, true);
        } else if (Character.isJavaIdentifierStart(text.codePointAt(at))) {
            add(Kind.WORD, wordEnd(text, at), true);
        } else {
            symbol(c);
        }
    }

    private boolean isNumberPart(int i) {
        char c = text.charAt(i);
        // 1..2 is no number, nor is the dot of 1.equals
        return Character.isLetterOrDigit(c)
                || c == '_'
                || (c == '.' && i + 1 < text.length() && Character.isDigit(text.charAt(i + 1)));
    }

    private void symbol(char c) {
        if (c == '(' || c == '[' || c == '{') {
            depth++;
        } else if (c == ')' || c == ']' || c == '}') {
            depth = Math.max(0, depth - 1);
        }
        fresh = depth == 0 && (c == ';' || c == '}');
        add(Kind.SYMBOL, at + Character.charCount(text.codePointAt(at)), true);
    }

    private void textBlock() {
        int i = at + 3;
        while (i < text.length() && !text.startsWith("\"\"\"", i)) {
            i += text.charAt(i) == '\\' ? 2 : 1;
        }
        boolean closed = i < text.length();
        add(Kind.TEXT_BLOCK, closed ? i + 3 : text.length(), closed);
    }

    private void literal(char quote) {
        int i = at + 1;
        while (i < text.length() && text.charAt(i) != quote && text.charAt(i) != '\n') {
            i += text.charAt(i) == '\\' ? 2 : 1;
        }
        boolean closed = i < text.length() && text.charAt(i) == quote;
        add(Kind.STRING, closed ? i + 1 : Math.min(i, text.length()), closed);
    }

    private int lineEnd(int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }

    private void add(Kind kind, int end, boolean closed) {
        tokens.add(new Token(kind, at, end, closed));
        at = end;
    }

    /** Where the identifier that covers {@code from} ends. */
    static int wordEnd(String text, int from) {
        int end = from;
        while (end < text.length() && isWordPart(text.codePointAt(end))) {
            end += Character.charCount(text.codePointAt(end));
        }
        return end;
    }

    /** Where the identifier that ends at {@code to} starts; {@code to} where there is none. */
    static int wordStart(String text, int to) {
        int start = to;
        while (start > 0 && isWordPart(text.codePointBefore(start))) {
            start -= Character.charCount(text.codePointBefore(start));
        }
        return start;
    }

    private static boolean isWordPart(int codePoint) {
        // identifiers may hold "ignorable" control characters, the null character among them: not here
        return Character.isJavaIdentifierPart(codePoint) && !Character.isIdentifierIgnorable(codePoint);
    }
}
