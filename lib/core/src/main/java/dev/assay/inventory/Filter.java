package dev.assay.inventory;

import dev.assay.schema.Axis;
import dev.assay.schema.Columns;
import dev.assay.schema.Population;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A condition on items, as in {@code label=real and duration>=10}.
 *
 * <pre>
 * condition := conjunction { "or" conjunction }
 * conjunction := term { "and" term }
 * term := "not" term | "(" condition ")" | column op value | column "in" "(" value { "," value } ")"
 * op := "=" | "!=" | "&lt;" | "&lt;=" | "&gt;" | "&gt;="
 * </pre>
 *
 * <p>Values with spaces or signs stand in single or double quotes. {@code =} and {@code !=} compare texts, so that
 * {@code 007} is not {@code 7}; in number columns they compare numbers. A missing value equals {@code unknown}. An order comparison with a missing value, or with
 * one that is no number, does not hold. A column of the contract that this inventory lacks
 * is missing everywhere; a foreign one that it lacks is an error.
 */
interface Filter {

    /** Whether an item meets the condition. */
    boolean holds(Population items, int row);

    /**
     * Reads a condition.
     *
     * @param columns the columns that may be named
     * @throws InventoryException with the place of the error
     */
    static Filter parse(String text, Set<String> columns) {
        return new Parser(text, columns).whole();
    }

    /** A value that a condition compares a column with, for being it or not being it. */
    record Named(String column, String value) {}

    /** The values that a condition names, in its order. */
    static List<Named> named(String text, Set<String> columns) {
        Parser parser = new Parser(text, columns);
        parser.whole();
        return parser.named;
    }

    /** Recursive descent over the grammar above; each method reads one of its rules. */
    final class Parser {
        private static final Pattern TOKEN = Pattern.compile(
                "\\s*(?:(\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*')|(<=|>=|!=|==|=|<|>)|([(),])|([^\\s(),=<>!\"']+))");

        private final String text;
        private final Set<String> columns;
        private final Matcher matcher;
        private final List<Named> named = new ArrayList<>();
        private String token = "";
        private boolean quoted;
        private int position;
        private int depth;

        Parser(String text, Set<String> columns) {
            this.text = text;
            this.columns = columns;
            this.matcher = TOKEN.matcher(text);
            advance();
        }

        Filter whole() {
            Filter filter = condition();
            if (!token.isEmpty()) {
                throw error("the end, 'and' or 'or'");
            }
            return filter;
        }

        private void check(String column) {
            if (!columns.contains(column) && Columns.kind(column).isEmpty()) {
                throw new InventoryException("no column '" + column + "' (in the filter: " + text + "); columns are "
                        + columns.stream().sorted().toList());
            }
        }

        private Filter condition() {
            if (++depth > 100) {
                throw new InventoryException("the filter is nested more than 100 deep");
            }
            Filter left = conjunction();
            while (word("or")) {
                Filter first = left;
                Filter second = conjunction();
                left = (items, row) -> first.holds(items, row) || second.holds(items, row);
            }
            depth--;
            return left;
        }

        private Filter conjunction() {
            Filter left = term();
            while (word("and")) {
                Filter first = left;
                Filter second = term();
                left = (items, row) -> first.holds(items, row) && second.holds(items, row);
            }
            return left;
        }

        private Filter term() {
            if (word("not")) {
                Filter inner = term();
                return (items, row) -> !inner.holds(items, row);
            }
            if (sign("(")) {
                Filter inner = condition();
                expect(")");
                return inner;
            }
            String column = value("a column");
            check(column);
            if (word("in")) {
                return in(column);
            }
            String operator = token;
            if (quoted || !operator.matches("<=|>=|!=|==|=|<|>")) {
                throw error("one of = != < <= > >= in, after '" + column + "',");
            }
            advance();
            boolean order = operator.startsWith("<") || operator.startsWith(">");
            if (order && Double.isNaN(Columns.parseNumber(token))) {
                throw error("a number");
            }
            String value = value("a value");
            if (!order) {
                named.add(new Named(column, value));
            }
            return comparison(column, operator, value);
        }

        private Filter in(String column) {
            expect("(");
            Set<String> values = new HashSet<>();
            do {
                values.add(value("a value"));
            } while (sign(","));
            expect(")");
            values.stream().sorted().forEach(value -> named.add(new Named(column, value)));
            return (items, row) -> values.stream().anyMatch(value -> same(items, row, column, value));
        }

        private static Filter comparison(String column, String operator, String value) {
            double number = Columns.parseNumber(value);
            return switch (operator) {
                case "=", "==" -> (items, row) -> same(items, row, column, value);
                case "!=" -> (items, row) -> !same(items, row, column, value);
                case "<" -> (items, row) -> items.number(row, column) < number;
                case "<=" -> (items, row) -> items.number(row, column) <= number;
                case ">" -> (items, row) -> items.number(row, column) > number;
                default -> (items, row) -> items.number(row, column) >= number;
            };
        }

        private static boolean same(Population items, int row, String column, String value) {
            String found = items.text(row, column);
            if (found == null) {
                return value.equals(Axis.UNKNOWN);
            }
            return found.equals(value)
                    || (Columns.kind(column).equals(Optional.of(Columns.Kind.NUMBER))
                            && items.number(row, column) == Columns.parseNumber(value));
        }

        private String value(String what) {
            if ((token.isEmpty() && !quoted) || (!quoted && token.matches("[(),]|<=|>=|!=|==|=|<|>"))) {
                throw error(what);
            }
            String value = token;
            advance();
            return value;
        }

        private boolean word(String word) {
            boolean here = !quoted && token.toLowerCase(Locale.ROOT).equals(word);
            if (here) {
                advance();
            }
            return here;
        }

        private boolean sign(String sign) {
            boolean here = !quoted && token.equals(sign);
            if (here) {
                advance();
            }
            return here;
        }

        private void expect(String sign) {
            if (!sign(sign)) {
                throw error("'" + sign + "'");
            }
        }

        private void advance() {
            int from = position;
            if (text.substring(from).isBlank()) {
                token = "";
                quoted = false;
                return;
            }
            matcher.region(from, text.length());
            if (!matcher.lookingAt()) {
                throw new InventoryException("unreadable at character " + (from + 1) + " of the filter: " + text);
            }
            position = matcher.end();
            quoted = matcher.group(1) != null;
            token = quoted
                    ? matcher.group(1)
                            .substring(1, matcher.group(1).length() - 1)
                            .replaceAll("\\\\(.)", "$1")
                    : matcher.group().strip();
        }

        private InventoryException error(String expected) {
            return new InventoryException("expected " + expected + " but found "
                    + (token.isEmpty() ? "the end" : "'" + token + "'") + " in the filter: " + text);
        }
    }
}
