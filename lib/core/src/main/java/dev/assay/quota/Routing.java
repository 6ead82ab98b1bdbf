package dev.assay.quota;

import dev.assay.cube.Cube;
import dev.assay.schema.Axis;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** From a plan and a cube to the answer: size, then worst deviation, then chi-square. */
final class Routing {

    /** As many cells to a variable make the rows by themselves the smaller question. */
    private static final int FEWER = 4;
    /** With more variables than this, the rows by themselves are no quick question. */
    private static final int MOST_CLASSES = 5000;

    private final Plan plan;
    private final Model model;

    private Routing(Plan plan, Cube cube) {
        this.plan = plan;
        this.model = ModelBuilder.of(plan, cube);
        PlanRules.checkGroups(plan, model.caps);
    }

    static QuotaResult allocate(Plan plan, Cube cube) {
        refuse(plan);
        return new Routing(plan, cube).answer();
    }

    private static void refuse(Plan plan) {
        PlanRules.checkTogether(plan);
        if (lottery(plan)) {
            FairChoice.refuse(plan);
        }
    }

    private static boolean lottery(Plan plan) {
        return plan.objective() == Plan.Objective.MAXIMIN || plan.objective() == Plan.Objective.LEXIMIN;
    }

    private QuotaResult answer() {
        Long asked = plan.size();
        if (plan.objective() == Plan.Objective.NEYMAN) {
            Answer sized = sized(asked);
            return sized.found() ? new Neyman(plan, model).quotas(sized.size()) : none(sized, asked);
        }
        if (lottery(plan)) {
            Answer sized = sized(asked);
            return sized.found()
                    ? new FairChoice(plan, model).quotas(sized.size(), asked != null || sized.best())
                    : none(sized, asked);
        }
        Route route = Route.of(model);
        // Where the target can be spoken of at the size asked for, the rows alone need not be.
        Minimiser.Least least = asked == null ? null : new Minimiser(model, route).least(asked);
        if (asked != null && least != null) {
            return closest(route, least, asked, true);
        }
        Answer sized = sized(asked);
        if (!sized.found()) {
            return none(sized, asked);
        }
        long size = sized.size();
        least = asked == null ? new Minimiser(model, route).least(size) : null;
        if (least == null) {
            least = new Minimiser.Least(
                    model.worst(sized.quotas()), route.bound(size), route.boundProof(), sized.quotas());
        }
        return closest(route, least, size, asked != null || sized.best());
    }

    /**
     * Quotas that keep the rows, whatever the target: of the size asked for, or of the largest. Many axes make many cells,
     * of which few limits tell few apart: there, and where the route does not settle it, the rows are asked about by
     * themselves.
     */
    private Answer sized(@Nullable Long asked) {
        Route route = Route.of(model.withoutGoals());
        // A budget is no row: those who ask about rows would ask the same route about it.
        int classes = model.costs == null && !(route instanceof ExactRoute)
                ? Merged.classes(model, MOST_CLASSES)
                : Integer.MAX_VALUE;
        Consistency rows = new Consistency(model, asked);
        boolean few = asked == null && classes <= Math.min(MOST_CLASSES, model.cells() / FEWER);
        Answer merged = few ? rows.largest(1, model.total()) : Answer.UNDECIDED;
        if (settled(merged, asked)) {
            return merged;
        }
        Answer answer = asked == null ? route.largest(model.total(), null) : route.solve(asked, null);
        if (!few && classes <= MOST_CLASSES && !settled(answer, asked)) {
            merged = asked == null ? rows.largest(Math.max(1, answer.size()), model.total()) : rows.all();
        }
        // What was found is there, whatever a solver says of other sizes.
        if (merged.found() && (!answer.found() || merged.size() > answer.size())) {
            return merged;
        }
        boolean larger = merged.found() && merged.best() && !answer.best();
        return settled(answer, asked) || (answer.found() && !larger) ? answer : merged;
    }

    private static boolean settled(Answer answer, @Nullable Long asked) {
        return answer.state() == Answer.State.NONE || (answer.found() && (asked != null || answer.best()));
    }

