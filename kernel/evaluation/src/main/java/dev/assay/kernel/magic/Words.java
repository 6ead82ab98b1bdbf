package dev.assay.kernel.magic;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Splits what follows a magic's name, and makes text of strangers fit for a message. */
final class Words {
    private static final int LONGEST = 80;

    private Words() {}

    /**
     * Words between blanks. Quotes, single or double, hold words together; inside double quotes a backslash protects a
     * quote or a backslash, elsewhere it is itself, as Windows paths want it. A word that begins with {@code //} starts a
     * comment; a semicolon at the very end is a habit and dropped.
     */
    static List<String> split(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean any = false;
        char quote = 0;
        String trimmed = text.endsWith(";") ? text.substring(0, text.length() - 1) : text;
        for (int i = 0; i < trimmed.length(); i++) {
            char c = trimmed.charAt(i);
            if (quote != 0 && c == quote) {
                quote = 0;
            } else if (quote == '"'
                    && c == '\\'
                    && i + 1 < trimmed.length()
                    && "\"\\".indexOf(trimmed.charAt(i + 1)) >= 0) {
                word.append(trimmed.charAt(++i));
            } else if (quote == 0 && (c == '"' || c == '\'')) {
                quote = c;
                any = true;
            } else if (quote == 0 && Character.isWhitespace(c)) {
                if (any || !word.isEmpty()) {
                    words.add(word.toString());
                }
                word.setLength(0);
                any = false;
            } else if (quote == 0 && !any && word.isEmpty() && trimmed.startsWith("//", i)) {
                return words;
            } else {
                word.append(c);
            }
        }
        if (quote != 0) {
            throw new MagicError("a quote " + quote + " is not closed: " + printable(text));
        }
        if (any || !word.isEmpty()) {
            words.add(word.toString());
        }
        return words;
    }

    /** On one line, without control characters, cut at 80 characters. */
    static String printable(String text) {
        return printable(text, LONGEST);
    }

    static String printable(String text, int longest) {
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < text.length() && shown.length() < longest; ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            int type = Character.getType(c);
            switch (c) {
                case '\n' -> shown.append("\\n");
                case '\t' -> shown.append("\\t");
                default -> {
                    if (type == Character.CONTROL || type == Character.FORMAT || type == Character.SURROGATE) {
                        shown.append(String.format(Locale.ROOT, "\\u%04x", c));
                    } else {
                        shown.appendCodePoint(c);
                    }
                }
            }
            if (shown.length() >= longest && i < text.length()) {
                return shown.append('…').toString();
            }
        }
        return shown.toString();
    }

    /** The candidate that a typing mistake or two would turn into the word. */
    static Optional<String> nearest(String word, Collection<String> candidates) {
        String wanted = word.substring(0, Math.min(word.length(), LONGEST)).toLowerCase(Locale.ROOT);
        int limit = Math.max(1, Math.min(3, wanted.length() / 2));
        String best = null;
        int least = limit + 1;
        for (String candidate : candidates) {
            String lower = candidate.toLowerCase(Locale.ROOT);
            int distance = wanted.length() > 2 && lower.startsWith(wanted) ? 1 : distance(wanted, lower);
            if (distance < least) {
                least = distance;
                best = candidate;
            }
        }
        return Optional.ofNullable(best);
    }

    /** Damerau's: insertions, deletions, replacements and swaps of neighbours. */
    private static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int replaced = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                d[i][j] = Math.min(replaced, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
