package dev.assay.notebook.export;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

/** A page of A4, for a reader of HTML and CSS as they were before grids, variables and scripts: all of it is open, none of it moves. */
final class Paper implements Medium {

    /** Rows of a table that are printed. */
    static final int MOST_ROWS = 300;

    /** What fits between the margins, in pixels of CSS. */
    private static final double WIDTH = 660;
    /** Screens are wider than paper: columns are counted, and drawings drawn, as if it were this wide. */
    private static final double AS_WIDE = 900;

    private static final double PIXELS_A_REM = 16;
    private static final double GAP = 0.02;
    /** A page may end behind each line of boxes, as if it were no paragraph, ... */
    private static final String IN_LINES = ";orphans:1;widows:1";
    /** ... but not within one, nor where boxes hold lines of boxes: the renderer leaves gaps there. */
    private static final String WHOLE = ";orphans:2;widows:2";

    private static final String ROWS =
            "width:100%;table-layout:fixed;border-collapse:separate;border-spacing:0;margin:0;font-size:9.5pt";
    private static final String BOX = "border:0;padding:0 8pt 6pt 0;vertical-align:top";
    /** Drawings that are no wider stand in a line of text. */
    private static final double LEGEND = 40;

    private static final Pattern LONG_WORD = Pattern.compile("\\S{24}");
    /** In characters: "10.4 s" and "not met" stay on their line, whatever long names beside them take. */
    private static final int SHORT = 9;
    /** Letters of a screen's size leave a column of paths a few of them a line, and pages of it. */
    private static final String TABLE = "font-size:8.5pt;line-height:1.35";
    /** Boxes of hardly any width would have any number of columns. */
    private static final int MOST_COLUMNS = 24;

    private static final Pattern COLUMN = Pattern.compile("minmax\\([^)]*?(\\d+(?:\\.\\d+)?)(rem|px)");

    @Override
    public String markup(Piece.Markup markup) {
        Element root = InlineStyle.of(markup.html());
        root.select("label:has(input)").remove();
        root.select("details").tagName("div");
        root.select("summary").tagName("p").attr("class", "summary");
        root.select("table").forEach(Paper::shorten);
        root.getAllElements().forEach(Paper::inPlace);
        root.getAllElements().forEach(Paper::columns);
        List<Element> drawings = root.select("svg").stream()
                .filter(svg -> svg.parents().stream()
                        .noneMatch(around -> around.normalName().equals("svg")))
                .toList();
        drawings.stream().filter(Paper::isDrawn).forEach(Paper::draw);
        // Last: the others used what these define.
        drawings.stream().filter(svg -> !isDrawn(svg)).forEach(Element::remove);
        root.getAllElements().forEach(Paper::plain);
        return "<div class=\"markup\">" + root.html() + "</div>";
    }

    @Override
    public PictureData picture(PictureData picture) {
        return picture.plain();
    }

    @Override
    public String figure(Piece.Figure figure) {
        return "<p class=\"picture\">"
                + figure.still()
                        .map(picture -> Body.image(picture.plain(), figure.alt()))
                        .orElseGet(() -> Body.escape(figure.alt()))
                + "</p>";
    }

    /** Paper cannot be unfolded. */
    @Override
    public String folded(String code) {
        return "";
    }

    private static void shorten(Element table) {
        add(table, TABLE);
        for (Element cell : table.select("td, th")) {
            if (LONG_WORD.matcher(cell.text()).find()) {
                add(cell, "word-wrap:break-word");
            } else if (cell.text().length() <= SHORT) {
                add(cell, "white-space:nowrap");
            }
        }
        int rows = 0;
        Element last = table;
        for (Element row : table.select("tbody > tr")) {
            if (++rows > MOST_ROWS) {
                row.remove();
            } else {
                last = row;
            }
        }
        if (rows > MOST_ROWS) {
            Element more = new Element("tr");
            more.appendElement("td").attr("colspan", "50").text("… and " + (rows - MOST_ROWS) + " more rows");
            last.after(more);
        }
    }

    /** Nothing stands over what others say, or in the margin of each page; what is off the screen is for who hears it. */
    private static void inPlace(Element element) {
        if (element.attr("style").toLowerCase(Locale.ROOT).contains("position")) {
            Map<String, String> style = StyleRules.declarations(element.attr("style"));
            String at = style.getOrDefault("left", "") + style.getOrDefault("top", "");
            if (style.getOrDefault("position", "").equals("absolute") && at.contains("-")) {
                element.remove();
            } else {
                add(element, "position:static");
            }
        }
    }

