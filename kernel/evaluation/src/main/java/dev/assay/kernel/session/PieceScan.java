package dev.assay.kernel.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds where the statements and declarations of a cell end, by brackets and semicolons alone. */
final class PieceScan {
    /** What goes on with a statement after a block. */
    private static final Set<String> CONTINUING = Set.of("else", "catch", "finally", "while", "instanceof");

    private final String text;
    private final List<int[]> pieces = new ArrayList<>();
    private int at;
    private int depth;
    private int start = -1;

    /** Behind the last token. */
    private int end;

    /** Whether a block has just been closed at the outermost level. */
    private boolean afterBlock;

    PieceScan(String text) {
        this.text = text;
    }

    /** Start and end of each, without the comments around; null where the text is unusual or unbalanced. */
    @Nullable
    List<int[]> pieces() {
        while (at < text.length()) {
            if (!next(text.charAt(at))) {
                return null;
            }
        }
        if (start >= 0) {
            finish();
        }
        return depth == 0 ? pieces : null;
    }

    private boolean next(char c) {
        if (Character.isWhitespace(c)) {
            at++;
            return true;
        }
        if (text.startsWith("//", at)) {
            int line = text.indexOf('\n', at);
            at = line < 0 ? text.length() : line;
            return true;
        }
        if (text.startsWith("/*", at)) {
            int close = text.indexOf("*/", at + 2);
            at = close + 2;
            return close >= 0;
        }
        boolean readable = token(c);
        end = at;
        if (readable && c == ';' && depth == 0) {
            finish();
        }
        return readable;
    }

    private boolean token(char c) {
        if (afterBlock && !goesOn(c)) {
            finish();
        }
        afterBlock = false;
        start = start < 0 ? at : start;
        if (c == '"' || c == '\'') {
            return literal(text.startsWith("\"\"\"", at) ? "\"\"\"" : String.valueOf(c));
        }
        if (Character.isJavaIdentifierPart(c)) {
            at = wordEnd();
            return true;
        }
        at++;
        return switch (c) {
            case '\\', '#', '`' -> false;
            case '(', '[', '{' -> ++depth > 0;
            case ')', ']', '}' -> {
                afterBlock = c == '}' && depth == 1;
                yield --depth >= 0;
            }
            default -> true;
        };
    }

    private boolean goesOn(char c) {
        return ".;,)]?:=*/%&|^<>".indexOf(c) >= 0
                || (Character.isJavaIdentifierStart(c) && CONTINUING.contains(text.substring(at, wordEnd())));
    }

    private int wordEnd() {
        int word = at;
        while (word < text.length() && Character.isJavaIdentifierPart(text.charAt(word))) {
            word++;
        }
        return word;
    }

    private void finish() {
        pieces.add(new int[] {start, end});
        start = -1;
    }

    /** A unicode escape may stand for a quote: such a text is unusual. */
    private boolean literal(String quote) {
        for (int i = at + quote.length(); i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                if (text.startsWith("u", i + 1)) {
                    return false;
                }
                i++;
            } else if (text.startsWith(quote, i)) {
                at = i + quote.length();
                return true;
            } else if (c == '\n' && quote.length() == 1) {
                return false;
            }
        }
        return false;
    }
}
