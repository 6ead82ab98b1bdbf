package dev.assay.bench;

import dev.assay.cube.AxisCodes;
import dev.assay.schema.Axis;
import dev.assay.schema.LevelCodes;
import dev.assay.schema.Population;
import dev.assay.selection.Draw;
import dev.assay.selection.Stratum;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * 100,008 of many items, 463 of each of 216 cells by the smallest hash of their ids: by our draw, and by DuckDB (2
 * threads, ids as text, levels as bytes) once as a window over the cells and once as the aggregate that keeps the smallest
 * of each. In turn and in one process, on the same data in memory. Ours also returns probabilities and reasons, by id;
 * DuckDB is only asked for the ids, and nobody reads them.
 *
 * <p>50 M items are 4 GB of ids here and 2.5 GB there. In less than 12 GB, DuckDB sorting on the disk what does not fit:
 *
 * <pre>mvn -q -Pbench -Dquick -Dmaven.test.skip -pl lib/bench -am verify -Dexec.args="-Xmx5g -XX:+UseParallelGC
 *   -XX:NewRatio=8 -classpath %classpath dev.assay.bench.DrawBenchmark 50000000 3 6GB"</pre>
 */
public final class DrawBenchmark {

    private static final int[] LEVELS = {3, 8, 3, 3};
    private static final List<String> AXES = List.of("a", "b", "c", "d");
    private static final int CELLS = 216;
    private static final int QUOTA = 463;

    private static final String WINDOW = "SELECT id FROM items QUALIFY row_number() OVER"
            + " (PARTITION BY a, b, c, d ORDER BY hash(id)) <= " + QUOTA;
    private static final String SMALLEST = "SELECT unnest(ids) FROM" + " (SELECT arg_min(id, hash(id), " + QUOTA
            + ") AS ids FROM items GROUP BY a, b, c, d)";

    private DrawBenchmark() {}

