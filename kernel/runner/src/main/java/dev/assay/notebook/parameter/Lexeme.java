package dev.assay.notebook.parameter;

import dev.assay.notebook.code.Syntax;

/**
 * A word, a literal or a single sign of code.
 *
 * @param start where it stands
 */
record Lexeme(String text, Syntax.Kind kind, int start) {

    int end() {
        return start + text.length();
    }

    boolean is(String sign) {
        return text.equals(sign);
    }

    boolean isKeyword() {
        return kind == Syntax.Kind.KEYWORD;
    }

    /** Whether it is a text of Java's, not one character. */
    boolean isText() {
        return kind == Syntax.Kind.STRING && !text.startsWith("'");
    }

    boolean isWord() {
        return kind == Syntax.Kind.WORD || kind == Syntax.Kind.TYPE || isKeyword();
    }

    /** One bracket deeper behind it, or one less deep. */
    int nesting() {
        return switch (text) {
            case "(", "[", "{" -> 1;
            case ")", "]", "}" -> -1;
            default -> 0;
        };
    }
}
