package dev.assay.quota;

import dev.assay.cube.Cube;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.math3.fraction.BigFraction;
import org.jspecify.annotations.Nullable;

/** How far the sample's size can grow before it must leave its target. */
public final class SizeSearch {

    private static final int POINTS = 20;
    /** For points of the curve beside the chosen one: a look, not a proof at any price. */
    private static final double CURVE_EFFORT = 0.1;

    private SizeSearch() {}

    /**
     * What a search found.
     *
     * @param size the largest size at which the hard limits hold and the worst deviation is within the tolerance, or 0
     *     where there is none
     * @param deviation the least worst deviation at that size that was found, NaN where there is none
     * @param proved whether no larger size up to the most is possible
     * @param curve sizes, ascending, and what deviation each allows
     */
    public record Result(long size, double deviation, boolean proved, List<Point> curve) {

        public Result {
            curve = List.copyOf(curve);
        }
    }

    /**
     * A point of the curve.
     *
     * @param size items
     * @param deviation the least worst deviation found at that size, reached by actual quotas that keep all limits
     * @param proved whether it is the least there is
     */
    public record Point(long size, double deviation, boolean proved) {}

    /**
     * The largest size up to {@code most} whose worst deviation is at most the tolerance. Exact for targets and limits on
     * one or two axes; beyond, as exact as the integer solver within its effort, which {@link Result#proved()} says. The
     * plan's own size is not regarded.
     *
     * @param tolerance a deviation, such as 0.02
     */
    public static Result largest(Cube cube, Plan plan, long most, double tolerance) {
        Search search = new Search(cube, plan, most, tolerance);
        List<Point> curve = new ArrayList<>();
        Route quick = Route.of(search.model, CURVE_EFFORT);
        Point chosen = search.chosen;
        for (long at : sizes(Math.min(most, search.model.total()), search.size())) {
            Point point = chosen != null && at == chosen.size() ? chosen : point(search.model, quick, at);
            if (point != null) {
                curve.add(point);
            }
        }
        return search.result(curve);
    }

    /** The same without the curve, for trying one tolerance after the other. */
    public static Result within(Cube cube, Plan plan, long most, double tolerance) {
        Search search = new Search(cube, plan, most, tolerance);
        return search.result(List.of());
    }

    private static final class Search {
        private final Model model;
        private final Route route;
        private final @Nullable Point chosen;
        private final boolean proved;

        Search(Cube cube, Plan plan, long most, double tolerance) {
            this.model = ModelBuilder.of(plan.withSize(null), cube);
            this.route = Route.of(model);
            // As the decimal that was meant: 0.02 is met by 34 of 100 where a third is wanted.
            BigInteger parts = BigDecimal.valueOf(tolerance)
                    .setScale(15, RoundingMode.HALF_EVEN)
                    .unscaledValue();
            Ceiling ceiling = Ceiling.at(new BigFraction(parts, BigInteger.TEN.pow(15)));
            Answer answer = route.largest(most, ceiling);
            this.chosen = answer.found() ? confirmed(answer.size(), ceiling) : null;
            this.proved = answer.state() == Answer.State.NONE
                    || (answer.found() && answer.best() && chosen != null && chosen.size() == answer.size());
        }

        /**
         * The size at which a plan with that size is answered within the tolerance too. The integer solver may find quotas
         * on its way to the largest size that it does not find again for that size alone; then the size steps back.
         */
        private @Nullable Point confirmed(long largest, Ceiling ceiling) {
            for (long back = 0; back < largest; back = 2 * back + 1) {
                Minimiser.Least least = new Minimiser(model, route).least(largest - back);
                if (least != null && ceiling.admits(least.worst())) {
                    return new Point(largest - back, least.worst().doubleValue(), least.proved());
                }
            }
            return null;
        }

        long size() {
            return chosen == null ? 0 : chosen.size();
        }

        Result result(List<Point> curve) {
            return new Result(size(), chosen == null ? Double.NaN : chosen.deviation(), proved, curve);
        }
    }

    /** Evenly spread sizes, and the chosen one between its neighbours. */
    private static Set<Long> sizes(long most, long chosen) {
        Set<Long> sizes = new TreeSet<>();
        for (int i = 1; i <= POINTS; i++) {
            sizes.add(Math.max(1, most * i / POINTS));
        }
        if (chosen > 0) {
            for (long near = Math.max(1, chosen - 1); near <= Math.min(most, chosen + 1); near++) {
                sizes.add(near);
            }
        }
        return sizes;
    }

    private static @Nullable Point point(Model model, Route route, long size) {
        Minimiser.Least least = new Minimiser(model, route).least(size);
        return least == null ? null : new Point(size, least.worst().doubleValue(), least.proved());
    }
}
