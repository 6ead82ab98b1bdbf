package dev.assay.source.rules;

import dev.assay.schema.Evidence;
import dev.assay.schema.EvidenceSource;
import dev.assay.source.Notice;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Turns the fields of one record into evidence, and says what it could not make out. */
final class FieldReader {

    private static final int LONGEST = 500;

    private final Vocabulary vocabulary;
    private final EvidenceSource source;
    private final double confidence;
    private final String origin;
    private final Consumer<Notice> notices;
    private final List<Evidence> evidence = new ArrayList<>();

    FieldReader(
            Vocabulary vocabulary, EvidenceSource source, double confidence, String origin, Consumer<Notice> notices) {
        this.vocabulary = vocabulary;
        this.source = source;
        this.confidence = confidence;
        this.origin = origin;
        this.notices = notices;
    }

    List<Evidence> read(Map<String, ?> fields) {
        fields.forEach(this::field);
        return evidence;
    }

    private void field(String name, @Nullable Object value) {
        if (value instanceof Map<?, ?> nested) {
            if (vocabulary.isContainer(name)) {
                nested.forEach((inner, innerValue) -> {
                    if (!(innerValue instanceof Map)) {
                        field(inner.toString(), innerValue);
                    }
                });
            }
        } else if (value != null && !(value instanceof List)) {
            scalar(name, value);
        }
    }

    private void scalar(String name, Object value) {
        String text = Normalizer.normalize(value.toString().strip(), Normalizer.Form.NFC);
        String flagged = vocabulary.flag(name, value);
        if (flagged != null) {
            add("label", flagged);
            add("label_raw", name + "=" + text);
            return;
        }
        String column = vocabulary.column(name);
        if (column == null || vocabulary.isSilent(text) || text.length() > LONGEST) {
            return;
        }
        if (vocabulary.hasLevels(column)) {
            level(column, name, text);
        } else if (column.equals("method")) {
            add("method_raw", text);
            String method = vocabulary.method(text);
            if (!method.equals("none")) {
                add("method", method);
            }
        } else if (!(value instanceof Boolean)) {
            add(column, vocabulary.level(column, text).orElse(text));
        }
    }

    private void level(String column, String name, String text) {
        if (column.equals("label")) {
            add("label_raw", text);
        }
        vocabulary.level(column, text).ifPresentOrElse(level -> add(column, level), () -> {
            boolean bare = column.equals("label") && text.matches("-?\\d+(\\.\\d+)?|true|false");
            String why = bare
                    ? " is ambiguous: datasets disagree on which number is real; a rules file or a sidecar map can say it"
                    : " is none of " + String.join(", ", vocabulary.levels(column)) + " nor a known word for one";
            notices.accept(
                    new Notice(column + "=" + text, origin + ": " + name + " \"" + shortened(text) + "\"" + why));
        });
    }

    private static String shortened(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "…";
    }

    private void add(String column, String value) {
        if (!value.equals("unknown")) {
            evidence.add(new Evidence(column, value, source, confidence, origin));
        }
    }
}
