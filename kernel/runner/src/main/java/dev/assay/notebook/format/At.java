package dev.assay.notebook.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/** A value and where in the file it stands, so that each disappointment can be told. */
record At(String place, JsonNode value) {

    At member(String name) {
        return new At(place.isEmpty() ? name : place + "." + name, value.path(name));
    }

    boolean isThere() {
        return !value.isMissingNode();
    }

    /** Whether it is there and not null. */
    boolean isTold() {
        return isThere() && !value.isNull();
    }

    ObjectNode object() throws NotebookFormatException {
        if (value instanceof ObjectNode object) {
            return object;
        }
        throw wrong("an object");
    }

    /** The members, none where the field is absent. */
    Fields fields() throws NotebookFormatException {
        return isThere() ? Fields.of(object()) : Fields.none();
    }

    List<At> elements(int most) throws NotebookFormatException {
        if (!(value instanceof ArrayNode array)) {
            throw wrong("a list");
        }
        if (array.size() > most) {
            throw wrong("at most " + most + " elements", String.valueOf(array.size()));
        }
        List<At> elements = new ArrayList<>(array.size());
        for (int i = 0; i < array.size(); i++) {
            elements.add(new At(place + "[" + i + "]", array.get(i)));
        }
        return elements;
    }

    String text() throws NotebookFormatException {
        if (value.isTextual()) {
            return value.textValue();
        }
        throw wrong("a text");
    }

    /** A text, as one or as its lines. */
    String lines() throws NotebookFormatException {
        if (!(value instanceof ArrayNode array)) {
            if (value.isTextual()) {
                return value.textValue();
            }
            throw wrong("a text or a list of its lines");
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < array.size(); i++) {
            if (!array.get(i).isTextual()) {
                throw new At(place + "[" + i + "]", array.get(i)).wrong("a text");
            }
            text.append(array.get(i).textValue());
        }
        return text.toString();
    }

    /** A count, empty for null and for none. */
    OptionalInt count() throws NotebookFormatException {
        if (value.isNull() || !isThere()) {
            return OptionalInt.empty();
        }
        if (value.isInt() && value.intValue() >= 0) {
            return OptionalInt.of(value.intValue());
        }
        throw wrong("a count or null");
    }

    NotebookFormatException wrong(String expected) {
        return wrong(expected, found());
    }

    NotebookFormatException wrong(String expected, String found) {
        return new NotebookFormatException(place.isEmpty() ? "file" : place, expected, found);
    }

    private String found() {
        return switch (value.getNodeType()) {
            case MISSING -> "nothing";
            case NULL -> "null";
            case OBJECT -> "an object";
            case ARRAY -> "a list";
            case STRING -> "the text \"" + start(value.textValue()) + "\"";
            default -> value.getNodeType().name().toLowerCase(Locale.ROOT) + " " + start(value.asText());
        };
    }

    private static String start(String text) {
        String plain = text.replaceAll("\\p{Cntrl}", " ");
        return plain.length() <= 40 ? plain : plain.substring(0, 40) + "…";
    }
}
