package dev.assay.notebook.parameter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.notebook.format.Notebook;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values are written as Java in the types that a cell declares, and refused where they do not fit. */
final class JavaValuesTest {
    private static final String JAVA =
            """
            // What can be changed
            int size = 200; // videos
            final long seed = 42L;
            double cap = 0.60;
            boolean strict = false;
            String name = "a; b"; // "quoted; too"
            Path out = Path.of("staging");
            List<String> roots = List.of("a",
                    "b");
            Map<String, Integer> limits = Map.of();
            var ratio = 0.5;
            int[] steps = {1, 2};
            Integer most = null;
            char mark = '-';
            Set<String> tags = Set.of();
            short few = 1;
            Character separator = ',';
            var sign = '+';
            var levels = Set.of("a");
            BigDecimal price = new BigDecimal("1.50");
            var many = new java.math.BigInteger("1");
            LocalDate day = LocalDate.of(2026, 1, 31);
            var from = java.time.LocalTime.of(8, 0);
            java.time.LocalDateTime when = null;
            Instant since = Instant.EPOCH;
            var pause = Duration.parse("PT1S");
            var page = URI.create("https://example.org");
            UUID key = null;
            File log = new File("log");
            float most_ = 1f;
            Random random = new Random(7);
            var days = List.of(LocalDate.parse("2026-01-31"));
            var weights = Map.of("a", 0.5, "b", 1.5);
            Object anything = null;
            java.time.Duration wait = null;
            java.util.List<java.nio.file.Path>[] parts = null;
            javafx.util.Duration shown = null;
            java.awt.List menu = null;
            org.joda.time.LocalDate[] days_ = null;
            var year = Year.of(2026);
            """;

