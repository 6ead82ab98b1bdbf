package dev.assay.notebook.parameter;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A text in each spelling a URL may give it: whoever makes one escapes the characters he likes, as the bytes of UTF-8 with either
 * hexadecimal letters, and a space may be a plus. A URL in a page has the page's own escapes, too.
 */
final class PercentEncoded {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    /** Without one of these a text is as it is. */
    private static final Pattern MARKS = Pattern.compile("[%+&]");

    /** For each character, how it may be spelled. */
    private final List<List<String>> spellings = new ArrayList<>();

    private final String starts;

    /** Of a text that is not empty. */
    PercentEncoded(String text) {
        text.codePoints().forEach(character -> spellings.add(spellings(Character.toString(character))));
        StringBuilder first = new StringBuilder();
        spellings.get(0).forEach(spelling -> first.append(spelling.charAt(0)));
        starts = first.toString();
    }

    private static List<String> spellings(String character) {
        List<String> all = new ArrayList<>(List.of(character));
        StringBuilder escaped = new StringBuilder();
        for (byte one : character.getBytes(StandardCharsets.UTF_8)) {
            escaped.append('%').append(HEX.toHexDigits(one));
        }
        all.add(escaped.toString());
        switch (character) {
            case " " -> all.add("+");
            case "&" -> all.add("&amp;");
            case "'" -> all.addAll(List.of("&#39;", "&#x27;"));
            default -> {}
        }
        return all;
    }

    /** The text with something else in each place where this stands; a text that holds no escape is left to plainer means. */
    String replaced(String text, String by) {
        if (!MARKS.matcher(text).find()) {
            return text;
        }
        StringBuilder replaced = new StringBuilder();
        int copied = 0;
        int i = next(text, 0);
        while (i < text.length()) {
            int end = end(text, i);
            if (end > i) {
                replaced.append(text, copied, i).append(by);
                copied = end;
            }
            i = next(text, Math.max(i + 1, end));
        }
        return copied == 0 ? text : replaced.append(text, copied, text.length()).toString();
    }

    /** Where it may begin at the earliest, the text's length if nowhere. */
    private int next(String text, int from) {
        int i = from;
        while (i < text.length() && starts.indexOf(text.charAt(i)) < 0) {
            i++;
        }
        return i;
    }

    /** Where the spelling ends that begins here, -1 if none does. */
    private int end(String text, int start) {
        int at = start;
        for (List<String> character : spellings) {
            int end = -1;
            for (int i = 0; i < character.size(); i++) {
                if (stands(text, at, character, i)) {
                    if (end >= 0) {
                        return lastEnd(text, start);
                    }
                    end = at + character.get(i).length();
                }
            }
            if (end < 0) {
                return -1;
            }
            at = end;
        }
        return at;
    }

    /**
     * The same where a sign may be itself or begin an escape, as each percent sign of the text may. All ends are followed at once:
     * tried one after the other they could be as many as there are subsets of such signs.
     */
    private int lastEnd(String text, int start) {
        BitSet ends = new BitSet();
        ends.set(0);
        for (List<String> character : spellings) {
            BitSet behind = new BitSet();
            for (int end = ends.nextSetBit(0); end >= 0; end = ends.nextSetBit(end + 1)) {
                for (int i = 0; i < character.size(); i++) {
                    if (stands(text, start + end, character, i)) {
                        behind.set(end + character.get(i).length());
                    }
                }
            }
            ends = behind;
        }
        return start + ends.length() - 1; // of none the length is 0
    }

    /** Hexadecimal letters are as good in either case; the character itself is not. */
    private static boolean stands(String text, int at, List<String> character, int i) {
        String spelling = character.get(i);
        return text.regionMatches(i > 0, at, spelling, 0, spelling.length());
    }
}
