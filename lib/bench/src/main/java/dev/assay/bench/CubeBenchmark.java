package dev.assay.bench;

import dev.assay.inventory.Inventory;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * 10 million rows x 4 axes counted by a cube, by DuckDB (enum columns, 2 threads) and by Tablesaw's {@code countBy}, in
 * turn and in one process.
 */
public final class CubeBenchmark {

    private static final List<List<String>> LEVELS = List.of(
            List.of("indoor", "outdoor", "screen"),
            List.of("selfie", "interview", "talking_head", "group", "wide", "object", "screen", "other"),
            List.of("low", "neutral", "bright"),
            List.of("lq", "mq", "hq"));
    private static final List<String> NAMES = List.of("environment", "shot_type", "lighting", "quality");

    private CubeBenchmark() {}

    /** Arguments: rows (10000000), runs (7). */
    public static void main(String[] args) throws SQLException {
        int rows = args.length > 0 ? Integer.parseInt(args[0]) : 10_000_000;
        int runs = args.length > 1 ? Integer.parseInt(args[1]) : 7;
        int[][] codes = codes(rows);
        Table table = table(codes);
        Inventory inventory = Inventory.of(table);
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:")) {
            load((DuckDBConnection) duck, codes);
            double[][] millis = new double[4][runs];
            for (int run = -2; run < runs; run++) {
                Inventory fresh = inventory.rows(row -> row < rows - 1);
                double[] now = {
                    millis(() -> inventory.cube(NAMES.toArray(String[]::new)).size()),
                    millis(() -> fresh.cube(NAMES.toArray(String[]::new)).size()),
                    millis(() -> countDuck(duck)),
                    run < 0 || run > 2
                            ? Double.NaN
                            : millis(() ->
                                    table.countBy(NAMES.toArray(String[]::new)).rowCount())
                };
                if (run >= 0) {
                    for (int i = 0; i < now.length; i++) {
                        millis[i][run] = now[i];
                    }
                }
            }
            report(rows, millis);
        }
    }

    private static int[][] codes(int rows) {
        SplittableRandom random = new SplittableRandom(1);
        int[][] codes = new int[LEVELS.size()][rows];
        for (int axis = 0; axis < codes.length; axis++) {
            for (int row = 0; row < rows; row++) {
                codes[axis][row] = random.nextInt(LEVELS.get(axis).size());
            }
        }
        return codes;
    }

    private static Table table(int[][] codes) {
        Table table = Table.create("rows");
        StringColumn ids = StringColumn.create("id");
        for (int row = 0; row < codes[0].length; row++) {
            ids.append(Integer.toString(row, 36));
        }
        table.addColumns(ids);
        for (int axis = 0; axis < codes.length; axis++) {
            StringColumn column = StringColumn.create(NAMES.get(axis));
            for (int code : codes[axis]) {
                column.append(LEVELS.get(axis).get(code));
            }
            table.addColumns(column);
        }
        return table;
    }

    private static void load(DuckDBConnection duck, int[][] codes) throws SQLException {
        try (Statement statement = duck.createStatement()) {
            statement.execute("SET threads TO 2");
            for (int axis = 0; axis < codes.length; axis++) {
                statement.execute("CREATE TYPE " + NAMES.get(axis) + "_level AS ENUM ('"
                        + String.join("','", LEVELS.get(axis)) + "')");
            }
            statement.execute("CREATE TABLE raw (a UTINYINT, b UTINYINT, c UTINYINT, d UTINYINT)");
            try (DuckDBAppender appender = duck.createAppender("main", "raw")) {
                for (int row = 0; row < codes[0].length; row++) {
                    appender.beginRow();
                    for (int[] axis : codes) {
                        appender.append((byte) axis[row]);
                    }
                    appender.endRow();
                }
            }
            statement.execute(
                    "CREATE TABLE items AS SELECT enum_range(NULL::environment_level)[a + 1]::environment_level"
                            + " AS environment, enum_range(NULL::shot_type_level)[b + 1]::shot_type_level AS shot_type,"
                            + " enum_range(NULL::lighting_level)[c + 1]::lighting_level AS lighting,"
                            + " enum_range(NULL::quality_level)[d + 1]::quality_level AS quality FROM raw");
            statement.execute("DROP TABLE raw");
        }
    }

    private static long countDuck(Connection duck) {
        try (Statement statement = duck.createStatement();
                ResultSet cells = statement.executeQuery(
                        "SELECT environment, shot_type, lighting, quality, count(*)" + " FROM items GROUP BY ALL")) {
            long count = 0;
            while (cells.next()) {
                count++;
            }
            return count;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static double millis(LongSupplier work) {
        long start = System.nanoTime();
        long cells = work.getAsLong();
        if (cells != 216) {
            throw new IllegalStateException("expected 216 cells, found " + cells);
        }
        return (System.nanoTime() - start) / 1e6;
    }

    private static void report(int rows, double[][] millis) {
        double ours = median(millis[0]);
        String[] names = {"cube, codes cached", "cube, first count", "DuckDB, 2 threads", "Tablesaw countBy"};
        System.out.printf(Locale.ROOT, "%,d rows x %d axes, medians%n", rows, NAMES.size());
        for (int i = 0; i < names.length; i++) {
            double median = median(millis[i]);
            System.out.printf(Locale.ROOT, "%-20s %10.1f ms   ours / this = %.4f%n", names[i], median, ours / median);
        }
    }

    private static double median(double[] values) {
        double[] sorted =
                Arrays.stream(values).filter(v -> !Double.isNaN(v)).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
