package dev.assay.notebook.parameter;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Values as Python code. */
final class PythonLiteral {
    private PythonLiteral() {}

    static String of(JsonNode value) {
        return switch (value.getNodeType()) {
            case BOOLEAN -> value.booleanValue() ? "True" : "False";
            case NUMBER -> value.asText();
            case ARRAY -> {
                List<String> elements = new ArrayList<>();
                value.forEach(element -> elements.add(of(element)));
                yield "[" + String.join(", ", elements) + "]";
            }
            case OBJECT -> {
                List<String> entries = new ArrayList<>();
                value.properties().forEach(entry -> entries.add(text(entry.getKey()) + ": " + of(entry.getValue())));
                yield "{" + String.join(", ", entries) + "}";
            }
            case STRING -> text(value.textValue());
            default -> "None";
        };
    }

    private static String text(String value) {
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
