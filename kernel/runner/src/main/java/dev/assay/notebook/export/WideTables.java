package dev.assay.notebook.export;

import com.openhtmltopdf.newtable.TableBox;
import com.openhtmltopdf.render.Box;
import com.openhtmltopdf.render.InlineLayoutBox;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * Tables that are wider than a page, which would be cut at its edge: they go on below in blocks of columns, each with the first
 * column again. How wide columns are is what the renderer made of them.
 */
final class WideTables {

    /** Columns that are printed. */
    static final int MOST_COLUMNS = 200;

    /** An attribute for the number of a table, and behind a point of its block, while it is laid out. */
    private static final String NUMBER = "data-table";
    /** An attribute of a picture that was made smaller, meanwhile. */
    private static final String SHRUNK = "data-shrunk";
    /** In the renderer's dots, of which a pixel has twenty. */
    private static final int TOLERANCE = 20;
    /** What stands around a picture in its cell, likewise. */
    private static final int PADDING = 16 * TOLERANCE;
    /** Pictures are not made smaller than this for the sake of a table, likewise: it goes on below instead. */
    private static final int SMALLEST_PICTURE = 120 * TOLERANCE;

    /** Characters that blocks may have beyond twice those of their table: what spans all columns stands in each. */
    private static final int MOST_REPEATED = 100_000;

    private static final Pattern LENGTH = Pattern.compile("(\\d{1,5}(?:\\.\\d{1,6})?)([a-z]*)");

    private static final String CUT = "This table is wider than the page; the page in HTML shows all of it.";

    private WideTables() {}

    /** Tells the tables apart; done once. */
    static void number(Document page) {
        int number = 0;
        for (Element table : page.select("table")) {
            table.attr(NUMBER, Integer.toString(++number));
        }
    }

    /**
     * Makes pictures in tables that are too wide smaller; without those, splits the tables, and says of what is too wide as a block,
     * too, that it is cut.
     *
     * @param root of the document as it was laid out
     * @return whether there were any: then it is to be laid out again
     */
    static boolean split(Document page, Box root) {
        List<TableBox> boxes = new ArrayList<>();
        collect(root, boxes);
        Map<String, Element> tables = page.select("[" + NUMBER + "]").stream()
                .collect(Collectors.toMap(table -> table.attr(NUMBER), table -> table, (one, copy) -> one));
        boolean any = false;
        for (TableBox box : boxes) {
            int room = Math.min(box.getContainingBlockWidth(), root.getContentWidth());
            boolean fits = box.getElement() == null || box.getWidth() <= room + TOLERANCE;
            Element table = fits ? null : tables.remove(box.getElement().getAttribute(NUMBER));
            if (table != null) {
                any = true;
                List<Integer> columns = columns(box);
                if (!shrink(table, columns, room)) {
                    split(table, columns, room);
                }
            }
        }
        return any;
    }

    private static void collect(Box box, List<TableBox> tables) {
        if (box instanceof TableBox table) {
            tables.add(table);
        }
        box.getChildren().forEach(child -> collect(child, tables));
        if (box instanceof InlineLayoutBox line) {
            line.getInlineChildren().stream()
                    .filter(Box.class::isInstance)
                    .forEach(child -> collect((Box) child, tables));
        }
    }

    /** Where each column begins, and the last one ends. */
    private static List<Integer> columns(TableBox box) {
        List<Integer> begins = new ArrayList<>();
        int[] positions = box.getColumnPos();
        for (int i = 0; i < box.numEffCols(); i++) {
            for (int j = 0; j < box.spanOfEffCol(i); j++) { // as one, but the document counts each
                begins.add(positions[i]);
            }
        }
        begins.add(positions[box.numEffCols()]);
        return begins;
    }

