package dev.assay.quota;

import dev.assay.cube.Cube;
import dev.assay.schema.Counted;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;

/** The limits of a small question, each as a test of a quota vector, for the {@link Oracle}. */
@NullUnmarked
final class OracleLimits {

    /** Items of some cells in a quota vector. */
    interface Sum {
        long of(long[] quotas);
    }

    /** What a limit on a sum says; {@code flex} is how far it may be moved, or null. */
    record Bound(BigDecimal value, boolean share, boolean upper, BigDecimal flex, Sum sum) {

        boolean holds(long[] quotas) {
            BigDecimal bound = share
                    ? value.multiply(BigDecimal.valueOf(Arrays.stream(quotas).sum()))
                    : value;
            int order = BigDecimal.valueOf(sum.of(quotas)).compareTo(bound);
            return upper ? order <= 0 : order >= 0;
        }

        Bound moved(BigDecimal to) {
            return new Bound(to, share, upper, null, sum);
        }

        /** Whether a repair may move it there. */
        boolean lets(BigDecimal to) {
            return flex == null || (upper ? to.compareTo(flex) <= 0 : to.compareTo(flex) >= 0);
        }

        /** The relative change that lets a vector of a size pass, or infinity. */
        double movedTo(long[] quotas, long size) {
            long there = sum.of(quotas);
            BigDecimal most = flex == null || !share ? flex : flex.multiply(BigDecimal.valueOf(size));
            int order = flex == null ? 0 : BigDecimal.valueOf(there).compareTo(most);
            boolean within = upper ? order <= 0 : order >= 0;
            double from = value.doubleValue();
            double to = share ? (double) there / size : there;
            double distance = Math.abs(to - from);
            return within ? (from == 0 ? distance : distance / from) : Double.POSITIVE_INFINITY;
        }
    }

    /**
     * A named limit. What must be included is one wish of the user's, and one limit a cell.
     *
     * @param bound null for group caps and the size
     */
    record Wish(String name, String limit, Bound bound, Predicate<long[]> holds) {

        /** What a repair counts as one: all limits written alike, but of what must be included each cell. */
        String moved() {
            return limit.startsWith("must_include") ? limit : name;
        }

        Wish to(BigDecimal value) {
            Bound moved = bound.moved(value);
            return new Wish(name, limit, moved, moved::holds);
        }
    }

    private final Instance instance;
    private final Cube cube;
    private final Plan plan;
    private final int[] cells;
    private final List<Wish> wishes = new ArrayList<>();

    OracleLimits(Instance instance, int[] cells) {
        this.instance = instance;
        this.cube = instance.cube();
        this.plan = instance.plan();
        this.cells = cells;
        wishes();
    }

    List<Wish> list() {
        return wishes;
    }

    private void wishes() {
        long marked = IntStream.of(cells).mapToLong(cube::marked).sum();
        for (int cell : cells) {
            if (cube.marked(cell) > 0) {
                List<String> words = new ArrayList<>();
                for (int a = 0; a < cube.axes().size(); a++) {
                    words.add(cube.axes().get(a).name() + "=" + cube.levelText(cell, a));
                }
                BigDecimal value = BigDecimal.valueOf(cube.marked(cell));
                String limit = "must_include " + String.join(",", words);
                Bound bound = new Bound(value, false, false, null, sum(c -> c == cell));
                wishes.add(new Wish("must_include " + Counted.of(marked, "item"), limit, bound, bound::holds));
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
                        quotas -> supplied(quotas, group.max())));
            }
        }
        if (plan.size() != null) {
            wishes.add(new Wish(
                    "size " + plan.size(),
                    "size",
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
                .filter(text -> IntStream.of(cells)
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
            wish(words + " min_share", range.minShare(), true, false, range.flexMin(), in);
        }
        if (range.maxShare() != null) {
            wish(words + " max_share", range.maxShare(), true, true, range.flexMax(), in);
        }
    }

    private void wish(
            String limit, BigDecimal value, boolean share, boolean upper, BigDecimal flex, Predicate<Integer> in) {
        Bound bound = new Bound(value, share, upper, flex, sum(in));
        wishes.add(new Wish(limit + " " + value.toPlainString(), limit, bound, bound::holds));
    }

    private Sum sum(Predicate<Integer> in) {
        return quotas -> IntStream.range(0, cells.length)
                .filter(i -> in.test(cells[i]))
                .mapToLong(i -> quotas[i])
                .sum();
    }

    /** Whether groups that give at most so many items each can supply the quotas, by trying. */
    boolean supplied(long[] quotas, long max) {
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
}
