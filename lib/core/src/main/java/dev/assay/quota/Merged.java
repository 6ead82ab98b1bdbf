package dev.assay.quota;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Some named rows of a model as inequalities in as few integer variables as these rows can tell apart: cells that the
 * same rows hold are one variable, and groups with the same items in the same variables are one group. So the question
 * whether a few rows can hold together is small however many cells there are, and its answer is that of the whole.
 */
final class Merged {

    /** No end below, no end above. */
    static final long NO_LOW = Long.MIN_VALUE;

    static final long NO_HIGH = Long.MAX_VALUE;

    /** Above this, sums of products could leave 64 bits. */
    private static final BigInteger LARGEST = BigInteger.ONE.shiftLeft(60);

    /**
     * {@code low <= sum of coefficients times variables <= high}.
     *
     * @param owner the named row that this is part of, or null for what holds in any case
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared, never shared
    record Inequality(int[] variables, long[] coefficients, long low, long high, @Nullable String owner) {

        static Inequality ones(int[] variables, long low, long high, @Nullable String owner) {
            long[] ones = new long[variables.length];
            Arrays.fill(ones, 1);
            return new Inequality(variables, ones, low, high, owner);
        }

        boolean holds(long[] values) {
            long sum = 0;
            for (int i = 0; i < variables.length; i++) {
                sum += coefficients[i] * values[variables[i]];
            }
            return low <= sum && sum <= high;
        }
    }

    final Model model;
    /** Variable of each cell; variables of groups' parts come after those of cells. */
    final int[] home;

    final int classes;
    final long[] high;
    final List<Inequality> inequalities = new ArrayList<>();

    private final long least;
    private final long most;
    private final @Nullable Caps caps;

    /**
     * The question whether the rows of some names can hold at a size between {@code least} and {@code most}.
     *
     * @param sizeName what the size is called where it is one of the rows, else null
     */
    Merged(Model model, Set<String> names, long least, long most, @Nullable String sizeName) {
        this.model = model;
        this.least = least;
        this.most = most;
        this.caps = model.caps != null && names.contains(model.caps.name()) ? model.caps : null;
        // Rows by name: what is found first must not hang on the order in which the plan has them.
        List<Row> rows = model.rows.stream()
                .filter(row -> names.contains(row.name()))
                .sorted(Comparator.comparing(Row::name))
                .toList();
        this.home = new int[model.cells()];
        this.classes = part(rows);
        List<Long> ends = new ArrayList<>();
        long[] sums = new long[classes];
        for (int c = 0; c < home.length; c++) {
            sums[home[c]] += model.available[c];
        }
        Arrays.stream(sums).forEach(ends::add);
        inequalities.add(Inequality.ones(IntStream.range(0, classes).toArray(), least, most, sizeName));
        rows.forEach(this::row);
        caps(ends);
        this.high = ends.stream().mapToLong(Long::longValue).toArray();
    }

    /** Parts the cells: first all are together, then each row parts those it holds from those it does not. */
    private int part(List<Row> rows) {
        int[] sizes = new int[home.length + 1];
        sizes[0] = home.length;
        int count = Math.min(1, home.length);
        for (Row row : rows) {
            int[] held = new int[count];
            for (int c : row.cells()) {
                held[home[c]]++;
            }
            int[] moved = new int[count];
            for (int v = 0; v < moved.length; v++) {
                boolean parted = held[v] > 0 && held[v] < sizes[v];
                moved[v] = parted ? count++ : v;
                sizes[moved[v]] = held[v] > 0 ? held[v] : sizes[v];
                sizes[v] -= parted ? held[v] : 0;
            }
            for (int c : row.cells()) {
                home[c] = moved[home[c]];
            }
        }
        return count;
    }

    private void row(Row row) {
        int[] variables =
                Arrays.stream(row.cells()).map(c -> home[c]).distinct().sorted().toArray();
        if (!row.share() || least == most) {
            long bound = row.bound(most);
            inequalities.add(Inequality.ones(
                    variables, row.upper() ? NO_LOW : bound, row.upper() ? bound : NO_HIGH, row.name()));
            return;
        }
        BigDecimal share = statable(row);
        BigInteger unit = BigInteger.TEN.pow(Math.max(0, share.scale()));
        BigInteger part = share.multiply(new BigDecimal(unit)).toBigIntegerExact();
        BigInteger divisor = unit.gcd(part);
        long[] coefficients = new long[classes];
        Arrays.fill(coefficients, part.divide(divisor).negate().longValueExact());
        for (int variable : variables) {
            coefficients[variable] += unit.divide(divisor).longValueExact();
        }
        inequalities.add(new Inequality(
                IntStream.range(0, classes).toArray(),
                coefficients,
                row.upper() ? NO_LOW : 0,
                row.upper() ? 0 : NO_HIGH,
                row.name()));
    }

