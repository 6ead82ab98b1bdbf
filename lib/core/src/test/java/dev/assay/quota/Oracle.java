package dev.assay.quota;

import dev.assay.cube.Cube;
import dev.assay.schema.Axis;
import dev.assay.schema.Counted;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
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
import org.jspecify.annotations.Nullable;

/**
 * The answers to a small question by looking at every quota vector there is. It reads plan and cube by what their
 * documentation says, and shares no code with what it judges.
 */
@NullUnmarked
final class Oracle {

    /** A named limit: how many counts a vector lacks of it, 0 where it holds. */
    private record Wish(
            String name,
            String limit,
            BigDecimal value,
            boolean share,
            boolean upper,
            Long flex,
            Sum sum,
            Predicate<long[]> holds) {

        boolean movable() {
            return sum != null && !limit.startsWith("must_include") && !limit.equals("size");
        }
    }

    private interface Sum {
        long of(long[] quotas);
    }

    /** A quota vector: its size, which wishes it breaks, and how far it is from the targets. */
    private record Vector(
            long size, long broken, BigFraction worst, double chiSquare, double repairCost, int repaired) {}

    /** A cheapest repair: how many limits, and their relative changes. */
    record Repair(int limits, double cost) {}

    private final Instance instance;
    private final Cube cube;
    private final Plan plan;
    private final int[] cells;
    private final List<Wish> wishes = new ArrayList<>();
    private final List<Vector> vectors = new ArrayList<>();
    private final List<Target> targets = new ArrayList<>();
    private final double[] expected;

    /** A soft share: of the items known on {@code base} axes (all of them for a joint target), those that pass. */
    private record Target(Predicate<Integer> in, Predicate<Integer> known, BigFraction share) {}

    Oracle(Instance instance) {
        this.instance = instance;
        this.cube = instance.cube();
        this.plan = instance.plan();
        this.cells = IntStream.range(0, cube.size())
                .filter(c -> plan.unknown() == Plan.Unknown.LEVEL || known(c))
                .toArray();
        wishes();
        targets();
        this.expected = new Fit().shares();
        enumerate(new long[cells.length], 0, 0);
    }

    private boolean known(int cell) {
        return !cube.levelTexts(cell).contains(Axis.UNKNOWN);
    }

    // ---- limits

    private void wishes() {
        long marked = IntStream.of(cells).mapToLong(cube::marked).sum();
        for (int cell : cells) {
            if (cube.marked(cell) > 0) {
                wish(
                        "must_include " + Counted.of(marked, "item"),
                        BigDecimal.valueOf(cube.marked(cell)),
                        false,
                        false,
                        null,
                        c -> c == cell);
            }
        }
        for (Limit limit : plan.limits()) {
            if (limit instanceof Limit.Level level) {
                levels(level)
                        .forEach(text -> range(level.axis() + "=" + text, level.range(), c -> cube.levelText(
                                        c, cube.axisIndex(level.axis()))
                                .equals(text)));
            } else if (limit instanceof Limit.Cell cell) {
                List<String> words = new ArrayList<>();
                cell.cell().forEach((axis, text) -> words.add(axis + "=" + text));
                range(String.join(",", words), cell.range(), c -> cell.cell().entrySet().stream()
                        .allMatch(entry -> cube.levelText(c, cube.axisIndex(entry.getKey()))
                                .equals(entry.getValue())));
            } else if (limit instanceof Limit.Group group) {
                wishes.add(new Wish(
                        "by=" + group.key() + " max " + group.max(),
                        "by",
                        null,
                        false,
                        true,
                        null,
                        null,
                        quotas -> supplied(quotas, group.max())));
            }
        }
        if (plan.size() != null) {
            wishes.add(new Wish(
                    "size " + plan.size(),
                    "size",
                    null,
                    false,
                    true,
                    null,
                    null,
                    quotas -> Arrays.stream(quotas).sum() == plan.size()));
        }
    }

    private List<String> levels(Limit.Level level) {
        if (level.level() != null) {
            return List.of(level.level());
        }
        int axis = cube.axisIndex(level.axis());
        return cube.axes().get(axis).levels().stream()
                .filter(text -> IntStream.range(0, cube.size())
                        .anyMatch(c -> cube.levelText(c, axis).equals(text)))
                .toList();
    }