    private QuotaResult none(Answer sized, @Nullable Long asked) {
        if (sized.state() == Answer.State.NONE) {
            // Solvers are known to call possible questions impossible: that there is no answer is proved once more.
            sized = Conflicts.confirmed(model, asked);
        }
        if (sized.state() == Answer.State.NONE) {
            return new Conflicts(model, asked).explain();
        }
        throw new UnsupportedPlanException("within the effort allowed, neither quotas were found nor a proof that "
                + "there are none"
                + (Solver.available() ? "" : "; the integer solver cannot load on this machine"));
    }

    private Quotas closest(Route route, Minimiser.Least least, long size, boolean largest) {
        LaterDeviations later = LaterDeviations.of(model, route, size, least);
        Answer near = later.closest();
        boolean exact = near.found() && near.best();
        long[] quotas = near.found() ? near.quotas() : later.quotas();
        double worst = least.worst().doubleValue();
        double bound = least.bound().doubleValue();
        double chiSquare = model.chiSquare(quotas);
        List<Quotas.Stage> stages = new ArrayList<>();
        if (plan.size() == null) {
            stages.add(new Quotas.Stage("size", size, largest ? (double) size : (double) model.total(), largest));
        }
        stages.add(new Quotas.Stage("worst_deviation", worst, bound, least.proved()));
        stages.addAll(later.stages(quotas));
        Double nearest = exact ? (Double) chiSquare : near.bound();
        stages.add(new Quotas.Stage("chi_square", chiSquare, nearest, exact));
        return quotas(
                plan,
                model,
                quotas,
                size,
                least.proved() && largest,
                least.proof(),
                new Quotas.Objective(worst, chiSquare, Expected.missed(model), stages),
                bound);
    }

    /** The model's cells in the order in which quotas list them: the cube's. */
    static int[] order(Model model) {
        return IntStream.range(0, model.cells())
                .boxed()
                .sorted(Comparator.comparing(c -> model.place[c]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** The probability that all items of a cell of the cube have where so many are drawn on average; NaN where they differ. */
    static double probability(Plan plan, Model model, int cell, double expected) {
        double share = expected / model.cube.count(cell);
        boolean one = share == 0 || share == 1 || (alike(plan, model) && model.cube.marked(cell) == 0);
        return one ? share : Double.NaN;
    }

    /** Whether items of a cell are told apart by the draw alone: not by groups, by what they cost, by tier or by weight. */
    private static boolean alike(Plan plan, Model model) {
        return model.costs == null
                && (model.caps == null || !model.caps.binding())
                && plan.draw().tiers() == null
                && plan.draw().weight() == null;
    }

    /** Checks every hard row once more, in plain Java, and lists the cells in the cube's order. */
    static Quotas quotas(
            Plan plan,
            Model model,
            long[] found,
            long size,
            boolean optimal,
            String proof,
            Quotas.Objective objective,
            double bound) {
        String broken = model.broken(found, size);
        if (broken != null) {
            throw new IllegalStateException("quotas of our own break " + broken);
        }
        long[] byCube = new long[model.cube.size()];
        Arrays.fill(byCube, -1);
        for (int c = 0; c < found.length; c++) {
            byCube[model.place[c]] = found[c];
        }
        List<Quotas.Cell> cells = new ArrayList<>();
        for (int c = 0; c < byCube.length; c++) {
            if (byCube[c] >= 0) {
                double probability = probability(plan, model, c, (double) byCube[c]);
                cells.add(new Quotas.Cell(new CellLevels(model.cube, c), model.cube.count(c), byCube[c], probability));
            }
        }
        List<String> axes = model.cube.axes().stream().map(Axis::name).toList();
        double gap = objective.worstDeviation() - bound;
        return new Quotas(optimal ? "optimal" : "bounded", proof, size, plan, axes, cells, objective, bound, gap)
                .withUnknownCost(Costs.unknown(model))
                .withSupply(Provision.supply(model, found));
    }
}
