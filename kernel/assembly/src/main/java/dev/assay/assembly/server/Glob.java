package dev.assay.assembly.server;

/** {@code *} and {@code ?} as in a shell, over a whole text; everything else means itself. */
final class Glob {
    private Glob() {}

    /**
     * Whether the pattern fits. At a mismatch the last star takes one character more; earlier stars never need to be tried again,
     * hence no pattern takes longer than its length times the text's.
     */
    static boolean matches(String glob, String text) {
        int at = 0;
        int star = -1;
        int starred = 0;
        for (int i = 0; i < text.length(); ) {
            if (at < glob.length() && glob.charAt(at) == '*') {
                star = at++;
                starred = i;
            } else if (at < glob.length() && (glob.charAt(at) == '?' || glob.charAt(at) == text.charAt(i))) {
                at++;
                i++;
            } else if (star >= 0) {
                at = star + 1;
                i = ++starred;
            } else {
                return false;
            }
        }
        while (at < glob.length() && glob.charAt(at) == '*') {
            at++;
        }
        return at == glob.length();
    }
}
