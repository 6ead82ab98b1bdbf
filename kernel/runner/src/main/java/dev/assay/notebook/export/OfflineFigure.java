package dev.assay.notebook.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A figure of Plotly's without the pictures that it would fetch; the page forbids it, but a browser complains.
 *
 * @param absent addresses of those pictures
 */
record OfflineFigure(JsonNode json, List<String> absent) {

    /** Pictures that words name; a figure might show one more often than anybody reads. */
    private static final int MOST_WORDS = 5;

    OfflineFigure {
        absent = List.copyOf(absent);
    }

    static OfflineFigure of(JsonNode json) {
        JsonNode copy = json.deepCopy();
        List<String> absent = new ArrayList<>();
        JsonNode layout = copy.path("layout");
        for (JsonNode one : List.of(layout, layout.path("template").path("layout"))) {
            one.path("images").forEach(image -> remove(image, absent));
            remove(one.path("imagedefaults"), absent);
        }
        return new OfflineFigure(copy, absent);
    }

    /** Plotly draws no picture without a source. */
    private static void remove(JsonNode image, List<String> absent) {
        String source = image.path("source").asText().strip();
        if (image instanceof ObjectNode object
                && !source.isEmpty()
                && !source.toLowerCase(Locale.ROOT).startsWith("data:image/")) {
            object.remove("source");
            absent.add(source);
        }
    }

    /** What stands for the pictures, in words. */
    String words() {
        List<String> all = absent.stream().distinct().toList();
        String words = all.stream()
                .limit(MOST_WORDS)
                .map(source -> NamedPictures.words("", source, LocalPictures.ELSEWHERE))
                .collect(Collectors.joining(" "));
        return all.size() > MOST_WORDS ? words + " … and " + (all.size() - MOST_WORDS) + " more" : words;
    }
}
