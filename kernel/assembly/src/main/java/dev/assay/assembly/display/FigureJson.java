package dev.assay.assembly.display;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import tech.tablesaw.plotly.components.Figure;
import tech.tablesaw.plotly.traces.Trace;

/**
 * A figure as the JSON that Plotly and notebooks know: {@code {"data": [..], "layout": {..}}}.
 *
 * <p>jsplot writes JavaScript from templates, in the words of Plotly 1: texts in single quotes with HTML's escapes and none
 * of JavaScript's, numbers as texts, {@code "null"} for what is missing, {@code title: '..'} beside {@code titlefont}. Read
 * back leniently and put into today's words, which Plotly has understood since 1.43.
 */
final class FigureJson {

    private static final JsonMapper LENIENT = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
            .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
            .enable(JsonReadFeature.ALLOW_LEADING_DECIMAL_POINT_FOR_NUMBERS)
            .build();

    private static final JsonNodeFactory MAKE = JsonNodeFactory.instance;
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][-+]?\\d+)?");
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}([T ].*)?");

    private FigureJson() {}

    /** The figure; throws where a template wrote what no reader takes. */
    static ObjectNode of(Figure figure) throws JsonProcessingException {
        ArrayNode data = MAKE.arrayNode();
        for (Trace trace : figure.getTraces()) {
            data.add(trace(literal(trace.asJavascript(0))));
        }
        ObjectNode layout = figure.getLayout() == null
                ? MAKE.objectNode()
                : titles(literal(figure.getLayout().asJavascript()));
        ObjectNode json = MAKE.objectNode();
        json.set("data", data);
        json.set("layout", layout);
        return json;
    }

    private static ObjectNode literal(String javascript) throws JsonProcessingException {
        String object = javascript.substring(javascript.indexOf('{'), javascript.lastIndexOf('}') + 1);
        return (ObjectNode) words(LENIENT.readTree(withBackslashes(object)));
    }

    /** In single quotes the templates escape for HTML alone: a backslash there is a backslash. */
    private static String withBackslashes(String object) {
        StringBuilder out = new StringBuilder(object.length());
        char quote = 0;
        for (int i = 0; i < object.length(); i++) {
            char c = object.charAt(i);
            out.append(c);
            if (quote == 0) {
                quote = c == '\'' || c == '"' ? c : 0;
            } else if (c == quote) {
                quote = 0;
            } else if (c == '\\' && quote == '\'') {
                out.append('\\');
            } else if (c == '\\' && i + 1 < object.length()) {
                out.append(object.charAt(++i));
            }
        }
        return out.toString();
    }

    /** Texts unescaped and of whole characters, NaN and infinities null. */
    private static JsonNode words(JsonNode node) {
        if (node instanceof ObjectNode object) {
            ObjectNode copy = MAKE.objectNode();
            object.properties().forEach(entry -> copy.set(entry.getKey(), words(entry.getValue())));
            return copy;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = MAKE.arrayNode(array.size());
            array.forEach(element -> copy.add(words(element)));
            return copy;
        }
        if (node.isFloatingPointNumber() && !Double.isFinite(node.doubleValue())) {
            return MAKE.nullNode();
        }
        return node;
    }

    /** Quotes come as entities; Plotly reads those of {@code < > &} itself, so that a name with markup stays a name. */
    private static String unquoted(String text) {
        return text.replace("&#39;", "'").replace("&quot;", "\"");
    }

    private static ObjectNode trace(ObjectNode trace) {
        ObjectNode copy = MAKE.objectNode();
        for (Map.Entry<String, JsonNode> entry : trace.properties()) {
            String name = entry.getKey();
            JsonNode value = entry.getValue();
            switch (name) {
                case "x", "y", "values", "open", "high", "low", "close" -> copy.set(name, values(value));
                case "name" -> {
                    if (!value.asText().isEmpty()) {
                        copy.put(name, unquoted(value.asText()));
                    }
                }
                case "autobinx", "autobiny" -> {}
                case "nbinsx", "nbinsy" -> {
                    if (value.asInt() > 0) {
                        copy.set(name, value);
                    }
                }
                default -> {
                    if (!value.isTextual() || !value.textValue().isEmpty()) {
                        copy.set(name, value.isObject() ? titles((ObjectNode) value) : scalar(value));
                    }
                }
            }
        }
        return copy;
    }

    /** {@code '1.0'} is 1.0, {@code 'true'} is true. */
    private static JsonNode scalar(JsonNode value) {
        if (!value.isTextual()) {
            return value;
        }
        String text = value.textValue();
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> MAKE.booleanNode(true);
            case "false" -> MAKE.booleanNode(false);
            default -> isNumber(text) ? number(text) : MAKE.textNode(unquoted(text));
        };
    }

    /** Numbers that came as texts are numbers again, where all are; {@code "null"} among numbers or dates is missing. */
    private static JsonNode values(JsonNode values) {
        if (!(values instanceof ArrayNode array)) {
            return values;
        }
        boolean numbers = true;
        boolean dates = true;
        for (JsonNode value : array) {
            String text = value.asText();
            boolean missing = value.isNull() || text.equals("null") || text.equals("NaN");
            numbers &= missing || !value.isTextual() || isNumber(text);
            dates &= missing || (value.isTextual() && DATE.matcher(text).matches());
        }
        if (!numbers && !dates) {
            return array;
        }
        List<JsonNode> typed = new ArrayList<>(array.size());
        for (JsonNode value : array) {
            String text = value.asText();
            boolean missing = text.equals("null") || text.equals("NaN");
            typed.add(missing ? MAKE.nullNode() : numbers && value.isTextual() ? number(text) : value);
        }
        return MAKE.arrayNode(typed.size()).addAll(typed);
    }

    /** Longer digits are names, such as those of accounts, and no double holds them. */
    private static boolean isNumber(String text) {
        boolean whole = text.indexOf('.') < 0 && text.indexOf('e') < 0 && text.indexOf('E') < 0;
        return (!whole || text.length() <= 15) && NUMBER.matcher(text).matches();
    }

    private static JsonNode number(String text) {
        double value = Double.parseDouble(text);
        if (value == Math.rint(value) && Math.abs(value) < 0x1p53) {
            return MAKE.numberNode((long) value);
        }
        return Double.isFinite(value) ? MAKE.numberNode(value) : MAKE.nullNode();
    }

    /** {@code title: 't', titlefont: f} is {@code title: {text: 't', font: f}}, at every depth. */
    private static ObjectNode titles(ObjectNode object) {
        ObjectNode copy = MAKE.objectNode();
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            String name = entry.getKey();
            JsonNode value = entry.getValue();
            if (name.equals("title") && value.isTextual()) {
                if (!value.textValue().isEmpty()) {
                    copy.putObject("title").put("text", unquoted(value.textValue()));
                }
            } else if (value instanceof ObjectNode inner) {
                copy.set(name, titles(inner));
            } else if (!value.isTextual() || !value.textValue().isEmpty()) {
                // an empty text is a template's mistake, such as the name of a colour that it misspells
                copy.set(renamed(name), value.isTextual() ? scalar(value) : value);
            }
        }
        JsonNode font = copy.remove("titlefont");
        if (font != null && copy.get("title") instanceof ObjectNode title) {
            title.set("font", font);
        }
        return copy;
    }

    private static String renamed(String name) {
        return switch (name) {
            case "showspike" -> "showspikes";
            case "showExponent" -> "showexponent";
            default -> name;
        };
    }
}
