package dev.assay.notebook.export;

import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Style that stays on its page: nothing in it fetches, runs or ends the style. */
final class SafeCss {

    private static final Pattern COMMENT = Pattern.compile("/\\*.*?(\\*/|\\z)", Pattern.DOTALL);
    private static final Pattern ESCAPE =
            Pattern.compile("\\\\([0-9a-fA-F]{1,6}[ \\t\\r\\n\\f]?|.|\\z)", Pattern.DOTALL);
    private static final Pattern FORBIDDEN = Pattern.compile(
            "<|@import|@font-face|expression\\s*\\(|-moz-binding|behavior\\s*:|javascript:|image-set\\s*\\(|\\bsrc\\s*\\(");
    private static final Pattern URL = Pattern.compile("url\\s*\\(\\s*[\"']?\\s*(.{0,11})", Pattern.DOTALL);

    private SafeCss() {}

    /** Whether a style sheet, or the value of a {@code style} attribute, is harmless; escapes hide nothing. */
    static boolean isSafe(String css) {
        String plain = ESCAPE.matcher(COMMENT.matcher(css).replaceAll(""))
                .replaceAll(SafeCss::unescaped)
                .toLowerCase(Locale.ROOT);
        return !FORBIDDEN.matcher(plain).find()
                && URL.matcher(plain).results().allMatch(url -> staysHere(url.group(1)));
    }

    private static boolean staysHere(String target) {
        return target.startsWith("#") || target.startsWith("data:image/");
    }

    private static String unescaped(MatchResult escape) {
        String text = escape.group(1).strip();
        if (text.matches("[0-9a-fA-F]{1,6}")) {
            int code = Integer.parseInt(text, 16);
            text = Character.isValidCodePoint(code) ? Character.toString(code) : "";
        }
        return Matcher.quoteReplacement(text);
    }
}
