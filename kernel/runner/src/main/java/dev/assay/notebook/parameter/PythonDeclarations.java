package dev.assay.notebook.parameter;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Variables that Python code assigns, one a line: {@code size: int = 200  # videos}. */
final class PythonDeclarations {
    private static final Pattern ASSIGNMENT = Pattern.compile(
            "^(?<name>[^\\W\\d]\\w*)[ \\t]*(?::[ \\t]*(?<type>[^=\\n]+?))?"
                    + "[ \\t]*=(?!=)[ \\t]*(?<value>\"[^\"\\n]*\"|'[^'\\n]*'|[^#\\n]*?)[ \\t]*(?:#[ \\t]*(?<about>.*))?$",
            Pattern.MULTILINE);

    private PythonDeclarations() {}

    static List<Parameter> in(String code) {
        List<Parameter> found = new ArrayList<>();
        Matcher assignment = ASSIGNMENT.matcher(code);
        while (assignment.find()) {
            String value = assignment.group("value");
            String type = assignment.group("type");
            String about = assignment.group("about");
            found.add(new Parameter(
                    assignment.group("name"),
                    type == null ? inferred(value) : type,
                    value,
                    about == null ? "" : about.strip()));
        }
        return found;
    }

    private static String inferred(String value) {
        if (value.startsWith("\"") || value.startsWith("'")) {
            return "str";
        }
        if (value.matches("True|False")) {
            return "bool";
        }
        if (value.matches("-?\\d[\\d_]*")) {
            return "int";
        }
        return value.matches("-?[\\d_]*\\.?[\\d_]+([eE][-+]?\\d+)?") ? "float" : "";
    }
}
