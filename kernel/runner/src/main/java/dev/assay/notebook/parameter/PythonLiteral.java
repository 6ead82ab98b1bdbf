package dev.assay.notebook.parameter;

import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Values as Python code. Nothing a value holds can end its literal, and any variable may be {@code None}.
 *
 * @param parameter whose value it is, for errors
 */
record PythonLiteral(String parameter) {

    String of(PythonType type, Value value) {
        if (value.isNothing()) {
            return "None";
        }
        if (type.isSeveral()) {
            return several(type, value);
        }
        if (type.isMap()) {
            return map(type, value);
        }
        return switch (type.name()) {
            case "str" -> scalar(type, value, PythonLiteral::quoted);
            case "bool" -> scalar(type, value, PythonLiteral::truth);
            case "int" -> scalar(type, value, text -> Digits.whole(text).toString());
            case "float" -> scalar(type, value, PythonLiteral::decimal);
            default -> any(value);
        };
    }

    /** What can be given for a type, in words. */
    static String takes(PythonType type) {
        if (type.isSeveral()) {
            PythonType element = type.isTuple() ? PythonType.ANY : type.argument(0);
            return takes("a list", "element", element);
        }
        if (type.isMap()) {
            return takes("a map", "value", type.argument(1));
        }
        return switch (type.name()) {
            case "str" -> "a text";
            case "bool" -> "true or false";
            case "int" -> "a whole number";
            case "float" -> "a number";
            default -> "any value";
        };
    }

    private static String takes(String several, String one, PythonType type) {
        String each = takes(type);
        return each.equals("any value") ? several : several + " in which each " + one + " is " + each;
    }

    private String any(Value value) {
        if (value instanceof Value.Scalar scalar) {
            return switch (scalar.guess()) {
                case NOTHING -> "None";
                case TRUTH -> of(PythonType.parse("bool"), value);
                case WHOLE ->
                    scalar(PythonType.parse("int"), value, text -> Digits.wholeOfYaml(text)
                            .toString());
                case DECIMAL -> of(PythonType.parse("float"), value);
                case TEXT -> quoted(scalar.text());
            };
        }
        return value instanceof Value.Several ? elements(PythonType.ANY, value) : map(PythonType.ANY, value);
    }

    private String several(PythonType type, Value value) {
        if (value instanceof Value.Named) {
            throw wrong(takes(type), value);
        }
        String list = elements(type, value);
        return switch (type.name().toLowerCase(Locale.ROOT)) {
            case "tuple", "set", "frozenset" -> type.name().toLowerCase(Locale.ROOT) + "(" + list + ")";
            default -> list;
        };
    }

    /** One value is a list of one, as a command line gives it. */
    private String elements(PythonType type, Value value) {
        if (!(value instanceof Value.Several several)) {
            return "[" + of(type.argument(0), value) + "]";
        }
        StringBuilder code = new StringBuilder("[");
        for (int i = 0; i < several.elements().size(); i++) {
            boolean own = type.isTuple() && !type.argument(1).is("...");
            code.append(i == 0 ? "" : ", ")
                    .append(of(type.argument(own ? i : 0), several.elements().get(i)));
        }
        return code.append("]").toString();
    }

    private String map(PythonType type, Value value) {
        if (!(value instanceof Value.Named named)) {
            throw wrong(takes(type), value);
        }
        PythonType key = type.arguments().isEmpty() ? PythonType.parse("str") : type.argument(0);
        return named.entries().entrySet().stream()
                .map(entry -> of(key, Value.text(entry.getKey())) + ": " + of(type.argument(1), entry.getValue()))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private String scalar(PythonType type, Value value, Function<String, String> writing) {
        if (!(value instanceof Value.Scalar scalar)) {
            throw wrong(takes(type), value);
        }
        try {
            return writing.apply(type.is("str") ? scalar.text() : scalar.text().strip());
        } catch (IllegalArgumentException e) {
            throw wrong(takes(type), value);
        }
    }

    private ParameterException wrong(String expected, Value found) {
        return new ParameterException("parameter " + parameter + ": expected " + expected + ", found " + found);
    }

    private static String truth(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> "True";
            case "false" -> "False";
            default -> throw new IllegalArgumentException(text);
        };
    }

    /** In the digits given; those that are no decimal number at all are what Python makes of a text. */
    private static String decimal(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.matches("[-+]?\\.inf|\\.nan")) {
            return "float(\"" + lower.replace(".", "") + "\")";
        }
        String digits = Digits.number(text).toString();
        return digits.matches("-?\\d+") ? digits + ".0" : digits;
    }

    private static String quoted(String value) {
        StringBuilder code = new StringBuilder("\"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                code.append('\\').append(c);
            } else if (c < ' ' || c == 0x7f) {
                code.append(String.format(Locale.ROOT, "\\x%02x", (int) c));
            } else {
                code.append(c);
            }
        }
        return code.append('"').toString();
    }
}
