package dev.assay.quota;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.assay.selection.DrawRule;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** A {@link Plan} to PLAN.yaml: one key a line, limits in flow style, texts quoted where YAML could mistake them. */
final class PlanWriter {

    private final StringBuilder yaml = new StringBuilder();

    String write(Plan plan) {
        Long size = plan.size();
        line("size", size == null ? "max" : Long.toString(size));
        line("axes", list(plan.axes()));
        line("where", plan.where() == null ? null : scalar(plan.where()));
        line("unknown", plan.unknown() == Plan.Unknown.LEVEL ? "level" : "exclude");
        if (!plan.limits().isEmpty()) {
            yaml.append("limits:\n");
            plan.limits()
                    .forEach(limit -> yaml.append("  - ").append(limit(limit)).append('\n'));
        }
        line("target", target(plan.target()));
        Plan.Budget budget = plan.budget();
        if (budget != null) {
            line(
                    "budget",
                    "{column: " + scalar(budget.column()) + ", max: "
                            + budget.max().toPlainString() + "}");
        }
        line("must_include", plan.mustInclude().isEmpty() ? null : list(plan.mustInclude()));
        line("must_exclude", plan.mustExclude().isEmpty() ? null : list(plan.mustExclude()));
        line("objective", plan.objective().word());
        line("spread", plan.spread() == null ? null : scalar(plan.spread()));
        Plan.Splits splits = plan.splits();
        if (splits != null) {
            line("splits", "{shares: " + shares(splits.shares()) + ", disjoint_by: " + list(splits.disjointBy()) + "}");
        }
        line("draw", draw(plan.draw()));
        return yaml.toString();
    }

    private static @Nullable String draw(DrawRule draw) {
        StringJoiner parts = new StringJoiner(", ", "{", "}");
        if (draw.tiers() != null) {
            parts.add("tiers: " + scalar(draw.tiers())).add("order: " + list(draw.order()));
        }
        if (draw.weight() != null) {
            parts.add("weight: " + scalar(draw.weight()));
        }
        if (!draw.spreadBy().isEmpty()) {
            parts.add("spread_by: " + list(draw.spreadBy()));
        }
        return draw.equals(DrawRule.ALIKE) ? null : parts.toString();
    }

    private void line(String key, @Nullable String value) {
        if (value != null) {
            yaml.append(key).append(": ").append(value).append('\n');
        }
    }

    private static String limit(Limit limit) {
        StringJoiner parts = new StringJoiner(", ", "{", "}");
        if (limit instanceof Limit.Group group) {
            return parts.add("by: " + scalar(group.key()))
                    .add("max: " + group.max())
                    .toString();
        }
        Range range;
        if (limit instanceof Limit.Level level) {
            parts.add("axis: " + scalar(level.axis()));
            if (level.level() != null) {
                parts.add("level: " + scalar(level.level()));
            }
            range = level.range();
        } else {
            Limit.Cell cell = (Limit.Cell) limit;
            StringJoiner levels = new StringJoiner(", ", "{", "}");
            cell.cell().forEach((axis, level) -> levels.add(scalar(axis) + ": " + scalar(level)));
            parts.add("cell: " + levels);
            range = cell.range();
        }
        ends(parts, range);
        return parts.toString();
    }

    private static void ends(StringJoiner parts, Range range) {
        if (range.min() != null) {
            parts.add("min: " + range.min());
        }
        if (range.max() != null) {
            parts.add("max: " + range.max());
        }
        if (range.minShare() != null) {
            parts.add("min_share: " + range.minShare().toPlainString());
        }
        if (range.maxShare() != null) {
            parts.add("max_share: " + range.maxShare().toPlainString());
        }
        if (range.flexMin() != null || range.flexMax() != null) {
            parts.add("flex: " + Range.words(range.flexMin(), range.flexMax()));
        }
    }

    private static String target(Aim target) {
        if (target instanceof Aim.Uniform) {
            return "uniform";
        }
        if (target instanceof Aim.Proportional) {
            return "proportional";
        }
        if (target instanceof Aim.Joint joint) {
            return "{joint: " + scalar(joint.file()) + "}";
        }
        StringJoiner axes = new StringJoiner(", ", "{", "}");
        ((Aim.Margins) target).shares().forEach((axis, levels) -> axes.add(scalar(axis) + ": " + shares(levels)));
        return axes.toString();
    }

    private static String shares(Map<String, BigDecimal> shares) {
        StringJoiner parts = new StringJoiner(", ", "{", "}");
        shares.forEach((name, share) -> parts.add(scalar(name) + ": " + share.toPlainString()));
        return parts.toString();
    }

    private static String list(List<String> texts) {
        StringJoiner parts = new StringJoiner(", ", "[", "]");
        texts.forEach(text -> parts.add(scalar(text)));
        return parts.toString();
    }

    /** Plain where no reader of YAML 1.1 or 1.2 could see another type in it, else as a JSON string. */
    private static String scalar(String text) {
        boolean plain = text.matches("[A-Za-z_][A-Za-z0-9_./-]*")
                && !text.matches("(?i)y|n|yes|no|on|off|true|false|null|[+-]?\\.?(inf|nan)");
        return plain ? text : '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }
}
