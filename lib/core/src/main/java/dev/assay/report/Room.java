package dev.assay.report;

/** The room of texts on a line, in letters of Latin; those of East Asia and emoji are about twice as wide. */
final class Room {

    private Room() {}

    static int of(String text) {
        return text.codePoints().map(Room::of).sum();
    }

    /** The ranges are those of {@code wcwidth}, which terminals go by, with all emoji. */
    static int of(int letter) {
        boolean wide = (letter >= 0x1100 && letter <= 0x115f) // Hangul in parts
                || (letter >= 0x2600 && letter <= 0x27bf) // signs, many of them emoji
                || (letter >= 0x2e80 && letter <= 0xa4cf) // from the radicals of Chinese over kana to Yi
                || (letter >= 0xac00 && letter <= 0xd7a3) // Hangul
                || (letter >= 0xf900 && letter <= 0xfaff) // more Chinese
                || (letter >= 0xfe30 && letter <= 0xfe6f) // punctuation
                || (letter >= 0xff00 && letter <= 0xff60) // full width
                || (letter >= 0xffe0 && letter <= 0xffe6)
                || (letter >= 0x1f300 && letter <= 0x1faff) // emoji
                || (letter >= 0x20000 && letter <= 0x3fffd); // the rest of Chinese
        return wide ? 2 : 1;
    }
}
