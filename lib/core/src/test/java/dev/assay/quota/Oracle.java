package dev.assay.quota;

import dev.assay.cube.Cube;
import dev.assay.schema.Axis;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.commons.math3.fraction.BigFraction;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/**
 * The answers to a small question by looking at every quota vector there is. It reads plan and cube by what their
 * documentation says, and shares no code with what it judges.
 */
@NullUnmarked
final class Oracle {

    /** A quota vector: its size, which wishes it breaks, and how far it is from the targets. */
    private record Vector(
            long size,
            long broken,
            BigFraction worst,
            List<BigFraction> deviations,
            double chiSquare,
            double repairCost,
            int repaired) {}

    /** A cheapest repair: how many limits, and their relative changes. */
    record Repair(int limits, double cost) {}

    private final List<BigFraction> later = new ArrayList<>();
    private final Cube cube;
    private final int[] cells;
    private final OracleLimits limits;
    private final List<OracleLimits.Wish> wishes;
    private final OracleTargets targets;
    private final List<Vector> vectors = new ArrayList<>();

    Oracle(Instance instance) {
        this.cube = instance.cube();
        this.cells = IntStream.range(0, cube.size())
                .filter(c -> instance.plan().unknown() == Plan.Unknown.LEVEL || known(cube, c))
                .toArray();
        this.limits = new OracleLimits(instance, cells);
        this.wishes = limits.list();
        this.targets = new OracleTargets(instance, cells);
        enumerate(new long[cells.length], 0, 0);
    }

    static boolean known(Cube cube, int cell) {
        return !cube.levelTexts(cell).contains(Axis.UNKNOWN);
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
            OracleLimits.Wish wish = wishes.get(w);
            if (!wish.holds().test(quotas)) {
                broken |= 1L << w;
                // A limit written twice is moved once, no further than both may.
                double moved = movedTo(wish, quotas, size);
                boolean first = counted.add(wish.moved());
                repaired += first ? 1 : 0;
                cost += first || Double.isInfinite(moved) ? moved : 0;
            }
        }
        boolean feasible = broken == 0;
        vectors.add(new Vector(
                size,
                broken,
                feasible ? targets.worst(quotas) : null,
                feasible ? targets.deviations(quotas) : null,
                feasible ? targets.chiSquare(quotas, size) : 0,
                cost,
                repaired));
    }

    /** Whether the flex of all limits written so lets a repair move them there. */
    boolean lets(Infeasible.Change change) {
        return wishes.stream()
                .filter(wish -> wish.bound() != null && wish.limit().equals(change.limit()))
                .filter(wish -> wish.bound().value().compareTo(change.from()) == 0)
                .allMatch(wish -> wish.bound().lets(change.to()));
    }

    /** The relative change that lets a vector pass, or infinity. */
    private static double movedTo(OracleLimits.Wish wish, long[] quotas, long size) {
        return wish.bound() == null ? Double.POSITIVE_INFINITY : wish.bound().movedTo(quotas, size);
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
        return wishes.stream().map(OracleLimits.Wish::name).distinct().toList();
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

    /** The least chi-square among vectors of that size and deviation, of which so many later deviations are least, too. */
    double chiSquare(int stages) {
        return finest(stages).stream().mapToDouble(Vector::chiSquare).min().orElseThrow();
    }

    /** The least deviations after the worst, in turn; empty where there are none. */
    List<BigFraction> later() {
        finest(Integer.MAX_VALUE);
        return later;
    }

    /**
     * Vectors of the size and the worst deviation; while targets that all of these miss alike miss by an item or more, those of
     * them whose other targets are missed least.
     */
    private List<Vector> finest(int stages) {
        long size = size();
        BigFraction worst = worst();
        List<Vector> left = vectors.stream()
                .filter(vector -> vector.broken() == 0
                        && vector.size() == size
                        && vector.worst().equals(worst))
                .toList();
        later.clear();
        Set<Integer> open = new TreeSet<>(
                IntStream.range(0, left.get(0).deviations().size()).boxed().toList());
        while (!open.isEmpty() && later.size() < stages) {
            BigFraction least = worst(left.get(0), open);
            List<Vector> now = left;
            List<Integer> held = open.stream()
                    .filter(target -> now.stream()
                            .allMatch(vector -> vector.deviations().get(target).equals(least)))
                    .toList();
            boolean far = held.stream()
                    .anyMatch(target -> targets.items(target, least, size).compareTo(BigFraction.ONE) >= 0);
            held.forEach(open::remove);
            if (!far || open.isEmpty()) {
                break;
            }
            BigFraction next = now.stream()
                    .map(vector -> worst(vector, open))
                    .min(Comparator.naturalOrder())
                    .orElseThrow();
            later.add(next);
            left = now.stream()
                    .filter(vector -> worst(vector, open).equals(next))
                    .toList();
        }
        return left;
    }

    private static BigFraction worst(Vector vector, Set<Integer> targets) {
        return targets.stream()
                .map(vector.deviations()::get)
                .max(Comparator.naturalOrder())
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
        List<OracleLimits.Wish> moved =
                wishes.stream().map(wish -> moved(wish, changes)).toList();
        boolean resized = changes.stream().anyMatch(change -> change.limit().equals("size"));
        return any(
                new long[cells.length],
                0,
                quotas -> Arrays.stream(quotas).sum() == size
                        && moved.stream()
                                .filter(wish -> !(resized && wish.limit().equals("size")))
                                .allMatch(wish -> wish.holds().test(quotas)));
    }

    private OracleLimits.Wish moved(OracleLimits.Wish wish, List<Infeasible.Change> changes) {
        for (Infeasible.Change change : changes) {
            if (wish.limit().equals("by") && change.limit().startsWith("by=")) {
                long to = change.to().longValueExact();
                return new OracleLimits.Wish(wish.name(), "by", null, quotas -> limits.supplied(quotas, to));
            }
            if (wish.bound() != null
                    && change.limit().equals(wish.limit())
                    && change.from().compareTo(wish.bound().value()) == 0) {
                return wish.to(change.to());
            }
        }
        return wish;
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
