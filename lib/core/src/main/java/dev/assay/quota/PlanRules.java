package dev.assay.quota;

import dev.assay.inventory.Inventory;
import dev.assay.schema.Axis;
import dev.assay.schema.Spelling;
import dev.assay.selection.DrawRule;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What holds for every plan, however it came to be. */
final class PlanRules {

    private PlanRules() {}

    static void check(
            List<String> axes, List<Limit> limits, Aim target, List<String> mustInclude, List<String> mustExclude) {
        if (new HashSet<>(axes).size() < axes.size()) {
            throw new PlanException("axes must differ from each other, found " + axes);
        }
        for (Limit limit : limits) {
            if (limit instanceof Limit.Level level) {
                named(axes, level.axis(), "a limit");
            } else if (limit instanceof Limit.Cell cell) {
                cell.cell().keySet().forEach(axis -> named(axes, axis, "a cell limit"));
            }
        }
        if (target instanceof Aim.Margins margins) {
            margins.shares().keySet().forEach(axis -> named(axes, axis, "the target"));
        } else if (target instanceof Aim.Joint joint) {
            joint.axes().forEach(axis -> named(axes, axis, "the joint target"));
        }
        Set<String> both = new HashSet<>(mustInclude);
        both.retainAll(new HashSet<>(mustExclude));
        if (!both.isEmpty()) {
            throw new PlanException("must_include and must_exclude both name "
                    + both.stream().sorted().findFirst().orElseThrow());
        }
    }

    /** A misspelled id would be neither taken nor kept out, and nobody would say so. */
    static void checkNamed(Plan plan, Inventory inventory, Inventory admitted) {
        if (plan.mustInclude().isEmpty() && plan.mustExclude().isEmpty()) {
            return;
        }
        Set<String> ids = inventory.rowsById().keySet();
        there("must_include", plan.mustInclude(), ids);
        there("must_exclude", plan.mustExclude(), ids);
        Set<String> kept = admitted == inventory ? ids : admitted.rowsById().keySet();
        plan.mustInclude().stream().filter(id -> !kept.contains(id)).findFirst().ifPresent(id -> {
            throw new PlanException("must_include names " + id + ", which where: " + plan.where() + " does not admit");
        });
    }

    /** A misspelled column would be unknown for every item: no weights, one tier, nothing that a budget could take. */
    static void checkColumns(Plan plan, Inventory inventory) {
        DrawRule draw = plan.draw();
        if (draw.tiers() != null) {
            column("draw tiers", draw.tiers(), inventory);
        }
        if (draw.weight() != null) {
            column("draw weight", draw.weight(), inventory);
        }
        if (plan.spread() != null) {
            column("spread", plan.spread(), inventory);
        }
        draw.spreadBy().forEach(name -> column("draw spread_by", name, inventory));
        Plan.Budget budget = plan.budget();
        if (budget != null) {
            column("budget", budget.column(), inventory);
        }
    }

    /** Of a column of words all costs, weights or spreads are unknown, and what hangs on them would mean nothing. */
    static void checkNumbers(Plan plan, Inventory admitted) {
        if (plan.draw().weight() != null) {
            number("draw weight", plan.draw().weight(), admitted);
        }
        if (plan.spread() != null && plan.objective() == Plan.Objective.NEYMAN) {
            number("spread", plan.spread(), admitted);
        }
        Plan.Budget budget = plan.budget();
        if (budget != null) {
            number("budget", budget.column(), admitted);
        }
    }

    private static void number(String who, String name, Inventory admitted) {
        boolean words = IntStream.range(0, admitted.size()).allMatch(row -> Double.isNaN(admitted.number(row, name)));
        if (words && admitted.size() > 0) {
            throw new PlanException(who + " names column " + name + ", which holds no number");
        }
    }

    private static void column(String who, String name, Inventory inventory) {
        List<String> columns = inventory.columns();
        if (inventory.isBlank(name)) {
            throw new PlanException(who + " names column " + name + ", which is known for no item");
        }
        if (!columns.contains(name)) {
            throw new PlanException(who + " names column " + name + ", which the inventory does not have"
                    + Spelling.nearest(name, columns)
                            .map(near -> "; did you mean " + near + "?")
                            .orElse("; columns are " + columns.stream().sorted().toList()));
        }
    }

