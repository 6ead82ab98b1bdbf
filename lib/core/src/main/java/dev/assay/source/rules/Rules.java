package dev.assay.source.rules;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.schema.Evidence;
import dev.assay.schema.EvidenceSource;
import dev.assay.source.Notice;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What names mean: the built-in rules ({@code rules.yaml} beside this class, which says how it reads), and the files a
 * user reads over them.
 */
public final class Rules {

    private final List<RuleFile> files;
    private final List<RuleFile> maps;
    private final Vocabulary vocabulary;
    private final MediaTypes media;
    private final PathConventions paths;

    private Rules(List<RuleFile> files, List<RuleFile> maps) {
        this.files = List.copyOf(files);
        this.maps = List.copyOf(maps);
        this.vocabulary = Vocabulary.of(files);
        this.media = new MediaTypes(files);
        this.paths = new PathConventions(files, vocabulary, confidence(EvidenceSource.PATH));
        maps.forEach(this::addMap);
    }

    /** The rules that come with Assay. */
    public static Rules builtIn() {
        return new Rules(List.of(RuleFile.builtIn()), List.of());
    }

    /**
     * These rules with a user's file over them.
     *
     * @throws dev.assay.source.SourceException where the file cannot be read or says something we do not know
     */
    public Rules with(Path file) {
        List<RuleFile> more = new ArrayList<>(files);
        more.add(RuleFile.read(file));
        return new Rules(more, maps);
    }

    /**
     * These rules with a map of foreign field names over them: {@code field: column}, or {@code field: {column: column,
     * values: {foreign: level}}}.
     *
     * @throws dev.assay.source.SourceException where the file cannot be read or names no column that a field may fill
     */
    public Rules withSidecarMap(Path file) {
        List<RuleFile> more = new ArrayList<>(maps);
        more.add(RuleFile.parse(file.toString(), RuleFile.bytes(file)));
        return new Rules(files, more);
    }

    private void addMap(RuleFile map) {
        for (String field : map.keys()) {
            JsonNode to = map.node(field);
            String column = to.isObject() ? to.path("column").asText() : to.asText();
            Vocabulary.Mappable.check(map, column);
            vocabulary.addField(field, column);
            map.object(field + ".values", to.path("values")).forEach((foreign, level) -> {
                if (vocabulary.hasLevels(column) && !vocabulary.levels(column).contains(level.asText())) {
                    throw map.wrong(field + ": expected one of " + String.join(", ", vocabulary.levels(column))
                            + ", found \"" + level.asText() + "\"");
                }
                vocabulary.translate(column, level.asText(), List.of(foreign));
            });
        }
    }

    /** How sure a statement of one kind is, in [0,1]; 1 for kinds without a rule. */
    public double confidence(EvidenceSource source) {
        double confidence = 1;
        for (RuleFile file : files) {
            JsonNode stated = file.node("confidence").path(source.name().toLowerCase(Locale.ROOT));
            if (stated.isNumber() && stated.doubleValue() >= 0 && stated.doubleValue() <= 1) {
                confidence = stated.doubleValue();
            } else if (!stated.isMissingNode()) {
                throw file.wrong("confidence." + source.word() + ": expected a number in [0,1], found " + stated);
            }
        }
        return confidence;
    }

    /** The class of media that a file's extension stands for: video, image or audio. */
    public Optional<String> media(String fileName) {
        return media.of(fileName);
    }

    /** What a {@code /}-separated path says by convention; its last segment is the file's name. */
    public PathClaims path(String path) {
        return paths.read(path);
    }

    /**
     * What a record says of an item.
     *
     * @param fields names and scalars as they stand; nested maps count where the rules name them as containers
     * @param origin where the record stands, for people
     * @param notices told of values that mean nothing to us
     */
    public List<Evidence> fields(
            Map<String, ?> fields, EvidenceSource source, String origin, Consumer<Notice> notices) {
        return new FieldReader(vocabulary, source, confidence(source), origin, notices).read(fields);
    }

    /** The levels of an axis of ours, in order; empty for axes whose levels are the data's own. */
    public List<String> levels(String axis) {
        return vocabulary.levels(axis);
    }
}
