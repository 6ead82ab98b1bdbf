package dev.assay.quota;

import dev.assay.cube.Allocation;
import dev.assay.cube.Cube;
import dev.assay.cube.CubeSpec;
import dev.assay.inventory.Inventory;
import dev.assay.schema.Item;
import dev.assay.selection.DrawRule;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a sample must be (limits: hard) and should be (target: soft). The value behind PLAN.yaml.
 *
 * <p>Bases of shares: limits are shares of the whole size, unknown items included; targets are shares of the selected
 * items known on the axis. Where nothing is unknown both are the same. See {@link Limit} and {@link Aim}.
 *
 * <p>{@link #over(Cube)} expects a cube counted by {@link #cubeSpec()} from the {@linkplain #population population} of
 * the plan: filters on items are beyond a cube, which has none.
 *
 * @param size items to select, at least 1, or null for as many as the limits let through
 * @param axes columns whose combinations are the cells
 * @param where a filter on the inventory, as {@code --where} takes it, or null
 * @param unknown what to do with items whose level is not known on some axis
 * @param limits hard limits
 * @param target the soft aim
 * @param budget a hard limit on a sum over the selected items, or null
 * @param mustInclude ids to select in any case, in NFC
 * @param mustExclude ids never to select, in NFC
 * @param objective what to optimise
 * @param spread a numeric column whose spread within cells steers {@link Objective#NEYMAN}, or null
 * @param splits how to divide the sample afterwards, or null
 * @param draw which items of a cell come first
 */
public record Plan(
        @Nullable Long size,
        List<String> axes,
        @Nullable String where,
        Unknown unknown,
        List<Limit> limits,
        Aim target,
        @Nullable Budget budget,
        List<String> mustInclude,
        List<String> mustExclude,
        Objective objective,
        @Nullable String spread,
        @Nullable Splits splits,
        DrawRule draw)
        implements Allocation<QuotaResult> {

    /** What becomes of items whose level is not known. */
    public enum Unknown {
        /** They are a level of their own, without floor or target. */
        LEVEL,
        /** They are not selected. */
        EXCLUDE
    }

    /** What to optimise once the limits hold. */
    public enum Objective {
        /** The least worst deviation from the target, then the least chi-square distance. */
        CLOSEST,
        /** The lottery with the greatest least selection probability. */
        MAXIMIN,
        /** The same, and then the next least, and so on. */
        LEXIMIN,
        /** The least variance of an estimated total of the spread column. */
        NEYMAN;

        /** The word in a plan. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A limit on a sum.
     *
     * @param column a numeric column
     * @param max the greatest sum, in the column's unit
     */
    public record Budget(String column, BigDecimal max) {}

    /**
     * How to divide a sample.
     *
     * @param shares split name to proportion, summing to 1, in the order given
     * @param disjointBy keys whose groups must lie within one split
     */
    public record Splits(Map<String, BigDecimal> shares, List<String> disjointBy) {

        public Splits {
            shares = Collections.unmodifiableMap(new LinkedHashMap<>(shares));
            disjointBy = List.copyOf(disjointBy);
        }
    }

    public Plan {
        if (size != null && size < 1) {
            throw new PlanException("size must be at least 1, or max; found " + size);
        }
        axes = List.copyOf(axes);
        limits = List.copyOf(limits);
        mustInclude = mustInclude.stream().map(Item::nfc).toList();
        mustExclude = mustExclude.stream().map(Item::nfc).toList();
        PlanRules.check(axes, limits, target, mustInclude, mustExclude);
    }

    /** As many items as possible over some axes, uniform, without limits. */
    public static Plan of(List<String> axes) {
        return new Plan(
                null,
                axes,
                null,
                Unknown.LEVEL,
                List.of(),
                new Aim.Uniform(),
                null,
                List.of(),
                List.of(),
                Objective.CLOSEST,
                null,
                null,
                DrawRule.ALIKE);
    }

    /**
     * Reads a plan, and the cells table that it may name, which is looked for beside it.
     *
     * @throws PlanException with file, line, what was expected and what was found
     */
    public static Plan read(Path file) throws IOException {
        return PlanReader.read(file);
    }

    /**
     * Reads a plan from text. A joint target's file cannot be found from here; see {@link #read(Path)}.
     *
     * @throws PlanException with line, what was expected and what was found
     */
    public static Plan parse(String yaml) {
        return PlanReader.parse(yaml, "plan", null);
    }

    /** This plan as PLAN.yaml; reading it gives an equal plan (a joint target's cells aside, which stay in their file). */
    public String toYaml() {
        return new PlanWriter().write(this);
    }

    /** With a size, or null for as large as possible. */
    public Plan withSize(@Nullable Long newSize) {
        return with(draft -> draft.size = newSize);
    }

    /** With a filter on the inventory. */
    public Plan withWhere(@Nullable String newWhere) {
        return with(draft -> draft.where = newWhere);
    }

    /** With unknown items as a level, or without them. */
    public Plan withUnknown(Unknown newUnknown) {
        return with(draft -> draft.unknown = newUnknown);
    }

    /** With other limits. */
    public Plan withLimits(List<Limit> newLimits) {
        return with(draft -> draft.limits = newLimits);
    }

    /** With another target. */
    public Plan withTarget(Aim newTarget) {
        return with(draft -> draft.target = newTarget);
    }

    /** With ids to select in any case. */
    public Plan withMustInclude(List<String> ids) {
        return with(draft -> draft.mustInclude = ids);
    }

    /** With ids never to select. */
    public Plan withMustExclude(List<String> ids) {
        return with(draft -> draft.mustExclude = ids);
    }

    /** With another objective, and the column that Neyman allocation needs. */
    public Plan withObjective(Objective newObjective, @Nullable String newSpread) {
        return with(draft -> {
            draft.objective = newObjective;
            draft.spread = newSpread;
        });
    }

    /** With a limit on a sum over the selected items, or without. */
    public Plan withBudget(@Nullable Budget newBudget) {
        return with(draft -> draft.budget = newBudget);
    }

    /** With a rule of which items of a cell come first. */
    public Plan withDraw(DrawRule newDraw) {
        return with(draft -> draft.draw = newDraw);
    }

    /** With a way to divide the sample afterwards. */
    public Plan withSplits(@Nullable Splits newSplits) {
        return with(draft -> draft.splits = newSplits);
    }

    private Plan with(Consumer<PlanDraft> change) {
        PlanDraft draft = new PlanDraft(this);
        change.accept(draft);
        return draft.plan();
    }

    /**
     * The items that this plan speaks of: those that {@link #where()} admits, less {@link #mustExclude()}.
     *
     * @throws PlanException if {@link #mustInclude()} or {@link #mustExclude()} names an item that the inventory does not
     *     have, or the one an item that {@link #where()} does not admit; if {@link #draw()}, {@link #budget()} or
     *     {@link #spread()} names a column that it does not have, or one without a number where numbers are meant
     * @throws IllegalArgumentException if the filter names a column that the inventory does not have
     */
    public Inventory population(Inventory inventory) {
        Inventory admitted = where == null ? inventory : inventory.where(where);
        Set<String> excluded = Set.copyOf(mustExclude);
        PlanRules.checkNamed(this, inventory, admitted);
        PlanRules.checkColumns(this, inventory);
        PlanRules.checkNumbers(this, admitted);
        return admitted.rows(row -> !excluded.contains(admitted.id(row)));
    }

    /**
     * Levels that limits name and none of these items has, and tiers where no item has any of them, a sentence each: perhaps
     * they are misspelled, and then a cap says nothing and a floor cannot hold. Empty where all are there.
     *
     * @param population what {@link #population} leaves
     */
    public List<String> unmatched(Inventory population) {
        return PlanRules.unmatched(this, population);
    }

    /** What must be counted for this plan. */
    public CubeSpec cubeSpec() {
        Set<String> groups = new LinkedHashSet<>();
        for (Limit limit : limits) {
            if (limit instanceof Limit.Group group) {
                groups.add(group.key());
            }
        }
        Set<String> sums = new LinkedHashSet<>();
        if (budget != null) {
            sums.add(budget.column());
        }
        if (spread != null && objective == Objective.NEYMAN) {
            sums.add(spread);
        }
        return new CubeSpec(axes, List.copyOf(groups), List.copyOf(sums), Set.copyOf(mustInclude));
    }

    /**
     * Divides the sample over the cells, or says why no sample can be.
     *
     * @throws PlanException where the plan and the cube do not fit
     * @throws UnsupportedPlanException where the plan asks for what cannot be answered yet
     */
    @Override
    public QuotaResult over(Cube cube) {
        return Routing.allocate(this, cube);
    }
}
