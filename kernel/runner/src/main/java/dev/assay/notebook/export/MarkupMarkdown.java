package dev.assay.notebook.export;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.Elements;
import org.jsoup.select.NodeFilter;

/** Markup in the words of Markdown: tables, lists, paragraphs; its drawings and pictures become files. */
final class MarkupMarkdown {

    private static final double WIDTH = 720;
    /** Drawings that are no wider are marks of a legend. */
    private static final int MARK = 40;

    private static final String INLINE = "span, bdi, :not(td) > small, b, strong, i, em, a";
    private static final Set<String> OWN_LINE = Set.of("block", "grid", "flex", "table", "list-item");
    /** A count, the sign of its residual and its share, where the sign would read as one of arithmetic. */
    private static final Pattern SIGNED = Pattern.compile("^([\\d,]+) ([+−]{1,2}) (\\(.*\\))$");

    /** What of a style sets words apart from those behind them, where Markdown has a blank only. */
    private static final Pattern APART = Pattern.compile("(margin|padding|border)(-.*)?");

    private static final Set<String> SKIPPED = Set.of("style", "label", "input", "caption");

    private final Pictures pictures;
    /** Where each is that was drawn already: legends are said again. */
    private final Map<String, String> marks = new HashMap<>();

    private final StringBuilder out = new StringBuilder();

    MarkupMarkdown(Pictures pictures) {
        this.pictures = pictures;
    }

    String of(Piece.Markup markup) {
        Element root = InlineStyle.of(markup.html());
        root.select(INLINE).stream().filter(MarkupMarkdown::isOnItsOwnLine).forEach(element -> element.tagName("div"));
        root.select(INLINE).stream()
                .filter(MarkupMarkdown::isBeforeItsLike)
                .forEach(element -> element.appendText("; "));
        Folds.open(root);
        blocks(root);
        return out.toString();
    }

    /** What style puts on a line of its own is no part of the word before it. */
    private static boolean isOnItsOwnLine(Element element) {
        return OWN_LINE.contains(StyleRules.declarations(element.attr("style")).getOrDefault("display", ""));
    }

    /** Of words in frames or with room around, as in a legend, whether others follow. */
    private static boolean isBeforeItsLike(Element element) {
        Node next = element.nextSibling();
        while (next instanceof TextNode blank && blank.isBlank()) {
            next = next.nextSibling();
        }
        return next instanceof Element like
                && element.hasText()
                && like.normalName().equals(element.normalName())
                && isApart(element)
                && isApart(like);
    }

    private static boolean isApart(Element element) {
        return StyleRules.declarations(element.attr("style")).entrySet().stream()
                .anyMatch(one ->
                        APART.matcher(one.getKey()).matches() && !one.getValue().startsWith("0"));
    }

    private void blocks(Element parent) {
        List<Node> line = new ArrayList<>();
        for (Node node : parent.childNodes()) {
            if (node instanceof TextNode) {
                line.add(node);
            } else if (node instanceof Element element && !SKIPPED.contains(element.normalName())) {
                boolean within = !element.isBlock()
                        && !element.normalName().equals("summary")
                        && !element.normalName().equals("img")
                        && element.select("img, svg, table").stream().noneMatch(MarkupMarkdown::isShown);
                if (within) {
                    line.add(element);
                } else {
                    append(inline(line));
                    line.clear();
                    block(element);
                }
            }
        }
        append(inline(line));
    }

    /** Words in one line, and the marks of a legend between them. */
    private String inline(List<Node> nodes) {
        StringBuilder line = new StringBuilder();
        StringBuilder words = new StringBuilder();
        for (Node node : nodes) {
            node.filter((one, depth) -> {
                if (one instanceof TextNode text) {
                    words.append(text.getWholeText());
                } else if (one.nameIs("br")) {
                    words.append(' ');
                } else if (one instanceof Element svg && svg.nameIs("svg")) {
                    line.append(escaped(words)).append(mark(svg));
                    words.setLength(0);
                    return NodeFilter.FilterResult.SKIP_CHILDREN;
                }
                return NodeFilter.FilterResult.CONTINUE;
            });
        }
        return line.append(escaped(words)).toString().strip();
    }

    private static String escaped(CharSequence words) {
        return MarkdownReport.escaped(words.toString().replaceAll("\\s+", " "));
    }

