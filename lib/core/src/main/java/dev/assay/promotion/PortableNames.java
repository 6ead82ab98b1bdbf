package dev.assay.promotion;

/** Which file names can stand in a manifest and mean the same file to every reader. */
final class PortableNames {

    private PortableNames() {}

    /** What is wrong with one part of a path; empty if nothing is. */
    static String problem(String name) {
        if (name.isEmpty() || name.equals(".") || name.equals("..")) {
            return "is no name";
        }
        if (name.indexOf('\\') >= 0 || name.indexOf('/') >= 0) {
            return "its name holds a path separator of another system";
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < name.length()
                    && Character.isLowSurrogate(name.charAt(i + 1));
            if (pair) {
                i++;
            } else if (Character.isISOControl(c)) {
                return "its name holds a control character";
            } else if (Character.isSurrogate(c) || c == '\uFFFD') {
                // The decoder's replacement character: the bytes on disk are no text, so no line could name them.
                return "its name is no valid text";
            }
        }
        return "";
    }
}
