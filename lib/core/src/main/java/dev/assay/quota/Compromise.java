package dev.assay.quota;

import org.jspecify.annotations.Nullable;

/**
 * Quotas near to the expected table that a budget can pay for: cost and distance in one price, and a worth of distance,
 * found by halving, at which the budget just suffices (a Lagrange multiplier). On the way from the cheapest quotas to the
 * nearest it meets those of the convex hull only; nearer ones may lie between.
 */
final class Compromise {

    private static final int STEPS = 40;

    private final Engine engine;
    private final Model model;

    Compromise(Engine engine, Model model) {
        this.engine = engine;
        this.model = model;
    }

    /** The nearest found, or null where even the cheapest exceed the budget. */
    long @Nullable [] of(Bands bands, double[] expected) {
        Costs costs = model.costs;
        long[] cheapest = costs == null ? null : engine.cheapest(bands, costs, expected, 0);
        if (costs == null || cheapest == null || !costs.fit(cheapest)) {
            return null;
        }
        long[] best = cheapest;
        double least = model.chiSquare(cheapest);
        double low = 0;
        double high = Math.max(1, costs.max);
        for (int step = 0; step < STEPS; step++) {
            // By the root of the product, for a worth has no scale; from 0 by a great step.
            double middle = low == 0 ? high / 1024 : Math.sqrt(low * high);
            long[] quotas = engine.cheapest(bands, costs, expected, middle);
            if (quotas == null || !costs.fit(quotas)) {
                high = middle;
                continue;
            }
            low = middle;
            double distance = model.chiSquare(quotas);
            if (distance < least) {
                least = distance;
                best = quotas;
            }
        }
        return best;
    }
}
