package dev.assay.notebook.parameter;

import dev.assay.notebook.code.Syntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A statement of Java, read for the variables it declares; any other statement declares none. */
final class JavaDeclaration {
    private static final Set<String> MODIFIERS =
            Set.of("public", "protected", "private", "static", "final", "transient", "volatile");
    /** Keywords in some places only. */
    private static final Set<String> ALSO_NAMES = Set.of("permits", "record", "sealed", "yield");

    private static final Set<String> BETWEEN_TYPES = Set.of(".", ",", "?", "&", "[", "]", "<", ">");
    /** Of type arguments, in lexemes: what is longer is no list of types. */
    private static final int LONGEST = 200;

    private final Lexemes lexemes;
    private final List<Lexeme> statement;
    private int at;

    JavaDeclaration(Lexemes lexemes, List<Lexeme> statement) {
        this.lexemes = lexemes;
        this.statement = statement;
    }

    List<Parameter> variables() {
        List<Parameter> variables = new ArrayList<>();
        skipModifiers();
        String type = type();
        boolean more = !type.isEmpty();
        while (more && at < statement.size() && isName(statement.get(at))) {
            String name = statement.get(at++).text();
            String whole = type + dimensions();
            if (at < statement.size() && !isNext("=") && !isNext(",") && !isNext(";")) {
                return List.of(); // a method
            }
            at += isNext("=") ? 1 : 0;
            List<Lexeme> value = value();
            Lexeme last = statement.get(Math.min(at, statement.size() - 1));
            variables.add(new Parameter(
                    name,
                    whole.equals("var") ? ValueType.of(value) : whole,
                    lexemes.written(value),
                    lexemes.about(last)));
            more = isNext(",");
            at++;
        }
        return variables;
    }

    private boolean isNext(String sign) {
        return at < statement.size() && statement.get(at).is(sign);
    }

    private static boolean isName(Lexeme one) {
        return one.isWord() && (!one.isKeyword() || ALSO_NAMES.contains(one.text()));
    }

    private void skipModifiers() {
        while (at < statement.size()) {
            if (statement.get(at).kind() == Syntax.Kind.ANNOTATION) {
                at++;
                if (isNext("(")) {
                    at = Lexemes.behind(statement, at);
                }
            } else if (MODIFIERS.contains(statement.get(at).text())) {
                at++;
            } else {
                return;
            }
        }
    }

    /** Empty text if none stands here. */
    private String type() {
        int from = at;
        if (at == statement.size() || !startsType(statement.get(at))) {
            return "";
        }
        at++;
        while (isNext(".") || isNext("<")) {
            int behind = isNext(".") ? at + 2 : behindTypeArguments(at);
            if (behind < 0 || behind > statement.size()) {
                return "";
            }
            at = behind;
        }
        return Lexemes.onOneLine(statement.subList(from, at)) + dimensions();
    }

    private static boolean startsType(Lexeme one) {
        return isName(one) || one.is("var") || JavaType.isPrimitive(one.text());
    }

    /** Pairs of square brackets, which may stand behind the name as well. */
    private String dimensions() {
        StringBuilder dimensions = new StringBuilder();
        while (isNext("[") && at + 1 < statement.size() && statement.get(at + 1).is("]")) {
            dimensions.append("[]");
            at += 2;
        }
        return dimensions.toString();
    }

    /** Up to the comma or semicolon that ends it; a comma between type arguments does not. */
    private List<Lexeme> value() {
        int from = at;
        int depth = 0;
        while (at < statement.size() && (depth > 0 || !(isNext(",") || isNext(";")))) {
            int behind = isNext("<") ? behindTypeArguments(at) : -1;
            depth += statement.get(at).nesting();
            at = behind < 0 ? at + 1 : behind;
        }
        return statement.subList(from, at);
    }

    /** Where the types end that a {@code <} begins; -1 where it compares. */
    private int behindTypeArguments(int open) {
        int depth = 0;
        for (int i = open; i < Math.min(statement.size(), open + LONGEST); i++) {
            Lexeme one = statement.get(i);
            if (!one.isWord() && !BETWEEN_TYPES.contains(one.text())) {
                return -1;
            }
            depth += one.is("<") ? 1 : one.is(">") ? -1 : 0;
            if (depth == 0) {
                return i + 1;
            }
        }
        return -1;
    }
}
