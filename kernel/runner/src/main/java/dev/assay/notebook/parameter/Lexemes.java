package dev.assay.notebook.parameter;

import dev.assay.notebook.code.Syntax;
import java.util.ArrayList;
import java.util.List;

/** Code without its blanks; comments are kept aside. */
final class Lexemes {
    private final Syntax syntax;
    private final String code;
    private final List<Lexeme> all = new ArrayList<>();
    private final List<Lexeme> comments = new ArrayList<>();

    Lexemes(Syntax syntax, String code) {
        this.syntax = syntax;
        this.code = code;
        add(code, 0);
    }

    private void add(String some, int from) {
        int start = from;
        for (Syntax.Token token : syntax.tokens(some)) {
            if (token.kind() == Syntax.Kind.MAGIC && isWithinStatement()) {
                int behind = token.text().length() - token.text().stripLeading().length() + 1;
                add(new Syntax.Token(token.text().substring(0, behind), Syntax.Kind.OTHER), start);
                add(token.text().substring(behind), start + behind);
            } else {
                add(token, start);
            }
            start += token.text().length();
        }
    }

    /** Where a statement of Java goes on, a line that begins with a sign is no line for the kernel. */
    private boolean isWithinStatement() {
        return syntax == Syntax.JAVA
                && !all.isEmpty()
                && last(all).kind() != Syntax.Kind.MAGIC
                && !last(all).text().matches("[;{}]");
    }

    private void add(Syntax.Token token, int start) {
        if (token.kind() == Syntax.Kind.OTHER) {
            String signs = token.text();
            for (int i = 0; i < signs.length(); i++) {
                if (!Character.isWhitespace(signs.charAt(i))) {
                    all.add(new Lexeme(signs.substring(i, i + 1), token.kind(), start + i));
                }
            }
        } else {
            (token.kind() == Syntax.Kind.COMMENT ? comments : all).add(new Lexeme(token.text(), token.kind(), start));
        }
    }

    List<Lexeme> all() {
        return all;
    }

    /** These as they are written, with what stands between them. */
    String written(List<Lexeme> some) {
        return some.isEmpty()
                ? ""
                : code.substring(some.get(0).start(), last(some).end());
    }

    /** These on one line, without comments between them. */
    static String onOneLine(List<Lexeme> some) {
        StringBuilder line = new StringBuilder();
        int end = Integer.MAX_VALUE;
        for (Lexeme one : some) {
            line.append(one.start() > end ? " " : "").append(one.text());
            end = one.end();
        }
        return line.toString();
    }

    static Lexeme last(List<Lexeme> some) {
        return some.get(some.size() - 1);
    }

    /** Behind the one at this place, or behind the bracket that closes it if it opens one. */
    static int behind(List<Lexeme> some, int at) {
        int depth = 0;
        for (int i = at; i < some.size(); i++) {
            depth += some.get(i).nesting();
            if (depth == 0) {
                return i + 1;
            }
        }
        return some.size();
    }

    /** Whether the second stands on a later line than the first. */
    boolean isBetweenLines(Lexeme first, Lexeme second) {
        return code.substring(first.end(), second.start()).contains("\n");
    }

    boolean isIndented(Lexeme one) {
        return one.start() > 0 && code.charAt(one.start() - 1) != '\n';
    }

    /** What the comment says that ends the line on which this stands; empty text if none does. */
    String about(Lexeme one) {
        for (Lexeme comment : comments) {
            if (comment.start() >= one.end()) {
                if (isBetweenLines(one, comment)) {
                    break;
                }
                if (code.substring(comment.end(), lineEnd(comment.end())).isBlank()) {
                    return words(comment.text());
                }
            }
        }
        return "";
    }

    private int lineEnd(int from) {
        int end = code.indexOf('\n', from);
        return end < 0 ? code.length() : end;
    }

    private static String words(String comment) {
        String inner = comment.startsWith("/*") ? comment.replaceFirst("\\*+/$", "") : comment;
        return inner.replaceFirst("^(//+|/\\*+|#+)", "").strip().replaceAll("\\s+", " ");
    }
}
