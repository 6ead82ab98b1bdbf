package dev.assay.notebook.parameter;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Variables that Java code declares, one a line at least: {@code int size = 200; // videos}. */
final class JavaDeclarations {
    private static final Pattern DECLARATION = Pattern.compile(
            "^[ \\t]*(?:final[ \\t]+)?"
                    + "(?<type>[A-Za-z_][\\w.]*(?:<[^;=]*>)?(?:\\[\\])*)[ \\t]+(?<name>[A-Za-z_]\\w*)[ \\t]*=(?!=)"
                    + "(?<value>[^\\n]*?(?:\\n[^\\n]*?)*?);[ \\t]*(?://[ \\t]*(?<about>[^\\n]*))?$",
            Pattern.MULTILINE);

    private JavaDeclarations() {}

    static List<Parameter> in(String code) {
        List<Parameter> found = new ArrayList<>();
        Matcher declaration = DECLARATION.matcher(code);
        while (declaration.find()) {
            String value = declaration.group("value").strip();
            String type = declaration.group("type");
            String about = declaration.group("about");
            found.add(new Parameter(
                    declaration.group("name"),
                    type.equals("var") ? inferred(value) : type,
                    value,
                    about == null ? "" : about.strip()));
        }
        return found;
    }

    /** The type that {@code var} stands for. */
    private static String inferred(String value) {
        if (value.startsWith("\"")) {
            return "String";
        }
        if (value.startsWith("'")) {
            return "char";
        }
        if (value.matches("-?[\\d_]+")) {
            return "int";
        }
        if (value.matches("-?[\\d_]+[lL]")) {
            return "long";
        }
        if (value.matches("-?[\\d_]*\\.?[\\d_]+([eE][-+]?\\d+)?[dD]?|-?[\\d_]+\\.")) {
            return "double";
        }
        if (value.matches("true|false")) {
            return "boolean";
        }
        if (value.matches("(java\\.nio\\.file\\.)?Paths?\\.(of|get)\\((?s).*")) {
            return "java.nio.file.Path";
        }
        if (value.matches("(java\\.util\\.)?List\\.of\\((?s).*")) {
            return "List";
        }
        if (value.matches("(java\\.util\\.)?Set\\.of\\((?s).*")) {
            return "Set";
        }
        return value.matches("(java\\.util\\.)?Map\\.of\\((?s).*") ? "Map" : "";
    }
}
