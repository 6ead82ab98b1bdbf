package dev.assay.quota;

import dev.assay.cube.Cube;
import dev.assay.schema.Axis;
import dev.assay.schema.Spelling;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.commons.math3.fraction.BigFraction;

/** The soft rows of a plan's target over a cube. */
final class Goals {

    private final Cube cube;
    private final int[] place;
    private final Levels levels;
    private final List<Goal> goals = new ArrayList<>();
    private final List<int[]> unknown = new ArrayList<>();

    Goals(Plan plan, Cube cube, int[] place, Levels levels) {
        this.cube = cube;
        this.place = place;
        this.levels = levels;
        Aim target = plan.target();
        if (target instanceof Aim.Uniform) {
            // Axes by name, here and below: fitting and solving follow the order of goals, and must not hang on the
            // user's.
            cube.axes().stream().map(Axis::name).sorted().forEach(axis -> margin(cube.axisIndex(axis), Map.of(), true));
        } else if (target instanceof Aim.Margins margins) {
            new TreeMap<>(margins.shares()).forEach((axis, shares) -> margin(cube.axisIndex(axis), shares, false));
        } else if (target instanceof Aim.Joint joint) {
            joint(joint);
        } else {
            proportional();
        }
    }

    List<Goal> list() {
        return goals;
    }

    List<int[]> unknown() {
        return unknown;
    }

    private int[] cells(int axis, int level) {
        return levels.cells(axis, level);
    }

    private long count(int[] cells) {
        return IntStream.of(cells).mapToLong(c -> cube.count(place[c])).sum();
    }

    private void margin(int axis, Map<String, BigDecimal> given, boolean uniform) {
        List<String> names = cube.axes().get(axis).levels();
        int base = unknown.size();
        unknown.add(cells(axis, names.size()));
        Map<String, BigFraction> shares = uniform ? equal(axis) : shares(axis, given);
        shares.forEach((level, share) -> {
            int index = names.indexOf(level);
            goals.add(new Goal(axis, index, cells(axis, index), base, share));
        });
    }

    private Map<String, BigFraction> equal(int axis) {
        Map<String, BigFraction> shares = new TreeMap<>();
        List<String> there = there(axis);
        there.forEach(level -> shares.put(level, new BigFraction(1, there.size())));
        return shares;
    }

    private List<String> there(int axis) {
        List<String> names = cube.axes().get(axis).levels();
        return names.stream()
                .filter(level -> cells(axis, names.indexOf(level)).length > 0)
                .toList();
    }

    private Map<String, BigFraction> shares(int axis, Map<String, BigDecimal> given) {
        Axis named = cube.axes().get(axis);
        if (given.containsKey(Axis.UNKNOWN)) {
            throw new PlanException("the target of axis " + named.name() + " speaks of unknown; targets never do");
        }
        List<String> there = there(axis);
        given.forEach((level, share) -> mustBeThere(named.name(), level, share, there));
        List<String> rest = new ArrayList<>(there);
        rest.removeAll(given.keySet());
        long free = rest.stream()
                .mapToLong(level -> count(cells(axis, named.levels().indexOf(level))))
                .sum();
        BigFraction sum = BigFraction.ZERO;
        for (BigDecimal share : given.values()) {
            sum = sum.add(fraction(share));
        }
        BigFraction remainder = BigFraction.ONE.subtract(sum);
        if (Math.abs(remainder.doubleValue()) > 0.01 && (rest.isEmpty() || remainder.doubleValue() < 0)) {
            throw new PlanException("the target shares of axis " + named.name() + " sum to " + sum.doubleValue()
                    + (rest.isEmpty()
                            ? ", and no other level is there to take the remainder"
                            : ", expected at most 1"));
        }
        // Shares rounded by hand, such as 0.333 three times, mean what their proportions say.
        boolean rounded = rest.isEmpty() || remainder.compareTo(BigFraction.ZERO) < 0;
        Map<String, BigFraction> shares = new TreeMap<>();
        for (Map.Entry<String, BigDecimal> entry : given.entrySet()) {
            BigFraction share = fraction(entry.getValue());
            shares.put(entry.getKey(), rounded ? share.divide(sum) : share);
        }
        for (String level : rest) {
            BigFraction part = new BigFraction(count(cells(axis, named.levels().indexOf(level)))).divide(free);
            shares.put(level, rounded ? BigFraction.ZERO : remainder.multiply(part));
        }
        return shares;
    }

    /** A level that no item has cannot be come close to; mostly it is misspelled. */
    private void mustBeThere(String axis, String level, BigDecimal share, List<String> there) {
        if (share.signum() > 0 && cube.total() > 0 && !there.contains(level)) {
            throw new PlanException("the target asks for " + axis + "=" + level
                    + ", which no item has; levels there are " + there + Spelling.hint(level, there));
        }
    }

    private static BigFraction fraction(BigDecimal value) {
        return value.scale() <= 0
                ? new BigFraction(value.toBigIntegerExact())
                : new BigFraction(value.unscaledValue(), BigInteger.TEN.pow(value.scale()));
    }

    private void proportional() {
        int[] known = known();
        long total = count(known);
        for (int c : known) {
            goals.add(new Goal(-1, -1, new int[] {c}, 0, new BigFraction(cube.count(place[c])).divide(total)));
        }
    }

    /** The cells known on every axis; the others are the unknown of the one base. */
    private int[] known() {
        unknown.add(IntStream.range(0, place.length).filter(c -> !known(c)).toArray());
        return IntStream.range(0, place.length).filter(this::known).toArray();
    }

    private boolean known(int cell) {
        return IntStream.range(0, cube.axes().size())
                .allMatch(a ->
                        cube.level(place[cell], a) < cube.axes().get(a).levels().size());
    }

    private void joint(Aim.Joint joint) {
        if (joint.cells().isEmpty()) {
            throw new PlanException("the joint target " + joint.file() + " has no cells; read the plan from its file");
        }
        if (joint.axes().size() != cube.axes().size()) {
            throw new PlanException("the joint target has axes " + joint.axes() + ", expected all of the plan's");
        }
        Map<List<String>, Integer> index = new HashMap<>();
        for (int c : known()) {
            List<String> texts = new ArrayList<>();
            joint.axes().forEach(axis -> texts.add(cube.levelText(place[c], cube.axisIndex(axis))));
            index.put(texts, c);
        }
        BigFraction sum = BigFraction.ZERO;
        for (Aim.Joint.Weight cell : joint.cells()) {
            sum = sum.add(fraction(cell.weight()));
        }
        if (sum.getNumerator().signum() == 0) {
            throw new PlanException("the joint target " + joint.file() + " has no cell above 0");
        }
        List<List<String>> known =
                joint.axes().stream().map(axis -> there(cube.axisIndex(axis))).toList();
        for (Aim.Joint.Weight cell : joint.cells()) {
            for (int a = 0; a < known.size(); a++) {
                mustBeThere(joint.axes().get(a), cell.levels().get(a), cell.weight(), known.get(a));
            }
            Integer there = index.remove(cell.levels());
            int[] cells = there == null ? new int[0] : new int[] {there};
            goals.add(new Goal(-1, -1, cells, 0, fraction(cell.weight()).divide(sum)));
        }
        index.values().stream().sorted().forEach(c -> goals.add(new Goal(-1, -1, new int[] {c}, 0, BigFraction.ZERO)));
    }
}
