package dev.assay.notebook.parameter;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Values as Java code. Nothing a value holds can end its literal.
 *
 * <p>What is written is weighed on the way, in the bytes that a compiler makes of it: a method holds 65,535, and the values of all
 * parameters are in one, but for maps, each of which has one of its own. Never too few, and for lists of texts or of numbers next
 * to none too many.
 */
final class JavaLiteral {
    /** What a method holds, but for what stands around its values. */
    static final int MOST_BYTES = 65_000;
    /** To find an element's place and to put it there. */
    private static final int STORED = 5;
    /** To put a number into an object. */
    private static final int BOXED = 3;
    /** To make a list or a set of its elements. */
    private static final int SEVERAL = 16;
    /** To make a map, which is few bytes and a class of its own: more classes than fit by this take a compiler its time. */
    private static final int MAP = 40;

    private static final Pattern CAST = Pattern.compile("^\\(\\w+\\) ");
    private static final Pattern TINY = Pattern.compile("-1|[0-5]|true|false");
    private static final Pattern SMALL = Pattern.compile("-?\\d{1,2}");

    private final String parameter;
    private int bytes;

    /** @param parameter whose value it is, for errors */
    JavaLiteral(String parameter) {
        this.parameter = parameter;
    }

    /** What was written so far takes at most so many. */
    int bytes() {
        return bytes;
    }

    String of(JavaType type, Value value) {
        if (value.isNothing() && type.holdsNull()) {
            bytes += 1;
            return "null";
        }
        if (type.isArray()) {
            return "new " + type.erased() + " {" + elements(type.argument(0), value) + "}";
        }
        Optional<JavaScalar> scalar = JavaScalar.of(type);
        if (scalar.isPresent()) {
            return scalar(scalar.get(), type, value);
        }
        if (type.isList()) {
            return list(type.argument(0), value);
        }
        if (type.is(Set.class)) {
            return "new java.util.LinkedHashSet<>(" + list(type.argument(0), value) + ")";
        }
        if (type.is(Map.class)) {
            return map(type, value);
        }
        if (type.isAny()) {
            return any(type, value);
        }
        throw new ParameterException("parameter " + parameter + ": values can be given for "
                + JavaScalar.ALL.stream().map(JavaScalar::typeName).collect(Collectors.joining(", "))
                + ", for List, Set, Map and arrays of these, but not for " + type);
    }

    /** What can be given for a type, in words; empty if nothing can. */
    static Optional<String> takes(JavaType type) {
        if (type.isArray() || type.isList() || type.is(Set.class)) {
            return takes("a list", "element", type.argument(0));
        }
        if (type.is(Map.class)) {
            return takes("a map", "value", type.argument(1));
        }
        return type.isAny() ? Optional.of("any value") : JavaScalar.of(type).map(JavaScalar::takes);
    }

    private static Optional<String> takes(String several, String one, JavaType type) {
        return type.isAny()
                ? Optional.of(several)
                : takes(type).map(each -> several + " in which each " + one + " is " + each);
    }

    /** Under {@code var} a list is of what its elements are. */
    private String any(JavaType type, Value value) {
        if (value instanceof Value.Scalar scalar) {
            return any(scalar);
        }
        return value instanceof Value.Several ? list(type, value) : map(JavaType.parse("Map"), value);
    }

    private String any(Value.Scalar scalar) {
        String text = scalar.text();
        try {
            return switch (scalar.guess()) {
                case NOTHING -> throw wrong("a value", scalar.toString());
                case TRUTH -> of(JavaType.parse("boolean"), scalar);
                case WHOLE -> whole(Digits.wholeOfYaml(text));
                case DECIMAL -> decimal(scalar);
                case TEXT -> of(JavaType.parse("String"), scalar);
            };
        } catch (ParameterException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw wrong("a number that Java holds", text);
        }
    }

    private String whole(BigInteger number) {
        String type =
                number.bitLength() < Integer.SIZE ? "int" : number.bitLength() < Long.SIZE ? "long" : "BigInteger";
        return of(JavaType.parse(type), Value.text(number.toString()));
    }

