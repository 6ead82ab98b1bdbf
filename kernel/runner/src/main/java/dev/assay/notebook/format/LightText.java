package dev.assay.notebook.format;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A notebook as Java that a person would write, by jupytext's light format: a blank line ends a cell unless the next line of code
 * is indented, a paragraph of comments is Markdown, {@code // +} and {@code // -} hold together what these rules would part.
 */
final class LightText {

    static final String COMMENT = "//";
    // A dot is any sign of a line: only \n ends one here, while Java knows more that do.
    static final Pattern START = Pattern.compile("(?s)// \\+(?=$|[ \\[{]).*");

    /** As jupytext tells magics from prose that begins with a percent sign. */
    private static final String MAGIC = "%{1,3}[a-zA-Z]";

    /** Lines that mean something to the format, or do so behind further comment signs: a cell's own get one sign more. */
    private static final Pattern SPECIAL = Pattern.compile("(?s)(// )*(" + MAGIC + "|// \\+(?=$|[ \\[{])).*");

    /** A file may begin with such a line, which belongs to no cell. */
    static final Pattern ENCODING = Pattern.compile("(?s)// -\\*- coding.*");

    private final List<String> lines;
    private final List<Cell> cells = new ArrayList<>();
    private int at;

    private LightText(List<String> lines) {
        this.lines = lines;
    }

    static Notebook read(byte[] file) throws NotebookFormatException {
        List<String> lines = TextLines.of(file);
        int first = !lines.isEmpty() && ENCODING.matcher(lines.get(0)).matches() ? 1 : 0;
        List<String> plain = new ArrayList<>();
        for (int i = first; i < lines.size() && lines.get(i).startsWith(COMMENT); i++) {
            plain.add(uncommented(lines.get(i)));
        }
        TextHeader header = TextHeader.read(plain);
        List<Cell> cells = cells(lines.subList(first + header.lines(), lines.size()));
        return Notebook.of(header.metadata(), CellIds.complete(cells));
    }

    static List<Cell> cells(List<String> lines) {
        LightText text = new LightText(lines);
        while (text.at < lines.size()) {
            String line = lines.get(text.at);
            if (line.isBlank()) {
                text.at++;
            } else if (START.matcher(line).matches()) {
                text.marked(CellOptions.read(line.substring("// +".length())));
            } else {
                text.paragraph();
            }
        }
        return text.cells;
    }

    private void marked(CellOptions options) {
        String dashes = options.text("endofcell");
        String end = "// " + (dashes.isEmpty() ? "-" : dashes);
        int from = ++at;
        while (at < lines.size()
                && !lines.get(at).stripTrailing().equals(end)
                && !START.matcher(lines.get(at)).matches()) {
            at++;
        }
        boolean ended = at < lines.size() && !START.matcher(lines.get(at)).matches();
        List<String> own = lines.subList(from, at);
        Fields metadata = options.metadata();
        String kind = options.kind("");
        if (kind.isEmpty()) {
            kind = metadata.has("active") && metadata.text("active").isEmpty() ? "raw" : "code";
            metadata = kind.equals("raw") ? metadata.without("active") : metadata;
        }
        add(kind, options.id(), metadata, ended ? own : TextLines.trimmed(own));
        at += ended ? 1 : 0;
    }

    private void paragraph() {
        int from = at;
        while (at < lines.size() && !isEnd(from)) {
            at++;
        }
        List<String> own = TextLines.trimmed(lines.subList(from, at));
        boolean prose = own.stream().allMatch(line -> line.startsWith(COMMENT)) && !isMagic(own.get(0));
        add(prose ? "markdown" : "code", "", Fields.none(), own);
    }

    private boolean isEnd(int from) {
        String line = lines.get(at);
        if (at > from && START.matcher(line).matches()) {
            return true;
        }
        if (!line.isBlank()) {
            return false;
        }
        int next = at;
        while (next < lines.size() && lines.get(next).isBlank()) {
            next++;
        }
        boolean indented =
                next < lines.size() && Character.isWhitespace(lines.get(next).charAt(0));
        return !indented || lines.subList(from, at).stream().allMatch(one -> one.startsWith(COMMENT));
    }

    private void add(String kind, String id, Fields metadata, List<String> own) {
        List<String> source = own.stream()
                .map(LightText::unprotected)
                .map(line -> kind.equals("code") ? line : uncommented(line))
                .toList();
        cells.add(TextLines.cell(kind, id, metadata, source));
    }

    private static boolean isMagic(String line) {
        return line.matches("(?s)(// )+" + MAGIC + ".*");
    }

    static String protect(String line) {
        return SPECIAL.matcher(line).matches() ? "// " + line : line;
    }

    private static String unprotected(String line) {
        return line.startsWith("// ") && SPECIAL.matcher(line.substring(3)).matches() ? line.substring(3) : line;
    }

    static String commented(String line) {
        return line.isEmpty() ? COMMENT : COMMENT + " " + line;
    }

    private static String uncommented(String line) {
        String bare = line.startsWith(COMMENT) ? line.substring(COMMENT.length()) : line;
        return bare.startsWith(" ") ? bare.substring(1) : bare;
    }
}
