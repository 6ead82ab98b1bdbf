package dev.assay.kernel.session;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A piece of a plain expression. */
sealed interface PlainToken {
    /** A literal's value. */
    record Literal(Operand worth) implements PlainToken {}

    /** A name or a keyword. */
    record Word(String text) implements PlainToken {}

    /** An operator or a parenthesis. */
    record Sign(String text) implements PlainToken {}

    /** What javac passes over. */
    Pattern BETWEEN = Pattern.compile("(?:[ \\t\\n\\f\\r]++|//[^\\n\\r]*+|/\\*(?s:.*?)\\*/)*+");

    /** One token, as long as it gets; of signs also those that stand in no plain expression. */
    Pattern TOKEN = Pattern.compile("(?<number>0[xX]\\w*+|\\.?\\d(?:[eE][+-]|[\\w.])*+)"
            + "|(?<word>[\\p{L}_$][\\p{L}\\p{N}_$]*+)"
            + "|(?<text>\"(?:[^\"\\\\\\p{Cntrl}]|\\\\[ntbrf\\\\'\"])*+\"(?!\"))"
            + "|'(?<character>[^'\\\\\\p{Cntrl}]|\\\\[ntbrf\\\\'\"])'"
            + "|(?<sign>\\+\\+|--|&&|\\|\\||[=!<>]=|<<|>>>?|[-+*/%&|^<>!~?:();])");

    /** The tokens of a text; null where it holds something else. */
    static @Nullable List<PlainToken> of(String text) {
        List<PlainToken> tokens = new ArrayList<>();
        Matcher between = BETWEEN.matcher(text);
        Matcher token = TOKEN.matcher(text);
        int at = between.lookingAt() ? between.end() : 0;
        while (at < text.length()) {
            PlainToken next = token.region(at, text.length()).lookingAt() ? token(token) : null;
            if (next == null) {
                return null;
            }
            tokens.add(next);
            at = between.region(token.end(), text.length()).lookingAt() ? between.end() : token.end();
        }
        return tokens;
    }

    private static @Nullable PlainToken token(Matcher found) {
        if (found.group("sign") != null) {
            return new Sign(found.group());
        }
        if (found.group("word") != null) {
            String word = found.group();
            return word.equals("true") || word.equals("false")
                    ? new Literal(Operand.primitive(word.equals("true")))
                    : new Word(word);
        }
        Operand literal = found.group("number") != null
                ? NumberLiteral.of(found.group())
                : found.group("text") != null
                        ? new Operand(
                                String.class,
                                unescaped(
                                        found.group().substring(1, found.group().length() - 1)))
                        : character(unescaped(found.group("character")));
        return literal == null ? null : new Literal(literal);
    }

    /** Null of what takes two chars, or half of that. */
    private static @Nullable Operand character(String text) {
        return text.length() == 1 && !Character.isSurrogate(text.charAt(0)) ? Operand.primitive(text.charAt(0)) : null;
    }

    private static String unescaped(String literal) {
        return literal.indexOf('\\') < 0 ? literal : literal.translateEscapes();
    }
}
