package dev.assay.kernel.magic;

import java.lang.reflect.Array;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A value on one line, whatever its size; never the whole of a large one. */
final class Preview {
    private static final int LONGEST = 80;
    private static final int ELEMENTS = 5;

    private Preview() {}

    static String of(Supplier<@Nullable Object> value) {
        try {
            return Words.printable(text(value.get(), 0), LONGEST);
        } catch (RuntimeException | StackOverflowError e) {
            return "<" + e.getClass().getSimpleName() + ">"; // the user's own toString or collection
        }
    }

    private static String text(@Nullable Object value, int depth) {
        if (value == null) {
            return "null";
        }
        if (value instanceof CharSequence text) {
            // toString of a huge builder would copy it
            return "\"" + text.subSequence(0, Math.min(text.length(), LONGEST + 1)) + "\"";
        }
        if (value.getClass().isArray()) {
            Object array = value;
            return Array.getLength(array) + " " + elements(new ArrayElements(array), "[", "]", depth);
        }
        if (value instanceof Collection<?> all) {
            return all.size() + " " + elements(all.iterator(), "[", "]", depth);
        }
        if (value instanceof Map<?, ?> map) {
            return map.size() + " " + elements(map.entrySet().iterator(), "{", "}", depth);
        }
        if (value instanceof Map.Entry<?, ?> entry) {
            return text(entry.getKey(), depth) + "=" + text(entry.getValue(), depth);
        }
        return String.valueOf(value);
    }

    private static String elements(Iterator<?> all, String open, String close, int depth) {
        if (depth > 1) {
            return open + "…" + close;
        }
        StringBuilder text = new StringBuilder(open);
        for (int i = 0; all.hasNext(); i++) {
            text.append(i == 0 ? "" : ", ");
            if (i == ELEMENTS || text.length() > LONGEST) {
                return text.append('…').append(close).toString();
            }
            text.append(text(all.next(), depth + 1));
        }
        return text.append(close).toString();
    }

    private static final class ArrayElements implements Iterator<@Nullable Object> {
        private final Object array;
        private int next;

        ArrayElements(Object array) {
            this.array = array;
        }

        @Override
        public boolean hasNext() {
            return next < Array.getLength(array);
        }

        @Override
        public @Nullable Object next() {
            if (!hasNext()) {
                throw new java.util.NoSuchElementException();
            }
            return Array.get(array, next++);
        }
    }
}
