package dev.assay.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What every page of ours begins with: its policy, its style sheet and the pattern of hatched areas. */
final class Styles {

    /** Nothing is loaded from anywhere, and nothing runs. */
    private static final String POLICY =
            "default-src 'none'; img-src data:; style-src 'unsafe-inline'; " + "base-uri 'none'; form-action 'none'";

    private Styles() {}

    /** A whole page around its content. */
    static String page(String title, Html content) {
        Html page = new Html();
        page.open("html", "lang", "en").open("head").empty("meta", "charset", "utf-8");
        page.empty("meta", "http-equiv", "Content-Security-Policy", "content", POLICY);
        page.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        page.empty("meta", "name", "color-scheme", "content", "light dark");
        page.empty("meta", "name", "referrer", "content", "no-referrer");
        page.leaf("title", title).style(css()).closeLine().open("body");
        page.leaf("a", "Skip to the content", "class", "skip", "href", "#content");
        page.put(hatch("hatch")).put(content).close().close();
        return "<!DOCTYPE html>\n" + page + "\n";
    }

    /** The pattern of hatched areas, under an id. */
    static Html hatch(String id) {
        Html hatch = new Html();
        hatch.open("svg", "class", "defs", "width", "0", "height", "0", "aria-hidden", "true", "focusable", "false");
        hatch.open("defs")
                .open(
                        "pattern",
                        "id",
                        id,
                        "width",
                        "6",
                        "height",
                        "6",
                        "patternUnits",
                        "userSpaceOnUse",
                        "patternTransform",
                        "rotate(45)");
        return hatch.empty("line", "x1", "0", "y1", "0", "x2", "0", "y2", "6", "class", "hatching")
                .close()
                .close()
                .closeLine();
    }

    /** The style sheet of our pages; comments are for who reads the source. */
    static String css() {
        try (InputStream in = Styles.class.getResourceAsStream("verdict.css")) {
            if (in == null) {
                throw new IllegalStateException("verdict.css is not in the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("\r\n", "\n")
                    .replaceAll("(?s)/\\*.*?\\*/\n?", "");
        } catch (IOException e) {
            throw new UncheckedIOException("verdict.css cannot be read", e);
        }
    }
}
