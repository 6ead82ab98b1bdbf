package dev.assay.quota;

import dev.assay.cube.Cube;
import dev.assay.schema.Axis;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.commons.math3.fraction.BigFraction;
import org.apache.commons.math3.optim.linear.LinearConstraint;
import org.apache.commons.math3.optim.linear.LinearConstraintSet;
import org.apache.commons.math3.optim.linear.LinearObjectiveFunction;
import org.apache.commons.math3.optim.linear.NoFeasibleSolutionException;
import org.apache.commons.math3.optim.linear.NonNegativeConstraint;
import org.apache.commons.math3.optim.linear.Relationship;
import org.apache.commons.math3.optim.linear.SimplexSolver;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.jspecify.annotations.NullUnmarked;

/** The soft shares of a small question, and the table that they lead to, for the {@link Oracle}. */
@NullUnmarked
final class OracleTargets {

    /** A soft share: of the items known on {@code base} axes (all of them for a joint target), those that pass. */
    private record Target(Predicate<Integer> in, Predicate<Integer> known, BigFraction share) {}

    private final Cube cube;
    private final Plan plan;
    private final int[] cells;
    private final List<Target> targets = new ArrayList<>();
    private final double[] expected;

    OracleTargets(Instance instance, int[] cells) {
        this.cube = instance.cube();
        this.plan = instance.plan();
        this.cells = cells;
        targets();
        this.expected = new Fit().shares();
    }

    private boolean known(int cell) {
        return Oracle.known(cube, cell);
    }

    private void targets() {
        Aim aim = plan.target();
        if (aim instanceof Aim.Uniform) {
            cube.axes().forEach(axis -> margin(axis, Map.of(), true));
        } else if (aim instanceof Aim.Margins margins) {
            margins.shares().forEach((axis, shares) -> margin(cube.axes().get(cube.axisIndex(axis)), shares, false));
        } else {
            Map<Integer, BigFraction> weights = new LinkedHashMap<>();
            for (int c : cells) {
                if (known(c)) {
                    weights.put(c, weight(aim, c));
                }
            }
            BigFraction sum = weights.values().stream().reduce(BigFraction.ZERO, BigFraction::add);
            weights.forEach(
                    (cell, weight) -> targets.add(new Target(c -> c.equals(cell), this::known, weight.divide(sum))));
        }
    }

    private BigFraction weight(Aim aim, int cell) {
        return aim instanceof Aim.Joint joint
                ? joint.cells().stream()
                        .filter(weight -> weight.levels().equals(cube.levelTexts(cell)))
                        .map(weight -> fraction(weight.weight()))
                        .findFirst()
                        .orElse(BigFraction.ZERO)
                : new BigFraction(cube.count(cell));
    }

