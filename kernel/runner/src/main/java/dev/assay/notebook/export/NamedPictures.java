package dev.assay.notebook.export;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.notebook.format.Fields;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * The pictures that Markdown may name.
 *
 * @param attachments those that its cell holds, by name
 * @param local those beside the notebook
 */
record NamedPictures(Fields attachments, LocalPictures local) {

    private static final String ATTACHMENT = "attachment:";
    private static final Pattern IMAGE = Pattern.compile("<img", Pattern.CASE_INSENSITIVE);
    /** What shows nothing in words, or turns them around. */
    private static final Pattern UNSEEN = Pattern.compile("[\\s\\p{Cc}\\p{Cf}]+");
    /** Characters of an address that stand in words. */
    private static final int LONGEST_NAME = 80;

    static NamedPictures none() {
        return new NamedPictures(Fields.none(), new LocalPictures(Optional.empty()));
    }

    /** The picture at an address. */
    Sought find(String address) {
        String place = address.strip();
        if (place.startsWith(ATTACHMENT)) {
            return attachment(LocalPictures.decoded(place.substring(ATTACHMENT.length())))
                    .map(Sought::found)
                    .orElse(Sought.none("the notebook does not hold it"));
        }
        return PictureData.ofUri(place).map(Sought::found).orElseGet(() -> local.find(place));
    }

    private Optional<PictureData> attachment(String name) {
        for (Map.Entry<String, JsonNode> one : attachments.get(name).properties()) {
            Optional<PictureData> picture =
                    PictureData.of(one.getKey(), one.getValue().asText());
            if (picture.isPresent()) {
                return picture;
            }
        }
        return Optional.empty();
    }

    /** Markup with the pictures in it that it names, and with words for those that are not to be had. */
    String inMarkup(String html) {
        if (!IMAGE.matcher(html).find()) {
            return html;
        }
        Document page = Jsoup.parseBodyFragment(html);
        page.outputSettings().prettyPrint(false);
        boolean changed = false;
        for (Element image : page.select("img[src]")) {
            String address = image.attr("src");
            if (!address.strip().toLowerCase(Locale.ROOT).startsWith("data:")) {
                Sought sought = find(address);
                sought.picture()
                        .ifPresentOrElse(
                                picture -> image.attr("src", picture.uri()),
                                () -> image.replaceWith(
                                        new Element("em").text(words(image.attr("alt"), address, sought))));
                changed = true;
            }
        }
        return changed ? page.body().html() : html;
    }

    /** What stands in the place of a picture that is not to be had. */
    static String words(String alt, String address, Sought sought) {
        String said = seen(alt);
        return "[" + (said.isEmpty() ? name(address) : said) + ": " + sought.why() + "]";
    }

    private static String seen(String words) {
        return UNSEEN.matcher(words).replaceAll(" ").strip();
    }

    /** As it was written, but for what may be a password or a token: a report goes to others. */
    private static String name(String address) {
        String name = seen(address).replaceFirst("[?#].*", "").replaceFirst("//[^/]*@", "//");
        if (name.isEmpty() || name.toLowerCase(Locale.ROOT).startsWith("data:")) {
            return "picture";
        }
        return name.codePointCount(0, name.length()) > LONGEST_NAME
                ? name.substring(0, name.offsetByCodePoints(0, LONGEST_NAME)) + "…"
                : name;
    }
}