    /** Makes the pictures as wide as the other columns leave room; whether there are any that were not made so before. */
    private static boolean shrink(Element table, List<Integer> columns, int room) {
        List<Element> pictures = table.select("img, svg").stream()
                .filter(picture -> !picture.hasAttr(SHRUNK))
                .toList();
        if (pictures.isEmpty()) {
            return false;
        }
        BitSet among =
                TableCells.of(table, Math.min(columns.size() - 1, MOST_COLUMNS)).columnsWith("img, svg");
        int others = 0;
        for (int i = 0; i + 1 < columns.size(); i++) {
            others += among.get(i) ? 0 : columns.get(i + 1) - columns.get(i);
        }
        int width = (room - others) / Math.max(1, among.cardinality()) - PADDING;
        if (width
                < SMALLEST_PICTURE) { // then the table goes on below whatever they are, with the first column each time
            width = Math.max(room - (columns.get(1) - columns.get(0)) - PADDING, SMALLEST_PICTURE);
        }
        for (Element picture : pictures) {
            picture.attr(SHRUNK, "");
            narrow(picture, width / TOLERANCE);
        }
        return true;
    }

    /** Columns are as wide as a picture says it is, whatever its style has as the most: so it says less. */
    private static void narrow(Element picture, int pixels) {
        double said = pixels(picture.attr("width"));
        if (said > pixels) {
            double height = pixels(picture.attr("height"));
            picture.attr("width", "" + pixels);
            picture.attr("height", height > 0 ? "" + Math.round(height * pixels / said) : "auto");
        }
        boolean isStyled = pixels(StyleRules.declarations(picture.attr("style")).getOrDefault("width", "")) > pixels;
        StyleRules.add(picture, (isStyled ? "width:auto;height:auto;" : "") + "min-width:0;max-width:" + pixels + "px");
    }

    private static double pixels(String length) {
        Matcher one = LENGTH.matcher(length);
        return one.matches() ? Double.parseDouble(one.group(1)) * Paper.pixels(one.group(2)) : 0;
    }

    private static void split(Element table, List<Integer> columns, int room) {
        int count = columns.size() - 1;
        List<Integer> ends = ends(columns, room);
        TableCells cells = TableCells.of(table, MOST_COLUMNS);
        boolean isBlock = table.attr(NUMBER).contains(".");
        if (isBlock || ends.size() < 2 || cells.size(ends) > 2 * cells.size(List.of(count)) + MOST_REPEATED) {
            table.removeAttr(NUMBER);
            note(table, CUT);
        } else {
            replace(table, cells, ends, count);
        }
    }

    private static void replace(Element table, TableCells cells, List<Integer> ends, int count) {
        Element last = table;
        int names = cells.nameRows() ? 1 : 0; // of columns, which no reader counts
        int from = 1;
        for (int end : ends) {
            Element block = cells.block(from, end);
            boolean isFirst = from == 1;
            Element caption = isFirst ? table.selectFirst("> caption") : null;
            String words = words(isFirst ? 1 : from + 1 - names, end - names, count - names);
            if (caption == null) {
                block.prependElement("caption").text(words);
            } else {
                block.prependChild(caption.appendText((caption.hasText() ? ", " : "") + words));
            }
            block.attr(NUMBER, table.attr(NUMBER) + "." + end);
            last.after(block);
            last = block;
            from = end;
        }
        table.remove();
        if (count > MOST_COLUMNS) {
            note(last, "… and " + (count - MOST_COLUMNS) + " more columns");
        }
    }

    private static String words(int from, int to, int count) {
        return (from == to ? "column " + from : "columns " + from + " to " + to) + " of " + count;
    }

    /** Behind which column each block ends. */
    private static List<Integer> ends(List<Integer> columns, int room) {
        List<Integer> ends = new ArrayList<>();
        int count = Math.min(columns.size() - 1, MOST_COLUMNS);
        int first = count == 0 ? 0 : columns.get(1) - columns.get(0);
        int from = 1;
        for (int end = 2; end <= count; end++) {
            boolean isFull = first + columns.get(end) - columns.get(from) > room;
            if (isFull && end - from > 1) {
                from = end - 1;
                ends.add(from);
            }
        }
        ends.add(count);
        return ends;
    }

    private static void note(Element table, String words) {
        table.after(new Element("p").addClass("note").text(words));
    }
}
