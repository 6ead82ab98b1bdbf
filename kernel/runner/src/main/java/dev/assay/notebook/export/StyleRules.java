package dev.assay.notebook.export;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/** The rules of style sheets that hold everywhere: those within {@code @media} and its like are left out. */
final class StyleRules {

    /** More are not read: what shows a value has a hundred. */
    private static final int MOST = 2_000;

    private static final Pattern COMMENT = Pattern.compile("/\\*.*?(\\*/|\\z)", Pattern.DOTALL);
    private static final Pattern CLASS_LIKE = Pattern.compile("[.\\[]|:[a-z]");
    /** What else stands before a colon may be read as a name by others: an escape, a comment. */
    private static final Pattern NAME = Pattern.compile("[\\w-]+");

    private static final Pattern TYPE = Pattern.compile("(^|[\\s>+~])[a-zA-Z]");

    /**
     * A rule with one selector.
     *
     * @param weight of the selector: among rules for the same element, the heavier wins, then the later
     */
    record Rule(String selector, Map<String, String> declarations, int weight) {

        /** Characters of what it declares. */
        int length() {
            return declarations.entrySet().stream()
                    .mapToInt(one -> one.getKey().length() + one.getValue().length())
                    .sum();
        }
    }

    private StyleRules() {}

    /** The rules in order. */
    static List<Rule> of(List<String> sheets) {
        String css = COMMENT.matcher(String.join("\n", sheets)).replaceAll("");
        List<Rule> rules = new ArrayList<>();
        int at = 0;
        while (rules.size() < MOST) {
            int open = css.indexOf('{', at);
            int end = open < 0 ? -1 : closing(css, open);
            if (end < 0) {
                break;
            }
            String selectors = css.substring(at, open).strip();
            if (!selectors.startsWith("@")) {
                Map<String, String> declarations = declarations(css.substring(open + 1, end));
                parts(selectors, ',').forEach(one -> rules.add(new Rule(one.strip(), declarations, weight(one))));
            }
            at = end + 1;
        }
        return rules;
    }

    /** What a {@code style} attribute or the inside of a rule declares. */
    static Map<String, String> declarations(String text) {
        Map<String, String> declarations = new LinkedHashMap<>();
        for (String declaration : parts(COMMENT.matcher(text).replaceAll(""), ';')) {
            int colon = declaration.indexOf(':');
            if (colon > 0) {
                String value = declaration
                        .substring(colon + 1)
                        .replace("!important", "")
                        .strip();
                String name = name(declaration.substring(0, colon).strip());
                if (NAME.matcher(name).matches()) {
                    declarations.remove(name); // what is declared last stands last
                    declarations.put(name, value);
                }
            }
        }
        return declarations;
    }

    /** Those of variables alone are told apart by the case of their letters. */
    private static String name(String written) {
        return written.startsWith("--") ? written : written.toLowerCase(Locale.ROOT);
    }

    /** Declares something more of an element, which wins over what is declared already. */
    static void add(Element element, String declarations) {
        element.attr("style", element.attr("style") + ";" + declarations);
    }

    private static int closing(String css, int open) {
        int depth = 0;
        for (int i = open; i < css.length(); i++) {
            depth += css.charAt(i) == '{' ? 1 : css.charAt(i) == '}' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return -1;
    }

    /** Split where no bracket is open. */
    private static List<String> parts(String text, char separator) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
            if (c == separator && depth == 0) {
                parts.add(text.substring(from, i));
                from = i + 1;
            }
        }
        parts.add(text.substring(from));
        return parts;
    }

    private static int weight(String selector) {
        int ids = (int) selector.chars().filter(c -> c == '#').count();
        int classes = (int) CLASS_LIKE.matcher(selector).results().count();
        int types = (int) TYPE.matcher(selector).results().count();
        return ids * 10_000 + Math.min(classes, 99) * 100 + Math.min(types, 99);
    }
}
