package dev.assay.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A table of a page: numbers to the right, the first cell of a row its heading, and a frame that scrolls sideways where the
 * window is narrow. The rest of a very long table is counted and left to the files.
 */
final class HtmlTable {

    private static final int MOST_ROWS = 300;
    private static final int LONGEST_CELL = 300;
    /** A cell with a longer word, such as a path, may break within it; shorter words stay whole. */
    private static final int LONGEST_WORD = 28;

    private final String caption;
    private final List<String> names = new ArrayList<>();
    private final List<Boolean> numbers = new ArrayList<>();
    private final Html body = new Html();
    private int rows;
    private int most = MOST_ROWS;

    /** A table with columns; a name that begins with {@code #} is a column of numbers. */
    HtmlTable(String caption, String... columns) {
        this.caption = caption;
        for (String column : columns) {
            numbers.add(column.startsWith("#"));
            names.add(column.startsWith("#") ? column.substring(1) : column);
        }
    }

    /** The same table, for rows whose number the caller has an eye on. */
    HtmlTable withAllRows() {
        most = Integer.MAX_VALUE;
        return this;
    }

    HtmlTable row(Object... cells) {
        rows++;
        if (rows > most) {
            return this;
        }
        body.open("tr");
        for (int i = 0; i < cells.length; i++) {
            boolean head = i == 0;
            body.open(head ? "th" : "td", "scope", head ? "row" : null, "class", look(numbers.get(i), cells[i]));
            cell(cells[i]);
            body.close();
        }
        body.closeLine();
        return this;
    }

    private static @Nullable String look(boolean number, Object cell) {
        if (number) {
            return "n";
        }
        return cell instanceof String words && hasLongWord(words) ? "long" : null;
    }

    private static boolean hasLongWord(String words) {
        int length = 0;
        for (int i = 0; i < words.length(); i++) {
            length = Character.isWhitespace(words.charAt(i)) ? 0 : length + 1;
            if (length > LONGEST_WORD) {
                return true;
            }
        }
        return false;
    }

    private void cell(Object cell) {
        if (cell instanceof Html piece) {
            body.put(piece);
        } else if (cell instanceof Integer || cell instanceof Long) {
            body.text(Long.toString(((Number) cell).longValue()));
        } else {
            body.text(Html.clip(cell.toString(), LONGEST_CELL));
        }
    }

    boolean isEmpty() {
        return rows == 0;
    }

    void into(Html page) {
        page.open("div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", caption);
        page.open("table").leaf("caption", caption).open("thead").open("tr");
        for (int i = 0; i < names.size(); i++) {
            page.leaf("th", names.get(i), "scope", "col", "class", numbers.get(i) ? "n" : null);
        }
        page.close().closeLine().open("tbody").put(body).close().close().closeLine();
        if (rows > most) {
            page.paragraph(
                    String.format(Locale.ROOT, "%d more rows: see the JSON files beside this page.", rows - most));
        }
    }
}
