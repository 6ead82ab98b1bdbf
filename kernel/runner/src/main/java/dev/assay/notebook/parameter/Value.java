package dev.assay.notebook.parameter;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What is given for a parameter, in the spelling it is given in: what it means is for the parameter's type to say. */
public sealed interface Value {

    /** A text that is the value, whatever it says. */
    static Value text(String text) {
        return new Scalar(text, Guess.TEXT);
    }

    /** What a scalar is where no type says it. */
    enum Guess {
        NOTHING,
        TRUTH,
        WHOLE,
        DECIMAL,
        TEXT
    }

    /**
     * One text.
     *
     * @param text as written: {@code 007}, {@code 1e3}, {@code ~}; without its quotes where it has some
     * @param guess by the core rules of YAML 1.2
     */
    record Scalar(String text, Guess guess) implements Value {
        @Override
        public boolean isNothing() {
            return guess == Guess.NOTHING;
        }

        @Override
        public String toString() {
            return text.isEmpty() ? isNothing() ? "nothing" : "\"\"" : text;
        }
    }

    /** Several, in order. */
    record Several(List<Value> elements) implements Value {
        /** Copies the list. */
        public Several {
            elements = List.copyOf(elements);
        }

        @Override
        public int count() {
            return 1 + elements.stream().mapToInt(Value::count).sum();
        }

        @Override
        public String toString() {
            return elements.toString();
        }
    }

    /** Several by their names, in order. */
    record Named(Map<String, Value> entries) implements Value {
        /** Copies the map. */
        public Named {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }

        @Override
        public int count() {
            return 1
                    + entries.size()
                    + entries.values().stream().mapToInt(Value::count).sum();
        }

        @Override
        public String toString() {
            return entries.entrySet().stream()
                    .map(entry -> entry.getKey() + ": " + entry.getValue())
                    .collect(Collectors.joining(", ", "{", "}"));
        }
    }

    /** How many values it is: itself, its keys and all that is in it. */
    default int count() {
        return 1;
    }

    /** Whether it is YAML's null. */
    default boolean isNothing() {
        return false;
    }
}
