package dev.assay.jupyter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * One message of the protocol.
 *
 * @param identities routing: whom a ROUTER socket answers, or the topic on iopub
 * @param parent the header of the request it belongs to; empty where there is none
 * @param buffers binary parts behind the JSON ones
 */
public record Message(
        List<byte[]> identities,
        Header header,
        ObjectNode parent,
        ObjectNode metadata,
        ObjectNode content,
        List<byte[]> buffers) {
    /** Copies the lists, not what is in them. */
    public Message {
        identities = List.copyOf(identities);
        buffers = List.copyOf(buffers);
    }

    /** {@link Header#type} of its header. */
    public String type() {
        return header.type();
    }

    /** The id of the request it belongs to, empty if none. */
    public String parentId() {
        return parent.path("msg_id").asText("");
    }

    /** The same with binary parts. */
    public Message withBuffers(List<byte[]> replacement) {
        return new Message(identities, header, parent, metadata, content, replacement);
    }

    /** The same with other metadata. */
    public Message withMetadata(ObjectNode replacement) {
        return new Message(identities, header, parent, replacement, content, buffers);
    }
}
