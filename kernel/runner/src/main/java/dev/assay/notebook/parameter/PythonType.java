package dev.assay.notebook.parameter;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A type of Python as an annotation writes it.
 *
 * @param name without its module and arguments: {@code list}, {@code int}; empty where any value fits
 */
record PythonType(String name, List<PythonType> arguments) {
    private static final Set<String> LISTS = Set.of(
            "list",
            "List",
            "Sequence",
            "MutableSequence",
            "Iterable",
            "Collection",
            "tuple",
            "Tuple",
            "set",
            "Set",
            "frozenset",
            "FrozenSet");
    private static final Set<String> MAPS = Set.of("dict", "Dict", "Mapping", "MutableMapping");

    static final PythonType ANY = new PythonType("", List.of());

    PythonType {
        arguments = List.copyOf(arguments);
    }

    /** What is not known is a type that any value fits; so is a choice of several, but of one and {@code None}. */
    static PythonType parse(String text) {
        String type = text.strip().replaceFirst("(?s)^([\"'])(.*)\\1$", "$2").strip();
        List<String> choices = split(type, '|');
        if (choices.size() > 1) {
            return only(choices);
        }
        int open = type.indexOf('[');
        String name = (open < 0 ? type : type.substring(0, open)).strip().replaceFirst("^(\\w+\\.)+", "");
        List<String> inner =
                open < 0 || !type.endsWith("]") ? List.of() : split(type.substring(open + 1, type.length() - 1), ',');
        if (name.equals("Optional") || name.equals("Union") || name.equals("Final")) {
            return only(inner);
        }
        return new PythonType(name, inner.stream().map(PythonType::parse).toList());
    }

    private static PythonType only(List<String> choices) {
        List<String> values = choices.stream()
                .filter(choice -> !choice.strip().equals("None"))
                .toList();
        return values.size() == 1 ? parse(values.get(0)) : ANY;
    }

    private static List<String> split(String list, char by) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < list.length(); i++) {
            char c = list.charAt(i);
            depth += c == '[' ? 1 : c == ']' ? -1 : 0;
            if (c == by && depth == 0) {
                parts.add(list.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(list.substring(start));
        return parts;
    }

    boolean is(String other) {
        return name.equals(other);
    }

    boolean isSeveral() {
        return LISTS.contains(name);
    }

    /** Whether each element has a type of its own. */
    boolean isTuple() {
        return name.equalsIgnoreCase("tuple");
    }

    boolean isMap() {
        return MAPS.contains(name);
    }

    /** The i-th argument, a type that any value fits where there is none. */
    PythonType argument(int i) {
        return i < arguments.size() ? arguments.get(i) : ANY;
    }
}
