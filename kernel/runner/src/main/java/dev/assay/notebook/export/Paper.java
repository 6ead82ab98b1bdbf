package dev.assay.notebook.export;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;

/** A page of A4, for a reader of HTML and CSS as they were before grids, variables and scripts: all of it is open, none of it moves. */
final class Paper implements Medium {

    /** Rows of a table that are printed. */
    static final int MOST_ROWS = 300;

    /** What fits between the margins, in pixels of CSS. */
    private static final double WIDTH = 660;
    /** Screens are wider than paper: columns are counted, and drawings drawn, as if it were this wide. */
    static final double AS_WIDE = 900;

    /** Drawings that are no wider stand in a line of text. */
    private static final double LEGEND = 40;

    /** Not the digits of a colour or a name. */
    private static final Pattern LENGTH =
            Pattern.compile("(?<![#\\w.])(\\d*\\.?\\d+(?:e[+-]?\\d{1,3})?)([a-z]*)", Pattern.CASE_INSENSITIVE);
    /** In pixels; a page has a thousand. */
    private static final double GIANT = 10_000;
    /** In pixels: other lengths are multiples of a letter's. */
    private static final double GIANT_LETTER = 200;

    private static final Pattern MOVING = Pattern.compile("\\\\|position|margin", Pattern.CASE_INSENSITIVE);
    private static final Pattern LONG_WORD = Pattern.compile("\\S{24}");
    private static final List<String> PASTED = List.of(
            "width",
            "height",
            "border",
            "cellspacing",
            "cellpadding",
            "align",
            "valign",
            "bgcolor",
            "color",
            "size",
            "face",
            "background",
            "hspace",
            "vspace",
            "type",
            "clear",
            "nowrap",
            "rules",
            "frame");

    private static final Pattern NUMBERS = Pattern.compile("[\\d.eE+, -]*");
    private static final Pattern WORD = Pattern.compile("\\s*[\\w.%#+-]*\\s*");

    /** In characters: "10.4 s" and "not met" stay on their line, whatever long names beside them take. */
    private static final int SHORT = 9;
    /** Letters of a screen's size leave a column of paths a few of them a line, and pages of it. */
    private static final String TABLE = "font-size:8.5pt;line-height:1.35";

    @Override
    public String markup(Piece.Markup markup) {
        Element root = InlineStyle.of(markup.html());
        root.select("label:has(input)").remove();
        Folds.open(root);
        root.select("details").tagName("div");
        root.select("summary").tagName("p").attr("class", "summary");
        root.select("table").forEach(Paper::shorten);
        root.getAllElements().forEach(Paper::inPlace);
        root.getAllElements().forEach(Grid::unfold);
        Grid.lines(root);
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
        StyleRules.add(table, TABLE);
        for (Element cell : table.select("td, th")) {
            if (LONG_WORD.matcher(cell.text()).find()) {
                StyleRules.add(cell, "word-wrap:break-word");
            } else if (cell.text().length() <= SHORT) {
                StyleRules.add(cell, "white-space:nowrap");
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
            more.appendElement("td")
                    .attr("colspan", "" + Math.max(1, last.childrenSize()))
                    .text("… and " + (rows - MOST_ROWS) + " more rows");
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
            }
        }
    }

    private static boolean isDrawn(Element svg) {
        return !svg.hasClass("defs")
                && !svg.parents().hasClass("defs")
                && !svg.select("rect, circle, line, path, text, polygon, polyline, ellipse")
                        .isEmpty();
    }

    private static void draw(Element svg) {
        Drawing drawing = Drawing.of(svg, AS_WIDE * Grid.share(svg));
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
        element.removeAttr(Grid.SHARE).removeAttr("tabindex");
        boolean isDrawn = element.tag().namespace().endsWith("svg");
        if (element.hasAttr("style")) {
            element.attr(
                    "style",
                    StyleRules.declarations(element.attr("style")).entrySet().stream()
                                    .filter(one -> isDrawn || !one.getKey().matches("font(-family)?"))
                                    .filter(one -> !moves(one.getKey(), one.getValue()))
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

    /** A renderer may go on behind a semicolon whatever bracket is open. */
    private static boolean moves(String property, String value) {
        return property.equals("position")
                || (value.contains(";") && MOVING.matcher(value).find());
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

    /** The renderer takes such an attribute for a piece of style, whatever it says. */
    static void withoutStyleInAttributes(Element element) {
        for (String name : PASTED) {
            if (element.hasAttr(name) && !WORD.matcher(element.attr(name)).matches()) {
                element.removeAttr(name);
            }
        }
        if (!NUMBERS.matcher(element.attr("viewBox")).matches()) {
            element.removeAttr("viewBox");
        }
    }

    /** Without a size that no page has: each page that a box goes over is laid out. */
    static void withoutGiantSize(Element element) {
        for (String size : List.of("width", "height")) {
            if (isGiant(size, element.attr(size))) {
                element.removeAttr(size);
            }
        }
        Map<String, String> style = StyleRules.declarations(element.attr("style"));
        if (style.entrySet().removeIf(one -> isGiant(one.getKey(), one.getValue()))) {
            element.attr(
                    "style",
                    style.entrySet().stream()
                            .map(one -> one.getKey() + ":" + one.getValue())
                            .collect(Collectors.joining(";")));
        }
    }

    private static boolean isGiant(String property, String value) {
        double most = property.matches("font(-size)?") ? GIANT_LETTER : GIANT;
        return LENGTH.matcher(value)
                .results()
                .filter(length -> most == GIANT || !length.group(2).isEmpty()) // else a weight
                .anyMatch(length -> Double.parseDouble(length.group(1)) * pixels(length.group(2)) > most);
    }

    /** In one of a unit; what is a multiple of a letter's size is reckoned with the usual size. */
    static double pixels(String unit) {
        return switch (unit.toLowerCase(Locale.ROOT)) {
            case "in" -> 96;
            case "cm" -> 38;
            case "em", "rem", "pc", "ch", "ex" -> 16;
            case "mm" -> 4;
            default -> 1;
        };
    }

    /** Prose in signs and words that fit on a page. */
    static void prose(Element prose) {
        for (Element element : prose.getAllElements()) {
            element.textNodes().forEach(text -> text.text(printable(text.getWholeText())));
        }
        prose.select("td, th").stream()
                .filter(cell -> LONG_WORD.matcher(cell.text()).find())
                .forEach(cell -> StyleRules.add(cell, "word-wrap:break-word"));
    }

    /** Signs that no font at hand has, by their like: what combines with a letter stands behind it. */
    static String printable(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC)
                .replace('\u0302', 'ˆ')
                .replace('\u0303', '˜')
                .replace('\u0304', '¯')
                .replace('\u0307', '˙')
                .replace("△", "(▲)")
                .replace("▽", "(▼)")
                .replace('☐', '□')
                .replace('☑', '√')
                .replace('✓', '√')
                .replace('✗', '×')
                .replace('✔', '√')
                .replace('✘', '×');
    }
}
