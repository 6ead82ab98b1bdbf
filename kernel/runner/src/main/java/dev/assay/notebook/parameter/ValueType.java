package dev.assay.notebook.parameter;

import dev.assay.notebook.code.Syntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What {@code var} stands for, as the value it is given says: a literal, a list, set or map of literals, or what makes a path, a
 * date and the like. Anything else takes a compiler, and is empty text here.
 */
final class ValueType {
    private static final Set<String> FACTORIES =
            Set.of("of", "get", "parse", "valueOf", "create", "fromString", "now", "randomUUID");
    private static final Map<String, String> BOXES = Map.of(
            "int",
            "Integer",
            "char",
            "Character",
            "long",
            "Long",
            "boolean",
            "Boolean",
            "double",
            "Double",
            "float",
            "Float");

    private ValueType() {}

    static String of(List<Lexeme> value) {
        if (value.isEmpty()) {
            return "";
        }
        String literal = ofLiteral(value);
        return literal.isEmpty() ? ofCall(value) : literal;
    }

    private static String ofLiteral(List<Lexeme> value) {
        Lexeme first = value.get(0);
        boolean alone = value.size() == 1;
        if (first.kind() == Syntax.Kind.STRING) {
            boolean text = !first.text().startsWith("'");
            return text && (alone || value.get(1).is("+")) ? "String" : !text && alone ? "char" : "";
        }
        return alone && first.text().matches("true|false") ? "boolean" : ofNumber(Lexemes.onOneLine(value));
    }

    private static String ofNumber(String value) {
        if (value.matches("-?(\\d[\\d_]*|0[xX][\\da-fA-F_]+|0[bB][01_]+)")) {
            return "int";
        }
        if (value.matches("-?(\\d[\\d_]*|0[xX][\\da-fA-F_]+|0[bB][01_]+)[lL]")) {
            return "long";
        }
        boolean decimal = value.matches("-?(\\d[\\d_]*\\.?[\\d_]*|\\.\\d[\\d_]*)([eE][-+]?\\d+)?[dDfF]?");
        return decimal ? value.matches(".*[fF]") ? "float" : "double" : "";
    }

    private static String ofCall(List<Lexeme> value) {
        int open = 0;
        while (open < value.size() && !value.get(open).is("(")) {
            open++;
        }
        List<Lexeme> called = value.subList(0, open);
        int last = called.size() - 1;
        if (last < 1 || open == value.size()) {
            return "";
        }
        if (called.get(0).is("new")) {
            return closes(value, open) ? madeFromText(called.subList(1, open)) : "";
        }
        String type = Lexemes.onOneLine(called.subList(0, last - 1));
        if (type.matches("(java\\.nio\\.file\\.)?Paths?")) {
            return "java.nio.file.Path"; // and so is what resolves others against it
        }
        if (!closes(value, open) || !FACTORIES.contains(called.get(last).text())) {
            return "";
        }
        return type.matches("(java\\.util\\.)?(List|Set|Map)")
                ? withArguments(type, value.subList(open + 1, value.size() - 1))
                : madeFromText(called.subList(0, last - 1));
    }

    /** Whether the bracket that is opened here is closed by the last sign. */
    private static boolean closes(List<Lexeme> value, int open) {
        int depth = 0;
        for (int i = open; i < value.size(); i++) {
            depth += value.get(i).nesting();
            if (depth == 0) {
                return i == value.size() - 1;
            }
        }
        return false;
    }

    private static String madeFromText(List<Lexeme> named) {
        String type = Lexemes.onOneLine(named);
        return JavaScalar.of(JavaType.parse(type))
                        .filter(scalar -> !scalar.hasLiterals())
                        .isPresent()
                ? type
                : "";
    }

    /** The arguments' own types, where all that have one place are of the same. */
    private static String withArguments(String type, List<Lexeme> elements) {
        List<String> types = new ArrayList<>();
        int from = 0;
        int depth = 0;
        for (int i = 0; i <= elements.size(); i++) {
            if (i == elements.size() || (depth == 0 && elements.get(i).is(","))) {
                String element = of(elements.subList(from, i));
                types.add(BOXES.getOrDefault(element, element));
                from = i + 1;
            } else {
                depth += elements.get(i).nesting();
            }
        }
        int places = type.endsWith("Map") ? 2 : 1;
        for (int i = 0; i < types.size(); i++) {
            if (types.get(i).isEmpty() || !types.get(i).equals(types.get(i % places))) {
                return type;
            }
        }
        return types.size() < places ? type : type + "<" + String.join(", ", types.subList(0, places)) + ">";
    }
}
