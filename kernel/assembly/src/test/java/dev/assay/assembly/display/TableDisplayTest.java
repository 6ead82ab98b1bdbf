package dev.assay.assembly.display;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

final class TableDisplayTest {

    private static final String HOSTILE = "</td><script>alert('x')</script>\u202e\u0007\"&";

    private final Shows shows = new Shows();

    private static Table small() {
        return Table.create(
                "clips",
                StringColumn.create("name", "a.mp4", "", "c|d.mp4"),
                DoubleColumn.create("duration", 12.5, Double.NaN, 1234567.891),
                IntColumn.create("frames", 300, 25, 4),
                DateColumn.create("day", LocalDate.of(2024, 1, 2), LocalDate.of(2024, 1, 3), LocalDate.of(2024, 1, 4)));
    }

    private static Table numbers(int rows, int columns) {
        Table table = Table.create("numbers");
        for (int c = 0; c < columns; c++) {
            double[] values = new double[rows];
            for (int r = 0; r < rows; r++) {
                values[r] = (double) r * (c + 1) / 3;
            }
            table.addColumns(DoubleColumn.create("x" + c, values));
        }
        return table;
    }

    @Test
    void aSmallTableIsShownWhole() throws Exception {
        Golden.check("table.html", shows.html(small()));
        Golden.check("table.txt", shows.text(small()));
    }

    @Test
    void aThousandRowsAreSmallAndPaged() throws Exception {
        String html = shows.html(numbers(1_000, 6));
        assertThat(html).hasSizeLessThan(60_000).contains("1,000 rows, 6 columns (the first 200 rows are shown)");
        assertThat(Shows.parsed(html).getElementsByTagName("input").getLength()).isEqualTo(20);
        assertThat(Shows.parsed(html).getElementsByTagName("tbody").getLength()).isEqualTo(20);
        assertThat(html).doesNotContain("<script");
    }

    @Test
    void aMillionRowsAreAsSmallAndQuick() {
        Table table = numbers(1_000_000, 6);
        shows.html(numbers(10, 2));
        long start = System.nanoTime();
        assertThat(shows.html(table)).hasSizeLessThan(60_000);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        assertThat(shows.text(table)).hasSizeLessThan(4_000).contains("… 999980 rows …");
    }

    @Test
    void aWideTableIsBounded() {
        String html = shows.html(numbers(1_000, 3_000));
        assertThat(html).hasSizeLessThan(250_000).contains("the first 100 rows and the first 60 columns");
        assertThat(shows.text(numbers(5, 300))).contains("more columns");
    }

    @Test
    void whateverTheTableHoldsIsText() throws Exception {
        Table table = Table.create(HOSTILE, StringColumn.create(HOSTILE, HOSTILE, "x".repeat(100_000)));
        String html = shows.html(table);
        assertThat(html).doesNotContain("<script").contains("&lt;script&gt;").hasSizeLessThan(10_000);
        assertThat(html.codePoints()).doesNotContain(0x202e, 7);
        assertThat(shows.text(table).codePoints()).doesNotContain(0x202e, 7);
        Shows.parsed(html);
    }

    @Test
    void emptyTablesAreShown() throws Exception {
        assertThat(shows.text(Table.create("none"))).isEqualTo("none: 0 rows, 0 columns");
        Shows.parsed(shows.html(Table.create("none")));
        Shows.parsed(shows.html(small().emptyCopy()));
    }

    @Test
    void columnsAreTablesOfOne() {
        assertThat(shows.html(small().column("duration"))).contains("double, 1 missing");
        assertThat(small().column("duration").size()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "-2.5, -2.5",
        "1234567.891, 1234568",
        "0.1234567, 0.123457",
        "0.00001234567, 0.0000123457",
        "1e20, 1E+20",
        "1e-7, 1E-7",
        "98765.4321, 98765.4",
        "123456789012, 123456789012"
    })
    void numbersAreShort(double value, String text) {
        assertThat(TableView.number(value)).isEqualTo(text);
    }

    @Test
    void theSameTableGivesTheSameBytes() {
        assertThat(shows.bundle(small())).isEqualTo(new Shows().bundle(small()));
    }
}
