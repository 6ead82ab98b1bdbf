package dev.assay.quota;

import dev.assay.cube.Cube;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.math3.fraction.BigFraction;
import org.jspecify.annotations.Nullable;

/** How far the sample's size can grow before it must leave its target. */
public final class SizeSearch {

    private static final int POINTS = 12;

    private SizeSearch() {}

    /**
     * What a search found.
     *
     * @param size the largest size at which the hard limits hold and the worst deviation is within the tolerance, or 0
     *     where there is none
     * @param deviation the least worst deviation at that size that was found, NaN where there is none
     * @param proved whether no larger size up to the most is possible
     */
    public record Result(long size, double deviation, boolean proved) {}

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
        Model model = ModelBuilder.of(plan.withSize(null), cube);
        BigDecimal exact = BigDecimal.valueOf(tolerance);
        BigFraction ceiling = new BigFraction(
                exact.setScale(15, java.math.RoundingMode.HALF_EVEN).unscaledValue(), BigInteger.TEN.pow(15));
        Route route = Route.of(model);
        Answer answer = route.largest(most, Ceiling.at(ceiling));
        long size = answer.found() ? answer.size() : 0;
        Point point = size == 0 ? null : point(model, route, size);
        boolean proved = answer.state() == Answer.State.NONE || (answer.found() && answer.best());
        return new Result(size, point == null ? Double.NaN : point.deviation(), proved);
    }

    /**
     * What deviation each of some sizes allows, ascending by size.
     *
     * @param most the largest size to look at
     * @param chosen a size that is looked at with its neighbours, or 0 for none
     */
    public static List<Point> curve(Cube cube, Plan plan, long most, long chosen) {
        Model model = ModelBuilder.of(plan.withSize(null), cube);
        Route route = Route.of(model);
        List<Point> curve = new ArrayList<>();
        for (long at : sizes(Math.min(most, model.total()), chosen)) {
            Point point = point(model, route, at);
            if (point != null) {
                curve.add(point);
            }
        }
        return List.copyOf(curve);
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
