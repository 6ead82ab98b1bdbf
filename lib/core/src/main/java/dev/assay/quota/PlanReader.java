package dev.assay.quota;

import dev.assay.selection.DrawRule;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** PLAN.yaml to a {@link Plan}. */
final class PlanReader {

    static final Set<String> KEYS = set(
            "size",
            "axes",
            "where",
            "unknown",
            "limits",
            "target",
            "budget",
            "must_include",
            "must_exclude",
            "objective",
            "spread",
            "splits",
            "draw");
    static final Set<String> LIMIT_KEYS =
            set("axis", "level", "cell", "by", "min", "max", "min_share", "max_share", "flex");
    private static final long LONGEST = 16 << 20;

    private final @Nullable Path folder;

    private PlanReader(@Nullable Path folder) {
        this.folder = folder;
    }

    static Plan read(Path file) throws IOException {
        if (Files.size(file) > LONGEST) {
            throw new PlanException(file + ": expected a plan of at most 16 MiB, found " + Files.size(file) + " bytes");
        }
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        Path parent = file.toAbsolutePath().getParent();
        return parse(text, file.toString(), parent == null ? file.toAbsolutePath() : parent);
    }

    static Plan parse(String yaml, String file, @Nullable Path folder) {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(20);
        options.setNestingDepthLimit(10);
        options.setCodePointLimit((int) LONGEST);
        try {
            Node root =
                    new Yaml(options).compose(new StringReader(yaml.startsWith("\uFEFF") ? yaml.substring(1) : yaml));
            if (root == null) {
                throw new PlanException(file + ":1: expected a mapping with keys of " + KEYS + ", found nothing");
            }
            return new PlanReader(folder).plan(new PlanNode(file, "", root));
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw new PlanException(file + ":" + line + ": expected YAML: " + e.getProblem());
        } catch (YAMLException e) {
            throw new PlanException(file + ":1: expected YAML: " + e.getMessage());
        }
    }

    private Plan plan(PlanNode root) {
        Map<String, PlanNode> entries = root.entries(KEYS);
        List<Limit> limits = new ArrayList<>();
        if (entries.containsKey("limits")) {
            entries.get("limits").items().forEach(item -> limits.add(limit(item)));
        }
        try {
            return new Plan(
                    size(entries.get("size")),
                    texts(entries.get("axes")),
                    PlanNode.map(entries.get("where"), PlanNode::text),
                    unknown(entries.get("unknown")),
                    limits,
                    target(entries.get("target")),
                    PlanNode.map(entries.get("budget"), PlanReader::budget),
                    texts(entries.get("must_include")),
                    texts(entries.get("must_exclude")),
                    objective(entries.get("objective")),
                    PlanNode.map(entries.get("spread"), PlanNode::text),
                    PlanNode.map(entries.get("splits"), PlanReader::splits),
                    draw(entries.get("draw")));
        } catch (PlanException e) {
            throw e.getMessage() != null && e.getMessage().startsWith(root.file() + ":")
                    ? e
                    : new PlanException(root.file() + ": " + e.getMessage());
        }
    }

    private static @Nullable Long size(@Nullable PlanNode node) {
        if (node == null || (node.isText() && node.text().equals("max"))) {
            return null;
        }
        if (!node.isText() || !node.text().matches("[0-9]+") || node.count() < 1) {
            throw node.expected("a whole number, at least 1, or max");
        }
        return node.count();
    }

    private static List<String> texts(@Nullable PlanNode node) {
        return node == null ? List.of() : node.texts();
    }

    private static Plan.Unknown unknown(@Nullable PlanNode node) {
        Map<String, Plan.Unknown> words = new LinkedHashMap<>();
        words.put("level", Plan.Unknown.LEVEL);
        words.put("exclude", Plan.Unknown.EXCLUDE);
        return node == null ? Plan.Unknown.LEVEL : node.oneOf(words);
    }

    private static Plan.Objective objective(@Nullable PlanNode node) {
        Map<String, Plan.Objective> words = new LinkedHashMap<>();
        for (Plan.Objective objective : Plan.Objective.values()) {
            words.put(objective.word(), objective);
        }
        return node == null ? Plan.Objective.CLOSEST : node.oneOf(words);
    }

    private static Plan.Budget budget(PlanNode node) {
        Map<String, PlanNode> entries = node.entries(set("column", "max"));
        return new Plan.Budget(
                required(node, entries, "column").text(),
                required(node, entries, "max").number());
    }

    private static Plan.Splits splits(PlanNode node) {
        Map<String, PlanNode> entries = node.entries(set("shares", "disjoint_by"));
        Map<String, BigDecimal> shares = new LinkedHashMap<>();
        PlanNode given = required(node, entries, "shares");
        given.entries(Set.of()).forEach((name, share) -> shares.put(name, share.share()));
        BigDecimal sum = shares.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        if (sum.subtract(BigDecimal.ONE).abs().compareTo(new BigDecimal("0.001")) > 0) {
            throw given.error("expected shares that sum to 1, found " + sum.toPlainString());
        }
        return new Plan.Splits(shares, texts(entries.get("disjoint_by")));
    }