    /** Items as an inventory holds them: ids in an array, a level code in a byte. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, never shared
    private record Items(String[] ids, List<AxisCodes> axes) implements Population {

        static Items random(int size) {
            SplittableRandom random = new SplittableRandom(1);
            byte[][] codes = new byte[LEVELS.length][size];
            String[] ids = new String[size];
            for (int row = 0; row < size; row++) {
                ids[row] = "dataset_" + row % 7 + "/clips/" + (100_000_000 + row) + ".mp4";
                for (int axis = 0; axis < LEVELS.length; axis++) {
                    codes[axis][row] = (byte) random.nextInt(LEVELS[axis]);
                }
            }
            List<AxisCodes> axes = new ArrayList<>();
            for (int axis = 0; axis < LEVELS.length; axis++) {
                axes.add(AxisCodes.of(new Axis(AXES.get(axis), levels(axis)), codes[axis]));
            }
            return new Items(ids, axes);
        }

        private static List<String> levels(int axis) {
            return IntStream.range(0, LEVELS[axis]).mapToObj(Integer::toString).toList();
        }

        @Override
        public int size() {
            return ids.length;
        }

        @Override
        public String id(int row) {
            return ids[row];
        }

        @Override
        public @Nullable String text(int row, String column) {
            return null;
        }

        @Override
        public double number(int row, String column) {
            return Double.NaN;
        }

        @Override
        public LevelCodes codes(String column) {
            return axes.get(AXES.indexOf(column));
        }

        int cell(int row) {
            int cell = 0;
            for (int axis = 0; axis < LEVELS.length; axis++) {
                cell = cell * LEVELS[axis] + axes.get(axis).code(row);
            }
            return cell;
        }

        /** What the draw is given, as quotas give it: all cells, counted. */
        Draw draw() {
            long[] counts = new long[CELLS];
            for (int row = 0; row < size(); row++) {
                counts[cell(row)]++;
            }
            List<Stratum> strata = new ArrayList<>();
            for (int cell = 0; cell < CELLS; cell++) {
                String[] levels = new String[LEVELS.length];
                for (int axis = LEVELS.length - 1, rest = cell; axis >= 0; rest /= LEVELS[axis--]) {
                    levels[axis] = Integer.toString(rest % LEVELS[axis]);
                }
                strata.add(new Stratum(List.of(levels), counts[cell], QUOTA));
            }
            return Draw.of(AXES, strata);
        }
    }

    /** Arguments: items (5000000), runs (7), the most memory of DuckDB (its default). */
    public static void main(String[] args) throws SQLException {
        int size = args.length > 0 ? Integer.parseInt(args[0]) : 5_000_000;
        int runs = args.length > 1 ? Integer.parseInt(args[1]) : 7;
        Items items = Items.random(size);
        Draw draw = items.draw();
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:")) {
            if (args.length > 2) {
                limit(duck, args[2]);
            }
            load((DuckDBConnection) duck, items);
            double[][] millis = new double[3][runs];
            double[][] busy = new double[3][runs];
            for (int run = -Math.min(2, runs); run < runs; run++) {
                long seed = run;
                List<LongSupplier> works = List.of(
                        () -> draw.from(items, seed).size(), () -> count(duck, WINDOW), () -> count(duck, SMALLEST));
                for (int i = 0; i < works.size(); i++) {
                    double[] now = time(works.get(i));
                    if (run >= 0) {
                        millis[i][run] = now[0];
                        busy[i][run] = now[1];
                    }
                }
            }
            report(size, millis, busy);
        }
    }

    private static void limit(Connection duck, String memory) throws SQLException {
        try (Statement statement = duck.createStatement()) {
            statement.execute("SET memory_limit TO '" + memory + "'");
            statement.execute("SET temp_directory TO '" + System.getProperty("java.io.tmpdir") + "/draw-benchmark'");
        }
    }

    private static void load(DuckDBConnection duck, Items items) throws SQLException {
        try (Statement statement = duck.createStatement()) {
            statement.execute("SET threads TO 2");
            statement.execute("CREATE TABLE items (id VARCHAR, a UTINYINT, b UTINYINT, c UTINYINT, d UTINYINT)");
        }
        try (DuckDBAppender appender = duck.createAppender("main", "items")) {
            for (int row = 0; row < items.size(); row++) {
                appender.beginRow();
                appender.append(items.id(row));
                for (AxisCodes axis : items.axes()) {
                    appender.append((byte) axis.code(row));
                }
                appender.endRow();
            }
        }
    }

    private static long count(Connection duck, String query) {
        try (Statement statement = duck.createStatement();
                ResultSet ids = statement.executeQuery(query)) {
            long count = 0;
            while (ids.next()) {
                count++;
            }
            return count;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Time on the clock, and of all processors for this process: the second is worth more on a machine that is shared. */
    private static double[] time(LongSupplier work) {
        long start = System.nanoTime();
        long busy = processors();
        long drawn = work.getAsLong();
        if (drawn != (long) CELLS * QUOTA) {
            throw new IllegalStateException("expected " + CELLS * QUOTA + " items, found " + drawn);
        }
        return new double[] {(System.nanoTime() - start) / 1e6, (processors() - busy) / 1e6};
    }

    private static long processors() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getProcessCpuTime()
                : 0;
    }

    private static void report(int size, double[][] millis, double[][] busy) {
        String[] names = {"our draw", "DuckDB, window", "DuckDB, arg_min"};
        System.out.printf(Locale.ROOT, "%,d of %,d items in %d cells%n", CELLS * QUOTA, size, CELLS);
        for (int i = 0; i < names.length; i++) {
            System.out.printf(
                    Locale.ROOT,
                    "%-16s median %9.1f ms, least %9.1f ms, processors %9.1f ms   ours / this = %.4f (processors %.4f)%n",
                    names[i],
                    median(millis[i]),
                    Arrays.stream(millis[i]).min().orElse(Double.NaN),
                    median(busy[i]),
                    median(millis[0]) / median(millis[i]),
                    median(busy[0]) / median(busy[i]));
        }
    }

    private static double median(double[] values) {
        double[] sorted = Arrays.stream(values).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
