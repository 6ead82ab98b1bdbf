package dev.assay.notebook.export;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;
import org.jsoup.select.Selector;

/**
 * Style sheets worked into the elements that they mean, where there is no shadow tree to keep them in: in a PDF, in a picture of
 * its own. Variables are resolved as on a light page.
 */
final class InlineStyle {

    private static final Pattern VARIABLE = Pattern.compile("var\\(\\s*(--[\\w-]+)\\s*(?:,([^()]*))?\\)");
    /** Selectors times elements: beyond it, somebody means no good. */
    private static final long MOST_WORK = 20_000_000;
    /** Characters of style in all elements together, likewise. */
    private static final long MOST_STYLE = 50_000_000;
    /** Characters of one value: variables that hold others many times grow without end. */
    private static final int LONGEST_VALUE = 1_000;

    /** Selectors that look into all that an element holds, each time; most of them are no CSS. */
    private static final Pattern COSTLY = Pattern.compile(":(has|matches|contains)");

    private record Declared(int weight, Map<String, String> declarations) {}

    private InlineStyle() {}

    /** A copy of the markup with the style of its sheets in its elements. */
    static Element of(SafeHtml html) {
        Element root = html.body().clone();
        List<StyleRules.Rule> rules = StyleRules.of(html.sheets());
        if (rules.isEmpty() || (long) rules.size() * root.getAllElements().size() > MOST_WORK) {
            return root;
        }
        IdentityHashMap<Element, List<Declared>> declared = new IdentityHashMap<>();
        Map<String, String> variables = new HashMap<>();
        long style = 0;
        for (StyleRules.Rule rule : rules) {
            Elements meant = matching(root, rule.selector());
            style += (long) meant.size() * rule.length();
            if (style > MOST_STYLE) {
                return root;
            }
            for (Element element : meant) {
                declared.computeIfAbsent(element, none -> new ArrayList<>())
                        .add(new Declared(rule.weight(), rule.declarations()));
                rule.declarations().forEach((name, value) -> {
                    if (name.startsWith("--")) {
                        variables.put(name, value);
                    }
                });
            }
        }
        declared.forEach((element, all) -> element.attr("style", style(element, all, variables)));
        return root;
    }

    private static Elements matching(Element root, String selector) {
        try {
            return COSTLY.matcher(selector).find() ? new Elements() : root.select(selector);
        } catch (Selector.SelectorParseException | IllegalArgumentException e) {
            return new Elements(); // of hovering, of what stands before or after, ..
        }
    }

    private static String style(Element element, List<Declared> all, Map<String, String> variables) {
        List<Declared> byWeight = new ArrayList<>(all);
        byWeight.sort(Comparator.comparingInt(Declared::weight));
        Map<String, String> style = new LinkedHashMap<>();
        byWeight.forEach(one -> put(style, one.declarations()));
        put(style, StyleRules.declarations(element.attr("style")));
        return style.entrySet().stream()
                .filter(one -> !one.getKey().startsWith("--"))
                .map(one -> one.getKey() + ":" + resolved(one.getValue(), variables))
                .collect(Collectors.joining(";"));
    }

    /** What is declared later stands later, too: a shorthand undoes what stood before it. */
    private static void put(Map<String, String> style, Map<String, String> declarations) {
        declarations.forEach((name, value) -> {
            style.remove(name);
            style.put(name, value);
        });
    }

    private static String resolved(String value, Map<String, String> variables) {
        String resolved = value;
        for (int depth = 0; depth < 4 && resolved.contains("var("); depth++) {
            resolved =
                    VARIABLE.matcher(resolved).replaceAll(found -> Matcher.quoteReplacement(value(found, variables)));
            if (resolved.length() > LONGEST_VALUE) {
                return "inherit";
            }
        }
        return resolved;
    }

    private static String value(MatchResult found, Map<String, String> variables) {
        String otherwise = found.group(2) == null ? "inherit" : found.group(2).strip();
        String value = variables.getOrDefault(found.group(1), otherwise);
        return value.length() > LONGEST_VALUE ? "inherit" : value;
    }
}
