package dev.assay.kernel.session;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A cell that is a variable's name, or names, literals and operators: {@code t}, {@code rows * 2}, {@code n > 5 && ok}. Such
 * an expression has no effect, so that it can be worked out without a compiler, and given up at any point for the compiler
 * to take: whatever is wrong, unusual or in doubt is, a division by zero too. Operators are those on primitives and the
 * {@code +} of Strings; a reference is taken as it is. What comes out has the value and the class that the compiled cell would
 * return: javac boxes by the static type, and so does {@link Operand}.
 *
 * <p>Operators bind as in chapter 15 of the Java Language Specification. Both sides of {@code &&}, {@code ||} and {@code ?:}
 * are worked out, since they can do no harm: where one cannot be, the whole is left to the compiler.
 */
final class PlainExpression {
    /** Longer cells are no plain ones; bounds the nesting. */
    private static final int MOST_CHARACTERS = 500;

    private static final Map<String, Integer> BINDING = Map.ofEntries(
            Map.entry("||", 1),
            Map.entry("&&", 2),
            Map.entry("|", 3),
            Map.entry("^", 4),
            Map.entry("&", 5),
            Map.entry("==", 6),
            Map.entry("!=", 6),
            Map.entry("<", 7),
            Map.entry(">", 7),
            Map.entry("<=", 7),
            Map.entry(">=", 7),
            Map.entry("<<", 8),
            Map.entry(">>", 8),
            Map.entry(">>>", 8),
            Map.entry("+", 9),
            Map.entry("-", 9),
            Map.entry("*", 10),
            Map.entry("/", 10),
            Map.entry("%", 10));

    private static final Set<String> UNARY = Set.of("+", "-", "!", "~");
    private static final Set<String> PRIMITIVES =
            Set.of("boolean", "byte", "short", "char", "int", "long", "float", "double");

    /** Names that mean something else to the parser in some places. */
    private static final Set<String> CONTEXTUAL =
            Set.of("_", "var", "yield", "record", "sealed", "permits", "when", "module", "open");

    private final List<PlainToken> tokens;
    private final Function<String, @Nullable Operand> variables;
    private int at;

    private PlainExpression(List<PlainToken> tokens, Function<String, @Nullable Operand> variables) {
        this.tokens = tokens;
        this.variables = variables;
    }

    /**
     * What a cell is worth.
     *
     * @param variables what a name means; null for what is no variable, or not for certain
     * @return null where the compiler has to take the cell
     */
    static @Nullable Operand worth(String code, Function<String, @Nullable Operand> variables) {
        if (code.length() > MOST_CHARACTERS || code.contains("\\u")) {
            return null;
        }
        List<PlainToken> tokens = PlainToken.of(code);
        return tokens == null ? null : new PlainExpression(tokens, variables).whole();
    }

    private @Nullable Operand whole() {
        Operand worth = conditional();
        boolean unused = take(";");
        return at == tokens.size() ? worth : null;
    }

    private @Nullable Operand conditional() {
        Operand condition = binary(1);
        if (condition == null || !take("?")) {
            return condition;
        }
        Operand yes = conditional();
        Operand no = yes != null && take(":") ? conditional() : null;
        return yes == null || no == null ? null : Operators.chosen(condition, yes, no);
    }

    private @Nullable Operand binary(int least) {
        Operand left = unary();
        String sign = sign();
        int binding = BINDING.getOrDefault(sign, 0);
        while (left != null && binding >= least) {
            at++;
            Operand right = binary(binding + 1);
            left = right == null ? null : Operators.binary(sign, left, right);
            sign = sign();
            binding = BINDING.getOrDefault(sign, 0);
        }
        return left;
    }

    private @Nullable Operand unary() {
        String sign = sign();
        if (UNARY.contains(sign)) {
            at++;
            Operand operand = unary();
            return operand == null ? null : Operators.unary(sign, operand);
        }
        if (take("(")) {
            return parenthesized();
        }
        PlainToken token = at < tokens.size() ? tokens.get(at++) : null;
        if (token instanceof PlainToken.Word word) {
            return CONTEXTUAL.contains(word.text()) ? null : variables.apply(word.text());
        }
        return token instanceof PlainToken.Literal literal ? literal.worth() : null;
    }

    /** What stands in parentheses, or a cast and what is cast. */
    private @Nullable Operand parenthesized() {
        if (at < tokens.size() && tokens.get(at) instanceof PlainToken.Word word && PRIMITIVES.contains(word.text())) {
            at++;
            Operand operand = take(")") ? unary() : null;
            return operand == null ? null : Operators.cast(word.text(), operand);
        }
        Operand inner = conditional();
        return take(")") ? inner : null;
    }

    /** The next token, if it is a sign; else empty. */
    private String sign() {
        return at < tokens.size() && tokens.get(at) instanceof PlainToken.Sign sign ? sign.text() : "";
    }

    private boolean take(String wanted) {
        boolean found = sign().equals(wanted);
        at += found ? 1 : 0;
        return found;
    }
}
