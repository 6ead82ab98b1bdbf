package dev.assay.kernel.magic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.kernel.MimeBundle;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Cells in another language that the frontend renders: {@code %%html} and its kind. */
final class DisplayMagics {
    private DisplayMagics() {}

    static @Nullable Object show(Call call, String mime) {
        String body = String.valueOf(call.body());
        if (!call.rest().isEmpty()) {
            throw call.misuse(call.spec().shown() + " takes nothing on its own line; the text goes below it");
        }
        if (body.isBlank()) {
            throw call.misuse("There is nothing below " + call.spec().shown());
        }
        // The source itself is the text for frontends that render none of this.
        Map<String, JsonNode> data = new LinkedHashMap<>();
        data.put("text/plain", new TextNode(body));
        data.put(mime, new TextNode(body));
        Call.outputs().display(new MimeBundle(data, Map.of()), null);
        return null;
    }
}
