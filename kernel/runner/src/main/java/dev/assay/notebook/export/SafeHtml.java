package dev.assay.notebook.export;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Entities;
import org.jsoup.safety.Cleaner;
import org.jsoup.safety.Safelist;

/**
 * Markup that anybody wrote, of which only the harmless is left: no script, no handler, no form, no frame, nothing that is fetched.
 * Style sheets are kept apart, for they reach beyond the element that they stand in. As text is escaped throughout and no element
 * with raw text is let through, no parser finds more in it than was let through, however it nests.
 *
 * @param body what is left, in a {@code div}
 * @param sheets style sheets, in order
 */
record SafeHtml(Element body, List<String> sheets) {

    private static final Pattern PICTURE = Pattern.compile("data:image/[a-z0-9.+-]{1,20}[;,].*", Pattern.DOTALL);
    /** A class for words that stand for a picture. */
    private static final String ABSENT = "absent";

    private static final String WITH_THEIR_TEXT =
            "script, noscript, template, iframe, frame, frameset, noframes, object, embed, applet, textarea, select, option, button,"
                    + " xmp, plaintext, noembed, canvas, audio, video, math, foreignObject, head > title, body > title, link, meta, base";
    private static final Cleaner CLEANER = new Cleaner(safelist());

    SafeHtml {
        sheets = List.copyOf(sheets);
    }

    /** The harmless part of this markup. */
    static SafeHtml of(String untrusted) {
        Document dirty = Jsoup.parseBodyFragment(untrusted);
        List<String> sheets = new ArrayList<>();
        for (Element style : dirty.select("style")) {
            String css = style.data().isEmpty() ? style.text() : style.data();
            if (!css.isBlank() && SafeCss.isSafe(css)) {
                sheets.add(css.strip());
            }
            style.remove();
        }
        dirty.select(WITH_THEIR_TEXT).remove();
        dirty.select("." + ABSENT).removeClass(ABSENT); // the notebook's own is none of ours
        dirty.select("img").forEach(SafeHtml::nameInstead);
        Document clean = CLEANER.clean(dirty);
        clean.select("svg *").stream()
                .filter(within -> !Allowed.isDrawn(within))
                .forEach(Element::remove);
        clean.outputSettings()
                .prettyPrint(false)
                .escapeMode(Entities.EscapeMode.xhtml)
                .charset(StandardCharsets.UTF_8);
        for (Element element : clean.body().getAllElements()) {
            attributes(element);
        }
        clean.select("img:not([src])").remove();
        clean.select("input:not([type=radio])").remove();
        return new SafeHtml(clean.body(), sheets);
    }

    /** Whether there is something to see. */
    boolean isEmpty() {
        return !body.hasText() && body.select("img, svg, hr").isEmpty();
    }

    /** Whether all that is there are words for pictures that are not. */
    boolean isOnlyAbsent() {
        Element rest = body.clone();
        rest.select("em." + ABSENT).remove();
        return !rest.hasText() && rest.select("img, svg, hr").isEmpty();
    }

    /** Without names that style sheets and links could mean: they would be those of the page around. */
    SafeHtml withoutNames() {
        for (Element element : body.getAllElements()) {
            element.removeAttr("class").removeAttr("id");
        }
        return this;
    }

    /** Markup, which reads back as what it is. */
    String html() {
        return body.html();
    }

    private static void attributes(Element element) {
        for (Attribute attribute : element.attributes().asList()) {
            String name = attribute.getKey().toLowerCase(Locale.ROOT);
            String value = attribute.getValue();
            boolean safe =
                    switch (name) {
                        case "src" -> isPicture(value.strip());
                        case "href", "alt", "title", "aria-label", "d", "points" -> true;
                        default -> SafeCss.isSafe(value);
                    };
            if (!safe) {
                element.removeAttr(attribute.getKey());
            }
        }
        if (element.hasAttr("href")) {
            element.attr("rel", "noopener noreferrer nofollow");
        }
    }

    /** Words in the place of a picture that would be fetched. */
    private static void nameInstead(Element picture) {
        String address = picture.attr("src").strip();
        if (isPicture(address)) {
            picture.attr("src", address);
        } else if (address.isEmpty() && picture.attr("alt").isBlank()) {
            picture.remove();
        } else {
            picture.replaceWith(new Element("em")
                    .addClass(ABSENT)
                    .text(NamedPictures.words(picture.attr("alt"), address, LocalPictures.ELSEWHERE)));
        }
    }

    private static boolean isPicture(String address) {
        return PICTURE.matcher(address.toLowerCase(Locale.ROOT)).matches();
    }

    private static Safelist safelist() {
        return new Safelist()
                .addTags(Allowed.HTML)
                .addTags(Allowed.SVG)
                .addAttributes(":all", Allowed.EVERYWHERE)
                .addAttributes(":all", Allowed.DRAWING)
                .addAttributes("a", "href")
                .addAttributes("img", "src", "alt", "loading", "decoding")
                .addAttributes("input", "type", "name", "checked")
                .addAttributes("ol", "start", "type", "reversed")
                .addAttributes("details", "open")
                .addAttributes("time", "datetime")
                .addProtocols("a", "href", "http", "https", "mailto", "#")
                .addProtocols("img", "src", "data");
    }
}