    private String decimal(Value.Scalar scalar) {
        String name =
                switch (scalar.text().toLowerCase(Locale.ROOT)) {
                    case ".nan" -> "NaN";
                    case "-.inf" -> "NEGATIVE_INFINITY";
                    case ".inf", "+.inf" -> "POSITIVE_INFINITY";
                    default -> "";
                };
        if (name.isEmpty()) {
            return of(JavaType.parse("double"), scalar);
        }
        bytes += 3 + BOXED;
        return "Double." + name;
    }

    /**
     * An array is told to be an element: alone it would be taken for the elements. So are lists and maps where their type is
     * known: to infer the type of a list from the types of a thousand others, which are inferred themselves, takes a compiler
     * half a minute.
     */
    private String list(JavaType type, Value value) {
        boolean nested = value instanceof Value.Several several
                && several.elements().stream().anyMatch(one -> !(one instanceof Value.Scalar));
        boolean known = !type.arguments().isEmpty() && !type.name().startsWith("?");
        boolean told = known || (type.is(Object.class) && nested);
        return "java.util.List." + (told ? "<" + type + ">" : "") + "of(" + elements(type, value) + ")";
    }

    /** One value is a list of one, as a command line gives it. Lists of Java's hold no null. */
    private String elements(JavaType type, Value value) {
        if (value instanceof Value.Named || value.isNothing()) {
            throw wrong("a list", value.toString());
        }
        List<String> elements = new ArrayList<>();
        bytes += SEVERAL;
        for (Value element : value instanceof Value.Several several ? several.elements() : List.of(value)) {
            if (element.isNothing()) {
                throw wrong("values in a list, which holds no null; in quotes it is a text", element.toString());
            }
            elements.add(of(type, element));
            bytes += JavaType.isPrimitive(type.name()) ? STORED - BOXED : STORED;
        }
        return String.join(", ", elements);
    }

    /** In the order given, which {@code Map.of} would not keep. */
    private String map(JavaType type, Value value) {
        if (!(value instanceof Value.Named named)) {
            throw wrong("a map", value.toString());
        }
        JavaType key = type.arguments().isEmpty() ? JavaType.parse("String") : type.argument(0);
        StringBuilder code =
                new StringBuilder("new java.util.LinkedHashMap<" + key + ", " + type.argument(1) + ">() {{");
        int around = bytes + MAP;
        bytes = STORED * named.entries().size();
        for (Map.Entry<String, Value> entry : named.entries().entrySet()) {
            code.append(" put(")
                    .append(of(key, Value.text(entry.getKey())))
                    .append(", ")
                    .append(of(type.argument(1), entry.getValue()))
                    .append(");");
        }
        if (bytes > MOST_BYTES) {
            throw new ParameterException(String.format(
                    Locale.ROOT,
                    "parameter %s: expected no more entries than a map of Java's holds that is written in code, which are some"
                            + " 5,900 of two texts; found %,d; write them to a file, and let the notebook take its path",
                    parameter,
                    named.entries().size()));
        }
        bytes = around;
        return code.append(" }}").toString();
    }

    private String scalar(JavaScalar scalar, JavaType type, Value value) {
        String expected = scalar.takes() + " (" + type + ")";
        if (!(value instanceof Value.Scalar given) || value.isNothing()) {
            throw wrong(expected, value.toString());
        }
        try {
            String code = scalar.code(given.text());
            bytes += bytes(code);
            return code;
        } catch (JavaScalar.OutOfRange e) {
            throw wrong(scalar.takes() + " " + e.getMessage() + " (" + type + ")", given.toString());
        } catch (IllegalArgumentException e) {
            throw wrong(expected, given.toString());
        }
    }

    private static int bytes(String code) {
        if (code.endsWith(")")) { // made of a text, or of the pieces of a long one
            return 10 + 16 * (code.length() / JavaScalar.LONGEST);
        }
        if (code.endsWith("\"")) {
            return 3;
        }
        String number = CAST.matcher(code).replaceFirst("");
        return BOXED
                + (TINY.matcher(number).matches() ? 1 : SMALL.matcher(number).matches() ? 2 : 3);
    }

    private ParameterException wrong(String expected, String found) {
        return new ParameterException("parameter " + parameter + ": expected " + expected + ", found " + found);
    }
}