    private void range(String words, Range range, Predicate<Integer> in) {
        if (range.min() != null) {
            wish(words + " min", BigDecimal.valueOf(range.min()), false, false, range.flexMin(), in);
        }
        if (range.max() != null) {
            wish(words + " max", BigDecimal.valueOf(range.max()), false, true, range.flexMax(), in);
        }
        if (range.minShare() != null) {
            wish(words + " min_share", range.minShare(), true, false, null, in);
        }
        if (range.maxShare() != null) {
            wish(words + " max_share", range.maxShare(), true, true, null, in);
        }
    }

    private void wish(String limit, BigDecimal value, boolean share, boolean upper, Long flex, Predicate<Integer> in) {
        Sum sum = quotas -> IntStream.range(0, cells.length)
                .filter(i -> in.test(cells[i]))
                .mapToLong(i -> quotas[i])
                .sum();
        String name = limit.startsWith("must_include") ? limit : limit + " " + value.toPlainString();
        wishes.add(new Wish(name, limit, value, share, upper, flex, sum, quotas -> {
            BigDecimal bound = share
                    ? value.multiply(BigDecimal.valueOf(Arrays.stream(quotas).sum()))
                    : value;
            int order = BigDecimal.valueOf(sum.of(quotas)).compareTo(bound);
            return upper ? order <= 0 : order >= 0;
        }));
    }

    /** Whether groups that give at most so many items each can supply the quotas, by trying. */
    private boolean supplied(long[] quotas, long max) {
        List<Map<List<String>, Integer>> groups = List.copyOf(instance.groups().values());
        long[] left = new long[groups.size()];
        Arrays.fill(left, max);
        return supplied(quotas, 0, 0, missing(quotas, groups, 0), left, groups);
    }

    /** What a cell needs beyond its items that are in no group. */
    private long missing(long[] quotas, List<Map<List<String>, Integer>> groups, int cell) {
        if (cell == cells.length) {
            return 0;
        }
        List<String> texts = cube.levelTexts(cells[cell]);
        long grouped =
                groups.stream().mapToLong(group -> group.getOrDefault(texts, 0)).sum();
        return Math.max(0, quotas[cell] - (cube.count(cells[cell]) - grouped));
    }

    private boolean supplied(
            long[] quotas, int cell, int group, long need, long[] left, List<Map<List<String>, Integer>> groups) {
        if (cell == cells.length) {
            return true;
        }
        if (need == 0) {
            return supplied(quotas, cell + 1, 0, missing(quotas, groups, cell + 1), left, groups);
        }
        if (group == groups.size()) {
            return false;
        }
        long most =
                Math.min(need, Math.min(left[group], groups.get(group).getOrDefault(cube.levelTexts(cells[cell]), 0)));
        for (long take = most; take >= 0; take--) {
            left[group] -= take;
            boolean fits = supplied(quotas, cell, group + 1, need - take, left, groups);
            left[group] += take;
            if (fits) {
                return true;
            }
        }
        return false;
    }

    // ---- targets

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
        BigFraction rest = given.values().stream().map(Oracle::fraction).reduce(BigFraction.ONE, BigFraction::subtract);
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

