package dev.assay.quota;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
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
     * @param owner the named row that this is part of, or several by line; null for what holds in any case
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
    private final @Nullable Supply supply;

    /**
     * The question whether the rows of some names can hold at a size between {@code least} and {@code most}.
     *
     * @param sizeName what the size is called where it is one of the rows, else null
     */
    Merged(Model model, Set<String> names, long least, long most, @Nullable String sizeName) {
        this.model = model;
        this.least = least;
        this.most = most;
        // Rows by name: what is found first must not hang on the order in which the plan has them.
        List<Row> rows = model.rows.stream()
                .filter(row -> names.contains(row.name()))
                .sorted(Comparator.comparing(Row::name))
                .toList();
        this.caps = model.caps == null ? null : model.caps.keeping(names, Model.mustCells(rows), model.costs != null);
        this.home = new int[model.cells()];
        this.classes = part(home, rows, Integer.MAX_VALUE);
        List<Long> ends = new ArrayList<>();
        long[] sums = new long[classes];
        for (int c = 0; c < home.length; c++) {
            sums[home[c]] += model.available[c];
        }
        Arrays.stream(sums).forEach(ends::add);
        inequalities.add(Inequality.ones(IntStream.range(0, classes).toArray(), least, most, sizeName));
        rows.forEach(this::row);
        Supply supply = caps == null ? null : new Supply(this, caps, mustNames(rows));
        if (supply != null) {
            supply.state(ends);
        }
        this.supply = supply;
        this.high = ends.stream().mapToLong(Long::longValue).toArray();
    }

    /** How many classes of cells the rows of a model tell apart, or some number above {@code most}. */
    static int classes(Model model, int most) {
        return part(new int[model.cells()], model.rows, most);
    }

    /** Parts the cells: first all are together, then each row parts those it holds from those it does not. */
    private static int part(int[] home, List<Row> rows, int most) {
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
            if (count > most) {
                break;
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

    private static String mustNames(List<Row> rows) {
        return rows.stream().filter(Row::must).map(Row::name).distinct().collect(Collectors.joining("\n"));
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
        long[] quotas = supply == null ? filled(values) : supply.quotas(values);
        long size = Arrays.stream(quotas).sum();
        boolean right = least <= size
                && size <= most
                && model.rows.stream().filter(kept).allMatch(row -> row.holds(quotas, size))
                && (supply == null || supply.holds(quotas));
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

    /** The names that own inequalities, of those that some multipliers use. */
    static List<String> owners(List<Inequality> used) {
        return used.stream()
                .map(Inequality::owner)
                .filter(Objects::nonNull)
                .flatMap(owner -> Arrays.stream(owner.split("\n", -1)))
                .distinct()
                .toList();
    }
}
