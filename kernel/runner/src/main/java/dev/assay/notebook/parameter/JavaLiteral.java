package dev.assay.notebook.parameter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
            return any(value);
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

    /** An array is told to be an element: alone it would be taken for the elements. */
    private String list(JavaType type, JsonNode value) {
        return "java.util.List." + (type.isArray() ? "<" + type + ">" : "") + "of(" + elements(type, value) + ")";
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