    private void margin(Axis axis, Map<String, BigDecimal> given, boolean uniform) {
        int a = cube.axisIndex(axis.name());
        Map<String, Long> there = new LinkedHashMap<>();
        IntStream.of(cells)
                .filter(c -> axis.levels().contains(cube.levelText(c, a)))
                .forEach(c -> there.merge(cube.levelText(c, a), cube.count(c), Long::sum));
        BigFraction rest =
                given.values().stream().map(OracleTargets::fraction).reduce(BigFraction.ONE, BigFraction::subtract);
        long free = there.entrySet().stream()
                .filter(entry -> !given.containsKey(entry.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
        there.forEach((level, count) -> {
            BigFraction share = uniform
                    ? new BigFraction(1, there.size())
                    : given.containsKey(level)
                            ? fraction(given.get(level))
                            : rest.multiply(new BigFraction(count)).divide(free);
            targets.add(new Target(
                    c -> cube.levelText(c, a).equals(level),
                    c -> !cube.levelText(c, a).equals(Axis.UNKNOWN),
                    share));
        });
    }

    private static BigFraction fraction(BigDecimal value) {
        return new BigFraction(
                value.movePointRight(9).toBigIntegerExact(),
                BigDecimal.TEN.pow(9).toBigIntegerExact());
    }

    /** The largest deviation from any target. */
    BigFraction worst(long[] quotas) {
        return deviations(quotas).stream().max(Comparator.naturalOrder()).orElse(BigFraction.ZERO);
    }

    /** From each target, how far the quotas are. */
    List<BigFraction> deviations(long[] quotas) {
        List<BigFraction> deviations = new ArrayList<>();
        for (Target target : targets) {
            long count = sum(quotas, target.in());
            long known = sum(quotas, target.known());
            deviations.add(
                    known == 0
                            ? BigFraction.ONE
                            : new BigFraction(count, known)
                                    .subtract(target.share())
                                    .abs()
                                    .divide(target.share()));
        }
        return deviations;
    }

    /** How many items a deviation from a target is. */
    BigFraction items(int target, BigFraction deviation, long size) {
        return deviation.multiply(targets.get(target).share()).multiply(size);
    }

    private long sum(long[] quotas, Predicate<Integer> in) {
        return IntStream.range(0, cells.length)
                .filter(i -> in.test(cells[i]))
                .mapToLong(i -> quotas[i])
                .sum();
    }

    /**
     * Iterative proportional fitting of a table of ones to the targets; unknown items keep the share they have. Cells that are 0
     * in every table with these margins, by linear programs, are 0 from the start: fitting comes near to that only slowly.
     */
    private final class Fit {
        private final double[] table = new double[cells.length];

        double[] shares() {
            Arrays.fill(table, 1.0 / cells.length);
            boolean slow = sweep(500) > 1e-13;
            double[] most = slow ? most() : null;
            for (int i = 0; i < cells.length && most != null; i++) {
                table[i] = most[i] > 1e-9 ? table[i] : 0;
            }
            sweep(most == null ? 0 : 5_000);
            return table;
        }

        /** How far the last sweep moved a margin. */
        private double sweep(int sweeps) {
            double moved = 0;
            for (int sweep = 0; sweep < sweeps; sweep++) {
                moved = 0;
                for (Target target : targets) {
                    moved = Math.max(moved, scale(c -> !target.known().test(c), open(target)));
                    moved = Math.max(moved, scale(target.in(), wanted(target)));
                }
            }
            return moved;
        }

        private double open(Target target) {
            long open = IntStream.of(cells)
                    .filter(c -> !target.known().test(c))
                    .mapToLong(cube::count)
                    .sum();
            return open / (double) IntStream.of(cells).mapToLong(cube::count).sum();
        }

        private double wanted(Target target) {
            return target.share().doubleValue() * (1 - open(target));
        }

        /** The most that each cell can have in a table with these margins; null where there is none. */
        private double[] most() {
            List<LinearConstraint> margins = new ArrayList<>();
            for (Target target : targets) {
                margins.add(margin(target.in(), wanted(target)));
                margins.add(margin(c -> !target.known().test(c), open(target)));
            }
            double[] most = new double[cells.length];
            for (int i = 0; i < cells.length; i++) {
                double[] one = new double[cells.length];
                one[i] = 1;
                try {
                    most[i] = new SimplexSolver()
                            .optimize(
                                    new LinearObjectiveFunction(one, 0),
                                    new LinearConstraintSet(margins),
                                    GoalType.MAXIMIZE,
                                    new NonNegativeConstraint(true))
                            .getValue();
                } catch (NoFeasibleSolutionException none) {
                    return null;
                }
            }
            return most;
        }

        private LinearConstraint margin(Predicate<Integer> in, double wanted) {
            double[] cell =
                    IntStream.of(cells).mapToDouble(c -> in.test(c) ? 1 : 0).toArray();
            return new LinearConstraint(cell, Relationship.EQ, wanted);
        }

        private double scale(Predicate<Integer> in, double wanted) {
            double sum = IntStream.range(0, cells.length)
                    .filter(i -> in.test(cells[i]))
                    .mapToDouble(i -> table[i])
                    .sum();
            for (int i = 0; i < cells.length; i++) {
                table[i] *= in.test(cells[i]) && sum > 0 ? wanted / sum : 1;
            }
            return sum > 0 ? Math.abs(wanted - sum) : 0;
        }
    }

    /** {@code sum (x - t)^2 / t} to the fitted table. */
    double chiSquare(long[] quotas, long size) {
        return IntStream.range(0, cells.length)
                .mapToDouble(i -> {
                    double t = Math.max(1e-3, expected[i] * size);
                    return (quotas[i] - t) * (quotas[i] - t) / t;
                })
                .sum();
    }
}
