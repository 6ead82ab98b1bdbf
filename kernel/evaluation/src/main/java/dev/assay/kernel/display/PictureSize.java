package dev.assay.kernel.display;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Map;

/** The size of a PNG, from its header, as metadata: a page that knows it does not jump while pictures load. */
final class PictureSize {

    private static final String PNG = "image/png";

    /** Signature, chunk length, IHDR, width and height. */
    private static final int HEADER = 24;

    private static final long SIGNATURE = 0x89504E470D0A1A0AL;

    private PictureSize() {}

    static void into(Map<String, JsonNode> data, Map<String, JsonNode> metadata) {
        JsonNode picture = data.get(PNG);
        if (picture == null || metadata.containsKey(PNG) || picture.asText().length() < HEADER * 4 / 3) {
            return;
        }
        byte[] header;
        try {
            header = Base64.getDecoder().decode(picture.asText().substring(0, HEADER * 4 / 3));
        } catch (IllegalArgumentException e) {
            return; // lines or blanks in it: shown as it is, without a size
        }
        ByteBuffer bytes = ByteBuffer.wrap(header);
        if (bytes.getLong(0) == SIGNATURE) {
            ObjectNode size = JsonNodeFactory.instance.objectNode();
            metadata.put(PNG, size.put("width", bytes.getInt(16)).put("height", bytes.getInt(20)));
        }
    }
}
