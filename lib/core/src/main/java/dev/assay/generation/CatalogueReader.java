package dev.assay.generation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads a catalogue, strictly: what is not understood is an error with its line, never skipped. */
final class CatalogueReader {

    private final String file;

    CatalogueReader(String file) {
        this.file = file;
    }

    Catalogue read(String yaml) {
        YamlNode root = YamlNode.parse(file, yaml);
        Map<String, YamlNode> entries = entries(root, "a catalogue", List.of("reencode", "generators"));
        YamlNode generators = required(root, entries, "generators");
        List<Generator> read = new ArrayList<>();
        for (YamlNode item : items(generators, "generators")) {
            read.add(generator(item));
        }
        YamlNode reencode = required(root, entries, "reencode");
        YamlNode crf = required(reencode, entries(reencode, "reencode", List.of("crf")), "crf");
        List<Integer> ladder = new ArrayList<>();
        for (YamlNode factor : items(crf, "crf")) {
            ladder.add((int) number(factor, "crf", Long.class, "a whole number").longValue());
        }
        return at(generators.line(), () -> new Catalogue(ladder, read));
    }

    private Generator generator(YamlNode node) {
        Map<String, YamlNode> entries = entries(
                node,
                "a generator",
                List.of("name", "family", "proportion", "needs_donor", "held_out", "reference", "variants"));
        String name = text(required(node, entries, "name"), "name");
        String family = text(required(node, entries, "family"), "family");
        YamlNode proportion = required(node, entries, "proportion");
        double share =
                number(proportion, "proportion", Number.class, "a number").doubleValue();
        boolean donor = truth(required(node, entries, "needs_donor"), "needs_donor");
        YamlNode heldOut = entries.get("held_out");
        boolean held = heldOut != null && truth(heldOut, "held_out");
        YamlNode reference = entries.get("reference");
        String source = reference == null ? null : text(reference, "reference");
        List<Variant> variants = variants(required(node, entries, "variants"));
        return at(proportion.line(), () -> new Generator(name, family, share, donor, held, source, variants));
    }

    private List<Variant> variants(YamlNode node) {
        List<Variant> variants = new ArrayList<>();
        entries(node, "variants", null).forEach((name, settings) -> {
            Map<String, Object> parameters = new LinkedHashMap<>();
            entries(settings, "variant " + name, null).forEach((key, value) -> parameters.put(key, scalar(value, key)));
            variants.add(at(settings.line(), () -> new Variant(name, parameters)));
        });
        return variants;
    }

    private Map<String, YamlNode> entries(YamlNode node, String what, @Nullable List<String> allowed) {
        if (!(node instanceof YamlNode.Mapping mapping)) {
            throw problem(node, what + ": expected names and values, found " + found(node));
        }
        mapping.entries().forEach((name, value) -> {
            if (allowed != null && !allowed.contains(name)) {
                throw problem(value, what + " has no \"" + name + "\"; expected one of " + allowed);
            }
        });
        return mapping.entries();
    }

    private List<YamlNode> items(YamlNode node, String what) {
        if (node instanceof YamlNode.Sequence sequence) {
            return sequence.items();
        }
        throw problem(node, what + ": expected a list, found " + found(node));
    }

    private YamlNode required(YamlNode parent, Map<String, YamlNode> entries, String name) {
        YamlNode node = entries.get(name);
        if (node == null) {
            throw problem(parent, "\"" + name + "\" is missing");
        }
        return node;
    }

    private String text(YamlNode node, String what) {
        Object value = scalar(node, what);
        if (value instanceof String text) {
            return text;
        }
        throw problem(node, what + ": expected a text, found " + value);
    }

    private boolean truth(YamlNode node, String what) {
        Object value = scalar(node, what);
        if (value instanceof Boolean truth) {
            return truth;
        }
        throw problem(node, what + ": expected true or false, found " + found(node));
    }

    private <N extends Number> N number(YamlNode node, String what, Class<N> type, String expected) {
        Object value = scalar(node, what);
        if (type.isInstance(value) && Math.abs(((Number) value).doubleValue()) <= Integer.MAX_VALUE) {
            return type.cast(value);
        }
        throw problem(node, what + ": expected " + expected + ", found " + found(node));
    }

    private Object scalar(YamlNode node, String what) {
        if (node instanceof YamlNode.Scalar scalar
                && scalar.value() != null
                && !(scalar.value() instanceof Double number && !Double.isFinite(number))) {
            return Objects.requireNonNull(scalar.value());
        }
        throw problem(node, what + ": expected a text, a number, true or false, found " + found(node));
    }

    private static String found(YamlNode node) {
        if (node instanceof YamlNode.Scalar scalar) {
            return scalar.value() == null ? "nothing" : "\"" + scalar.value() + "\"";
        }
        return node instanceof YamlNode.Sequence ? "a list" : "names and values";
    }

    private CatalogueException problem(YamlNode node, String problem) {
        return new CatalogueException(file, node.line(), problem);
    }

    private <T> T at(int line, Supplier<T> made) {
        try {
            return made.get();
        } catch (IllegalArgumentException e) {
            throw new CatalogueException(file, line, Objects.requireNonNullElse(e.getMessage(), "not a catalogue"));
        }
    }
}
