package dev.assay.jupyter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Who said what, and when. It holds the JSON as it came, since replies must repeat it as a whole, with fields that only newer
 * protocols know.
 */
public final class Header {
    private final ObjectNode json;

    private Header(ObjectNode json) {
        this.json = json;
    }

    /**
     * Takes a header from the wire.
     *
     * @throws MalformedMessageException if id, session or type is not a non-empty text
     */
    static Header of(ObjectNode json) throws MalformedMessageException {
        for (String name : new String[] {"msg_id", "session", "msg_type"}) {
            JsonNode value = json.get(name);
            if (value == null || !value.isTextual() || value.textValue().isEmpty()) {
                throw new MalformedMessageException("header without " + name);
            }
        }
        return new Header(json);
    }

    /** Unique among all messages. */
    public String id() {
        return text("msg_id");
    }

    /** Which run of which program sent it. */
    public String session() {
        return text("session");
    }

    /** For instance {@code execute_request}. */
    public String type() {
        return text("msg_type");
    }

    /** A copy of all of it. */
    public ObjectNode json() {
        return json.deepCopy();
    }

    ObjectNode view() {
        return json;
    }

    private String text(String name) {
        return json.path(name).asText();
    }

    @Override
    public String toString() {
        return type() + " " + id();
    }
}
