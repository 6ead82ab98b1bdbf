package dev.assay.kernel.assist;

/** Positions as notebooks count them and as Java does. */
final class CodePoints {
    private CodePoints() {}

    /** The UTF-16 position of a code point; a cursor outside the text is moved to its nearest end. */
    static int toUtf16(String text, int codePoints) {
        int at = 0;
        for (int i = 0; i < codePoints && at < text.length(); i++) {
            at += Character.charCount(text.codePointAt(at));
        }
        return at;
    }
}
