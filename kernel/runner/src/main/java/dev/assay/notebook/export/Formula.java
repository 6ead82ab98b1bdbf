package dev.assay.notebook.export;

import java.util.Map;

/**
 * A formula in TeX as markup that can be read: letters, signs, what stands above and below the line, fractions with a slash. A
 * page that runs no script and fetches no font sets no more than that; commands it does not know stay as they are written.
 */
final class Formula {
    private static final int MOST_DEPTH = 20;

    private static final Map<String, String> SIGNS = Map.ofEntries(
            Map.entry("alpha", "α"),
            Map.entry("beta", "β"),
            Map.entry("gamma", "γ"),
            Map.entry("delta", "δ"),
            Map.entry("Delta", "Δ"),
            Map.entry("epsilon", "ε"),
            Map.entry("varepsilon", "ε"),
            Map.entry("theta", "θ"),
            Map.entry("lambda", "λ"),
            Map.entry("mu", "μ"),
            Map.entry("nu", "ν"),
            Map.entry("pi", "π"),
            Map.entry("rho", "ρ"),
            Map.entry("sigma", "σ"),
            Map.entry("Sigma", "Σ"),
            Map.entry("tau", "τ"),
            Map.entry("phi", "φ"),
            Map.entry("varphi", "φ"),
            Map.entry("chi", "χ"),
            Map.entry("omega", "ω"),
            Map.entry("Omega", "Ω"),
            Map.entry("sum", "∑"),
            Map.entry("prod", "∏"),
            Map.entry("int", "∫"),
            Map.entry("infty", "∞"),
            Map.entry("partial", "∂"),
            Map.entry("le", "≤"),
            Map.entry("leq", "≤"),
            Map.entry("ge", "≥"),
            Map.entry("geq", "≥"),
            Map.entry("ne", "≠"),
            Map.entry("neq", "≠"),
            Map.entry("approx", "≈"),
            Map.entry("sim", "~"),
            Map.entry("pm", "±"),
            Map.entry("times", "×"),
            Map.entry("cdot", "·"),
            Map.entry("div", "÷"),
            Map.entry("to", "→"),
            Map.entry("rightarrow", "→"),
            Map.entry("ldots", "…"),
            Map.entry("dots", "…"),
            Map.entry("cdots", "…"),
            Map.entry("mid", "|"),
            Map.entry("left", ""),
            Map.entry("right", ""),
            Map.entry("quad", " "),
            Map.entry("log", "log "),
            Map.entry("ln", "ln "),
            Map.entry("exp", "exp "),
            Map.entry("max", "max"),
            Map.entry("min", "min"));

    private final String tex;
    private int at;

    private Formula(String tex) {
        this.tex = tex;
    }

    /**
     * As markup.
     *
     * @param tex without the dollar signs around it
     */
    static String html(String tex) {
        Formula formula = new Formula(tex.strip());
        StringBuilder html = new StringBuilder();
        while (formula.at < formula.tex.length()) {
            html.append(formula.piece(0));
        }
        return html.toString();
    }

    /** The next sign, command or group. */
    private String piece(int depth) {
        int c = next();
        return switch (c) {
            case '\\' -> command(depth);
            case '{' -> depth < MOST_DEPTH ? group(depth + 1) : "{";
            case '}' -> ""; // closes nothing
            case '_' -> "<sub>" + argument(depth) + "</sub>";
            case '^' -> "<sup>" + argument(depth) + "</sup>";
            case '-' -> "−";
            case '~' -> " ";
            default ->
                Character.isLetter(c) ? "<i>" + Character.toString(c) + "</i>" : Body.escape(Character.toString(c));
        };
    }

    /** A code point, as half of a letter is none. */
    private int next() {
        int c = tex.codePointAt(at);
        at += Character.charCount(c);
        return c;
    }

    private String group(int depth) {
        StringBuilder inside = new StringBuilder();
        while (at < tex.length() && tex.charAt(at) != '}') {
            inside.append(piece(depth));
        }
        at++;
        return inside.toString();
    }

    private String argument(int depth) {
        while (at < tex.length() && tex.charAt(at) == ' ') {
            at++;
        }
        return at < tex.length() && depth < MOST_DEPTH ? piece(depth + 1) : "";
    }

    private String command(int depth) {
        int start = at;
        while (at < tex.length() && Character.isLetter(tex.charAt(at))) {
            at++;
        }
        if (at == start) {
            return at == tex.length() ? "\\" : space(next());
        }
        String name = tex.substring(start, at);
        return switch (name) {
            case "frac", "dfrac", "tfrac" -> whole(argument(depth)) + "/" + whole(argument(depth));
            case "sqrt" -> "√" + whole(argument(depth));
            case "hat", "bar", "tilde", "mathbf", "mathcal", "mathbb", "boldsymbol" -> argument(depth);
            case "text", "mathrm", "operatorname", "textrm" -> words();
            default -> Body.escape(SIGNS.getOrDefault(name, "\\" + name));
        };
    }

    /** A backslash before what is no letter: a space of some width, or the sign itself. */
    private static String space(int c) {
        return c == '!' ? "" : c == ',' || c == ';' || c == ':' || c == '\\' ? " " : Body.escape(Character.toString(c));
    }

    private static String whole(String part) {
        return part.replaceAll("<[^>]*>", "")
                                .codePointCount(
                                        0, part.replaceAll("<[^>]*>", "").length())
                        > 1
                ? "(" + part + ")"
                : part;
    }

    private String words() {
        int end = tex.indexOf('}', at);
        if (at >= tex.length() || tex.charAt(at) != '{' || end < 0) {
            return "";
        }
        String words = tex.substring(at + 1, end);
        at = end + 1;
        return Body.escape(words);
    }
}