    /** Nothing where it only defines what others use. */
    private String mark(Element svg) {
        Drawing drawing = Drawing.of(svg, WIDTH);
        boolean isDrawn =
                !svg.hasClass("defs") && drawing.width() > 1 && drawing.svg().childrenSize() > 0;
        return isDrawn
                ? marks.computeIfAbsent(
                        drawing.picture().uri(),
                        none -> MarkdownReport.image(pictures.add(drawing.picture()), svg.attr("aria-label")))
                : "";
    }

    private void block(Element element) {
        switch (element.normalName()) {
            case "table" -> table(element);
            case "svg" -> drawing(element);
            case "img" -> image(element);
            case "h1", "h2", "h3", "h4", "h5", "h6", "summary" -> strong(element.text());
            case "dl" -> terms(element);
            case "li" -> item(element);
            case "pre" ->
                append(MarkdownReport.fenced(
                        "text", Terminal.plain(element.wholeText()).stripTrailing()));
            default -> blocks(element);
        }
    }

    private void paragraph(String text) {
        append(escaped(text).strip());
    }

    private void strong(String text) {
        if (!text.isBlank()) {
            append("**" + MarkdownReport.escaped(text.strip()) + "**");
        }
    }

    private void item(Element item) {
        String text = item.text().strip();
        if (!text.isEmpty()) {
            out.append("- ").append(MarkdownReport.escaped(text)).append('\n');
            if (item.nextElementSibling() == null) {
                out.append('\n');
            }
        }
    }

    private void terms(Element list) {
        for (Element one : list.select("dt, dd")) {
            boolean term = one.normalName().equals("dt");
            String text = MarkdownReport.escaped(one.text().strip());
            out.append(term ? "- " + text + ": " : text + "\n");
        }
        out.append('\n');
    }

    private void image(Element image) {
        String alt = image.attr("alt");
        PictureData.ofUri(image.attr("src"))
                .ifPresentOrElse(
                        picture -> append(MarkdownReport.image(pictures.add(picture), alt)),
                        () -> paragraph(NamedPictures.words(alt, "", PictureData.IN_BROWSERS)));
    }

    private void drawing(Element svg) {
        if (isShown(svg)) {
            String label = svg.attr("aria-label");
            Drawing drawing = Drawing.of(svg, WIDTH);
            append(MarkdownReport.image(pictures.add(drawing.picture()), label.isEmpty() ? "drawing" : label));
        }
    }

    /** Not a mark, and not one that only defines what others use. */
    private static boolean isShown(Element element) {
        if (!element.normalName().equals("svg")) {
            return true;
        }
        String width = element.attr("width");
        return !width.matches("\\d{1,3}(px)?") || Integer.parseInt(width.replace("px", "")) > MARK;
    }

    private void table(Element table) {
        List<List<String>> rows = new ArrayList<>();
        Elements all = table.select("tr");
        paragraph(table.select("> caption").text());
        for (Element row : all.subList(0, Math.min(all.size(), Paper.MOST_ROWS))) {
            rows.add(row.children().stream()
                    .map(cell -> MarkdownReport.escaped(words(cell)))
                    .toList());
        }
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        if (columns == 0) {
            return;
        }
        if (table.select("thead").isEmpty()) {
            rows.add(0, List.of());
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < rows.size(); i++) {
            text.append(line(rows.get(i), columns));
            text.append(i == 0 ? "|" + " --- |".repeat(columns) + "\n" : "");
        }
        append(text.toString());
        if (all.size() > Paper.MOST_ROWS) {
            append("… and " + (all.size() - Paper.MOST_ROWS) + " more rows");
        }
    }

    /** What is smaller than the number before it stands in brackets: sizes are none of Markdown's. */
    private static String words(Element cell) {
        for (Element small : cell.select("small")) {
            boolean isBehind = small.previousSibling() instanceof TextNode before && !before.isBlank();
            if (isBehind && !small.text().isBlank() && !small.text().startsWith("(")) {
                small.prependText("(").appendText(")");
            }
        }
        return SIGNED.matcher(cell.text().strip()).replaceFirst("$1 $3 $2");
    }

    private static String line(List<String> cells, int columns) {
        return cells.stream().collect(Collectors.joining(" | ", "| ", " |"))
                + " |".repeat(columns - Math.max(1, cells.size())) + "\n";
    }

    private void append(String block) {
        if (!block.isBlank()) {
            out.append(block.stripTrailing()).append("\n\n");
        }
    }
}