    /** Levels that limits name and no item has, and tiers of which no item has any, in sentences. */
    static List<String> unmatched(Plan plan, Inventory items) {
        Stream<String> limits = plan.limits().stream()
                .flatMap(limit -> limit instanceof Limit.Level level && level.level() != null
                        ? unmatched("a limit", level.axis(), level.level(), items)
                        : limit instanceof Limit.Cell cell
                                ? cell.cell().entrySet().stream()
                                        .flatMap(entry -> unmatched("a limit", entry.getKey(), entry.getValue(), items))
                                : Stream.empty());
        String tiers = plan.draw().tiers();
        boolean none = tiers != null
                && Collections.disjoint(
                        plan.draw().order(), items.codes(tiers).axis().levels());
        Stream<String> order = none && tiers != null
                ? plan.draw().order().stream().flatMap(level -> unmatched("draw order", tiers, level, items))
                : Stream.empty();
        return Stream.concat(limits, order).distinct().toList();
    }

    private static Stream<String> unmatched(String who, String axis, String level, Inventory items) {
        List<String> levels = items.codes(axis).axis().levels();
        return levels.contains(level) || level.equals(Axis.UNKNOWN)
                ? Stream.empty()
                : Stream.of(
                        who + " names " + axis + "=" + level + ", which no item has" + Spelling.hint(level, levels));
    }

    /** Wishes that contradict each other: each could be answered, and both together have no meaning that anybody fixed. */
    static void checkTogether(Plan plan) {
        Plan.Budget budget = plan.budget();
        boolean capped = plan.limits().stream().anyMatch(limit -> limit instanceof Limit.Group);
        if (budget != null && plan.objective() != Plan.Objective.CLOSEST) {
            throw new UnsupportedPlanException("objective " + plan.objective().word() + " beside the budget of "
                    + budget.column() + " is refused: dear items would be drawn less often than others of their cell,"
                    + " and the objective speaks of equal chances within a cell; leave out one of them");
        }
        if (plan.draw().weight() == null && plan.draw().spreadBy().isEmpty()) {
            return;
        }
        if (budget != null) {
            throw new UnsupportedPlanException("draw by weight or spread_by beside the budget of " + budget.column()
                    + " is refused: the budget would take cheap items instead of those that were drawn, and their"
                    + " probabilities would no longer be those asked for; tiers can stand beside it");
        }
        boolean weighted = plan.draw().weight() != null;
        if (capped
                && weighted
                && (plan.draw().tiers() != null || !plan.mustInclude().isEmpty())) {
            throw new UnsupportedPlanException("draw by weight beside a group cap and tiers or must_include is refused:"
                    + " what comes first leaves its groups less room, and probabilities would no longer be in proportion"
                    + " to the weights; leave out one of them");
        }
    }

    /** Where a group lies in several cells, taking an item here keeps out one there: no probability stays as it was drawn. */
    static void checkGroups(Plan plan, @Nullable Caps caps) {
        boolean chosen = plan.draw().weight() != null || !plan.draw().spreadBy().isEmpty();
        if (chosen && caps != null && (!caps.parts.isEmpty() || caps.bound().size() > 1)) {
            throw new UnsupportedPlanException("draw by weight or spread_by beside "
                    + String.join(" and ", caps.names()) + " is refused: some group has more items than it may give and"
                    + " lies in several cells, so that probabilities would no longer be those asked for; tiers can"
                    + " stand beside it");
        }
    }

    private static void there(String who, List<String> named, Set<String> ids) {
        named.stream().filter(id -> !ids.contains(id)).findFirst().ifPresent(id -> {
            throw new PlanException(who + " names " + id + ", which is not among the items" + Spelling.hint(id, ids));
        });
    }

    private static void named(List<String> axes, String axis, String who) {
        if (!axes.contains(axis)) {
            throw new PlanException(who + " speaks of axis " + axis + ", which is not among the axes " + axes
                    + Spelling.hint(axis, axes));
        }
    }
}
