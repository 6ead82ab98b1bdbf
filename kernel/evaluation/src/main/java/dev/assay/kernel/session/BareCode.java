package dev.assay.kernel.session;

/** A cell without its texts and comments, so that what is found in it is code. */
final class BareCode {
    private BareCode() {}

    /** The same text, as long, with blanks in place of literals of characters and of comments; what does not end goes to the end. */
    static String of(String text) {
        StringBuilder bare = new StringBuilder(text);
        int at = 0;
        while (at < text.length()) {
            int end = end(text, at);
            for (int i = at; i < end; i++) {
                bare.setCharAt(i, ' ');
            }
            at = Math.max(end, at + 1);
        }
        return bare.toString();
    }

    /** Where the literal or comment ends that starts here; here if none does. */
    private static int end(String text, int at) {
        if (text.startsWith("//", at)) {
            int line = text.indexOf('\n', at);
            return line < 0 ? text.length() : line;
        }
        if (text.startsWith("/*", at)) {
            int close = text.indexOf("*/", at + 2);
            return close < 0 ? text.length() : close + 2;
        }
        char c = text.charAt(at);
        if (c != '"' && c != '\'') {
            return at;
        }
        String quote = text.startsWith("\"\"\"", at) ? "\"\"\"" : String.valueOf(c);
        int i = at + quote.length();
        while (i < text.length() && !text.startsWith(quote, i)) {
            i += text.charAt(i) == '\\' ? 2 : 1;
        }
        return Math.min(text.length(), i + quote.length());
    }
}
