package dev.assay.kernel.assist;

import java.lang.reflect.Array;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalAmount;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a variable holds, in one line, without calling code of the user's or of libraries: their {@code toString} may print a
 * million rows, never return, or change what it shows.
 */
final class Previews {
    private static final int CHARACTERS = 300;
    private static final int ELEMENTS = 10;
    private static final int DEPTH = 3;

    private Previews() {}

    static String of(Object value) {
        try {
            String text = text(value, 0);
            return text.length() <= CHARACTERS ? text : text.substring(0, CHARACTERS) + "...";
        } catch (RuntimeException changing) {
            // a running cell changes the collection meanwhile
            return value.getClass().getName();
        }
    }

    private static String text(Object value, int depth) {
        if (value instanceof CharSequence text && isPlatform(value)) {
            return quoted(text.length() <= CHARACTERS ? text.toString() : text.subSequence(0, CHARACTERS) + "...");
        }
        if (value instanceof Character) {
            return "'" + value + "'";
        }
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        if (isPlatform(value)
                && (value instanceof Number
                        || value instanceof Boolean
                        || value instanceof TemporalAccessor
                        || value instanceof TemporalAmount)) {
            return value.toString();
        }
        if (depth >= DEPTH) {
            return "...";
        }
        if (value.getClass().isArray()) {
            return array(value, depth);
        }
        return isPlatform(value) ? container(value, depth) : name(value);
    }

    private static String container(Object value, int depth) {
        if (value instanceof Collection<?> collection) {
            return "size " + collection.size() + " " + elements(collection.iterator(), depth);
        }
        if (value instanceof Map<?, ?> map) {
            return "size " + map.size() + " " + elements(map.entrySet().iterator(), depth);
        }
        if (value instanceof Map.Entry<?, ?> entry) {
            return nullable(entry.getKey(), depth) + "=" + nullable(entry.getValue(), depth);
        }
        if (value instanceof Optional<?> optional) {
            return optional.isEmpty() ? "empty" : "Optional[" + text(optional.get(), depth + 1) + "]";
        }
        return name(value);
    }

    private static String elements(Iterator<?> elements, int depth) {
        List<String> shown = new ArrayList<>();
        while (elements.hasNext() && shown.size() < ELEMENTS) {
            shown.add(nullable(elements.next(), depth + 1));
        }
        if (elements.hasNext()) {
            shown.add("...");
        }
        return "[" + String.join(", ", shown) + "]";
    }

    private static String array(Object array, int depth) {
        List<String> shown = new ArrayList<>();
        int length = Array.getLength(array);
        for (int i = 0; i < Math.min(length, ELEMENTS); i++) {
            shown.add(nullable(Array.get(array, i), depth + 1));
        }
        if (length > ELEMENTS) {
            shown.add("...");
        }
        return "length " + length + " [" + String.join(", ", shown) + "]";
    }

    private static String nullable(@org.jspecify.annotations.Nullable Object value, int depth) {
        return value == null ? "null" : text(value, depth);
    }

    private static boolean isPlatform(Object value) {
        return value.getClass().getClassLoader() == null;
    }

    private static String name(Object value) {
        return value.getClass().getTypeName();
    }

    private static String quoted(String text) {
        return '"'
                + text.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r")
                + '"';
    }
}