    /** What lays out its children in columns or in a row becomes lines of boxes. */
    private static void columns(Element element) {
        Map<String, String> style = StyleRules.declarations(element.attr("style"));
        String display = style.getOrDefault("display", "");
        if (!display.equals("grid") && !display.equals("flex")) {
            return;
        }
        Matcher column = COLUMN.matcher(style.getOrDefault("grid-template-columns", ""));
        String width = "";
        if (column.find()) {
            double unit = column.group(2).equals("px") ? 1 : PIXELS_A_REM;
            double fit = AS_WIDE / (Double.parseDouble(column.group(1)) * unit);
            int columns = (int) Math.max(1, Math.min(MOST_COLUMNS, fit));
            if (style.getOrDefault("grid-template-columns", "").contains("auto-fit")) {
                columns = Math.max(1, Math.min(columns, element.childrenSize()));
            }
            int filled = beside(element, columns);
            if (filled == columns && columns > 1 && !isBeside(element.parent())) {
                rows(element, columns);
                return;
            }
            double share = 1.0 / filled - GAP / filled * columns;
            width = String.format(
                    Locale.ROOT, ";width:%.1f%%;margin-right:%.1f%%", 97 * share, 97 * GAP / filled * columns);
            element.attr("data-share", String.format(Locale.ROOT, "%.3f", 0.97 / columns - GAP));
        }
        for (Element child : element.children()) {
            add(child, "display:inline-block;vertical-align:top" + width + WHOLE);
        }
        add(element, "display:block" + (isBeside(element.parent()) ? "" : IN_LINES));
    }

    /** Rows of a table, which a page holds whole or not at all: lines of boxes come apart where one of them has to move. */
    private static void rows(Element grid, int columns) {
        Element table = new Element("table").attr("style", ROWS);
        String box = String.format(Locale.ROOT, "width:%.1f%%;%s", 100.0 / columns, BOX);
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
        grid.attr("data-share", String.format(Locale.ROOT, "%.3f", 1.0 / columns - GAP));
        add(grid, "display:block");
    }

    private static void add(Element element, String style) {
        element.attr("style", element.attr("style") + ";" + style);
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
                add(section, "display:block");
            }
            return columns;
        }
        String width = String.format(Locale.ROOT, "width:%.1f%%", 99.0 * children / columns);
        add(section, "display:inline-block;vertical-align:top;" + width + WHOLE);
        return children;
    }

    private static boolean isBeside(@Nullable Element section) {
        return section != null && section.attr("style").endsWith(WHOLE);
    }

    private static boolean isDrawn(Element svg) {
        return !svg.hasClass("defs")
                && !svg.parents().hasClass("defs")
                && !svg.select("rect, circle, line, path, text, polygon, polyline, ellipse")
                        .isEmpty();
    }

    private static void draw(Element svg) {
        Element around = svg.closest("[data-share]");
        double share = around == null ? 1 : Double.parseDouble(around.attr("data-share"));
        Drawing drawing = Drawing.of(svg, AS_WIDE * share);
        double scale = WIDTH / AS_WIDE;
        if (drawing.width() <= 1) {
            svg.remove();
            return;
        }
        Element drawn = drawing.svg();
        drawn.attr("width", Long.toString(Math.round(drawing.width() * scale)));
        drawn.attr("height", Long.toString(Math.round(drawing.height() * scale)));
        svg.replaceWith(drawn);
        if (drawing.width() > LEGEND) {
            drawn.wrap("<div class=\"drawing\"></div>");
        } else {
            drawn.attr("style", "display:inline-block;vertical-align:middle");
        }
    }

    /** Without names, and without fonts that are not there. */
    private static void plain(Element element) {
        if (!element.hasClass("summary") && !element.hasClass("drawing")) {
            element.removeAttr("class");
        }
        element.removeAttr("data-share").removeAttr("tabindex");
        boolean isDrawn = element.tag().namespace().endsWith("svg");
        if (element.hasAttr("style")) {
            element.attr(
                    "style",
                    StyleRules.declarations(element.attr("style")).entrySet().stream()
                                    .filter(one -> isDrawn || !one.getKey().matches("font(-family)?"))
                                    .map(one -> one.getKey() + ":" + paperValue(one.getKey(), one.getValue()))
                                    .collect(Collectors.joining(";"))
                            + (isDrawn ? "" : picture(element)));
        }
        if (element.hasAttr("font-weight")) {
            element.attr("font-weight", paperValue("font-weight", element.attr("font-weight")));
        }
        if (element.normalName().equals("bdi") || element.normalName().equals("bdo")) {
            element.tagName("span");
        }
        for (TextNode text : element.textNodes()) {
            text.text(printable(text.getWholeText()));
        }
    }

    /** Two weights are at hand; in drawings any font stands for another weight, also an oblique one. */
    private static String paperValue(String property, String value) {
        if (!property.equals("font-weight")) {
            return value;
        }
        return value.matches("[1-5]\\d\\d|lighter") ? "400" : value.matches("[6-9]\\d\\d|bolder") ? "700" : value;
    }

    /** Pictures that a screen fits into boxes of one shape: of one height at most. */
    private static String picture(Element element) {
        return element.attr("style").contains("object-fit") ? ";width:auto;max-width:100%;max-height:62pt" : "";
    }

    /** Signs that no font at hand has, by their like. */
    static String printable(String text) {
        return text.replace('△', '▲')
                .replace('▽', '▼')
                .replace('✓', '√')
                .replace('✗', '×')
                .replace('✔', '√')
                .replace('✘', '×');
    }
}
