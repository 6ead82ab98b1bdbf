package dev.assay.notebook.parameter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Values as Java code. Nothing a value holds can end its literal: whatever is no plain ASCII is escaped.
 *
 * @param parameter whose value it is, for errors
 */
record JavaLiteral(String parameter) {

    String of(JavaType type, JsonNode value) {
        if (value.isNull() && type.holdsNull()) {
            return "null";
        }
        if (type.isArray()) {
            return "new " + type + " {" + elements(type.argument(0), value) + "}";
        }
        return switch (type.simpleName()) {
            case "String", "CharSequence" -> text(scalar(type, value));
            case "Path" -> "java.nio.file.Path.of(" + text(scalar(type, value)) + ")";
            case "int", "Integer" -> whole(type, value, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case "short", "Short" -> "(short) " + whole(type, value, Short.MIN_VALUE, Short.MAX_VALUE);
            case "byte", "Byte" -> "(byte) " + whole(type, value, Byte.MIN_VALUE, Byte.MAX_VALUE);
            case "char", "Character" -> text(character(type, value)) + ".charAt(0)";
            case "long", "Long" -> whole(type, value, Long.MIN_VALUE, Long.MAX_VALUE) + "L";
            case "double", "Double" -> Double.toString(number(type, value).doubleValue());
            case "float", "Float" -> number(type, value).doubleValue() + "f";
            case "boolean", "Boolean" -> truth(type, value);
            case "List", "Collection", "Iterable" -> "java.util.List.of(" + elements(type.argument(0), value) + ")";
            case "Set" -> "new java.util.LinkedHashSet<>(java.util.List.of(" + elements(type.argument(0), value) + "))";
            case "Map" -> map(type, value);
            case "Object", "" -> any(value);
            default ->
                throw wrong(
                        "a type that values can be given for, such as String, int, double, boolean, Path,"
                                + " List, Set or Map",
                        type.toString());
        };
    }

    private String any(JsonNode value) {
        return switch (value.getNodeType()) {
            case BOOLEAN -> value.asText();
            case NUMBER ->
                value.isInt()
                        ? value.asText()
                        : value.isLong() ? value.asText() + "L" : Double.toString(value.doubleValue());
            case ARRAY -> of(JavaType.parse("List"), value);
            case OBJECT -> of(JavaType.parse("Map"), value);
            case STRING -> text(value.textValue());
            default -> throw wrong("a value", "null");
        };
    }

    /** One value is a list of one, as a command line gives it. Lists of Java's hold no null. */
    private String elements(JavaType type, JsonNode value) {
        if (value.isObject() || value.isNull()) {
            throw wrong("a list", value.toString());
        }
        List<String> elements = new ArrayList<>();
        if (value.isArray()) {
            for (JsonNode element : value) {
                if (element.isNull()) {
                    throw wrong("values in a list", "null");
                }
                elements.add(of(type, element));
            }
        } else {
            elements.add(of(type, value));
        }
        return String.join(", ", elements);
    }

    /** In the order given, which {@code Map.of} would not keep. */
    private String map(JavaType type, JsonNode value) {
        if (!value.isObject()) {
            throw wrong("a map", value.toString());
        }
        JavaType key = type.arguments().isEmpty() ? JavaType.parse("String") : type.argument(0);
        StringBuilder code =
                new StringBuilder("new java.util.LinkedHashMap<" + key + ", " + type.argument(1) + ">() {{");
        for (Map.Entry<String, JsonNode> entry : value.properties()) {
            code.append(" put(")
                    .append(of(key, TextNode.valueOf(entry.getKey())))
                    .append(", ")
                    .append(of(type.argument(1), entry.getValue()))
                    .append(");");
        }
        return code.append(" }}").toString();
    }

    private String scalar(JavaType type, JsonNode value) {
        if (!value.isValueNode() || value.isNull()) {
            throw wrong(type.toString(), value.toString());
        }
        return value.asText();
    }

    private String character(JavaType type, JsonNode value) {
        String text = scalar(type, value);
        if (text.length() != 1) {
            throw wrong(type.toString(), text);
        }
        return text;
    }

    private String whole(JavaType type, JsonNode value, long least, long most) {
        BigDecimal number = number(type, value);
        boolean fits = number.stripTrailingZeros().scale() <= 0
                && number.compareTo(BigDecimal.valueOf(least)) >= 0
                && number.compareTo(BigDecimal.valueOf(most)) <= 0;
        if (!fits) {
            throw wrong(type.toString(), value.asText());
        }
        return number.toBigInteger().toString();
    }

    private BigDecimal number(JavaType type, JsonNode value) {
        String text = scalar(type, value).strip().replaceAll("(?<=\\d)_(?=\\d)", "");
        if (text.length() > 50 || !text.matches("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d{1,3})?")) {
            throw wrong(type.toString(), value.asText());
        }
        return new BigDecimal(text);
    }

    private String truth(JavaType type, JsonNode value) {
        String text = scalar(type, value).strip().toLowerCase(Locale.ROOT);
        if (!text.equals("true") && !text.equals("false")) {
            throw wrong("true or false", value.asText());
        }
        return text;
    }

    private static String text(String value) {
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

    private ParameterException wrong(String expected, String found) {
        return new ParameterException("parameter " + parameter + ": expected " + expected + ", found " + found);
    }
}