    private BigFraction worst(long[] quotas) {
        BigFraction worst = BigFraction.ZERO;
        for (Target target : targets) {
            long count = sum(quotas, target.in());
            long known = sum(quotas, target.known());
            BigFraction deviation = known == 0
                    ? BigFraction.ONE
                    : new BigFraction(count, known)
                            .subtract(target.share())
                            .abs()
                            .divide(target.share());
            worst = deviation.compareTo(worst) > 0 ? deviation : worst;
        }
        return worst;
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

    private double chiSquare(long[] quotas, long size) {
        return IntStream.range(0, cells.length)
                .mapToDouble(i -> {
                    double t = Math.max(1e-3, expected[i] * size);
                    return (quotas[i] - t) * (quotas[i] - t) / t;
                })
                .sum();
    }

    // ---- all vectors

    private void enumerate(long[] quotas, int cell, long size) {
        if (cell == cells.length) {
            if (size > 0) {
                judge(quotas, size);
            }
            return;
        }
        for (long x = 0; x <= cube.count(cells[cell]); x++) {
            quotas[cell] = x;
            enumerate(quotas, cell + 1, size + x);
        }
        quotas[cell] = 0;
    }

    private void judge(long[] quotas, long size) {
        long broken = 0;
        int repaired = 0;
        double cost = 0;
        TreeSet<String> counted = new TreeSet<>();
        for (int w = 0; w < wishes.size(); w++) {
            Wish wish = wishes.get(w);
            if (!wish.holds().test(quotas)) {
                broken |= 1L << w;
                // A limit written twice is moved once, no further than both may.
                double moved = movedTo(wish, quotas, size);
                boolean first = counted.add(wish.name());
                repaired += first ? 1 : 0;
                cost += first || Double.isInfinite(moved) ? moved : 0;
            }
        }
        boolean feasible = broken == 0;
        vectors.add(new Vector(
                size, broken, feasible ? worst(quotas) : null, feasible ? chiSquare(quotas, size) : 0, cost, repaired));
    }

    /** The relative change that lets a vector pass, or infinity. */
    private double movedTo(Wish wish, long[] quotas, long size) {
        if (!wish.movable() || (wish.share() && plan.size() == null)) {
            return Double.POSITIVE_INFINITY;
        }
        long sum = wish.sum().of(quotas);
        boolean within = wish.flex() == null || (wish.upper() ? sum <= wish.flex() : sum >= wish.flex());
        double from = wish.value().doubleValue();
        double to = wish.share() ? (double) sum / size : sum;
        double distance = Math.abs(to - from);
        return within ? (from == 0 ? distance : distance / from) : Double.POSITIVE_INFINITY;
    }

    private boolean possible(long wanted) {
        return vectors.stream().anyMatch(vector -> (vector.broken() & wanted) == 0);
    }

    private long mask(List<String> names) {
        long mask = 0;
        for (int w = 0; w < wishes.size(); w++) {
            mask |= names.contains(wishes.get(w).name()) ? 1L << w : 0;
        }
        return mask;
    }

    private Vector best(Comparator<Vector> order) {
        return vectors.stream()
                .filter(vector -> vector.broken() == 0)
                .min(order)
                .orElse(null);
    }

    // ---- what is asked of it

    boolean feasible() {
        return vectors.stream().anyMatch(vector -> vector.broken() == 0);
    }

    /** Whether there is nothing to choose from. */
    boolean empty() {
        return cells.length == 0;
    }

    List<String> names() {
        return wishes.stream().map(Wish::name).distinct().toList();
    }

    boolean canHold(List<String> names) {
        return possible(mask(names));
    }

    /** The size of the best answer: the one asked for, or the largest. */
    long size() {
        return best(Comparator.comparingLong(vector -> -vector.size())).size();
    }

    /** The least worst deviation at that size. */
    BigFraction worst() {
        long size = size();
        return vectors.stream()
                .filter(vector -> vector.broken() == 0 && vector.size() == size)
                .map(Vector::worst)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** The least chi-square among vectors of that size and deviation. */
    double chiSquare() {
        long size = size();
        BigFraction worst = worst();
        return vectors.stream()
                .filter(vector -> vector.broken() == 0
                        && vector.size() == size
                        && vector.worst().equals(worst))
                .mapToDouble(Vector::chiSquare)
                .min()
                .orElseThrow();
    }

    /** The least chi-square among vectors of that size, whatever their deviation. */
    double nearest() {
        long size = size();
        return vectors.stream()
                .filter(vector -> vector.broken() == 0 && vector.size() == size)
                .mapToDouble(Vector::chiSquare)
                .min()
                .orElseThrow();
    }

    /** The number of minimal conflicts of each number of rows, ascending; by all sets of names. */
    List<Integer> conflicts() {
        List<String> names = names();
        long[] masks = names.stream().mapToLong(name -> mask(List.of(name))).toArray();
        List<Integer> sizes = new ArrayList<>();
        for (int set = 1; set < 1 << names.size(); set++) {
            long wanted = union(masks, set);
            if (possible(wanted)) {
                continue;
            }
            int all = set;
            boolean minimal = IntStream.range(0, masks.length)
                    .filter(i -> (all >> i & 1) == 1)
                    .allMatch(i -> possible(union(masks, all & ~(1 << i))));
            if (minimal) {
                sizes.add(Integer.bitCount(set));
            }
        }
        sizes.sort(Comparator.naturalOrder());
        return sizes;
    }

    private static long union(long[] masks, int set) {
        return IntStream.range(0, masks.length)
                .filter(i -> (set >> i & 1) == 1)
                .mapToLong(i -> masks[i])
                .reduce(0, (one, two) -> one | two);
    }

    /** The fewest limits, then the least cost, or null where no limits that may move are enough. */
    @Nullable
    Repair cheapest() {
        return vectors.stream()
                .filter(vector -> vector.repaired() > 0 && Double.isFinite(vector.repairCost()))
                .min(Comparator.comparingInt(Vector::repaired).thenComparingDouble(Vector::repairCost))
                .map(vector -> new Repair(vector.repaired(), vector.repairCost()))
                .orElse(null);
    }

    /** The largest size that keeps all limits but the size, or null. */
    @Nullable
    Long largest() {
        long others =
                mask(names().stream().filter(name -> !name.startsWith("size ")).toList());
        return vectors.stream()
                .filter(vector -> (vector.broken() & others) == 0)
                .map(Vector::size)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    /** Whether some vector of a size keeps all limits, with some of them moved. */
    boolean holdsWith(List<Infeasible.Change> changes, long size) {
        List<Wish> moved = new ArrayList<>();
        for (Wish wish : wishes) {
            Infeasible.Change capped = changes.stream()
                    .filter(each -> wish.limit().equals("by") && each.limit().startsWith("by="))
                    .findFirst()
                    .orElse(null);
            if (capped != null) {
                long to = capped.to().longValueExact();
                moved.add(new Wish(wish.name(), "by", null, false, true, null, null, quotas -> supplied(quotas, to)));
                continue;
            }
            Infeasible.Change change = changes.stream()
                    .filter(each -> each.limit().equals(wish.limit())
                            && wish.value() != null
                            && each.from().compareTo(wish.value()) == 0)
                    .findFirst()
                    .orElse(null);
            moved.add(
                    change == null
                            ? wish
                            : new Wish(
                                    wish.name(),
                                    wish.limit(),
                                    change.to(),
                                    wish.share(),
                                    wish.upper(),
                                    null,
                                    wish.sum(),
                                    quotas -> {
                                        BigDecimal bound = wish.share()
                                                ? change.to()
                                                        .multiply(BigDecimal.valueOf(Arrays.stream(quotas)
                                                                .sum()))
                                                : change.to();
                                        int order = BigDecimal.valueOf(
                                                        wish.sum().of(quotas))
                                                .compareTo(bound);
                                        return wish.upper() ? order <= 0 : order >= 0;
                                    }));
        }
        boolean resized = changes.stream().anyMatch(change -> change.limit().equals("size"));
        return any(
                new long[cells.length],
                0,
                quotas -> Arrays.stream(quotas).sum() == size
                        && moved.stream()
                                .filter(wish -> !(resized && wish.limit().equals("size")))
                                .allMatch(wish -> wish.holds().test(quotas)));
    }

    private boolean any(long[] quotas, int cell, Predicate<long[]> test) {
        if (cell == cells.length) {
            return Arrays.stream(quotas).sum() > 0 && test.test(quotas);
        }
        for (long x = 0; x <= cube.count(cells[cell]); x++) {
            quotas[cell] = x;
            if (any(quotas, cell + 1, test)) {
                return true;
            }
        }
        quotas[cell] = 0;
        return false;
    }

    /** Whether quotas, by the levels of their cells, keep all limits. */
    boolean keeps(Map<Map<String, String>, Long> quotas) {
        long[] vector = new long[cells.length];
        for (int i = 0; i < cells.length; i++) {
            Map<String, String> levels = new LinkedHashMap<>();
            for (int a = 0; a < cube.axes().size(); a++) {
                levels.put(cube.axes().get(a).name(), cube.levelText(cells[i], a));
            }
            vector[i] = Objects.requireNonNull(quotas.get(levels));
        }
        return wishes.stream().allMatch(wish -> wish.holds().test(vector));
    }
}
