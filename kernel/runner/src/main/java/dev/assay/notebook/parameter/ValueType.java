package dev.assay.notebook.parameter;

import dev.assay.notebook.code.Syntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code var} stands for, as the value it is given says: a literal, a comparison, a list, set or map of literals, or what
 * calls make, such as a path or a date. Anything else takes a compiler, and is empty text here.
 */
final class ValueType {
    private static final Pattern COMPARED = Pattern.compile("!.*|.*(==|!=|&&|\\|\\||instanceof).*");
    /** What stands before it decides about another value, or is a lambda's. */
    private static final Pattern CHOSEN = Pattern.compile("\\?|->");

    /** A first value and what is added to it. */
    private static final Pattern JOINED = Pattern.compile("_\\+[_+*/%-]*");

    private static final Pattern CALLED = Pattern.compile("_+");
    private static final Pattern SEVERAL = Pattern.compile("((?:java\\.util\\.)?(?:List|Set|Map))\\.of");

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
        String signs = signs(value);
        if (COMPARED.matcher(signs).matches() && !CHOSEN.matcher(signs).find()) {
            return "boolean";
        }
        boolean isJoined = value.get(0).isText() && JOINED.matcher(signs).matches();
        if (isJoined || isToString(value, signs)) {
            return "String";
        }
        String literal = ofLiteral(value);
        return literal.isEmpty() ? ofCall(value) : literal;
    }

    /** Its signs outside brackets; an underscore stands for each word, literal and pair of brackets. */
    private static String signs(List<Lexeme> value) {
        StringBuilder signs = new StringBuilder();
        for (int i = 0; i < value.size(); i = Lexemes.behind(value, i)) {
            Lexeme one = value.get(i);
            boolean sign = one.kind() == Syntax.Kind.OTHER && one.nesting() == 0 && !one.is(".");
            signs.append(sign || one.is("instanceof") ? one.text() : "_");
        }
        return signs.toString();
    }

    /** Everything has such a method; a cast before it would change its type. */
    private static boolean isToString(List<Lexeme> value, String signs) {
        int last = value.size() - 1;
        return last > 3
                && Lexemes.onOneLine(value.subList(last - 3, last + 1)).equals(".toString()")
                && !value.get(0).is("(")
                && CALLED.matcher(signs).matches();
    }

    private static String ofLiteral(List<Lexeme> value) {
        Lexeme first = value.get(0);
        boolean alone = value.size() == 1;
        if (alone && first.kind() == Syntax.Kind.STRING) {
            return first.isText() ? "String" : "char";
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
        Matcher several = SEVERAL.matcher(Lexemes.onOneLine(value.subList(0, open)));
        return several.matches() && Lexemes.behind(value, open) == value.size()
                ? withArguments(several.group(1), value.subList(open + 1, value.size() - 1))
                : CallChain.type(value);
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
