package dev.assay.notebook.export;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jsoup.nodes.Element;

/** The headings of a report, each with a place to go to. */
final class Contents {

    /**
     * A heading.
     *
     * @param level 1 to 3; those below are not listed
     * @param place the id of its element
     */
    record Heading(int level, String text, String place) {}

    private final List<Heading> headings = new ArrayList<>();
    private final Set<String> places = new HashSet<>();
    /** By the words of a heading, how many had them: looking for the next place would take ever longer. */
    private final Map<String, Integer> copies = new HashMap<>();

    /**
     * Gives the headings in some prose their places, and leads links there: Jupyter calls the place of "Two Parts" {@code #Two-Parts},
     * others {@code #two-parts}.
     */
    void add(Element prose) {
        for (Element link : prose.select("a[href^=#]")) {
            link.attr("href", "#" + plain(decoded(link.attr("href").substring(1))));
        }
        for (Element heading : prose.select("h1, h2, h3")) {
            String text = heading.text().strip();
            if (!text.isEmpty()) {
                String place = place(text);
                heading.attr("id", place);
                headings.add(new Heading(heading.tagName().charAt(1) - '0', text, place));
            }
        }
    }

    List<Heading> headings() {
        return List.copyOf(headings);
    }

    /** What the report is called: its first heading. */
    String title(String otherwise) {
        return headings.isEmpty() ? otherwise : headings.get(0).text();
    }

    private static String plain(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "-").replaceAll("^-|-$", "");
    }

    private static String decoded(String fragment) {
        try {
            return URLDecoder.decode(fragment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return fragment; // a percent sign that begins nothing
        }
    }

    private String place(String text) {
        String plain = plain(text);
        String name = plain.isEmpty() ? "section" : plain;
        String place = name;
        while (!places.add(place)) {
            place = name + "-" + (copies.merge(name, 1, Integer::sum) + 1);
        }
        return place;
    }
}
