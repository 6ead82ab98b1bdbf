package dev.assay.kernel.magic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.kernel.MimeBundle;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Cells in another language that the frontend renders: {@code %%html} and its kind. */
final class DisplayMagics {
    private DisplayMagics() {}

    static List<Spec> specs() {
        return List.of(
                of("html", "text/html", "Shows the cell as HTML.", "<b>bold</b>"),
                of("markdown", "text/markdown", "Shows the cell as Markdown.", "*text* with $x^2$"),
                of("latex", "text/latex", "Shows the cell as LaTeX mathematics.", "$$\\sum_i x_i$$"),
                of(
                        "svg",
                        "image/svg+xml",
                        "Shows the cell as an SVG drawing.",
                        "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
                of(
                                "javascript",
                                "application/javascript",
                                "Runs the cell in the browser.",
                                "element.textContent = 'hello'")
                        .alias("js"));
    }

    private static Spec of(String name, String mime, String summary, String example) {
        return Spec.cell(name, "", summary, "%%" + name + "\n" + example, call -> {
            String body = String.valueOf(call.body());
            if (!call.rest().isEmpty()) {
                throw call.misuse("%%" + name + " takes nothing on its own line; the text goes below it");
            }
            if (body.isBlank()) {
                throw call.misuse("There is nothing below %%" + name);
            }
            // The source itself is the text for frontends that render none of this.
            Map<String, JsonNode> data = new LinkedHashMap<>();
            data.put("text/plain", new TextNode(body));
            data.put(mime, new TextNode(body));
            Call.outputs().display(new MimeBundle(data, Map.of()), null);
            return null;
        });
    }
}
