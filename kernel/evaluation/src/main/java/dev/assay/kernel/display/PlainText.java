package dev.assay.kernel.display;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.BaseStream;
import org.jspecify.annotations.Nullable;

/**
 * A value as text, never much of it: arrays, collections and maps by their first elements and how many there are, other
 * values by their {@code toString()}, cut. Values that could be read only once (streams, iterators) are left untouched.
 */
final class PlainText {

    /** Characters of a text. */
    static final int MOST_CHARACTERS = 50_000;

    private static final int MOST_ELEMENTS = 100;
    private static final int MOST_INNER_ELEMENTS = 20;
    private static final int DEEPEST = 6;
    private static final int LONGEST_ELEMENT = 2_000;
    private static final int WIDTH = 100;

    /** Room for the notice, so that a text that was cut once is not cut again. */
    private static final int NOTICE = 64;

    private PlainText() {}

    /** The text of a value. */
    static String of(Object value) {
        return bounded(text(value, 0));
    }

    /** At most so many characters of a text, and how many are not shown. */
    static String bounded(String text) {
        return bounded(text, MOST_CHARACTERS);
    }

    private static String bounded(String text, int most) {
        if (text.length() <= most + NOTICE) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return text.substring(0, end) + "… (" + (text.length() - end) + " more characters)";
    }

    private static String text(@Nullable Object value, int depth) {
        if (value == null) {
            return "null";
        }
        try {
            if (value.getClass().isArray()) {
                int length = Array.getLength(value);
                return sequence("[", "]", elements(value, length, most(depth), depth), length, depth);
            }
            if (value instanceof Collection<?> items && hasPlainText(items)) {
                return sequence("[", "]", elements(items, most(depth), depth), items.size(), depth);
            }
            if (value instanceof Map<?, ?> map && hasPlainText(map)) {
                return sequence("{", "}", entries(map, most(depth), depth), map.size(), depth);
            }
            return single(value, depth);
        } catch (Exception | StackOverflowError | LinkageError | AssertionError e) {
            Failures.rethrowIfInterrupt(e);
            return "[toString() of " + value.getClass().getName() + " failed: " + Failures.words(e) + "]";
        }
    }

    private static String single(Object value, int depth) {
        if (value instanceof BaseStream || value instanceof Iterator) {
            return (value instanceof BaseStream ? "a stream" : "an iterator")
                    + ", not read: showing it would use it up; collect it to see its elements";
        }
        String text = value.toString();
        if (text == null) {
            return "[toString() of " + value.getClass().getName() + " is null]";
        }
        return depth == 0 ? text : bounded(text, LONGEST_ELEMENT);
    }

    private static int most(int depth) {
        return depth == 0 ? MOST_ELEMENTS : MOST_INNER_ELEMENTS;
    }

    /** Whether a container says no more of itself than its elements, as the JDK's do; others know better. */
    private static boolean hasPlainText(Object container) {
        try {
            String origin = container
                    .getClass()
                    .getMethod("toString")
                    .getDeclaringClass()
                    .getName();
            return origin.startsWith("java.");
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("every class has a toString()", e);
        }
    }

    private static List<String> elements(Object array, int length, int most, int depth) {
        List<String> shown = new ArrayList<>();
        for (int i = 0; i < Math.min(length, most); i++) {
            shown.add(inner(Array.get(array, i), depth));
        }
        return shown;
    }

    private static List<String> elements(Collection<?> items, int most, int depth) {
        List<String> shown = new ArrayList<>();
        Iterator<?> iterator = items.iterator();
        while (shown.size() < most && iterator.hasNext()) {
            shown.add(inner(iterator.next(), depth));
        }
        return shown;
    }

    private static List<String> entries(Map<?, ?> map, int most, int depth) {
        List<String> shown = new ArrayList<>();
        Iterator<? extends Map.Entry<?, ?>> iterator = map.entrySet().iterator();
        while (shown.size() < most && iterator.hasNext()) {
            Map.Entry<?, ?> entry = iterator.next();
            shown.add(inner(entry.getKey(), depth) + "=" + inner(entry.getValue(), depth));
        }
        return shown;
    }

    private static String inner(@Nullable Object element, int depth) {
        // also what ends a list that holds itself
        return depth >= DEEPEST ? "…" : text(element, depth + 1);
    }

    /** On one line where it fits, else in lines filled to the width, or an element a line where one of them is long. */
    private static String sequence(String open, String close, List<String> shown, long all, int depth) {
        String rest = all > shown.size() ? "… (" + all + " in all)" : "";
        String line = open + String.join(", ", shown) + (rest.isEmpty() ? "" : ", " + rest) + close;
        if (depth > 0 || (line.length() <= WIDTH && line.indexOf('\n') < 0)) {
            return line;
        }
        boolean small = shown.stream().allMatch(text -> text.length() <= WIDTH / 4 && text.indexOf('\n') < 0);
        StringBuilder out = new StringBuilder(open);
        int column = open.length();
        for (int i = 0; i < shown.size(); i++) {
            String element = shown.get(i) + (i + 1 < shown.size() || !rest.isEmpty() ? "," : close);
            if (i > 0 && (!small || column + 1 + element.length() > WIDTH)) {
                out.append("\n ");
                column = 1;
            } else if (i > 0) {
                out.append(' ');
                column++;
            }
            out.append(element);
            column += element.length();
        }
        return rest.isEmpty()
                ? out.toString()
                : out.append("\n ").append(rest).append(close).toString();
    }
}
