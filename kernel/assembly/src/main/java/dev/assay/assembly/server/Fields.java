package dev.assay.assembly.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Reads a request's content: what is absent has its default, what has another type is refused. */
record Fields(ObjectNode content) {
    String text(String name) throws BadRequestException {
        JsonNode value = content.get(name);
        if (value == null) {
            throw new BadRequestException(name + " is missing");
        }
        return asText(name, value);
    }

    String text(String name, String otherwise) throws BadRequestException {
        JsonNode value = content.get(name);
        return value == null || value.isNull() ? otherwise : asText(name, value);
    }

    boolean flag(String name, boolean otherwise) throws BadRequestException {
        JsonNode value = content.get(name);
        if (value == null || value.isNull()) {
            return otherwise;
        }
        if (!value.isBoolean()) {
            throw new BadRequestException(name + " is neither true nor false");
        }
        return value.booleanValue();
    }

    int number(String name, int otherwise) throws BadRequestException {
        JsonNode value = content.get(name);
        if (value == null || value.isNull()) {
            return otherwise;
        }
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw new BadRequestException(name + " is no whole number");
        }
        return value.intValue();
    }

    /** An offset into the text, in code points; whatever lies outside is moved to its end. */
    int cursor(String name, String text) throws BadRequestException {
        int length = text.codePointCount(0, text.length());
        return Math.max(0, Math.min(length, number(name, length)));
    }

    private static String asText(String name, JsonNode value) throws BadRequestException {
        if (!value.isTextual()) {
            throw new BadRequestException(name + " is no text");
        }
        return value.textValue();
    }
}
