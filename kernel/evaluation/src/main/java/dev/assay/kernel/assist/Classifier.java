package dev.assay.kernel.assist;

import dev.assay.kernel.assist.Token.Kind;
import java.util.List;
import java.util.Set;

/** Says from its first tokens what a top-level statement is: the rest may not be written yet. */
final class Classifier {
    private static final Set<String> DROPPED = Set.of("public", "protected", "private", "static", "final");
    private static final Set<String> KEPT = Set.of("abstract", "sealed", "non", "strictfp", "synchronized", "default");
    private static final Set<String> TYPES = Set.of("class", "interface", "enum");
    /** Words that no declaration starts with. */
    private static final Set<String> STATEMENTS = Set.of(
            "return",
            "throw",
            "new",
            "else",
            "assert",
            "yield",
            "if",
            "for",
            "while",
            "do",
            "switch",
            "try",
            "case",
            "break",
            "continue",
            "this",
            "super",
            "true",
            "false",
            "null");

    /** No type is longer; keeps the work on hostile text linear. */
    private static final int HEAD = 1000;

    private final String text;
    private final List<Token> code;
    private final int first;
    private final int last;
    private int at;
    private int body;

    Classifier(String text, List<Token> code, int first, int last) {
        this.text = text;
        this.code = code;
        this.first = first;
        this.last = last;
        at = first;
        body = first;
    }

    Chunk chunk(boolean finished) {
        int start = code.get(first).start();
        int end = code.get(last - 1).end();
        modifiers();
        int bodyStart = body < last ? code.get(body).start() : end;
        String leading = word(at);
        if (leading.equals("import")) {
            return new Chunk(Chunk.Kind.IMPORT, start, start, end, "", finished, first, last);
        }
        if (TYPES.contains(leading)
                || isRecord(leading)
                || (symbol(at, '@') && word(at + 1).equals("interface"))) {
            String name = word(symbol(at, '@') ? at + 2 : at + 1);
            return new Chunk(Chunk.Kind.TYPE, start, bodyStart, end, name, finished, first, last);
        }
        Chunk.Kind kind = declaration(leading);
        String name = kind == Chunk.Kind.STATEMENT ? "" : word(at);
        return new Chunk(kind, start, bodyStart, end, name, finished, first, last);
    }

    private boolean isRecord(String leading) {
        return leading.equals("record") && !word(at + 1).isEmpty() && (symbol(at + 2, '(') || symbol(at + 2, '<'));
    }

    private void modifiers() {
        boolean dropping = true;
        while (at < last) {
            String word = word(at);
            // "synchronized (lock)" is a statement
            if (DROPPED.contains(word)) {
                at++;
                if (dropping) {
                    body = at;
                }
            } else if (KEPT.contains(word) && !symbol(at + 1, '(')) {
                dropping = false;
                at += word.equals("non") ? 3 : 1;
            } else if (symbol(at, '@') && !word(at + 1).equals("interface")) {
                dropping = false;
                at += 2;
                if (symbol(at, '(')) {
                    at = after('(', ')', at);
                }
            } else {
                return;
            }
        }
    }

    /** Leaves {@code at} on the declared name. */
    private Chunk.Kind declaration(String leading) {
        int from = at;
        if (symbol(at, '<')) {
            at = after('<', '>', at);
        }
        if (word(at).isEmpty() || STATEMENTS.contains(word(at))) {
            return Chunk.Kind.STATEMENT;
        }
        type();
        boolean named = !word(at).isEmpty() && !word(at).equals("instanceof") && at > from;
        if (named && symbol(at + 1, '(')) {
            return Chunk.Kind.METHOD;
        }
        boolean declares = symbol(at + 1, ';')
                || symbol(at + 1, ',')
                || symbol(at + 1, '[')
                || (symbol(at + 1, '=') && !symbol(at + 2, '='))
                || at + 1 == last;
        if (!named || !declares) {
            return Chunk.Kind.STATEMENT;
        }
        return leading.equals("var") ? Chunk.Kind.INFERRED : Chunk.Kind.VARIABLE;
    }

    private void type() {
        at++;
        while (at < last) {
            if (symbol(at, '.') && !word(at + 1).isEmpty()) {
                at += 2;
            } else if (symbol(at, '<')) {
                at = after('<', '>', at);
            } else if (symbol(at, '[') && symbol(at + 1, ']')) {
                at += 2;
            } else {
                return;
            }
        }
    }

    private int after(char opener, char closer, int from) {
        int depth = 0;
        for (int i = from; i < Math.min(last, from + HEAD); i++) {
            depth += symbol(i, opener) ? 1 : symbol(i, closer) ? -1 : 0;
            if (depth == 0) {
                return i + 1;
            }
        }
        return last;
    }

    private String word(int i) {
        return i < last && code.get(i).kind() == Kind.WORD
                ? text.substring(code.get(i).start(), code.get(i).end())
                : "";
    }

    private boolean symbol(int i, char c) {
        return i < last
                && code.get(i).kind() == Kind.SYMBOL
                && text.charAt(code.get(i).start()) == c;
    }
}
