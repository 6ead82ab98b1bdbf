package dev.assay.notebook.parameter;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/** YAML and JSON, each scalar in its spelling; what YAML takes it for, by the core rules of its version 1.2, is a guess beside it. */
final class YamlValues {
    private YamlValues() {}

    /**
     * The value that a text says; the text itself where it says none, as {@code #ff0000} does.
     *
     * @throws ParameterException if it is no YAML, holds more than one document, a key twice, or a list or map under an alias
     */
    static Value read(String yaml) {
        LoaderOptions limits = new LoaderOptions();
        String text = yaml.startsWith("\uFEFF") ? yaml.substring(1) : yaml;
        limits.setMaxAliasesForCollections(0); // lists of lists of aliases are how a few lines fill a memory
        try {
            ParserImpl parser = new ParserImpl(new StreamReader(new StringReader(text)), limits);
            Node root = new Composer(parser, new CoreRules(), limits).getSingleNode();
            return root == null ? Value.text(text) : value(root);
        } catch (MarkedYAMLException e) {
            throw new ParameterException(place(e.getProblemMark()) + e.getProblem());
        } catch (YAMLException e) {
            throw new ParameterException(String.valueOf(e.getMessage()));
        }
    }

    private static Value value(Node node) {
        if (node instanceof SequenceNode sequence) {
            List<Value> elements = new ArrayList<>();
            sequence.getValue().forEach(element -> elements.add(value(element)));
            return new Value.Several(elements);
        }
        if (node instanceof MappingNode mapping) {
            return named(mapping);
        }
        ScalarNode scalar = (ScalarNode) node;
        return new Value.Scalar(scalar.getValue(), guess(scalar.getTag()));
    }

    private static Value named(MappingNode mapping) {
        Map<String, Value> entries = new LinkedHashMap<>();
        for (NodeTuple entry : mapping.getValue()) {
            Mark where = entry.getKeyNode().getStartMark();
            if (!(entry.getKeyNode() instanceof ScalarNode key)) {
                throw new ParameterException(place(where) + "expected a name, found a list or a map");
            }
            if (entries.put(key.getValue(), value(entry.getValueNode())) != null) {
                throw new ParameterException(place(where) + "\"" + key.getValue() + "\" stands there twice");
            }
        }
        return new Value.Named(entries);
    }

    private static String place(@Nullable Mark mark) {
        return mark == null ? "" : "line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1) + ": ";
    }

    private static Value.Guess guess(Tag tag) {
        if (tag.equals(Tag.NULL)) {
            return Value.Guess.NOTHING;
        }
        if (tag.equals(Tag.BOOL)) {
            return Value.Guess.TRUTH;
        }
        if (tag.equals(Tag.INT)) {
            return Value.Guess.WHOLE;
        }
        return tag.equals(Tag.FLOAT) ? Value.Guess.DECIMAL : Value.Guess.TEXT;
    }

    /** The library's own are those of YAML 1.1, where 010 is eight, 1:30 is ninety and {@code no} is a falsehood. */
    private static final class CoreRules extends Resolver {
        private static final Pattern NULL = Pattern.compile("null|Null|NULL|~|");
        private static final Pattern BOOL = Pattern.compile("true|True|TRUE|false|False|FALSE");
        private static final Pattern INT = Pattern.compile("[-+]?\\d+|0o[0-7]+|0x[\\da-fA-F]+");
        private static final Pattern FLOAT =
                Pattern.compile("[-+]?(\\.\\d+|\\d+(\\.\\d*)?)([eE][-+]?\\d+)?|[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");

        @Override
        protected void addImplicitResolvers() {
            // none: resolve() knows all
        }

        @Override
        public Tag resolve(NodeId kind, @Nullable String value, boolean isPlain) {
            if (kind != NodeId.scalar || value == null || !isPlain) {
                return super.resolve(kind, value, isPlain);
            }
            if (NULL.matcher(value).matches()) {
                return Tag.NULL;
            }
            if (BOOL.matcher(value).matches()) {
                return Tag.BOOL;
            }
            if (INT.matcher(value).matches()) {
                return Tag.INT;
            }
            return FLOAT.matcher(value).matches() ? Tag.FLOAT : Tag.STR;
        }
    }
}
