package dev.assay.notebook.parameter;

import java.io.File;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Year;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A type of Java whose values are one text.
 *
 * @param types its classes; the first is the most common
 * @param isText whether a text is the value, whatever it says
 * @param takes what a text has to say, in words
 * @param writing the code that makes the value of a text
 */
record JavaScalar(List<Class<?>> types, boolean isText, String takes, UnaryOperator<String> writing) {
    private static final String WHOLE = "a whole number";
    private static final String NUMBER = "a number";

    /** Characters of a text in one piece. */
    static final int LONGEST = 20_000;

    /** All there are. */
    static final List<JavaScalar> ALL = List.of(
            text("a text", JavaScalar::quoted, String.class, CharSequence.class),
            text("one character", JavaScalar::character, char.class, Character.class),
            of(WHOLE, text -> whole(text, Integer.MIN_VALUE, Integer.MAX_VALUE), int.class, Integer.class),
            of(WHOLE, text -> whole(text, Long.MIN_VALUE, Long.MAX_VALUE) + "L", long.class, Long.class),
            of(WHOLE, text -> "(short) " + whole(text, Short.MIN_VALUE, Short.MAX_VALUE), short.class, Short.class),
            of(WHOLE, text -> "(byte) " + whole(text, Byte.MIN_VALUE, Byte.MAX_VALUE), byte.class, Byte.class),
            of(NUMBER, text -> decimal(Digits.number(text), BigDecimal::doubleValue), double.class, Double.class),
            of(NUMBER, text -> decimal(Digits.number(text), BigDecimal::floatValue) + "f", float.class, Float.class),
            of("true or false", JavaScalar::truth, boolean.class, Boolean.class),
            text("a path", text -> made("java.nio.file.Path.of", text), Path.class),
            text("a path", text -> made("new java.io.File", text), File.class),
            of(WHOLE, text -> made("new java.math.BigInteger", Digits.whole(text)), BigInteger.class),
            of(NUMBER, text -> made("new java.math.BigDecimal", Digits.number(text)), BigDecimal.class),
            parsed("a date such as 2026-01-31", LocalDate.class, LocalDate::parse),
            of(
                    "a year such as 2026",
                    text -> "java.time.Year.of(" + whole(text, Year.MIN_VALUE, Year.MAX_VALUE) + ")",
                    Year.class),
            parsed("a time such as 18:30", LocalTime.class, LocalTime::parse),
            parsed("a time such as 2026-01-31T18:30", LocalDateTime.class, LocalDateTime::parse),
            parsed("a time such as 2026-01-31T18:30:00Z", Instant.class, Instant::parse),
            parsed("a duration such as PT1H30M", Duration.class, Duration::parse),
            text(
                    "a URI such as https://example.org/a",
                    text -> made("java.net.URI.create", URI.create(text)),
                    URI.class),
            of(
                    "a UUID such as 123e4567-e89b-42d3-a456-426614174000",
                    text -> made("java.util.UUID.fromString", UUID.fromString(text)),
                    UUID.class));

    /** A whole number that the type does not hold; its message says which it does. */
    static final class OutOfRange extends IllegalArgumentException {
        private static final long serialVersionUID = 1;

        OutOfRange(long least, long most) {
            super("from " + least + " to " + most);
        }
    }

    JavaScalar {
        types = List.copyOf(types);
    }

    private static JavaScalar text(String takes, UnaryOperator<String> writing, Class<?>... types) {
        return new JavaScalar(List.of(types), true, takes, writing);
    }

    private static JavaScalar of(String takes, UnaryOperator<String> writing, Class<?>... types) {
        return new JavaScalar(List.of(types), false, takes, writing);
    }

    private static JavaScalar parsed(String takes, Class<?> type, Function<String, Object> parse) {
        return of(takes, text -> made(type.getName() + ".parse", parse.apply(text)), type);
    }

    /** The one of a type; empty if values of it are no text. */
    static Optional<JavaScalar> of(JavaType type) {
        return ALL.stream()
                .filter(scalar ->
                        type.arguments().isEmpty() && scalar.types.stream().anyMatch(type::is))
                .findFirst();
    }

    /** The classes of all. */
    static Stream<Class<?>> classes() {
        return ALL.stream().flatMap(scalar -> scalar.types.stream());
    }

    /** What most people call the type. */
    String typeName() {
        return types.get(0).getSimpleName();
    }

    /**
     * Code that makes the value.
     *
     * @throws OutOfRange if the text says a number that is too large or too small
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
        BigInteger number = Digits.whole(text);
        if (number.compareTo(BigInteger.valueOf(least)) < 0 || number.compareTo(BigInteger.valueOf(most)) > 0) {
            throw new OutOfRange(least, most);
        }
        return number.toString();
    }

    /** In the digits given: Java before 19 does not find the shortest, and the code must not tell which Java wrote it. */
    private static String decimal(BigDecimal number, ToDoubleFunction<BigDecimal> nearest) {
        double value = nearest.applyAsDouble(number);
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(number.toString());
        }
        String digits = value == 0 ? "0" : number.toString(); // Java has no literal that is too small for its type
        return digits.matches("-?\\d+") ? digits + ".0" : digits;
    }

    private static String truth(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (!lower.equals("true") && !lower.equals("false")) {
            throw new IllegalArgumentException(text);
        }
        return lower;
    }

    /** A long text in pieces: a constant holds 65,535 bytes, and a character takes up to 3. */
    private static String quoted(String value) {
        if (value.length() <= LONGEST) {
            return literal(value);
        }
        List<String> pieces = new ArrayList<>();
        int from = 0;
        while (from < value.length()) {
            int to = Math.min(value.length(), from + LONGEST);
            to -= Character.isHighSurrogate(value.charAt(to - 1)) && to < value.length() ? 1 : 0;
            pieces.add(literal(value.substring(from, to)));
            from = to;
        }
        return "String.join(\"\", " + String.join(", ", pieces) + ")";
    }

    /** Nothing that a text holds can end its literal. */
    private static String literal(String value) {
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
