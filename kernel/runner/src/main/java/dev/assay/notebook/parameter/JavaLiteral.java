package dev.assay.notebook.parameter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Values as Java code. Nothing a value holds can end its literal.
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
        Optional<JavaScalar> scalar = JavaScalar.of(type);
        if (scalar.isPresent()) {
            return scalar(scalar.get(), type, value);
        }
        return switch (type.simpleName()) {
            case "List", "Collection", "Iterable" -> "java.util.List.of(" + elements(type.argument(0), value) + ")";
            case "Set" -> "new java.util.LinkedHashSet<>(java.util.List.of(" + elements(type.argument(0), value) + "))";
            case "Map" -> map(type, value);
            case "Object", "" -> any(value);
            default ->
                throw new ParameterException("parameter " + parameter + ": values can be given for "
                        + JavaScalar.ALL.stream().map(JavaScalar::typeName).collect(Collectors.joining(", "))
                        + ", for List, Set, Map and arrays of these, but not for " + type);
        };
    }

    /** What can be given for a type, in words; empty if nothing can. */
    static Optional<String> takes(JavaType type) {
        Optional<JavaScalar> scalar = JavaScalar.of(type);
        if (scalar.isPresent()) {
            return scalar.map(JavaScalar::takes);
        }
        return switch (type.isArray() ? "List" : type.simpleName()) {
            case "List", "Collection", "Iterable", "Set" -> of("a list", type.argument(0));
            case "Map" -> of("a map", type.argument(1));
            case "Object", "" -> Optional.of("any value");
            default -> Optional.empty();
        };
    }

    private static Optional<String> of(String several, JavaType one) {
        return takes(one).map(each -> several + (each.equals("any value") ? "" : ", of each " + each));
    }

    private String any(JsonNode value) {
        return switch (value.getNodeType()) {
            case BOOLEAN -> value.asText();
            case NUMBER -> of(ofNumber(value), value);
            case ARRAY -> of(JavaType.parse("List"), value);
            case OBJECT -> of(JavaType.parse("Map"), value);
            case STRING -> of(JavaType.parse("String"), value);
            default -> throw wrong("a value", "null");
        };
    }

    private static JavaType ofNumber(JsonNode value) {
        boolean small = value.isInt() || value.isLong();
        return JavaType.parse(
                small ? (value.isInt() ? "int" : "long") : value.isBigInteger() ? "BigInteger" : "double");
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

    private String scalar(JavaScalar scalar, JavaType type, JsonNode value) {
        String expected = scalar.takes() + " (" + type + ")";
        if (!value.isValueNode() || value.isNull()) {
            throw wrong(expected, value.toString());
        }
        try {
            return scalar.code(value.asText());
        } catch (IllegalArgumentException e) {
            throw wrong(expected, value.asText());
        }
    }

    private ParameterException wrong(String expected, String found) {
        return new ParameterException("parameter " + parameter + ": expected " + expected + ", found " + found);
    }
}
