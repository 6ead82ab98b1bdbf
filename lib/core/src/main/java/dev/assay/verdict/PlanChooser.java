package dev.assay.verdict;

import dev.assay.cube.Cube;
import dev.assay.inventory.Inventory;
import dev.assay.quota.Limit;
import dev.assay.quota.Plan;
import dev.assay.quota.Range;
import dev.assay.quota.SizeSearch;
import dev.assay.schema.Axis;
import dev.assay.schema.Columns;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Chooses a plan from the suitable items, without a question.
 *
 * <p>Every axis that is known for more than half of them, with two levels at least, is balanced: caps and floors hard,
 * the target uniform. The size is the largest whose worst deviation keeps the tolerance; where that is fewer than the
 * fewest videos wanted, the tolerance widens in steps. Where even the widest leaves too few, levels that could not fill
 * their floor in a selection of that size are set aside as gaps, the thinnest first: one screen recording among a
 * thousand videos is no stratum.
 */
final class PlanChooser {

    /** Tolerances tried after the one asked for. */
    private static final List<Double> STEPS = List.of(0.02, 0.05, 0.10, 0.15, 0.20, 0.25);

    private final Inventory inventory;
    private final Parameters parameters;

    PlanChooser(Inventory inventory, Parameters parameters) {
        this.inventory = inventory;
        this.parameters = parameters;
    }

    PlanChoice choose(Inventory suitable) {
        List<PlanChoice.SetAside> setAside = new ArrayList<>();
        if (suitable.size() == 0) {
            String why = "nothing is suitable, so there is nothing to choose from";
            return new PlanChoice(null, 0, parameters.tolerance(), List.of(), List.of(), List.of(), why);
        }
        Pool pool = pool(setAside);
        PlanChoice best = attempt(pool, suitable.size(), setAside);
        while (size(best) < parameters.minVideos()) {
            Optional<PlanChoice.SetAside> thin = thinnest(pool.items());
            if (thin.isEmpty()) {
                break;
            }
            setAside.add(thin.get());
            pool = pool(setAside);
            PlanChoice next = attempt(pool, suitable.size(), setAside);
            best = size(next) >= size(best) ? next : best;
        }
        return withCurve(best);
    }

    private static long size(PlanChoice choice) {
        Plan plan = choice.plan();
        Long size = plan == null ? null : plan.size();
        return size == null ? 0 : size;
    }

    /**
     * What a plan can take.
     *
     * @param where the condition that it states
     * @param excluded ids that it leaves out by name
     * @param items what is left
     */
    private record Pool(String where, List<String> excluded, Inventory items) {}

    /** What is left of the suitable items when some levels are set aside. */
    private Pool pool(List<PlanChoice.SetAside> setAside) {
        String where = where(setAside);
        List<String> excluded = excluded(where);
        return new Pool(where, excluded, without(inventory.where(where), excluded));
    }

    private PlanChoice attempt(Pool pool, int suitable, List<PlanChoice.SetAside> setAside) {
        List<PlanChoice.LeftOut> leftOut = new ArrayList<>();
        List<String> axes = new ArrayList<>();
        for (String axis : parameters.axes()) {
            whyNot(pool.items(), axis)
                    .ifPresentOrElse(why -> leftOut.add(new PlanChoice.LeftOut(axis, why)), () -> axes.add(axis));
        }
        if (axes.isEmpty()) {
            String why = "no axis is known well enough to balance on";
            return new PlanChoice(null, suitable, parameters.tolerance(), List.of(), leftOut, setAside, why);
        }
        Plan plan = plan(pool.items(), axes, pool.where()).withMustExclude(pool.excluded());
        return sized(plan, pool.items(), suitable, leftOut, setAside);
    }

    /**
     * Copies, also near ones of better videos that are admitted, and contents that are labelled both real and fake: where the
     * best form of a take is of a level that is set aside, the next best stands for it.
     */
    private List<String> excluded(String where) {
        Suitability suitability = Suitability.among(inventory, parameters, inventory.where(where));
        return IntStream.range(0, inventory.size())
                .filter(row -> suitability.isCopy(row) || suitability.isDisputed(row) || suitability.isOutdone(row))
                .mapToObj(inventory::id)
                .sorted()
                .toList();
    }

    private static Inventory without(Inventory admitted, List<String> excluded) {
        Set<String> ids = Set.copyOf(excluded);
        return admitted.rows(row -> !ids.contains(admitted.id(row)));
    }

    private PlanChoice sized(
            Plan plan,
            Inventory pool,
            int suitable,
            List<PlanChoice.LeftOut> leftOut,
            List<PlanChoice.SetAside> setAside) {
        Cube cube = pool.cube(plan.cubeSpec());
        double tolerance = tolerance(cube, plan);
        SizeSearch.Result found = SizeSearch.within(cube, plan, parameters.maxVideos(), tolerance);
        if (found.size() == 0) {
            String why =
                    "no number of videos keeps the caps and floors within a deviation of " + Columns.text(tolerance);
            return new PlanChoice(null, suitable, tolerance, List.of(), leftOut, setAside, why);
        }
        Plan sized = plan.withSize(found.size());
        return new PlanChoice(sized, suitable, tolerance, List.of(), leftOut, setAside, why(found, tolerance));
    }

