package dev.assay.selection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The local pivotal method (A. Grafström, N. L. P. Lundström, L. Schelin, "Spatially balanced sampling through the
 * pivotal method", Biometrics 68, 2012; the pivotal step is J.-C. Deville and Y. Tillé, "Unequal probability sampling
 * without replacement through a splitting method", Biometrika 85, 1998): two near units fight until one of them is
 * decided, so that near ones are seldom drawn together and every unit keeps its probability.
 *
 * <p>Probabilities are {@code size / units}, carried as whole numbers of {@code 1 / units}: exact, and exactly
 * {@code size} are drawn. Beyond {@value #LEAF} units the set is halved along its widest coordinate; each half decides
 * all but one of its units, and these meet above. Whom a unit meets changes no probability.
 */
final class LocalPivotal {

    private static final int LEAF = 256;

    private final Features features;
    private final double[][] points;
    private final long[] held;
    private final Chance chance;

    private LocalPivotal(Features features, long size, Chance chance) {
        this.features = features;
        this.points = features.points();
        this.held = new long[points.length];
        Arrays.fill(held, size);
        this.chance = chance;
    }

    /**
     * Which are drawn.
     *
     * @param features where the units lie, in an order that chance made
     * @param size units to draw, at most all
     */
    static boolean[] drawn(Features features, long size, Chance chance) {
        boolean[] drawn = new boolean[features.points().length];
        if (size == drawn.length) {
            Arrays.fill(drawn, true);
            return drawn;
        }
        LocalPivotal method = new LocalPivotal(features, size, chance);
        List<Integer> all = new ArrayList<>();
        for (int i = 0; size > 0 && i < drawn.length; i++) {
            all.add(i);
        }
        // Whole numbers of units sum to size whole units: nobody is left undecided.
        method.settle(all);
        for (int i = 0; i < drawn.length; i++) {
            drawn[i] = method.held[i] == drawn.length;
        }
        return drawn;
    }

    private boolean open(int unit) {
        return held[unit] > 0 && held[unit] < points.length;
    }

    /** Decides all of some units but at most one, which is left in the list. */
    private List<Integer> settle(List<Integer> units) {
        List<Integer> left = units;
        if (units.size() > LEAF) {
            List<Integer> sorted = new ArrayList<>(units);
            int widest = widest(units);
            sorted.sort(Comparator.comparingDouble((Integer unit) -> points[unit][widest])
                    .thenComparing(Comparator.naturalOrder()));
            left = new ArrayList<>(settle(sorted.subList(0, sorted.size() / 2)));
            left.addAll(settle(sorted.subList(sorted.size() / 2, sorted.size())));
        }
        List<Integer> open = new ArrayList<>(left.stream().sorted().toList());
        while (open.size() > 1) {
            int one = open.get(0);
            int other = nearest(one, open);
            fight(one, other);
            open.removeIf(unit -> (unit == one || unit == other) && !open(unit));
        }
        return open;
    }

    private int widest(List<Integer> units) {
        int widest = 0;
        double most = -1;
        for (int d = 0; d < points[0].length; d++) {
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            for (int unit : units) {
                low = Math.min(low, points[unit][d]);
                high = Math.max(high, points[unit][d]);
            }
            if (high - low > most) {
                most = high - low;
                widest = d;
            }
        }
        return widest;
    }

    /** The nearest; of several, the first in the order that chance made. */
    private int nearest(int one, List<Integer> units) {
        int nearest = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int unit : units) {
            double distance = unit == one ? Double.POSITIVE_INFINITY : features.distance(one, unit);
            if (distance < least) {
                least = distance;
                nearest = unit;
            }
        }
        return nearest;
    }

    /** The pivotal step: the sum stays, one of the two ends at 0 or at the whole, and both keep their expectation. */
    private void fight(int one, int other) {
        long whole = points.length;
        long sum = held[one] + held[other];
        if (sum < whole) {
            boolean first = chance.below(sum) < held[one];
            held[one] = first ? sum : 0;
            held[other] = first ? 0 : sum;
        } else {
            boolean first = chance.below(2 * whole - sum) < whole - held[other];
            held[one] = first ? whole : sum - whole;
            held[other] = first ? sum - whole : whole;
        }
    }
}
