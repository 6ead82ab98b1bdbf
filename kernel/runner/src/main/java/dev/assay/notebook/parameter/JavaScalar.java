package dev.assay.notebook.parameter;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A type of Java whose values are one text.
 *
 * @param names what it is called, without packages; the first is the most common
 * @param isText whether a text is the value, whatever it says
 * @param takes what a text has to say, in words
 * @param writing the code that makes the value of a text
 */
record JavaScalar(List<String> names, boolean isText, String takes, UnaryOperator<String> writing) {
    /** Digits of a number: more are not written by hand. */
    private static final int LONGEST = 1000;

    private static final String WHOLE = "a whole number";
    private static final String NUMBER = "a number";

    /** All there are. */
    static final List<JavaScalar> ALL = List.of(
            text("a text", JavaScalar::quoted, "String", "CharSequence"),
            text("one character", JavaScalar::character, "char", "Character"),
            of(WHOLE, text -> whole(text, Integer.MIN_VALUE, Integer.MAX_VALUE), "int", "Integer"),
            of(WHOLE, text -> whole(text, Long.MIN_VALUE, Long.MAX_VALUE) + "L", "long", "Long"),
            of(WHOLE, text -> "(short) " + whole(text, Short.MIN_VALUE, Short.MAX_VALUE), "short", "Short"),
            of(WHOLE, text -> "(byte) " + whole(text, Byte.MIN_VALUE, Byte.MAX_VALUE), "byte", "Byte"),
            of(NUMBER, text -> finite(number(text).doubleValue(), ""), "double", "Double"),
            of(NUMBER, text -> finite(number(text).floatValue(), "f"), "float", "Float"),
            of("true or false", JavaScalar::truth, "boolean", "Boolean"),
            text("a path", text -> made("java.nio.file.Path.of", text), "Path"),
            text("a path", text -> made("new java.io.File", text), "File"),
            of(WHOLE, text -> made("new java.math.BigInteger", number(text).toBigIntegerExact()), "BigInteger"),
            of(NUMBER, text -> made("new java.math.BigDecimal", number(text)), "BigDecimal"),
            parsed("a date such as 2026-01-31", LocalDate.class, LocalDate::parse),
            parsed("a time such as 18:30", LocalTime.class, LocalTime::parse),
            parsed("a time such as 2026-01-31T18:30", LocalDateTime.class, LocalDateTime::parse),
            parsed("a time such as 2026-01-31T18:30:00Z", Instant.class, Instant::parse),
            parsed("a duration such as PT1H30M", Duration.class, Duration::parse),
            text("a URI such as https://example.org/a", text -> made("java.net.URI.create", URI.create(text)), "URI"),
            of(
                    "a UUID such as 123e4567-e89b-42d3-a456-426614174000",
                    text -> made("java.util.UUID.fromString", UUID.fromString(text)),
                    "UUID"));

    JavaScalar {
        names = List.copyOf(names);
    }

    private static JavaScalar text(String takes, UnaryOperator<String> writing, String... names) {
        return new JavaScalar(List.of(names), true, takes, writing);
    }

    private static JavaScalar of(String takes, UnaryOperator<String> writing, String... names) {
        return new JavaScalar(List.of(names), false, takes, writing);
    }

    private static JavaScalar parsed(String takes, Class<?> type, Function<String, Object> parse) {
        return of(takes, text -> made(type.getName() + ".parse", parse.apply(text)), type.getSimpleName());
    }

    /** The one of a type, by its name without a package; empty if values of it are no text. */
    static Optional<JavaScalar> of(JavaType type) {
        return ALL.stream()
                .filter(scalar -> type.arguments().isEmpty() && scalar.names.contains(type.simpleName()))
                .findFirst();
    }

    /** What most people call the type. */
    String typeName() {
        return names.get(0);
    }

    /** Whether Java has literals for it. */
    boolean hasLiterals() {
        return typeName().equals("String") || JavaType.isPrimitive(typeName());
    }

    /**
     * Code that makes the value.
     *
     * @throws IllegalArgumentException if the text does not say one
     */
    String code(String text) {
        try {
            return writing.apply(isText ? text : text.strip());
        } catch (DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static String made(String by, Object value) {
        return by + "(" + quoted(value.toString()) + ")";
    }

    private static String character(String text) {
        if (text.length() != 1) {
            throw new IllegalArgumentException(text);
        }
        return quoted(text) + ".charAt(0)";
    }

    private static String whole(String text, long least, long most) {
        BigInteger number = number(text).toBigIntegerExact();
        if (number.compareTo(BigInteger.valueOf(least)) < 0 || number.compareTo(BigInteger.valueOf(most)) > 0) {
            throw new IllegalArgumentException(text);
        }
        return number.toString();
    }

    /** As the shortest digits that tell it from its neighbours. */
    private static String finite(Number number, String suffix) {
        if (!Double.isFinite(number.doubleValue())) {
            throw new IllegalArgumentException(number.toString());
        }
        return number + suffix;
    }

    private static BigDecimal number(String text) {
        String digits = text.replaceAll("(?<=\\d)_(?=\\d)", "");
        if (digits.length() > LONGEST || !digits.matches("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d{1,3})?")) {
            throw new IllegalArgumentException(text);
        }
        return new BigDecimal(digits);
    }

    private static String truth(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (!lower.equals("true") && !lower.equals("false")) {
            throw new IllegalArgumentException(text);
        }
        return lower;
    }

    /** Nothing that a text holds can end its literal. */
    private static String quoted(String value) {
        StringBuilder code = new StringBuilder("\"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"' -> code.append("\\\"");
                case '\\' -> code.append("\\\\");
                case '\n' -> code.append("\\n");
                case '\r' -> code.append("\\r");
                case '\t' -> code.append("\\t");
                default -> code.append(c < ' ' || c == 0x7f ? String.format(Locale.ROOT, "\\u%04x", (int) c) : c);
            }
        }
        return code.append('"').toString();
    }
}
