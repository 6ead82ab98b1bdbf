package dev.assay.notebook.export;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Printed text as a terminal would leave it: returned carriages overwrite their line, and colours are told apart from the text. */
final class Terminal {

    /** Colours, and everything else that a terminal obeys and a page does not. */
    private static final Pattern SEQUENCE = Pattern.compile(
            "\u001b\\[([0-9;]{0,64})m|\u001b\\[[0-?]*[ -/]*[@-~]|\u001b\\][^\u0007\u001b]*(\u0007|\u001b\\\\)?|\u001b.?");

    private Terminal() {}

    /**
     * A run of text in one look.
     *
     * @param look class names, empty for plain text
     */
    record Run(String text, String look) {}

    /** The text alone. */
    static String plain(String printed) {
        return visible(SEQUENCE.matcher(overwritten(printed)).replaceAll(""));
    }

    /** The text with the looks that its colours ask for. */
    static List<Run> runs(String printed) {
        List<Run> runs = new ArrayList<>();
        String text = overwritten(printed);
        Matcher sequence = SEQUENCE.matcher(text);
        Look look = Look.PLAIN;
        int from = 0;
        while (sequence.find()) {
            add(runs, text.substring(from, sequence.start()), look);
            from = sequence.end();
            look = sequence.group(1) == null ? look : look.after(sequence.group(1));
        }
        add(runs, text.substring(from), look);
        return runs;
    }

    private static void add(List<Run> runs, String text, Look look) {
        String visible = visible(text);
        if (!visible.isEmpty()) {
            runs.add(new Run(visible, look.classes()));
        }
    }

    private record Look(boolean bold, int colour) {
        static final Look PLAIN = new Look(false, -1);

        Look after(String codes) {
            Look look = this;
            String[] each = codes.split(";", -1);
            for (int i = 0; i < each.length; i++) {
                int code = each[i].isEmpty() ? 0 : each[i].length() > 4 ? -1 : Integer.parseInt(each[i]);
                if (code == 38 || code == 48) {
                    i += i + 1 < each.length && each[i + 1].equals("2") ? 4 : 2; // a colour beyond the sixteen
                } else {
                    look = look.with(code);
                }
            }
            return look;
        }

        private Look with(int code) {
            if (code == 0) {
                return PLAIN;
            }
            if (code == 1 || code == 22) {
                return new Look(code == 1, colour);
            }
            boolean colours = (code >= 30 && code <= 37) || code == 39 || (code >= 90 && code <= 97);
            return colours ? new Look(bold, code == 39 ? -1 : code % 10) : this;
        }

        String classes() {
            return ((bold ? "ab" : "") + (colour < 0 ? "" : " a" + colour)).strip();
        }
    }

    /** Each line as its last carriage return left it, which is how progress bars print. */
    private static String overwritten(String text) {
        if (text.indexOf('\r') < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        for (String line : text.replace("\r\n", "\n").split("(?<=\n)", -1)) {
            boolean ended = line.endsWith("\n");
            String whole = ended ? line.substring(0, line.length() - 1) : line;
            int end = whole.length();
            while (end > 0 && whole.charAt(end - 1) == '\r') {
                end--;
            }
            out.append(whole, whole.lastIndexOf('\r', end - 1) + 1, end).append(ended ? "\n" : "");
        }
        return out.toString();
    }

    /** Control characters have no look, and no place in XML. */
    private static String visible(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints()
                .filter(c -> c == '\n'
                        || c == '\t'
                        || (c >= 0x20 && !(c >= 0x7f && c < 0xa0) && !(c >= 0xd800 && c < 0xe000) && c < 0xfffe)
                        || c > 0xffff)
                .forEach(out::appendCodePoint);
        return out.toString();
    }
}
