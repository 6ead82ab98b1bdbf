package dev.assay.notebook.export;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jsoup.select.Elements;
import org.jspecify.annotations.Nullable;

/**
 * A picture as a file holds it.
 *
 * @param type its MIME type
 * @param base64 its bytes
 */
record PictureData(String type, String base64) {

    static final String SVG = "image/svg+xml";

    /** Of what only browsers read, if any do. */
    static final Sought IN_BROWSERS = Sought.none("only the page in HTML may show it");

    private static final Pattern RULES = Pattern.compile("(?i)@import[^;]*;|@font-face\\s*\\{[^}]*}");

    private static final Pattern OWN_GROUND = Pattern.compile("background|color-scheme");

    private static final Pattern RASTER = Pattern.compile("(?i)data:image/(png|jpe?g|gif|webp)[;,]");

    /** By type, what a file begins with. */
    private static final Map<String, Pattern> BEGINNINGS = Map.of(
            "image/png",
            Pattern.compile("\\x89PNG\\r\\n\\x1a\\n"),
            "image/jpeg",
            Pattern.compile("\\xff\\xd8\\xff"),
            "image/gif",
            Pattern.compile("GIF8[79]a"),
            "image/webp",
            Pattern.compile("RIFF.{4}WEBP", Pattern.DOTALL));

    private static final int LONGEST_BEGINNING = 12;

    /** By type, the ends of files' names. */
    private static final Map<String, String> ENDINGS = Map.of(
            SVG,
            "svg",
            "image/png",
            "png",
            "image/jpeg",
            "jpg",
            "image/gif",
            "gif",
            "image/webp",
            "webp",
            "image/bmp",
            "bmp");

    /** A picture of a type that all browsers show; empty for another type, or one whose bytes are no base64. */
    static Optional<PictureData> of(String type, String text) {
        String plain = type.toLowerCase(Locale.ROOT);
        if (!ENDINGS.containsKey(plain) || text.isBlank()) {
            return Optional.empty();
        }
        if (plain.equals(SVG)) {
            return Optional.of(ofSvg(text));
        }
        try {
            byte[] bytes = Base64.getMimeDecoder().decode(text); // passes over what is no base64
            return bytes.length == 0 ? Optional.empty() : Optional.of(new PictureData(plain, encoded(bytes)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** A picture in a file that begins as pictures do which all browsers show; what the file is called means nothing. */
    static Optional<PictureData> ofFile(byte[] bytes) {
        String head = new String(bytes, 0, Math.min(bytes.length, LONGEST_BEGINNING), StandardCharsets.ISO_8859_1);
        return BEGINNINGS.entrySet().stream()
                .filter(one -> one.getValue().matcher(head).lookingAt())
                .map(one -> new PictureData(one.getKey(), encoded(bytes)))
                .findFirst();
    }

    static PictureData ofSvg(String text) {
        return new PictureData(SVG, encoded(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** A picture in a {@code data:} URI. */
    static Optional<PictureData> ofUri(String uri) {
        int comma = uri.indexOf(',');
        String head = comma < 0 ? "" : uri.substring(0, comma);
        if (!head.startsWith("data:") || !head.endsWith(";base64")) {
            return Optional.empty();
        }
        String type = head.substring("data:".length()).replaceFirst(";.*", "");
        byte[] bytes;
        try {
            bytes = Base64.getMimeDecoder().decode(uri.substring(comma + 1));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        return type.equals(SVG) ? of(SVG, new String(bytes, StandardCharsets.UTF_8)) : of(type, encoded(bytes));
    }

    /**
     * A drawing that does nothing and fetches nothing where it is opened by itself, on white unless it sees to its ground: what is
     * around it may be as dark as its words. Another picture as it is.
     */
    PictureData disarmed() {
        if (!type.equals(SVG)) {
            return this;
        }
        Element root = drawing().selectFirst("*|svg");
        if (root != null && !OWN_GROUND.matcher(root.select("*|style").text()).find()) {
            root.attr("style", "background:#fff;" + root.attr("style")); // what is said there wins
        }
        return of(root);
    }

    /** As harmless on paper, where its ground is white: also without pictures in it and what grows without end. */
    PictureData plain() {
        if (!type.equals(SVG)) {
            return this;
        }
        Document drawing = drawing();
        drawing.select("*|image").remove();
        unfold(drawing);
        Element root = drawing.selectFirst("*|svg");
        if (root != null) {
            Paper.withoutGiantSize(root);
            nameLinks(root);
        }
        return of(root);
    }

    /** As SVG 1.1 names them, which is all that draws on paper: by the names of SVG 2 nothing is found, and nothing said. */
    private static void nameLinks(Element root) {
        for (Element linking : root.select("[href]")) {
            linking.attr("xlink:href", linking.attr("href")).removeAttr("href");
        }
        if (!root.hasAttr("xmlns:xlink")) {
            root.attr("xmlns:xlink", "http://www.w3.org/1999/xlink");
        }
    }

    /** In well-formed XML, whatever it was. */
    private Document drawing() {
        Document drawing = Jsoup.parse(new String(bytes(), StandardCharsets.UTF_8), "", Parser.xmlParser());
        drawing.outputSettings().prettyPrint(false);
        disarm(drawing);
        return drawing;
    }

    private static PictureData of(@Nullable Element svg) {
        return ofSvg(svg == null ? "<svg xmlns=\"http://www.w3.org/2000/svg\"/>" : svg.outerHtml());
    }

    private static void disarm(Document drawing) {
        for (Element element : drawing.children().select("*")) {
            if (!Allowed.isInFile(element)) {
                element.remove();
            } else if (element.normalName().endsWith("style")) {
                element.text(harmlessRules(element));
            }
            for (Attribute attribute : element.attributes().asList()) {
                if (!isHarmless(attribute)) {
                    element.removeAttr(attribute.getKey());
                }
            }
        }
    }

    /** Without fonts and sheets that it brings or fetches; nothing where an element parts the text, or it does more. */
    private static String harmlessRules(Element style) {
        String rules = RULES.matcher(style.wholeText()).replaceAll("");
        return style.children().isEmpty() && SafeCss.isSafe(rules) ? rules : "";
    }

    private static boolean isHarmless(Attribute attribute) {
        String name = attribute.getKey().toLowerCase(Locale.ROOT);
        String value = attribute.getValue().strip();
        String local = name.substring(name.indexOf(':') + 1);
        if (name.startsWith("xmlns")) {
            return true;
        }
        if (local.equals("href")) {
            return value.startsWith("#") || RASTER.matcher(value).lookingAt();
        }
        return !local.startsWith("on") && !local.equals("base") && SafeCss.isSafe(value);
    }

    /** What is drawn again draws nothing again: ten times ten times would be without end. */
    private static void unfold(Document drawing) {
        Elements uses = drawing.select("*|use");
        Set<String> again = new HashSet<>();
        for (Element use : uses) {
            for (Attribute attribute : use.attributes()) {
                again.add(attribute.getValue().strip()); // whichever of them a reader takes for the target
            }
        }
        for (Element use : uses) {
            if (use.parents().stream().anyMatch(around -> again.contains("#" + around.id()))) {
                use.remove();
            }
        }
    }

    /** In bytes. */
    long size() {
        return base64.length() * 3L / 4;
    }

    String uri() {
        return "data:" + type + ";base64," + base64;
    }

    byte[] bytes() {
        return Base64.getDecoder().decode(base64);
    }

    /** How the name of its file ends. */
    String ending() {
        return ENDINGS.getOrDefault(type, "bin");
    }

    private static String encoded(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
