package dev.assay.notebook.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A condition on one published value: {@code verdict != FEASIBLE}, {@code items < 100}. Numbers are compared as numbers where
 * both sides are, everything else as text, of which only equality is asked. A published text and a value in quotes are equal as
 * texts, so that {@code id == '7'} does not hold of "007", as {@code id == 7} does; a published number is one beside quotes, too.
 *
 * @param operator one of {@code == != < <= > >=}
 * @param value without its quotes
 */
public record Condition(String name, String operator, String value, boolean quoted) {
    private static final Pattern FORM =
            Pattern.compile("\\s*([\\w.-]+)\\s*(==|!=|<=|>=|<|>)(?![=<>!])\\s*(\\S.*?)\\s*");

    private static final Pattern SEVERAL = Pattern.compile(".*(?:\\s(?i:and|or)\\s|&&|\\|\\|)" + FORM.pattern());

    /**
     * Reads a condition.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static Condition parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("expected NAME, one of == != < <= > >=, and a value, as in"
                    + " 'verdict != FEASIBLE' or 'items < 100', found \"" + text + "\"");
        }
        String value = form.group(3).replaceFirst("^(['\"])((?:(?!\\1).)*)\\1$", "$2");
        boolean quoted = !value.equals(form.group(3));
        if (!quoted && SEVERAL.matcher(value).matches()) { // else a text that nothing equals, so that != always holds
            throw new IllegalArgumentException("expected one condition, since each has a --fail-on of its own, found \""
                    + text + "\"; a value that says this goes into quotes");
        }
        if (!quoted && (value.startsWith("'") || value.startsWith("\""))) { // a slip of the shell's quotes
            throw new IllegalArgumentException(
                    "expected a value between two quotes, as in \"verdict != 'NOT FEASIBLE'\", found \"" + text + "\"");
        }
        Condition condition = new Condition(form.group(1), form.group(2), value, quoted);
        if (condition.asksOrder() && number(value).isEmpty()) {
            throw new IllegalArgumentException(
                    "expected a number behind " + condition.operator + ", as in 'items < 100', found \"" + text + "\"");
        }
        return condition;
    }

    private boolean asksOrder() {
        return !operator.equals("==") && !operator.equals("!=");
    }

    /**
     * Whether it holds.
     *
     * @throws IllegalArgumentException if no such value was published, or an order is asked of what is no number
     */
    public boolean holds(Map<String, JsonNode> values) {
        JsonNode found = values.get(name);
        if (found == null) {
            throw new IllegalArgumentException("no value \"" + name + "\" was published; there "
                    + (values.isEmpty() ? "are none" : "is " + String.join(", ", values.keySet())));
        }
        String text = found.isValueNode() ? found.asText() : found.toString();
        if (quoted && found.isTextual() && !asksOrder()) {
            return holds(text.compareTo(value));
        }
        Optional<BigDecimal> left = number(text);
        Optional<BigDecimal> right = number(value);
        if (left.isPresent() && right.isPresent()) {
            return holds(left.get().compareTo(right.get()));
        }
        if (asksOrder()) {
            throw new IllegalArgumentException(this + ": expected a number, found " + text);
        }
        return holds(text.compareTo(value));
    }

    private boolean holds(int order) {
        return switch (operator) {
            case "==" -> order == 0;
            case "!=" -> order != 0;
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            default -> order >= 0;
        };
    }

    private static Optional<BigDecimal> number(String text) {
        boolean number = text.length() <= 50 && text.matches("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d{1,3})?");
        return number ? Optional.of(new BigDecimal(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return name + " " + operator + " " + value;
    }
}
