package dev.assay.quota;

import dev.assay.schema.Spelling;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A place in a plan: a node of the YAML tree, before any type is guessed, so that {@code NO}, {@code 007} and
 * {@code 1e3} are the texts that their author wrote. Every complaint names file and line.
 */
record PlanNode(String file, String key, Node node) {

    /** The entries of a mapping; unknown and repeated keys are refused. An empty set of known keys admits all. */
    Map<String, PlanNode> entries(Set<String> known) {
        if (!(node instanceof MappingNode mapping)) {
            throw expected("a mapping" + (known.isEmpty() ? "" : " with keys of " + known));
        }
        Map<String, PlanNode> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            PlanNode name = new PlanNode(file, key, tuple.getKeyNode());
            String text = name.text();
            if (!known.isEmpty() && !known.contains(text)) {
                throw name.error("unknown key " + text + "; expected one of " + known + Spelling.hint(text, known));
            }
            if (entries.put(text, new PlanNode(file, text, tuple.getValueNode())) != null) {
                throw name.error("key " + text + " stands twice");
            }
        }
        return entries;
    }

    List<PlanNode> items() {
        if (!(node instanceof SequenceNode sequence)) {
            throw expected("a list");
        }
        List<PlanNode> items = new ArrayList<>();
        sequence.getValue().forEach(item -> items.add(new PlanNode(file, key, item)));
        return items;
    }

    List<String> texts() {
        return items().stream().map(PlanNode::text).toList();
    }

    boolean isText() {
        return node instanceof ScalarNode;
    }

    String text() {
        if (!(node instanceof ScalarNode scalar)) {
            throw expected("a single value");
        }
        return scalar.getValue();
    }

    long count() {
        String text = text();
        if (text.matches("[0-9]{16,}")) {
            throw expected("a whole number of at most 15 digits");
        }
        if (!text.matches("[0-9]+")) {
            throw expected("a whole number, at least 0");
        }
        return Long.parseLong(text);
    }

    BigDecimal number() {
        String text = text();
        if (!text.matches("[0-9]{1,15}(\\.[0-9]{1,15})?|\\.[0-9]{1,15}")) {
            throw expected("a number, at least 0, without an exponent");
        }
        return new BigDecimal(text);
    }

    BigDecimal share() {
        BigDecimal share = number();
        if (share.compareTo(BigDecimal.ONE) > 0) {
            throw expected("a proportion in [0,1]");
        }
        return share;
    }

    <T> T oneOf(Map<String, T> words) {
        T value = words.get(text());
        if (value == null) {
            throw expected("one of " + words.keySet());
        }
        return value;
    }

    PlanException expected(String what) {
        return error("expected " + what + ", found " + found());
    }

    PlanException error(String message) {
        return here((key.isEmpty() ? "" : key + ": ") + message);
    }

    /** With a message that names the key itself. */
    PlanException here(String message) {
        return new PlanException(file + ":" + (node.getStartMark().getLine() + 1) + ": " + message);
    }

    private String found() {
        return switch (node.getNodeId()) {
            case scalar -> ((ScalarNode) node).getValue().isEmpty() ? "nothing" : ((ScalarNode) node).getValue();
            case sequence -> "a list";
            case mapping -> "a mapping";
            case anchor -> "an anchor";
        };
    }

    static <T> @Nullable T map(@Nullable PlanNode node, java.util.function.Function<PlanNode, T> reader) {
        return Optional.ofNullable(node).map(reader).orElse(null);
    }
}
