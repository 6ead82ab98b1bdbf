package dev.assay.assembly.display;

/** A text cut to the room it has. */
final class Clip {

    private Clip() {}

    /** At most so many code points of a text; what is cut off is shown by an ellipsis. */
    static String text(String text, int most) {
        if (text.codePointCount(0, text.length()) <= most) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, most - 1)) + "…";
    }
}
