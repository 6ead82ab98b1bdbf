package dev.assay.quota;

import dev.assay.cube.Cube;
import dev.assay.schema.Axis;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * The allocation of least variance for an estimated total, in integers: unit by unit to the cell with the greatest
 * {@code N S / sqrt(x (x + 1))}, the Huntington-Hill priorities (T. Wright, "The equivalence of Neyman optimum
 * allocation for sampling and equal proportions for apportioning the U.S. House of Representatives", The American
 * Statistician 66, 2012). Exact under bounds and nested limits. N counts items, S is the standard deviation with divisor
 * N - 1 of the finite values. Of a table of cells, where rows stand for several items each, the column is S itself.
 */
final class Neyman {

    private final Plan plan;
    private final Model model;

    Neyman(Plan plan, Model model) {
        this.plan = plan;
        this.model = model;
    }

    Quotas quotas(long size) {
        List<Integer> axes = new ArrayList<>(model.withoutGoals().axes());
        if (axes.size() > 1 || Route.exact(model.withoutGoals()) == null) {
            throw new UnsupportedPlanException(
                    "objective neyman beside limits that cross, or a group cap across cells, is refused: its allocation is"
                            + " exact for limits on one axis only");
        }
        if (plan.spread() == null) {
            throw new PlanException("objective neyman needs a numeric column: expected a key spread, found none");
        }
        double[] weights = new double[model.cells()];
        boolean counted = counted(model, plan.spread());
        Arrays.setAll(weights, c -> weight(model.cube, model.place[c], Objects.requireNonNull(plan.spread()), counted));
        Bands bands = new Bands(model.withoutGoals(), axes, size, -1, 0, null);
        // Where nothing varies, cells are filled evenly: the small second term decides only there.
        long[] quotas = Objects.requireNonNull(Greedy.allocate(
                bands,
                (cell, held) -> weights[cell] > 0
                        ? -weights[cell] * weights[cell] / (held * (held + 1.0))
                        : (double) held / model.available[cell]));
        double variance = 0;
        for (int c = 0; c < quotas.length; c++) {
            variance += weights[c] == 0 ? 0 : weights[c] * weights[c] * (1.0 / quotas[c] - 1.0 / model.available[c]);
        }
        double worst = model.worst(quotas).doubleValue();
        // A cell that varies and has no quota leaves the variance open, and then all quotas within the limits do: such
        // a cell goes before any other. JSON has no infinity.
        boolean finite = Double.isFinite(variance);
        List<Quotas.Stage> stages =
                finite ? List.of(new Quotas.Stage("variance", variance, variance, true)) : List.of();
        Quotas.Objective objective =
                new Quotas.Objective(worst, model.chiSquare(quotas), Expected.missed(model), stages);
        return Routing.quotas(plan, model, quotas, size, true, "greedy", objective, worst)
                .withBound(finite ? variance : Double.NaN, 0);
    }

    /** Whether rows stand for several items each: a table of cells, whose column holds the spread itself. */
    private static boolean counted(Model model, String column) {
        return Arrays.stream(model.place)
                .anyMatch(cell -> model.cube.values(column, cell).length < model.cube.count(cell));
    }

    private static double weight(Cube cube, int cell, String column, boolean counted) {
        double[] values = Arrays.stream(cube.values(column, cell))
                .filter(Double::isFinite)
                .toArray();
        if (counted) {
            return cube.count(cell) * stated(cube, cell, column, values);
        }
        if (values.length < 2) {
            return 0;
        }
        double mean = Arrays.stream(values).sum() / values.length;
        double squares = Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        return cube.count(cell) * Math.sqrt(squares / (values.length - 1));
    }

    /** The spread of a cell as its table states it; several rows of one cell have each their own, and none says that of all. */
    private static double stated(Cube cube, int cell, String column, double[] values) {
        if (values.length == 0 && cube.levelTexts(cell).contains(Axis.UNKNOWN)) {
            return 0;
        }
        if (values.length != 1 || cube.values(column, cell).length != 1) {
            throw new PlanException(
                    "spread " + column + " of a table of counts: expected one row with a number for each"
                            + " cell, found " + cube.values(column, cell).length + " rows, " + values.length
                            + " of them with a number, for " + String.join(":", cube.levelTexts(cell)));
        }
        if (values[0] < 0) {
            throw new PlanException("spread " + column + ": expected standard deviations, at least 0, found "
                    + values[0] + " for " + String.join(":", cube.levelTexts(cell)));
        }
        return values[0];
    }
}
