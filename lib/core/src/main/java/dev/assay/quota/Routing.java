package dev.assay.quota;

import dev.assay.cube.Cube;
import dev.assay.schema.Axis;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** From a plan and a cube to the answer: size, then worst deviation, then chi-square. */
final class Routing {

    private final Plan plan;
    private final Model model;

    private Routing(Plan plan, Cube cube) {
        this.plan = plan;
        this.model = ModelBuilder.of(plan, cube);
    }

    static QuotaResult allocate(Plan plan, Cube cube) {
        refuse(plan);
        return new Routing(plan, cube).answer();
    }

    private static void refuse(Plan plan) {
        if (plan.budget() != null) {
            throw new UnsupportedPlanException("a budget cannot be answered yet; leave out budget: "
                    + Objects.requireNonNull(plan.budget()).column());
        }
        if (plan.objective() == Plan.Objective.MAXIMIN || plan.objective() == Plan.Objective.LEXIMIN) {
            throw new UnsupportedPlanException(
                    "objective " + plan.objective().word() + " cannot be answered yet; expected closest or neyman");
        }
    }

    private QuotaResult answer() {
        boolean neyman = plan.objective() == Plan.Objective.NEYMAN;
        Model aimed = neyman ? model.withoutGoals() : model;
        Route route = Route.of(aimed);
        Long asked = plan.size();
        Answer sized = asked == null
                ? Route.of(model.withoutGoals()).largest(model.total(), null)
                : Route.of(model.withoutGoals()).solve(asked, null);
        if (sized.state() == Answer.State.NONE) {
            // Solvers are known to call possible questions impossible: that there is no answer is proved once more.
            sized = Conflicts.confirmed(model, asked);
        }
        if (sized.state() == Answer.State.NONE) {
            return new Conflicts(model, asked).explain();
        }
        if (!sized.found()) {
            throw new UnsupportedPlanException(
                    "within the effort allowed, neither quotas were found nor a proof that " + "there are none"
                            + (Solver.available() ? "" : "; the integer solver cannot load on this machine"));
        }
        if (neyman) {
            return new Neyman(plan, model).quotas(sized.size());
        }
        return closest(route, sized);
    }

    private Quotas closest(Route route, Answer sized) {
        long size = sized.size();
        Minimiser.Least found = new Minimiser(model, route).least(size);
        Minimiser.Least least = found != null
                ? found
                : new Minimiser.Least(model.worst(sized.quotas()), route.bound(size), route.proof(), sized.quotas());
        Answer near = route.closest(size, Ceiling.at(least.worst()));
        boolean exact = near.found() && near.best();
        long[] quotas = near.found() ? near.quotas() : least.quotas();
        double worst = least.worst().doubleValue();
        double bound = least.bound().doubleValue();
        double chiSquare = model.chiSquare(quotas);
        boolean largest = plan.size() != null || sized.best();
        List<Quotas.Stage> stages = new ArrayList<>();
        if (plan.size() == null) {
            stages.add(new Quotas.Stage("size", size, largest ? (double) size : (double) model.total(), largest));
        }
        stages.add(new Quotas.Stage("worst_deviation", worst, bound, least.proved()));
        stages.add(new Quotas.Stage("chi_square", chiSquare, exact ? (Double) chiSquare : null, exact));
        return quotas(
                plan,
                model,
                quotas,
                size,
                least.proved() && largest,
                least.proof(),
                new Quotas.Objective(worst, chiSquare, stages),
                bound);
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
                Map<String, String> levels = new LinkedHashMap<>();
                for (int a = 0; a < model.cube.axes().size(); a++) {
                    levels.put(model.cube.axes().get(a).name(), model.cube.levelText(c, a));
                }
                long count = model.cube.count(c);
                cells.add(new Quotas.Cell(levels, count, byCube[c], (double) byCube[c] / count));
            }
        }
        List<String> axes = model.cube.axes().stream().map(Axis::name).toList();
        double gap = objective.worstDeviation() - bound;
        return new Quotas(optimal ? "optimal" : "bounded", proof, size, plan, axes, cells, objective, bound, gap);
    }
}
