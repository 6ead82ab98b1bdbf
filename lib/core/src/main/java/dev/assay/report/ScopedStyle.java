package dev.assay.report;

import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The style sheet of our pages for a piece of another page: every rule speaks of what is inside {@code .assay}, and rules
 * that nothing in the piece needs are left out.
 */
final class ScopedStyle {

    /** Twice, to be stronger than what notebooks say of every table. */
    private static final String SCOPE = ".assay.assay";

    /** Pages that say that they are dark; {@code assay-auto} is for pages of our own that follow the system. */
    private static final String DARK = "body[data-jp-theme-light=\"false\"] .assay,"
            + "body[data-vscode-theme-kind*=\"dark\"] .assay,html[data-theme=\"dark\"] .assay,.quarto-dark .assay";

    /** What notebooks style more strongly than by element, undone. */
    private static final String BASE = SCOPE
            + "{font:14px/1.5 system-ui,-apple-system,\"Segoe UI\",Roboto,Arial,sans-serif;"
            + "font-variant-numeric:tabular-nums;max-width:64rem;color:var(--text)}\n"
            + SCOPE + " table{margin:0;table-layout:auto;border:0;color:inherit}\n"
            + SCOPE + " tbody tr," + SCOPE + " tbody tr:nth-child(odd){background:none}\n"
            + SCOPE + " h3{font-size:1.05em;margin:.9em 0 .3em}\n" + SCOPE + " h4{font-size:1em}\n"
            + SCOPE + " dl,"
            + SCOPE + " dt,"
            + SCOPE + " dd{float:none;clear:none;display:block;width:auto;min-width:0;max-width:none;padding:0}\n"
            + SCOPE + " dl.tiles{display:grid}\n"
            + SCOPE + " svg .label{fill:var(--text);font-weight:400}\n"; // Bootstrap's is white and bold

    private static final Pattern REM = Pattern.compile("(\\d*\\.?\\d+)rem\\b");
    private static final BigDecimal PIXELS_A_REM = BigDecimal.valueOf(16);
    private static final Pattern RULE = Pattern.compile("([^{}]+)\\{([^{}]*)}");
    private static final Pattern MEDIA = Pattern.compile("@media ([^{]+)\\{((?:[^{}]+\\{[^{}]*})*)\\s*}");
    private static final Pattern TAG = Pattern.compile("<([a-z0-9]+)");
    private static final Pattern CLASSES = Pattern.compile(" class=\"([^\"]*)\"");
    private static final Pattern NAME = Pattern.compile("([.#]?)([a-zA-Z][a-zA-Z0-9-]*)");
    private static final Pattern PSEUDO = Pattern.compile("::?[a-z-]+(\\([^)]*\\))?|\\[[^]]*]");

    private ScopedStyle() {}

    /** The piece with its style sheet around it. */
    static String around(Html piece) {
        String content = piece.toString();
        Html hatch = new Html();
        if (content.contains(" unknown\"") || content.contains("\"unknown\"")) {
            hatch = Styles.hatch("assay-hatch");
        }
        String css = of(content + hatch);
        return "<div class=\"assay\">\n<style>\n" + css + "</style>\n" + hatch + content + "</div>\n";
    }

    private static String of(String content) {
        Set<String> used = used(content);
        String sheet = Styles.css();
        StringBuilder out = new StringBuilder();
        String plain = MEDIA.matcher(sheet).replaceAll("");
        variables(plain, ".assay", out);
        Matcher media = MEDIA.matcher(sheet);
        while (media.find()) {
            if (media.group(1).contains("prefers-color-scheme")) {
                variables(media.group(2), DARK, out);
                out.append("@media ").append(media.group(1).strip()).append("{");
                variables(media.group(2), ".assay-auto .assay", out);
                out.append("}\n");
            }
        }
        out.append(BASE);
        rules(plain, used, out);
        media.reset();
        while (media.find()) {
            StringBuilder inner = new StringBuilder();
            rules(media.group(2), used, inner);
            if (!inner.isEmpty() && !media.group(1).contains("prefers-color-scheme")) {
                out.append("@media ")
                        .append(media.group(1).strip())
                        .append("{\n")
                        .append(inner)
                        .append("}\n");
            }
        }
        return pixels(out.toString()).replace("url(#hatch)", "url(#assay-hatch)");
    }

    /** Lengths that count from the letters of the page around, which are 10 pixels high in some notebooks and 16 in ours. */
    private static String pixels(String css) {
        return REM.matcher(css)
                .replaceAll(rem -> new BigDecimal(rem.group(1))
                                .multiply(PIXELS_A_REM)
                                .stripTrailingZeros()
                                .toPlainString()
                        + "px");
    }

    private static void variables(String rules, String scope, StringBuilder out) {
        Matcher rule = RULE.matcher(rules);
        while (rule.find()) {
            if (rule.group(1).strip().equals(":root")) {
                String body = rule.group(2).replaceAll("\\s+", " ").replaceFirst("color-scheme:[^;]*;", "");
                out.append(scope).append("{").append(body.strip()).append("}\n");
            }
        }
    }

    private static void rules(String rules, Set<String> used, StringBuilder out) {
        Matcher rule = RULE.matcher(rules);
        while (rule.find()) {
            StringBuilder selectors = new StringBuilder();
            for (String selector : rule.group(1).split(",")) {
                if (isUsed(selector.strip(), used)) {
                    selectors
                            .append(selectors.isEmpty() ? "" : ",")
                            .append(SCOPE)
                            .append(' ')
                            .append(selector.strip());
                }
            }
            if (!selectors.isEmpty()) {
                String body = rule.group(2).replaceAll("\\s+", " ").strip();
                out.append(selectors).append("{").append(body).append("}\n");
            }
        }
    }

    private static boolean isUsed(String selector, Set<String> used) {
        if (selector.equals("*") || selector.startsWith(":")) {
            return selector.equals("*");
        }
        Matcher name = NAME.matcher(PSEUDO.matcher(selector).replaceAll(""));
        boolean all = true;
        while (name.find()) {
            all &= used.contains(name.group(1) + name.group(2));
        }
        return all;
    }

    private static Set<String> used(String content) {
        Set<String> used = new LinkedHashSet<>();
        Matcher tags = TAG.matcher(content);
        while (tags.find()) {
            used.add(tags.group(1));
        }
        Matcher classes = CLASSES.matcher(content);
        while (classes.find()) {
            for (String name : classes.group(1).split(" ")) {
                used.add("." + name);
            }
        }
        return used;
    }
}
