package dev.assay.notebook.export;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Entities;

/** A drawing that stands in markup, as a picture that stands alone: of a size, with the style and the patterns that it uses. */
final class Drawing {

    private static final Set<String> PROPERTIES = Set.of(
            "fill",
            "fill-opacity",
            "stroke",
            "stroke-width",
            "stroke-opacity",
            "stroke-dasharray",
            "stroke-linecap",
            "stroke-linejoin",
            "opacity",
            "color",
            "font-size",
            "font-weight",
            "font-style",
            "text-anchor",
            "visibility",
            "display");
    private static final Pattern VALUE = Pattern.compile("[#\\w\\s.,%()\\-]{1,100}");
    private static final Pattern REFERENCE = Pattern.compile("url\\(\\s*[\"']?#([^\"')\\s]+)");
    private static final Pattern REM = Pattern.compile("(\\d*\\.?\\d+)rem");
    private static final double PIXELS_A_REM = 16;
    /** Patterns and gradients of one drawing, and elements of one of them: beyond it, somebody means no good. */
    private static final int MOST_DEFINITIONS = 100;

    private static final int MOST_DEFINED = 500;
    private static final double HEIGHT = 150; // CSS's own, where nothing says it

    private final Element svg;
    private final double width;
    private final double height;

    private Drawing(Element svg, double width, double height) {
        this.svg = svg;
        this.width = width;
        this.height = height;
    }

    /**
     * The drawing alone.
     *
     * @param drawn an {@code svg} element with its style inline
     * @param asWide how wide it is drawn if it fills what is around it, in pixels
     */
    static Drawing of(Element drawn, double asWide) {
        Element svg = drawn.clone();
        double width = pixels(drawn.attr("width"), asWide);
        double height = pixels(drawn.attr("height"), HEIGHT);
        svg.attr("xmlns", "http://www.w3.org/2000/svg")
                .attr("width", number(width))
                .attr("height", number(height));
        if (!svg.attributes().hasKeyIgnoreCase("viewBox")) {
            // attr(..) would write it small, which is another name in SVG
            svg.attributes().put("viewBox", "0 0 " + number(width) + " " + number(height));
        }
        svg.select("title, desc").remove();
        svg.getAllElements().forEach(Drawing::plain);
        svg.attr("font-family", "Liberation Sans, Helvetica, Arial, sans-serif")
                .attr("font-size", "13")
                .attr("color", "#1b1f24");
        define(svg, drawn.root());
        return new Drawing(svg, width, height);
    }

    double width() {
        return width;
    }

    double height() {
        return height;
    }

    Element svg() {
        return svg;
    }

    /** As a file holds it. */
    PictureData picture() {
        Document page = Document.createShell("");
        page.outputSettings()
                .prettyPrint(false)
                .syntax(Document.OutputSettings.Syntax.xml)
                .escapeMode(Entities.EscapeMode.xhtml);
        page.body().appendChild(svg.clone());
        return PictureData.ofSvg(page.body().html());
    }

    /** What draws, in values that every reader of SVG knows; the rest would be an error to some. */
    private static void plain(Element element) {
        Map<String, String> style = StyleRules.declarations(element.attr("style"));
        element.removeAttr("class")
                .removeAttr("role")
                .removeAttr("tabindex")
                .removeAttr("focusable")
                .removeAttr("style");
        for (String name : new String[] {"aria-label", "aria-hidden", "aria-labelledby", "title"}) {
            element.removeAttr(name);
        }
        String kept = style.entrySet().stream()
                .filter(one -> PROPERTIES.contains(one.getKey())
                        && VALUE.matcher(one.getValue()).matches())
                .map(one -> one.getKey() + ":" + absolute(one.getValue()))
                .collect(Collectors.joining(";"));
        if (!kept.isEmpty()) {
            element.attr("style", kept);
        }
        if (element.normalName().equals("svg")
                && style.getOrDefault("overflow", "").equals("visible")) {
            element.attr("overflow", "visible");
        }
    }

    private static String absolute(String value) {
        return REM.matcher(value).replaceAll(found -> number(Double.parseDouble(found.group(1)) * PIXELS_A_REM) + "px");
    }

    /** Patterns and gradients may be defined in another drawing of the same markup. */
    private static void define(Element svg, Element around) {
        Set<String> used = new LinkedHashSet<>();
        for (Element element : svg.getAllElements()) {
            Matcher reference = REFERENCE.matcher(
                    element.attr("style") + " " + element.attr("fill") + " " + element.attr("stroke"));
            while (used.size() < MOST_DEFINITIONS && reference.find()) {
                used.add(reference.group(1));
            }
        }
        for (String id : used) {
            Element defined = around.getElementById(id);
            boolean small = defined != null && defined.select("*").size() <= MOST_DEFINED;
            if (defined != null && small && svg.getElementById(id) == null) {
                Element copy = defined.clone();
                copy.getAllElements().forEach(Drawing::plain);
                svg.prependElement("defs", "http://www.w3.org/2000/svg").appendChild(copy);
            }
        }
    }

    private static double pixels(String length, double otherwise) {
        String number = length.endsWith("px") ? length.substring(0, length.length() - 2) : length;
        return number.matches("\\d{1,5}(\\.\\d{1,6})?") && Double.parseDouble(number) > 0
                ? Double.parseDouble(number)
                : otherwise;
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : String.format(Locale.ROOT, "%.2f", value);
    }
}