    /** The share, loosened to so many decimals as 64 bits can state; quotas are checked against the row itself. */
    private BigDecimal statable(Row row) {
        BigDecimal share = row.value();
        while (BigInteger.TEN
                        .pow(Math.max(0, share.scale()))
                        .multiply(BigInteger.valueOf(model.total()))
                        .compareTo(LARGEST)
                > 0) {
            share = share.setScale(share.scale() - 1, row.upper() ? RoundingMode.CEILING : RoundingMode.FLOOR);
        }
        return share;
    }

    private void caps(List<Long> ends) {
        if (caps == null) {
            return;
        }
        long[] free = new long[classes];
        for (int c = 0; c < home.length; c++) {
            free[home[c]] += caps.free()[c];
        }
        Map<Integer, List<Integer>> suppliers = new HashMap<>();
        merged(caps, free).forEach((counts, groups) -> {
            List<Integer> parts = new ArrayList<>();
            counts.forEach((variable, count) -> {
                parts.add(ends.size());
                suppliers.computeIfAbsent(variable, v -> new ArrayList<>()).add(ends.size());
                ends.add(groups * count);
            });
            inequalities.add(Inequality.ones(ints(parts), NO_LOW, groups * caps.max(), caps.name()));
        });
        for (int v = 0; v < classes; v++) {
            int[] parts = ints(suppliers.getOrDefault(v, List.of()));
            int[] variables = Arrays.copyOf(parts, parts.length + 1);
            long[] coefficients = new long[variables.length];
            Arrays.fill(coefficients, -1);
            variables[parts.length] = v;
            coefficients[parts.length] = 1;
            inequalities.add(new Inequality(variables, coefficients, NO_LOW, free[v], caps.name()));
        }
    }

    /** Items a variable to the number of groups that have so many; a group within one variable only adds to what is free. */
    private Map<Map<Integer, Long>, Long> merged(Caps all, long[] free) {
        Map<Map<Integer, Long>, Long> kinds = new LinkedHashMap<>();
        for (Caps.Group group : all.groups()) {
            Map<Integer, Long> counts = new LinkedHashMap<>();
            for (int i = 0; i < group.cells().length; i++) {
                counts.merge(home[group.cells()[i]], group.counts()[i], Long::sum);
            }
            counts.replaceAll((variable, count) -> Math.min(all.max(), count));
            if (counts.size() == 1) {
                counts.forEach((variable, count) -> free[variable] += count);
            } else {
                kinds.merge(counts, 1L, Long::sum);
            }
        }
        return kinds;
    }

    private static int[] ints(List<Integer> list) {
        return list.stream().mapToInt(Integer::intValue).toArray();
    }

    int variables() {
        return high.length;
    }

    /** Whether whole values keep every inequality. */
    boolean holds(long[] values) {
        return IntStream.range(0, values.length).allMatch(v -> 0 <= values[v] && values[v] <= high[v])
                && inequalities.stream().allMatch(inequality -> inequality.holds(values));
    }

    /** Quotas of cells for values of variables; null where these break a row of the model itself that passes. */
    long @Nullable [] quotas(long[] values, Predicate<Row> kept) {
        long[] quotas = caps == null ? filled(values) : supplied(values, caps);
        long size = Arrays.stream(quotas).sum();
        boolean right = least <= size
                && size <= most
                && model.rows.stream().filter(kept).allMatch(row -> row.holds(quotas, size))
                && (caps == null || GroupFlow.fits(caps, quotas));
        return right ? quotas : null;
    }

    private long[] filled(long[] values) {
        long[] left = Arrays.copyOf(values, classes);
        long[] quotas = new long[home.length];
        for (int c = 0; c < home.length; c++) {
            quotas[c] = Math.min(left[home[c]], model.available[c]);
            left[home[c]] -= quotas[c];
        }
        return quotas;
    }

    /** Under a cap: items flow from groups, or from what is free, to cells, and from cells to what their variable asks. */
    private long[] supplied(long[] values, Caps all) {
        int cells = home.length;
        int groups = all.groups().size();
        Flow flow = new Flow(cells + groups + classes + 2);
        int source = cells + groups + classes;
        int[] out = new int[cells];
        for (int c = 0; c < cells; c++) {
            flow.arc(source, c, all.free()[c]);
            out[c] = flow.arc(c, cells + groups + home[c], model.available[c]);
        }
        for (int g = 0; g < groups; g++) {
            Caps.Group group = all.groups().get(g);
            flow.arc(source, cells + g, all.max());
            for (int i = 0; i < group.cells().length; i++) {
                flow.arc(cells + g, group.cells()[i], group.counts()[i]);
            }
        }
        for (int v = 0; v < classes; v++) {
            flow.arc(cells + groups + v, source + 1, values[v]);
        }
        flow.push(source, source + 1);
        return Arrays.stream(out).mapToLong(flow::through).toArray();
    }

    /** The names that own inequalities, of those that some multipliers use. */
    static List<String> owners(List<Inequality> used) {
        return used.stream()
                .map(Inequality::owner)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }
}
