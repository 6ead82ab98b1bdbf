package dev.assay.selection;

import dev.assay.cube.CostUnit;
import dev.assay.schema.Population;
import dev.assay.schema.RefusedException;
import java.util.Arrays;

/** What each item costs, in units in which sums are exact; -1 where that is not known, or the item is passed over. */
@SuppressWarnings("ArrayRecordComponent") // never compared, never shared
record Prices(long[] costs, long most) {

    static Prices of(Draw draw, Draw.Budget budget, Population population, int[] places) {
        double[] costs = new double[places.length];
        Arrays.fill(costs, Double.POSITIVE_INFINITY);
        for (int row = 0; row < places.length; row++) {
            double cost = places[row] < 0 ? Double.NaN : population.number(row, budget.column());
            if (cost < 0) {
                throw new RefusedException("costs must be at least 0; column " + budget.column() + " holds '"
                        + population.text(row, budget.column()) + "' for " + population.id(row));
            }
            if (Double.isNaN(cost) && places[row] >= 0 && draw.musts().contains(population.id(row))) {
                throw new RefusedException("must_include names " + population.id(row) + ", whose " + budget.column()
                        + " is not known; a budget cannot count it");
            }
            costs[row] = Double.isNaN(cost) ? Double.POSITIVE_INFINITY : cost;
        }
        CostUnit unit = CostUnit.of(costs);
        long[] units = Arrays.stream(costs)
                .mapToLong(cost -> Double.isFinite(cost) ? unit.cost(cost) : -1)
                .toArray();
        return new Prices(units, unit.budget(budget.max()));
    }

    boolean known(int row) {
        return costs[row] >= 0;
    }
}
