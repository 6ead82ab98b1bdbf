package dev.assay.notebook.export;

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

    /** Gives the headings in some prose their places. */
    void add(Element prose) {
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

    private String place(String text) {
        String plain = text.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", "-")
                .replaceAll("^-|-$", "");
        String name = plain.isEmpty() ? "section" : plain;
        String place = name;
        while (!places.add(place)) {
            place = name + "-" + (copies.merge(name, 1, Integer::sum) + 1);
        }
        return place;
    }
}
