package dev.assay.notebook.export;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A formula in TeX as markup that can be read: letters, signs, what stands above and below the line, fractions with a slash. A
 * page that runs no script and fetches no font sets no more than that: half a formula says something else, so one that is not
 * wholly known is none.
 */
final class Formula {
    private static final int MOST_DEPTH = 20;

    private static final Map<String, String> SIGNS = Map.ofEntries(
            Map.entry("alpha", "α"),
            Map.entry("beta", "β"),
            Map.entry("gamma", "γ"),
            Map.entry("Gamma", "Γ"),
            Map.entry("delta", "δ"),
            Map.entry("Delta", "Δ"),
            Map.entry("epsilon", "ε"),
            Map.entry("varepsilon", "ε"),
            Map.entry("zeta", "ζ"),
            Map.entry("eta", "η"),
            Map.entry("theta", "θ"),
            Map.entry("Theta", "Θ"),
            Map.entry("kappa", "κ"),
            Map.entry("lambda", "λ"),
            Map.entry("Lambda", "Λ"),
            Map.entry("mu", "μ"),
            Map.entry("nu", "ν"),
            Map.entry("xi", "ξ"),
            Map.entry("Xi", "Ξ"),
            Map.entry("pi", "π"),
            Map.entry("Pi", "Π"),
            Map.entry("rho", "ρ"),
            Map.entry("sigma", "σ"),
            Map.entry("Sigma", "Σ"),
            Map.entry("tau", "τ"),
            Map.entry("Upsilon", "Υ"),
            Map.entry("phi", "φ"),
            Map.entry("varphi", "φ"),
            Map.entry("Phi", "Φ"),
            Map.entry("chi", "χ"),
            Map.entry("psi", "ψ"),
            Map.entry("Psi", "Ψ"),
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
            Map.entry("displaystyle", ""),
            Map.entry("quad", " "),
            Map.entry("log", "log "),
            Map.entry("ln", "ln "),
            Map.entry("exp", "exp "),
            Map.entry("max", "max"),
            Map.entry("min", "min"));

    /** What stands over a letter, as signs that combine with the letter before them. */
    private static final Map<String, String> ACCENTS =
            Map.of("hat", "\u0302", "bar", "\u0304", "tilde", "\u0303", "dot", "\u0307");

    private static final Pattern LETTER = Pattern.compile("<i>\\X</i>|\\p{L}");
    /** What a fraction with a slash would run into: a factor before or behind it. */
    private static final Pattern FACTOR_BEFORE = Pattern.compile("[\\p{L}\\d)}]\\s*$");

    private static final Pattern FACTOR_BEHIND = Pattern.compile("^\\s*[\\p{L}\\d({^_\\\\]");

    private final String tex;
    private int at;
    private boolean isWhole = true;

    private Formula(String tex) {
        this.tex = tex;
    }

    /**
     * As markup; empty where something in it is not known.
     *
     * @param tex without the dollar signs around it
     */
    static Optional<String> html(String tex) {
        Formula formula = new Formula(tex.strip());
        StringBuilder html = new StringBuilder();
        while (formula.isWhole && formula.at < formula.tex.length()) {
            html.append(formula.piece(0));
        }
        return formula.isWhole ? Optional.of(html.toString()) : Optional.empty();
    }

    /** Nothing, of what cannot be shown. */
    private String unknown() {
        isWhole = false;
        return "";
    }

    /** The next sign, command or group. */
    private String piece(int depth) {
        int c = next();
        return switch (c) {
            case '\\' -> command(depth);
            case '{' -> depth < MOST_DEPTH ? group(depth + 1) : unknown();
            case '}', '&' -> unknown(); // of a group, or of a table, that is not there
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
        while (isWhole && at < tex.length() && tex.charAt(at) != '}') {
            inside.append(piece(depth));
        }
        at++;
        isWhole &= at <= tex.length();
        return inside.toString();
    }

    private String argument(int depth) {
        while (at < tex.length() && tex.charAt(at) == ' ') {
            at++;
        }
        return at < tex.length() && depth < MOST_DEPTH ? piece(depth + 1) : unknown();
    }

    private String command(int depth) {
        int start = at;
        while (at < tex.length() && Character.isLetter(tex.charAt(at))) {
            at++;
        }
        if (at == start) {
            return at == tex.length() ? unknown() : space(next());
        }
        String name = tex.substring(start, at);
        return switch (name) {
            case "frac", "dfrac", "tfrac" -> fraction(start - 1, depth);
            case "binom" -> "(" + argument(depth) + " over " + argument(depth) + ")";
            case "sqrt" -> nextIs('[') ? unknown() : "√" + whole(argument(depth));
            case "hat", "bar", "tilde", "dot" -> accented(argument(depth), ACCENTS.getOrDefault(name, ""));
            case "mathbf", "boldsymbol" -> "<b>" + argument(depth) + "</b>";
            case "text", "mathrm", "operatorname", "textrm" -> words();
            case "left", "right" -> delimiter();
            default -> SIGNS.containsKey(name) ? Body.escape(SIGNS.getOrDefault(name, "")) : unknown();
        };
    }

    private boolean nextIs(char c) {
        return at < tex.length() && tex.charAt(at) == c;
    }

    /** What it stands beside is no part of it. */
    private String fraction(int start, int depth) {
        String fraction = whole(argument(depth)) + "/" + whole(argument(depth));
        boolean isFactor = FACTOR_BEFORE.matcher(tex.substring(0, start)).find()
                || FACTOR_BEHIND
                        .matcher(tex.substring(Math.min(at, tex.length())))
                        .find();
        return isFactor ? "(" + fraction + ")" : fraction;
    }

    /** Over more than a letter they would stand over the last one. */
    private String accented(String letter, String accent) {
        if (!LETTER.matcher(letter).matches()) {
            return unknown();
        }
        return letter.endsWith("</i>") ? letter.replace("</i>", accent + "</i>") : letter + accent;
    }

    /** The bracket itself follows; a dot stands for none. */
    private String delimiter() {
        at += nextIs('.') ? 1 : 0;
        return "";
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
        String words = nextIs('{') && end > 0 ? tex.substring(at + 1, end) : "{";
        if (words.matches("(?s).*[\\\\${].*")) {
            return unknown();
        }
        at = end + 1;
        return Body.escape(words);
    }
}
