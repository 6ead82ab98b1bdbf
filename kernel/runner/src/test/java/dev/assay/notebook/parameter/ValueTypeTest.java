package dev.assay.notebook.parameter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code var} stands for, without a compiler. */
final class ValueTypeTest {

    @Test
    void floatsInAListAreBoxed() {
        assertThat(type("List.of(0.5f, 1f)")).isEqualTo("List<Float>");
        assertThat(type("Map.of(1L, 'a')")).isEqualTo("Map<Long, Character>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " | ",
            quoteCharacter = '`',
            value = {
                "Path.of(\"a\") | Path",
                "java.nio.file.Path.of(\"a\", b).resolve(\"c\").normalize() | java.nio.file.Path",
                "Paths.get(\"a\").getParent() | java.nio.file.Path",
                "Path.of(\"a\").toAbsolutePath().getFileName() | Path",
                "Path.of(\"a\").toString() | String",
                "Path.of(\"a\").getFileName().toString().strip() | String",
                "Path.of(\"a\").toFile() | java.io.File",
                "Path.of(\"a\").getNameCount() | int",
                "args.get(0).toString() | String",
                "a[0].toString() | String",
                "Duration.ofSeconds(5) | Duration",
                "Duration.ofMinutes(5).plus(x) | Duration",
                "Duration.ofMinutes(5).toMillis() | long",
                "LocalDate.of(2026, 1, 31) | LocalDate",
                "LocalDate.EPOCH | LocalDate",
                "LocalDate.EPOCH.plus(x) | LocalDate",
                "LocalTime.of(18, 30) | LocalTime",
                "LocalTime.NOON.plusHours(1) | LocalTime",
                "java.time.Instant.parse(\"2026-01-31T18:30:00Z\") | java.time.Instant",
                "BigDecimal.ONE | BigDecimal",
                "BigDecimal.valueOf(3) | BigDecimal",
                "new java.math.BigDecimal(\"1\").negate() | java.math.BigDecimal",
                "Year.of(2026) | Year",
                "Integer.MAX_VALUE | int",
                "Integer.valueOf(3) | Integer",
                "Integer.parseInt(\"3\") | int",
                "String.join(\",\", parts) | String",
                "\"a\".repeat(3) | String",
                "\"a\".length() | int",
                "\"a\" + x | String",
                "\"a\" + x * -2 + (y == z) | String",
                "Map.of(\"a\", Duration.ofHours(1)) | Map<String, Duration>",
                "\"a\" + x == y | boolean",
                "\"a\".equals(x) && !z | boolean",
                "!x.isEmpty() | boolean",
                "size > 3 || strict | boolean",
                "\"a\" + x instanceof String | boolean",
                "Path.of(\"a\") != null | boolean"
            })
    void whatItsClassesSay(String value, String type) {
        assertThat(type(value)).isEqualTo(type);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " | ",
            quoteCharacter = '`',
            value = {
                "Path.of(\"a\").getFileSystem()",
                "Path.of(\"a\").toRealPath", // a field that is not there
                "Path.of(\"a\").iterator().next()", // of any type, to what is known without the compiler
                "Duration.ofHours(3).dividedBy(x)", // a duration by a number, a number by a duration
                "BigDecimal.ROUND_UP.x",
                "javafx.util.Duration.seconds(5)",
                "org.joda.time.LocalDate.parse(\"2026-01-31\")",
                "java.awt.List.of(1)",
                "(Object) a.toString()",
                "(Path) a",
                "a < b",
                "a == b ? \"c\" : 1",
                "x -> x == 1",
                "() -> Path.of(\"a\")",
                "\"a\" + b < c",
                "new File(\"a\") { }",
                "new Path",
                "new Random(7)",
                "new",
                "Path.",
                "Path",
                "1 + 2"
            })
    void whatTakesACompilerIsNotKnown(String value) {
        assertThat(type(value)).isEmpty();
    }

    private static String type(String value) {
        List<Parameter> declared = JavaDeclarations.in("var x = " + value + ";");
        assertThat(declared).hasSize(1);
        return declared.get(0).type();
    }
}
