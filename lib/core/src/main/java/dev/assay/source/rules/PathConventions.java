package dev.assay.source.rules;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.schema.Evidence;
import dev.assay.schema.EvidenceSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What folders and whole file names say by a dataset's convention. Words within a name say nothing: "Is Santa Claus
 * real?" is a title.
 */
final class PathConventions {

    private static final Pattern GROUP = Pattern.compile("\\$\\{([a-zA-Z][a-zA-Z0-9]*)}");

    private final Vocabulary vocabulary;
    private final double confidence;
    private final Map<String, Map<String, String>> folders = new LinkedHashMap<>();
    private final List<Layout> layouts = new ArrayList<>();

    /** One known layout: an expression, the key's template, and a column's templates. */
    private record Layout(String name, Pattern path, List<String> key, Map<String, List<String>> set) {}

    PathConventions(List<RuleFile> files, Vocabulary vocabulary, double confidence) {
        this.vocabulary = vocabulary;
        this.confidence = confidence;
        for (RuleFile file : files) {
            file.trees("folders")
                    .forEach((column, levels) -> levels.forEach((level, tokens) -> {
                        Map<String, String> known = folders.computeIfAbsent(column, c -> new LinkedHashMap<>());
                        tokens.forEach(token -> known.put(token.toLowerCase(Locale.ROOT), level));
                    }));
            file.node("patterns").forEach(node -> layouts.add(layout(file, node)));
        }
    }

    private static Layout layout(RuleFile file, JsonNode node) {
        String name = node.path("name").asText("pattern");
        try {
            Pattern path = Pattern.compile(node.path("path").asText(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
            Map<String, List<String>> set = new LinkedHashMap<>();
            file.object(name + ".set", node.path("set")).forEach((column, value) -> {
                Vocabulary.Mappable.check(file, column);
                set.put(column, file.texts(name + "." + column, value));
            });
            Layout layout = new Layout(name, path, file.texts(name + ".key", node.path("key")), set);
            checkGroups(file, layout);
            return layout;
        } catch (PatternSyntaxException e) {
            throw file.wrong("pattern " + name + ": " + e.getDescription() + " at " + e.getIndex());
        }
    }

    private static void checkGroups(RuleFile file, Layout layout) {
        List<String> templates = new ArrayList<>(layout.key);
        layout.set.values().forEach(templates::addAll);
        for (String template : templates) {
            Matcher group = GROUP.matcher(template);
            while (group.find()) {
                if (!layout.path.pattern().contains("(?<" + group.group(1) + ">")) {
                    throw file.wrong("pattern " + layout.name + ": its path names no group " + group.group(1));
                }
            }
        }
    }

    /** What a {@code /}-separated path says; its last segment is the file's name. */
    PathClaims read(String path) {
        List<Evidence> evidence = new ArrayList<>();
        folders(path, evidence);
        String key = null;
        for (Layout layout : layouts) {
            Matcher matcher = layout.path.matcher(path);
            if (matcher.find()) {
                layout.set.forEach((column, templates) -> claim(evidence, column, filled(templates, matcher), layout));
                key = key == null && !layout.key.isEmpty() ? filled(layout.key, matcher) : key;
            }
        }
        return new PathClaims(evidence, key);
    }

    private void folders(String path, List<Evidence> evidence) {
        String[] segments = path.split("/");
        folders.forEach((column, tokens) -> {
            for (int i = segments.length - 2; i >= 0; i--) {
                String level = tokens.get(segments[i].toLowerCase(Locale.ROOT));
                if (level != null) {
                    String origin = "folder \"" + segments[i] + "\"";
                    add(evidence, column, level, origin);
                    if (column.equals("label")) {
                        add(evidence, "label_raw", segments[i], origin);
                    }
                    break;
                }
            }
        });
    }

    private void claim(List<Evidence> evidence, String column, String value, Layout layout) {
        String origin = "layout of " + layout.name;
        if (column.equals("method")) {
            add(evidence, "method_raw", value, origin);
            add(evidence, column, vocabulary.method(value), origin);
        } else {
            add(evidence, column, value, origin);
        }
    }

    private void add(List<Evidence> evidence, String column, String value, String origin) {
        if (!vocabulary.isSilent(value)) {
            evidence.add(new Evidence(column, value, EvidenceSource.PATH, confidence, origin));
        }
    }

    private static String filled(List<String> templates, Matcher matcher) {
        List<String> parts = new ArrayList<>();
        for (String template : templates) {
            parts.add(GROUP.matcher(template).replaceAll(group -> {
                String text = matcher.group(group.group(1));
                return Matcher.quoteReplacement(text == null ? "" : text);
            }));
        }
        parts.sort(null);
        return String.join("_", parts);
    }
}
