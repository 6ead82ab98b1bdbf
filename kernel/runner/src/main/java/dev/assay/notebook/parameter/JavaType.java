package dev.assay.notebook.parameter;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * A Java type as written.
 *
 * @param name without arguments: {@code List}, {@code int}; {@code []} for an array of its one argument
 */
record JavaType(String name, List<JavaType> arguments) {
    private static final String ARRAY = "[]";
    private static final Set<String> PRIMITIVES =
            Set.of("boolean", "byte", "char", "short", "int", "long", "float", "double");

    JavaType {
        arguments = List.copyOf(arguments);
    }

    static JavaType parse(String text) {
        String type = text.strip();
        if (type.endsWith(ARRAY)) {
            return new JavaType(ARRAY, List.of(parse(type.substring(0, type.length() - 2))));
        }
        int open = type.indexOf('<');
        if (open < 0 || !type.endsWith(">")) {
            return new JavaType(type, List.of());
        }
        return new JavaType(type.substring(0, open).strip(), split(type.substring(open + 1, type.length() - 1)));
    }

    static boolean isPrimitive(String name) {
        return PRIMITIVES.contains(name);
    }

    private static List<JavaType> split(String list) {
        List<JavaType> types = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < list.length(); i++) {
            char c = list.charAt(i);
            depth += c == '<' ? 1 : c == '>' ? -1 : 0;
            if (c == ',' && depth == 0) {
                types.add(parse(list.substring(start, i)));
                start = i + 1;
            }
        }
        types.add(parse(list.substring(start)));
        return types;
    }

    /** Whether it is this class, with or without its package; the same name in another package is another class. */
    boolean is(Class<?> type) {
        return name.equals(type.getSimpleName()) || name.equals(type.getCanonicalName());
    }

    /** Whether it is a list, be it called something wider. */
    boolean isList() {
        return is(List.class) || is(Collection.class) || is(Iterable.class);
    }

    /** Whether every value fits. */
    boolean isAny() {
        return name.isEmpty() || is(Object.class);
    }

    /** Without arguments: no array is made of a type that has some. */
    JavaType erased() {
        return new JavaType(name, isArray() ? List.of(arguments.get(0).erased()) : List.of());
    }

    /** Whether a variable of this type can be declared to be null; {@code var} cannot. */
    boolean holdsNull() {
        return isArray() || !(name.isEmpty() || isPrimitive(name));
    }

    boolean isArray() {
        return name.equals(ARRAY);
    }

    /** The i-th argument, a type that any value fits where there is none. */
    JavaType argument(int i) {
        return i < arguments.size() ? arguments.get(i) : new JavaType("Object", List.of());
    }

    @Override
    public String toString() {
        if (isArray()) {
            return arguments.get(0) + ARRAY;
        }
        String inner =
                String.join(", ", arguments.stream().map(JavaType::toString).toList());
        return (name.isEmpty() ? "var" : name) + (arguments.isEmpty() ? "" : "<" + inner + ">");
    }
}
