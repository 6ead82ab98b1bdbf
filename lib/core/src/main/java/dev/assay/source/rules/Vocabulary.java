package dev.assay.source.rules;

import dev.assay.schema.Columns;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which foreign words are ours: fields, values of axes with levels of ours, and names of methods. */
final class Vocabulary {

    private final Map<String, String> fields;
    private final Map<String, Map<String, String>> flags;
    private final Set<String> containers;
    private final Set<String> silent;
    private final Map<String, Map<String, String>> values;
    private final Map<String, List<String>> levels;
    private final Map<String, String> methods;

    private Vocabulary(List<RuleFile> files) {
        fields = new LinkedHashMap<>();
        flags = new LinkedHashMap<>();
        containers = new HashSet<>();
        silent = new HashSet<>();
        values = new LinkedHashMap<>();
        levels = new LinkedHashMap<>();
        methods = new LinkedHashMap<>();
        files.forEach(this::add);
    }

    static Vocabulary of(List<RuleFile> files) {
        return new Vocabulary(files);
    }

    private void add(RuleFile file) {
        file.lists("fields").forEach((column, words) -> {
            Mappable.check(file, column);
            words.forEach(word -> fields.put(key(word), column));
        });
        file.trees("flags").forEach((field, answers) -> {
            Map<String, String> said = flags.computeIfAbsent(key(field), f -> new LinkedHashMap<>());
            answers.forEach((answer, level) -> said.put(answer, level.get(0)));
        });
        file.list("containers").forEach(word -> containers.add(key(word)));
        file.list("silent").forEach(word -> silent.add(key(word)));
        file.trees("values")
                .forEach((axis, words) -> words.forEach((level, synonyms) -> addValues(axis, level, synonyms)));
        file.lists("methods").forEach((method, words) -> words.forEach(word -> methods.put(key(word), method)));
    }

    void addField(String foreign, String column) {
        fields.put(key(foreign), column);
    }

    private void addValues(String axis, String level, List<String> synonyms) {
        translate(axis, level, synonyms);
        List<String> ordered = levels.computeIfAbsent(axis, a -> new ArrayList<>());
        if (!ordered.contains(level)) {
            ordered.add(level);
        }
    }

    /** Other words for a value, on any axis. */
    void translate(String axis, String value, List<String> synonyms) {
        Map<String, String> known = values.computeIfAbsent(axis, a -> new LinkedHashMap<>());
        known.putIfAbsent(key(value), value);
        synonyms.forEach(word -> known.put(key(word), value));
    }

    /** A word without case, spaces and punctuation. Words of punctuation alone are the empty key. */
    static String key(String word) {
        String plain = Normalizer.normalize(word, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
        StringBuilder key = new StringBuilder(plain.length());
        plain.codePoints().filter(Character::isLetterOrDigit).forEach(key::appendCodePoint);
        return key.toString();
    }

    @Nullable
    String column(String field) {
        return fields.get(key(field));
    }

    /** What an answer to a yes-or-no field says of the label, or null. */
    @Nullable
    String flag(String field, Object answer) {
        Map<String, String> answers = flags.get(key(field));
        if (answers == null) {
            return null;
        }
        return switch (key(answer.toString())) {
            case "true", "yes", "1" -> answers.get("true");
            case "false", "no", "0" -> answers.get("false");
            default -> null;
        };
    }

    boolean isContainer(String field) {
        return containers.contains(key(field));
    }

    boolean isSilent(String value) {
        return silent.contains(key(value));
    }

    boolean hasLevels(String column) {
        return levels.containsKey(column);
    }

    /** The levels of an axis in order; empty where its levels are the data's own. */
    List<String> levels(String column) {
        return Collections.unmodifiableList(levels.getOrDefault(column, List.of()));
    }

    Optional<String> level(String axis, String value) {
        return Optional.ofNullable(values.getOrDefault(axis, Map.of()).get(key(value)));
    }

    /** The method's name in our spelling, or as it stands where we know none; {@code none} for an original. */
    String method(String raw) {
        String known = methods.get(key(raw));
        return known == null ? raw : known;
    }

    /** Columns that files beside the data may fill: axes and keys, never what we measure. */
    static final class Mappable {

        private Mappable() {}

        static void check(RuleFile file, String column) {
            if (Columns.isMeasured(column) || !column.matches("[a-z][a-z0-9_]{0,62}")) {
                throw file.wrong("a field cannot stand for column \"" + column
                        + "\": expected an axis or a key, such as environment or identity");
            }
        }
    }
}
