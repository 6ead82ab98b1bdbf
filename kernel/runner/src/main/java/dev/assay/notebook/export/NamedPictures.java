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
    /** A file's name that says nothing of other folders. */
    private static final Pattern PLAIN = Pattern.compile("[^/\\\\:%?#\\s]+");

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
        String name = !alt.isBlank() ? alt.strip() : PLAIN.matcher(address).matches() ? address : "picture";
        return "[" + name + ": " + sought.why() + "]";
    }
}
