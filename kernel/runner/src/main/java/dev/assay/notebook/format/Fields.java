package dev.assay.notebook.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The members of a JSON object, in order. Immutable: what goes in and what comes out are copies, which share their texts, so
 * that a large output is not held twice.
 */
public final class Fields {

    private static final Fields NONE = new Fields(JsonNodeFactory.instance.objectNode());

    private final ObjectNode members;

    private Fields(ObjectNode members) {
        this.members = members;
    }

    /** No members. */
    public static Fields none() {
        return NONE;
    }

    /** The members of this object as they are now. */
    public static Fields of(ObjectNode object) {
        return object.isEmpty() ? NONE : new Fields(object.deepCopy());
    }

    /** One member, a text. */
    public static Fields of(String name, String text) {
        return NONE.with(name, TextNode.valueOf(text));
    }

    /** The names, in order. */
    public List<String> names() {
        List<String> names = new ArrayList<>(members.size());
        members.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** Whether a member has this name, be it null. */
    public boolean has(String name) {
        return members.has(name);
    }

    /** Whether there is no member. */
    public boolean isEmpty() {
        return members.isEmpty();
    }

    /** The member, Jackson's missing node where there is none: then all {@code path(..)} of it are missing, too. */
    public JsonNode get(String name) {
        return members.path(name).deepCopy();
    }

    /** The member as a text, empty where there is none or it is no text. */
    public String text(String name) {
        JsonNode member = members.path(name);
        return member.isTextual() ? member.textValue() : "";
    }

    /** The members of a member, none where it is no object. */
    public Fields object(String name) {
        return members.path(name) instanceof ObjectNode object ? of(object) : NONE;
    }

    /** With this member, in its old place where there was one and last otherwise. */
    public Fields with(String name, JsonNode value) {
        ObjectNode copy = shallow();
        copy.set(name, value.deepCopy());
        return new Fields(copy);
    }

    /** Without this member. */
    public Fields without(String name) {
        if (!has(name)) {
            return this;
        }
        ObjectNode copy = shallow();
        copy.remove(name);
        return copy.isEmpty() ? NONE : new Fields(copy);
    }

    /** As an object that the caller may change. */
    public ObjectNode toJson() {
        return members.deepCopy();
    }

    /** For writing alone, which changes nothing. */
    ObjectNode members() {
        return members;
    }

    private ObjectNode shallow() {
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> member : members.properties()) {
            copy.set(member.getKey(), member.getValue());
        }
        return copy;
    }

    /** The same members, in any order. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Fields fields && members.equals(fields.members);
    }

    @Override
    public int hashCode() {
        return members.hashCode();
    }

    @Override
    public String toString() {
        return members.toString();
    }
}