    private static DrawRule draw(@Nullable PlanNode node) {
        if (node == null) {
            return DrawRule.ALIKE;
        }
        Map<String, PlanNode> entries = node.entries(set("tiers", "order", "weight", "spread_by"));
        DrawRule rule;
        try {
            rule = new DrawRule(
                    PlanNode.map(entries.get("tiers"), PlanNode::text),
                    texts(entries.get("order")),
                    PlanNode.map(entries.get("weight"), PlanNode::text),
                    texts(entries.get("spread_by")));
        } catch (IllegalArgumentException e) {
            throw e instanceof PlanException ? e : node.error(String.valueOf(e.getMessage()));
        }
        if (rule.equals(DrawRule.ALIKE)) {
            throw node.error("expected at least one of tiers with order, weight, spread_by; found none");
        }
        return rule;
    }

    private static Limit limit(PlanNode node) {
        Map<String, PlanNode> entries = node.entries(LIMIT_KEYS);
        if (entries.containsKey("by")) {
            only(node, entries, set("by", "max"));
            PlanNode max = required(node, entries, "max");
            if (max.count() < 1) {
                throw max.expected("a whole number, at least 1");
            }
            return new Limit.Group(entries.get("by").text(), max.count());
        }
        Range range = range(node, entries);
        if (entries.containsKey("cell")) {
            only(node, entries, set("cell", "min", "max", "min_share", "max_share", "flex"));
            Map<String, String> cell = new LinkedHashMap<>();
            PlanNode levels = required(node, entries, "cell");
            levels.entries(Set.of()).forEach((axis, level) -> cell.put(axis, level.text()));
            if (cell.isEmpty()) {
                throw levels.error("names no axis; all items together are limited by size");
            }
            return new Limit.Cell(cell, range);
        }
        if (!entries.containsKey("axis")) {
            throw node.expected("a limit with one of the keys axis, cell, by");
        }
        return new Limit.Level(entries.get("axis").text(), PlanNode.map(entries.get("level"), PlanNode::text), range);
    }

    private static Range range(PlanNode node, Map<String, PlanNode> entries) {
        Range range = new Range(
                PlanNode.map(entries.get("min"), PlanNode::count),
                PlanNode.map(entries.get("max"), PlanNode::count),
                PlanNode.map(entries.get("min_share"), PlanNode::share),
                PlanNode.map(entries.get("max_share"), PlanNode::share),
                null,
                null);
        if (range.min() == null && range.max() == null && range.minShare() == null && range.maxShare() == null) {
            throw node.error("expected at least one of min, max, min_share, max_share; found none");
        }
        PlanNode flex = entries.get("flex");
        return flex == null ? range : flexible(range, flex);
    }

    /** Counts where the limit is a count, shares where it is a share. */
    private static Range flexible(Range range, PlanNode flex) {
        List<PlanNode> ends = flex.items();
        if (ends.size() != 2) {
            throw flex.error("expected two numbers [least, most], found " + ends.size());
        }
        BigDecimal least = flexible(ends.get(0));
        BigDecimal most = flexible(ends.get(1));
        try {
            return range.withFlex(least, most);
        } catch (PlanException e) {
            throw flex.here(String.valueOf(e.getMessage()));
        }
    }

    /** {@code null} lets its end move any distance. */
    private static @Nullable BigDecimal flexible(PlanNode end) {
        return end.isText() && end.text().equals("null") ? null : end.number();
    }

    private static void only(PlanNode node, Map<String, PlanNode> entries, Set<String> allowed) {
        for (String key : entries.keySet()) {
            if (!allowed.contains(key)) {
                throw node.error("key " + key + " has no place in this kind of limit; expected only " + allowed);
            }
        }
    }

    private Aim target(@Nullable PlanNode node) {
        if (node == null) {
            return new Aim.Uniform();
        }
        if (node.isText()) {
            Map<String, Aim> words = new LinkedHashMap<>();
            words.put("uniform", new Aim.Uniform());
            words.put("proportional", new Aim.Proportional());
            return node.oneOf(words);
        }
        Map<String, PlanNode> entries = node.entries(Set.of());
        PlanNode joint = entries.get("joint");
        if (joint != null && joint.isText() && entries.size() == 1) {
            return folder == null
                    ? new Aim.Joint(joint.text(), List.of(), List.of())
                    : JointFile.read(joint, folder.resolve(joint.text()));
        }
        Map<String, Map<String, BigDecimal>> shares = new LinkedHashMap<>();
        entries.forEach((axis, levels) -> {
            Map<String, BigDecimal> given = new LinkedHashMap<>();
            levels.entries(Set.of()).forEach((level, share) -> given.put(level, share.share()));
            shares.put(axis, given);
        });
        return new Aim.Margins(shares);
    }

    private static PlanNode required(PlanNode node, Map<String, PlanNode> entries, String key) {
        PlanNode value = entries.get(key);
        if (value == null) {
            throw node.error("expected a key " + key + ", found none");
        }
        return value;
    }

    private static Set<String> set(String... keys) {
        return new LinkedHashSet<>(List.of(keys));
    }
}