    /** The least tolerance, from the one asked for in steps, that gives enough videos; the widest where none does. */
    private double tolerance(Cube cube, Plan plan) {
        List<Double> steps = Stream.concat(
                        Stream.of(parameters.tolerance()),
                        STEPS.stream()
                                .filter(step -> step > parameters.tolerance() && step <= parameters.widestTolerance()))
                .toList();
        for (double step : steps) {
            if (SizeSearch.within(cube, plan, parameters.maxVideos(), step).size() >= parameters.minVideos()) {
                return step;
            }
            if (cube.total() < parameters.minVideos()) {
                break;
            }
        }
        return steps.get(steps.size() - 1);
    }

    /** The same choice with the curve of size against deviation, for those who want to see why. */
    private PlanChoice withCurve(PlanChoice choice) {
        Plan plan = choice.plan();
        if (plan == null || plan.size() == null) {
            return choice;
        }
        Cube cube = plan.population(inventory).cube(plan.cubeSpec());
        List<SizeSearch.Point> curve = SizeSearch.largest(cube, plan, parameters.maxVideos(), choice.tolerance())
                .curve();
        return new PlanChoice(
                plan, choice.suitable(), choice.tolerance(), curve, choice.leftOut(), choice.setAside(), choice.why());
    }

    private String why(SizeSearch.Result point, double tolerance) {
        StringBuilder words = new StringBuilder();
        words.append(point.size())
                .append(" is the largest size up to ")
                .append(parameters.maxVideos())
                .append(" whose worst deviation from equal shares is at most ")
                .append(Columns.text(tolerance))
                .append(" (it is ")
                .append(Columns.text(Rounding.share(point.deviation())))
                .append(")");
        if (tolerance > parameters.tolerance()) {
            words.append("; the tolerance asked for, ")
                    .append(Columns.text(parameters.tolerance()))
                    .append(", left fewer than ")
                    .append(parameters.minVideos())
                    .append(" videos, so it was widened");
        }
        return words.toString();
    }

    private Plan plan(Inventory pool, List<String> axes, String where) {
        List<Limit> limits = new ArrayList<>();
        for (String axis : axes) {
            int levels = pool.codes(axis).axis().levels().size();
            limits.add(new Limit.Level(axis, null, Range.shares(floor(levels), BigDecimal.valueOf(parameters.over()))));
        }
        Map<String, BigDecimal> shares = new LinkedHashMap<>();
        shares.put("train", new BigDecimal("0.8"));
        shares.put("val", new BigDecimal("0.1"));
        shares.put("test", new BigDecimal("0.1"));
        List<String> keys = Columns.GROUP_KEYS.stream().filter(pool::has).toList();
        return Plan.of(axes).withWhere(where).withLimits(limits).withSplits(new Plan.Splits(shares, keys));
    }

    /** The floor under each of so many levels: where all floors together would pass 1, half an equal share. */
    private BigDecimal floor(int levels) {
        double floor = parameters.under() * levels <= 1 ? parameters.under() : 0.5 / levels;
        return BigDecimal.valueOf(floor);
    }

    /** The conditions of suitability and the levels set aside, as a plan states them. */
    private String where(List<PlanChoice.SetAside> setAside) {
        List<String> terms = new ArrayList<>();
        terms.add("label=real");
        for (String column : List.of("media", "status")) {
            if (inventory.has(column)) {
                terms.add(column + " in (" + (column.equals("media") ? "video" : "ok") + ", " + Axis.UNKNOWN + ")");
            }
        }
        terms.add("duration>=" + Columns.text(parameters.minDuration()));
        terms.add("width>=" + parameters.minShortSide());
        terms.add("height>=" + parameters.minShortSide());
        setAside.forEach(level -> terms.add(level.axis() + "!=" + quoted(level.level())));
        return terms.stream().collect(Collectors.joining(" and "));
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private Optional<String> whyNot(Inventory pool, String axis) {
        if (!pool.has(axis)) {
            return Optional.of("not known for any suitable item");
        }
        long[] margin = pool.cube(axis).margin(0);
        long unknown = margin[margin.length - 1];
        if (2 * unknown > pool.size()) {
            return Optional.of("unknown for " + unknown + " of " + pool.size() + " suitable items");
        }
        if (margin.length < 3) {
            return Optional.of(
                    margin.length < 2
                            ? "not known for any suitable item"
                            : "every known item is "
                                    + pool.codes(axis).axis().levels().get(0));
        }
        return Optional.empty();
    }

    /**
     * The level furthest below its floor in a selection of the fewest videos wanted, or of all that are left: with the items of
     * one level another may have become thin.
     */
    private Optional<PlanChoice.SetAside> thinnest(Inventory pool) {
        double floor = parameters.under() * Math.min(parameters.minVideos(), pool.size());
        PlanChoice.SetAside thinnest = null;
        for (String axis : parameters.axes()) {
            if (whyNot(pool, axis).isPresent()) {
                continue;
            }
            List<String> levels = pool.codes(axis).axis().levels();
            long[] margin = pool.cube(axis).margin(0);
            for (int level = 0; level < levels.size(); level++) {
                PlanChoice.SetAside candidate = new PlanChoice.SetAside(axis, levels.get(level), margin[level]);
                boolean thin = margin[level] < floor;
                if (thin && (thinnest == null || margin[level] < thinnest.items())) {
                    thinnest = candidate;
                }
            }
        }
        return Optional.ofNullable(thinnest);
    }
}
