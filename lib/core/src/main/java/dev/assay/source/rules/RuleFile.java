package dev.assay.source.rules;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.assay.source.SourceException;
import dev.assay.source.Syntax;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** A rules file as it stands: sections by name, checked for shape only. */
final class RuleFile {

    private static final Set<String> SECTIONS = Set.of(
            "confidence",
            "media",
            "fields",
            "flags",
            "containers",
            "silent",
            "values",
            "methods",
            "folders",
            "patterns");
    private static final long LIMIT = 1 << 20;

    private final String name;
    private final ObjectNode sections;

    private RuleFile(String name, ObjectNode sections) {
        this.name = name;
        this.sections = sections;
    }

    static RuleFile builtIn() {
        try (InputStream in = Objects.requireNonNull(RuleFile.class.getResourceAsStream("rules.yaml"))) {
            return parse("rules.yaml", in.readAllBytes());
        } catch (IOException e) {
            throw new IllegalStateException("the built-in rules cannot be read", e);
        }
    }

    static RuleFile read(Path file) {
        RuleFile rules = parse(file.toString(), bytes(file));
        rules.sections.fieldNames().forEachRemaining(section -> {
            if (!SECTIONS.contains(section)) {
                throw rules.wrong("knows no section \"" + section + "\"; there are " + String.join(", ", sorted()));
            }
        });
        return rules;
    }

    private static List<String> sorted() {
        return SECTIONS.stream().sorted().toList();
    }

    /** Any small YAML object, such as a map of foreign fields. */
    static RuleFile parse(String name, byte[] yaml) {
        try {
            JsonNode tree = new YAMLMapper().readTree(yaml);
            if (tree instanceof ObjectNode object) {
                return new RuleFile(name, object);
            }
            throw new SourceException(name + ": expected a YAML map");
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw new SourceException(name + ":" + line + ": no valid YAML: " + Syntax.wrong(e), e);
        } catch (IOException e) {
            throw new SourceException(name + ": cannot be read: " + e, e);
        }
    }

    static byte[] bytes(Path file) {
        try {
            if (Files.size(file) > LIMIT) {
                throw new SourceException(
                        file + ": expected rules of at most 1 MB, found " + Files.size(file) + " bytes");
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new SourceException(file + ": cannot be read: " + e, e);
        }
    }

    SourceException wrong(String what) {
        return new SourceException(name + ": " + what);
    }

    String name() {
        return name;
    }

    /** The names of the sections, in order. */
    List<String> keys() {
        List<String> keys = new ArrayList<>();
        sections.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    JsonNode node(String section) {
        return sections.path(section);
    }

    List<String> list(String section) {
        return texts(section, sections.path(section));
    }

    /** A map of one key to many words. */
    Map<String, List<String>> lists(String section) {
        Map<String, List<String>> lists = new LinkedHashMap<>();
        object(section, sections.path(section))
                .forEach((key, value) -> lists.put(key, texts(section + "." + key, value)));
        return lists;
    }

    /** A map of maps of one key to many words. */
    Map<String, Map<String, List<String>>> trees(String section) {
        Map<String, Map<String, List<String>>> trees = new LinkedHashMap<>();
        object(section, sections.path(section)).forEach((key, value) -> {
            Map<String, List<String>> lists = new LinkedHashMap<>();
            String place = section + "." + key;
            object(place, value).forEach((level, words) -> lists.put(level, texts(place + "." + level, words)));
            trees.put(key, lists);
        });
        return trees;
    }

    Map<String, JsonNode> object(String place, JsonNode node) {
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        if (node.isMissingNode() || node.isNull()) {
            return fields;
        }
        if (!node.isObject()) {
            throw wrong(place + ": expected a map, found " + node);
        }
        node.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
        return fields;
    }

    /** A list of scalars, or one of them alone. */
    List<String> texts(String place, JsonNode node) {
        List<String> texts = new ArrayList<>();
        if (node.isMissingNode() || node.isNull()) {
            return texts;
        }
        for (JsonNode each : node.isArray() ? node : List.of(node)) {
            if (!each.isValueNode()) {
                throw wrong(place + ": expected a list of words, found " + each);
            }
            texts.add(each.asText());
        }
        return texts;
    }
}
