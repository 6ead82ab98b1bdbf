package dev.assay.notebook.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** What lays out its children in columns or in a row, for a renderer that knows neither: the rows of a table, or lines of boxes. */
final class Grid {

    /** An attribute for the share of the page that a column has, while the page is made. */
    static final String SHARE = "data-share";

    private static final double PIXELS_A_REM = 16;
    private static final double GAP = 0.02;
    /** A page may end behind each line of boxes, as if it were no paragraph, ... */
    private static final String IN_LINES = ";orphans:1;widows:1";
    /** ... but not within one, nor where boxes hold lines of boxes: the renderer leaves gaps there. */
    private static final String WHOLE = ";orphans:2;widows:2";

    private static final String ROWS =
            "width:100%;table-layout:fixed;border-collapse:separate;border-spacing:0;margin:0;font-size:9.5pt";
    private static final String BOX = "border:0;padding:0 8pt 6pt 0;vertical-align:top";
    /** Boxes of hardly any width would have any number of columns. */
    private static final int MOST_COLUMNS = 24;

    private static final Pattern PERCENT = Pattern.compile(";width:(\\d+(?:\\.\\d+)?)%");

    private static final Pattern COLUMN = Pattern.compile("minmax\\([^)]*?(\\d+(?:\\.\\d+)?)(rem|px)");

    private Grid() {}

    /** Puts the children of a grid or a row where they stood; another element stays as it is. */
    static void unfold(Element element) {
        Map<String, String> style = StyleRules.declarations(element.attr("style"));
        String display = style.getOrDefault("display", "");
        if (!display.equals("grid") && !display.equals("flex")) {
            return;
        }
        int columns = columns(element, style.getOrDefault("grid-template-columns", ""));
        int filled = columns == 0 ? 0 : beside(element, columns);
        if (columns == 0) {
            boxes(element, "");
        } else if (filled == columns && columns > 1 && !isBeside(element.parent())) {
            rows(element, columns);
        } else {
            boxes(element, width(columns, filled));
            share(element, 0.97 / columns - GAP);
        }
    }

    /** How much of the page's width an element has. */
    static double share(Element element) {
        Element around = element.closest("[" + SHARE + "]");
        return around == null ? 1 : Double.parseDouble(around.attr(SHARE));
    }

    private static void share(Element grid, double share) {
        grid.attr(SHARE, String.format(Locale.ROOT, "%.3f", share));
    }

    /** How many have room; 0 where nothing says how wide they are. */
    private static int columns(Element grid, String template) {
        Matcher column = COLUMN.matcher(template);
        if (!column.find()) {
            return 0;
        }
        double unit = column.group(2).equals("px") ? 1 : PIXELS_A_REM;
        double fit = Paper.AS_WIDE / (Double.parseDouble(column.group(1)) * unit);
        int most = template.contains("auto-fit") ? Math.min(MOST_COLUMNS, grid.childrenSize()) : MOST_COLUMNS;
        return (int) Math.max(1, Math.min(most, fit));
    }

    /** Of one box of so many that fill their line. */
    private static String width(int columns, int filled) {
        double gaps = GAP / filled * columns;
        return String.format(Locale.ROOT, ";width:%.1f%%;margin-right:%.1f%%", 97 * (1.0 / filled - gaps), 97 * gaps);
    }

    private static void boxes(Element grid, String width) {
        for (Element child : grid.children()) {
            StyleRules.add(child, "display:inline-block;vertical-align:top" + width + WHOLE);
        }
        StyleRules.add(grid, "display:block" + (isBeside(grid.parent()) ? "" : IN_LINES));
    }

    /** Rows of a table, which a page holds whole or not at all: lines of boxes come apart where one of them has to move. */
    private static void rows(Element grid, int columns) {
        Element table = new Element("table").attr("style", ROWS);
        String box = cell(100.0 / columns);
        List<Element> boxes = List.copyOf(grid.children());
        for (int i = 0; i < boxes.size(); i += columns) {
            Element row = table.appendElement("tr");
            for (int j = i; j < i + columns; j++) {
                Element cell = row.appendElement("td").attr("style", box);
                if (j < boxes.size()) {
                    cell.appendChild(boxes.get(j));
                }
            }
        }
        grid.appendChild(table);
        share(grid, 1.0 / columns - GAP);
        StyleRules.add(grid, "display:block");
    }

    /** Sections that stand beside others become rows, too; each is a table, since its columns are its own. */
    static void lines(Element root) {
        for (Element parent : root.getAllElements()) {
            List<Element> line = new ArrayList<>();
            double filled = 0;
            for (Element section : List.copyOf(parent.children())) {
                double width = isBeside(section) && section.normalName().equals("section") ? percent(section) : 0;
                if (width == 0 || filled + width > 100) {
                    line(line, filled);
                    line.clear();
                    filled = 0;
                }
                if (width > 0) {
                    line.add(section);
                    filled += width;
                }
            }
            line(line, filled);
        }
    }

    private static double percent(Element section) {
        Matcher width = PERCENT.matcher(section.attr("style"));
        return width.find() ? Double.parseDouble(width.group(1)) : 0;
    }

    private static void line(List<Element> sections, double filled) {
        if (sections.isEmpty()) {
            return;
        }
        Element table = new Element("table").attr("style", ROWS);
        sections.get(0).before(table);
        Element row = table.appendElement("tr");
        for (Element section : sections) {
            row.appendElement("td").attr("style", cell(percent(section))).appendChild(section);
            StyleRules.add(section, "display:block;width:auto");
        }
        if (filled < 99) {
            row.appendElement("td").attr("style", cell(100 - filled));
        }
    }

    private static String cell(double percent) {
        return String.format(Locale.ROOT, "width:%.1f%%;%s", percent, BOX);
    }

    /** A section that fills a part of its line stands beside others; how many columns are left within it. */
    private static int beside(Element grid, int columns) {
        Element section = grid.parent();
        int children = grid.childrenSize();
        if (section == null || !section.normalName().equals("section") || children == 0) {
            return columns;
        }
        if (children >= columns) {
            if (isBeside(section)) {
                StyleRules.add(section, "display:block");
            }
            return columns;
        }
        String width = String.format(Locale.ROOT, "width:%.1f%%", 99.0 * children / columns);
        StyleRules.add(section, "display:inline-block;vertical-align:top;" + width + WHOLE);
        return children;
    }

    private static boolean isBeside(@Nullable Element section) {
        return section != null && section.attr("style").endsWith(WHOLE);
    }
}
