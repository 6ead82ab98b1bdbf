package dev.assay.notebook.export;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Style that stays on its page and in its place: nothing in it fetches, runs, ends the style or covers what others say. */
final class SafeCss {

    private static final Pattern COMMENT = Pattern.compile("/\\*.*?(\\*/|\\z)", Pattern.DOTALL);
    private static final Pattern ESCAPE =
            Pattern.compile("\\\\([0-9a-fA-F]{1,6}[ \\t\\r\\n\\f]?|.|\\z)", Pattern.DOTALL);
    private static final Pattern FORBIDDEN = Pattern.compile(
            "<|@import|@font-face|expression\\s*\\(|-moz-binding|behavior\\s*:|javascript:|image-set\\s*\\(|\\bsrc\\s*\\(");
    private static final Pattern URL = Pattern.compile("url\\s*\\(\\s*[\"']?\\s*(.{0,11})", Pattern.DOTALL);

    private static final Pattern MOVING =
            Pattern.compile("(-[a-z]+-)?(all|position|inset.*|top|right|bottom|left|transform.*"
                    + "|translate|rotate|scale|zoom|perspective.*|offset.*|z-index|box-shadow|outline.*|animation.*)");
    /** What a name may be hidden in, or a declaration behind. */
    private static final Pattern HIDING = Pattern.compile("\\\\|/\\*|[{}@]");
    /** Less than nothing, or reckoned, which may be. */
    private static final Pattern BELOW_ZERO = Pattern.compile("-\\s*[\\d.]|\\(");

    private SafeCss() {}

    /** The value of a {@code style} attribute without what takes its box elsewhere, where it would hide other text or pose as it. */
    static String inPlace(String style) {
        if (HIDING.matcher(style).find()) {
            return "";
        }
        // At each semicolon, also within quotes and brackets: wherever a browser begins a declaration, this does.
        return Arrays.stream(style.split(";")).filter(one -> !moves(one)).collect(Collectors.joining(";"));
    }

    private static boolean moves(String declaration) {
        int colon = Math.max(0, declaration.indexOf(':'));
        String property = declaration.substring(0, colon).strip().toLowerCase(Locale.ROOT);
        return MOVING.matcher(property).matches()
                || (property.contains("margin")
                        && BELOW_ZERO.matcher(declaration.substring(colon)).find());
    }

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