    @Test
    void whatTheCellDeclaresIsKnownWithTypeValueAndComment() {
        assertThat(Parameters.of(Declaring.notebook("java", JAVA)).declared())
                .startsWith(new Parameter("size", "int", "200", "videos"), new Parameter("seed", "long", "42L", ""))
                .contains(
                        new Parameter("name", "String", "\"a; b\"", "\"quoted; too\""),
                        new Parameter("ratio", "double", "0.5", ""))
                .extracting(Parameter::name)
                .containsExactly(
                        "size",
                        "seed",
                        "cap",
                        "strict",
                        "name",
                        "out",
                        "roots",
                        "limits",
                        "ratio",
                        "steps",
                        "most",
                        "mark",
                        "tags",
                        "few",
                        "separator",
                        "sign",
                        "levels",
                        "price",
                        "many",
                        "day",
                        "from",
                        "when",
                        "since",
                        "pause",
                        "page",
                        "key",
                        "log",
                        "most_",
                        "random",
                        "days",
                        "weights",
                        "anything",
                        "wait",
                        "parts",
                        "shown",
                        "menu",
                        "days_",
                        "year");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "size | 1_000 | int size = 1000;",
                "seed | 9000000000 | long seed = 9000000000L;",
                "cap | 1 | double cap = 1.0;",
                "ratio | 2.5e-3 | double ratio = 0.0025;",
                "strict | true | boolean strict = true;",
                "name | 007 | String name = \"007\";",
                "name | \"; System.exit(1); // \\u0022 | String name = \"\\\"; System.exit(1); // \\\\u0022\";",
                "out | x y | Path out = java.nio.file.Path.of(\"x y\");",
                "roots | [d, 1] | List<String> roots = java.util.List.of(\"d\", \"1\");",
                "roots | only | List<String> roots = java.util.List.of(\"only\");",
                "limits | {b: 2, a: 1} | Map<String, Integer> limits = new java.util.LinkedHashMap<String, Integer>()"
                        + " {{ put(\"b\", 2); put(\"a\", 1); }};",
                "steps | [3] | int[] steps = new int[] {3};",
                "steps | null | int[] steps = null;",
                "most | 3 | Integer most = 3;",
                "most | null | Integer most = null;",
                "limits | {b: null} | Map<String, Integer> limits = new java.util.LinkedHashMap<String, Integer>()"
                        + " {{ put(\"b\", null); }};",
                "mark | \" | char mark = \"\\\"\".charAt(0);",
                "tags | [b, a] | Set<String> tags = new java.util.LinkedHashSet<>(java.util.List.of(\"b\", \"a\"));",
                "few | -3 | short few = (short) -3;",
                "separator | ~ | Character separator = \"~\".charAt(0);",
                "sign | - | char sign = \"-\".charAt(0);",
                "levels | [b] | Set<String> levels = new java.util.LinkedHashSet<>(java.util.List.of(\"b\"));",
                "price | 1.10 | BigDecimal price = new java.math.BigDecimal(\"1.10\");",
                "price | 0.1234567890123456789012345678901234567890 | BigDecimal price ="
                        + " new java.math.BigDecimal(\"0.1234567890123456789012345678901234567890\");",
                "many | 123456789012345678901234567890123456789012345678901234567890 | java.math.BigInteger many ="
                        + " new java.math.BigInteger(\"123456789012345678901234567890123456789012345678901234567890\");",
                "day | 2026-02-28 | LocalDate day = java.time.LocalDate.parse(\"2026-02-28\");",
                "day | null | LocalDate day = null;",
                "from | 13:30 | java.time.LocalTime from = java.time.LocalTime.parse(\"13:30\");",
                "when | 2026-02-28T13:30 | java.time.LocalDateTime when ="
                        + " java.time.LocalDateTime.parse(\"2026-02-28T13:30\");",
                "since | 2026-02-28T13:30:00Z | Instant since = java.time.Instant.parse(\"2026-02-28T13:30:00Z\");",
                "pause | PT90S | Duration pause = java.time.Duration.parse(\"PT1M30S\");",
                "page | https://example.org/#c | URI page = java.net.URI.create(\"https://example.org/#c\");",
                "key | 00000000-0000-4000-8000-000000000001 | UUID key ="
                        + " java.util.UUID.fromString(\"00000000-0000-4000-8000-000000000001\");",
                "log | a b | File log = new java.io.File(\"a b\");",
                "most_ | 0.1 | float most_ = 0.1f;",
                "days | [2026-02-28] | List<LocalDate> days = java.util.List.of(java.time.LocalDate.parse(\"2026-02-28\"));",
                "weights | {c: 2} | Map<String, Double> weights = new java.util.LinkedHashMap<String, Double>()"
                        + " {{ put(\"c\", 2.0); }};",
                "anything | 12345678901234567890 | Object anything = new java.math.BigInteger(\"12345678901234567890\");",
                "anything | 2.50 | Object anything = 2.50;",
                "anything | 1e-400 | Object anything = 0.0;",
                "cap | 2e-323 | double cap = 2E-323;",
                "wait | PT5S | java.time.Duration wait = java.time.Duration.parse(\"PT5S\");",
                "parts | [[a]] | java.util.List<java.nio.file.Path>[] parts ="
                        + " new java.util.List[] {java.util.List.of(java.nio.file.Path.of(\"a\"))};",
                "year | 1999 | Year year = java.time.Year.of(1999);"
            })
    void aValueIsWrittenInTheTypeOfItsDeclaration(String name, String value, String code) {
        Notebook with = Parameters.of(Declaring.notebook("java", JAVA)).with(Map.of(), Map.of(name, value));
        assertThat(with.cells()).hasSize(3);
        assertThat(with.cells().get(1).tags()).containsExactly("injected-parameters");
        assertThat(with.cells().get(1).source()).isEqualTo("// Parameters of this run\n" + code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "size | 1.5 | expected a whole number (int), found 1.5",
                "size | 3000000000 | expected a whole number from -2147483648 to 2147483647 (int), found 3000000000",
                "cap | much | expected a number (double), found much",
                "strict | yes | expected true or false (boolean), found yes",
                "limits | 3 | expected a map, found 3",
                "size | null | expected a whole number (int), found null",
                "mark | ab | expected one character (char), found ab",
                "few | 70000 | expected a whole number from -32768 to 32767 (short), found 70000",
                "roots | [a, null] | expected values in a list, which holds no null; in quotes it is a text, found null",
                "cap | 1e400 | expected a number (double), found 1e400",
                "most_ | 1e39 | expected a number (float), found 1e39",
                "price | 1,5 | expected a number (BigDecimal), found 1,5",
                "many | 1.5 | expected a whole number (java.math.BigInteger), found 1.5",
                "day | 2026-02-30 | parameter day: expected a date such as 2026-01-31 (LocalDate), found 2026-02-30",
                "page | a b | expected a URI such as https://example.org/a (URI), found a b",
                "random | 7 | parameter random: values can be given for String, char, int,",
                "random | 7 | for List, Set, Map and arrays of these, but not for Random",
                "shown | PT5S | but not for javafx.util.Duration",
                "menu | [a] | but not for java.awt.List",
                "days_ | [2026-01-31] | but not for org.joda.time.LocalDate",
                "siez | 3 | no parameter \"siez\": the notebook has size, seed, cap"
            })
    void whatDoesNotFitIsRefused(String name, String value, String message) {
        Parameters parameters = Parameters.of(Declaring.notebook("java", JAVA));
        assertThatThrownBy(() -> parameters.with(Map.of(), Map.of(name, value)))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining(message);
    }

    @Test
    void whatCanBeGivenIsSaid() {
        Parameters parameters = Parameters.of(Declaring.notebook("java", JAVA));
        assertThat(parameters.declared())
                .extracting(parameter ->
                        parameter.name() + ": " + parameters.takes(parameter).orElse("nothing"))
                .contains(
                        "size: a whole number",
                        "strict: true or false",
                        "roots: a list in which each element is a text",
                        "limits: a map in which each value is a whole number",
                        "steps: a list in which each element is a whole number",
                        "days: a list in which each element is a date such as 2026-01-31",
                        "random: nothing",
                        "shown: nothing",
                        "menu: nothing",
                        "days_: nothing",
                        "anything: any value");
        Parameters none = Parameters.of(Declaring.notebook("java", "List<Random> several = null;"));
        assertThat(none.takes(none.declared().get(0))).isEmpty();
    }
}
