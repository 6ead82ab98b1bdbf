package dev.assay.jupyter;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Writes the messages of one end of a connection: its session, its user, and ids that are never used twice. */
public final class Author {
    /** The protocol this package speaks. */
    public static final String PROTOCOL_VERSION = "5.4";

    private final String session = UUID.randomUUID().toString().replace("-", "");
    private final String user;
    private final AtomicLong count = new AtomicLong();

    /** A new session of the given user. */
    public Author(String user) {
        this.user = user;
    }

    /** The id of this session. */
    public String session() {
        return session;
    }

    /** A message that answers nothing. */
    public Message message(String type, ObjectNode content) {
        return write(List.of(), type, empty(), content);
    }

    /** A message to whoever sent the request, with the request as parent. */
    public Message reply(Message request, String type, ObjectNode content) {
        return write(request.identities(), type, request.header().json(), content);
    }

    /** A message to all listeners on iopub; {@code parent} is the header of the request it belongs to, or empty. */
    public Message publication(ObjectNode parent, String type, ObjectNode content) {
        byte[] topic = ("kernel." + session + "." + type).getBytes(StandardCharsets.UTF_8);
        return write(List.of(topic), type, parent, content);
    }

    Message write(List<byte[]> identities, String type, ObjectNode parent, ObjectNode content) {
        return new Message(identities, header(type), parent, empty(), content, List.of());
    }

    private Header header(String type) {
        ObjectNode json = empty();
        json.put("msg_id", session + "_" + count.incrementAndGet());
        json.put("session", session);
        json.put("username", user);
        json.put("date", Instant.now().toString());
        json.put("msg_type", type);
        json.put("version", PROTOCOL_VERSION);
        try {
            return Header.of(json);
        } catch (MalformedMessageException e) {
            throw new IllegalArgumentException("type: " + type, e);
        }
    }

    private static ObjectNode empty() {
        return JsonNodeFactory.instance.objectNode();
    }
}
