package dev.assay.notebook.parameter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.assay.notebook.format.Cell;
import dev.assay.notebook.format.Fields;
import dev.assay.notebook.format.Notebook;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values reach the cell behind the declaring one, in its language and its types. */
final class ParametersTest {
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
            """;

    @TempDir
    private Path folder;

    @Test
    void whatTheCellDeclaresIsKnownWithTypeValueAndComment() {
        assertThat(Parameters.of(notebook("java", JAVA)).declared())
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
                        "anything");
    }

    @Test
    void keywordsOfSomePlacesAreNamesInOthers() {
        String cell =
                """
                int yield = 5, permits = 1; String record = "a";
                boolean sealed = true;
                record Point(int x) {}
                sealed interface Shape permits Point {}
                """;

        assertThat(declared(cell)).extracting(Parameter::name).containsExactly("yield", "permits", "record", "sealed");
    }

    @Test
    void aStatementGoesOnInALineThatBeginsWithASign() {
        assertThat(declared(
                        "int x = 50\n   % 3;\nint y = 2;\nboolean z =\n    !true; int v = 1;\n%time y\nint w = 3;\n"))
                .containsExactly(
                        new Parameter("x", "int", "50\n   % 3", ""),
                        new Parameter("y", "int", "2", ""),
                        new Parameter("z", "boolean", "!true", ""),
                        new Parameter("v", "int", "1", ""),
                        new Parameter("w", "int", "3", ""));
    }

    @Test
    void floatsInAListAreBoxed() {
        assertThat(declared("var some = List.of(0.5f, 1f); var few = Map.of(1L, 'a');"))
                .extracting(Parameter::type)
                .containsExactly("List<Float>", "Map<Long, Character>");
    }

    @Test
    void severalVariablesOfADeclarationAreOneParameterEach() {
        assertThat(
                        declared(
                                """
                        int a = 1, b = 2; // both
                        int low = 3, // at least
                            high = Math.max(4, 5); /* at most */
                        Map<String, Integer> first = new HashMap<String, Integer>(), second = Map.of("a, b", 1);
                        boolean less = a < b, more = a > b; char comma = ',', semicolon = ';';
                        int[] one = {1, 2}, two[] = {{3}};
                        final @Deprecated(since = "1") java.util.List<? extends Number> numbers = null, none;
                        """))
                .containsExactly(
                        new Parameter("a", "int", "1", "both"),
                        new Parameter("b", "int", "2", "both"),
                        new Parameter("low", "int", "3", "at least"),
                        new Parameter("high", "int", "Math.max(4, 5)", "at most"),
                        new Parameter("first", "Map<String, Integer>", "new HashMap<String, Integer>()", ""),
                        new Parameter("second", "Map<String, Integer>", "Map.of(\"a, b\", 1)", ""),
                        new Parameter("less", "boolean", "a < b", ""),
                        new Parameter("more", "boolean", "a > b", ""),
                        new Parameter("comma", "char", "','", ""),
                        new Parameter("semicolon", "char", "';'", ""),
                        new Parameter("one", "int[]", "{1, 2}", ""),
                        new Parameter("two", "int[][]", "{{3}}", ""),
                        new Parameter("numbers", "java.util.List<? extends Number>", "null", ""),
                        new Parameter("none", "java.util.List<? extends Number>", "", ""));
    }

    @Test
    void onlyWhatIsDeclaredOutsideCommentsTextsAndBlocksCounts() {
        assertThat(
                        declared(
                                """
                        %maven a:b:1
                        // int gone = 1;
                        /* int old = 2;
                        int older = 3; */
                        String text = \"""
                            int said = 4;
                            \"""; // int told = 5;
                        String line = "int quoted = 6;";
                        int f(int x) { int inner = 7; return inner; }
                        class Pair { int left = 8; }
                        Runnable run = () -> { int deep = 9; };
                        for (int i = 0; i < 3; i++) { int each = i; }
                        if (f(1) == 1) line = "10";
                        line = "11"; f(12); outer: while (false) {}
                        import java.util.*;
                        int last = /* not 13 */ 14"""))
                .extracting(Parameter::name, Parameter::value, Parameter::about)
                .containsExactly(
                        tuple("text", "\"\"\"\n    int said = 4;\n    \"\"\"", "int told = 5;"),
                        tuple("line", "\"int quoted = 6;\"", ""),
                        tuple("run", "() -> { int deep = 9; }", ""),
                        tuple("last", "14", ""));
    }

    /** What is no Java is the kernel's to complain about. */
    @Test
    void codeOfAnyKindIsRead() {
        String[] pieces = {
            "int", " a", " = ", "<", ">", "(", ")", "{", "}", "[", "]", ",", ";", "\n", "\"", "//", "/*", "*/", "@A",
            "%", "var", ":", "\\"
        };
        Random random = new Random(11);
        for (int i = 0; i < 5000; i++) {
            String code = random.ints(random.nextInt(30), 0, pieces.length)
                    .mapToObj(k -> pieces[k])
                    .collect(Collectors.joining());
            for (Parameter parameter : declared(code)) {
                assertThat(parameter.name()).isEqualTo("a");
            }
            assertThat(Parameters.of(notebook("python", code)).declared()).isNotNull();
        }
    }

    private static List<Parameter> declared(String java) {
        return Parameters.of(notebook("java", java)).declared();
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
                "anything | 2.50 | Object anything = 2.5;"
            })
    void aValueIsWrittenInTheTypeOfItsDeclaration(String name, String value, String code) {
        Notebook with = Parameters.of(notebook("java", JAVA)).with(Map.of(), Map.of(name, value));
        assertThat(with.cells()).hasSize(3);
        assertThat(with.cells().get(1).tags()).containsExactly("injected-parameters");
        assertThat(with.cells().get(1).source()).isEqualTo("// Parameters of this run\n" + code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "size | 1.5 | expected a whole number (int), found 1.5",
                "size | 3000000000 | expected a whole number (int), found 3000000000",
                "cap | much | expected a number (double), found much",
                "strict | yes | expected true or false (boolean), found yes",
                "limits | 3 | expected a map, found 3",
                "size | null | expected a whole number (int), found null",
                "mark | ab | expected one character (char), found ab",
                "few | 70000 | expected a whole number (short), found 70000",
                "roots | [a, null] | expected values in a list, found null",
                "cap | 1e400 | expected a number (double), found 1E+400",
                "most_ | 1e39 | expected a number (float), found 1E+39",
                "price | 1,5 | expected a number (BigDecimal), found 1,5",
                "many | 1.5 | expected a whole number (java.math.BigInteger), found 1.5",
                "day | 2026-02-30 | parameter day: expected a date such as 2026-01-31 (LocalDate), found 2026-02-30",
                "page | a b | expected a URI such as https://example.org/a (URI), found a b",
                "random | 7 | parameter random: values can be given for String, char, int,",
                "random | 7 | for List, Set, Map and arrays of these, but not for Random",
                "siez | 3 | no parameter \"siez\": the notebook has size, seed, cap"
            })
    void whatDoesNotFitIsRefused(String name, String value, String message) {
        Parameters parameters = Parameters.of(notebook("java", JAVA));
        assertThatThrownBy(() -> parameters.with(Map.of(), Map.of(name, value)))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining(message);
    }

    @Test
    void whatCanBeGivenIsSaid() {
        Parameters parameters = Parameters.of(notebook("java", JAVA));
        assertThat(parameters.declared())
                .extracting(parameter ->
                        parameter.name() + ": " + parameters.takes(parameter).orElse("nothing"))
                .contains(
                        "size: a whole number",
                        "strict: true or false",
                        "roots: a list, of each a text",
                        "limits: a map, of each a whole number",
                        "steps: a list, of each a whole number",
                        "days: a list, of each a date such as 2026-01-31",
                        "random: nothing",
                        "anything: any value");
        Parameters none = Parameters.of(notebook("java", "List<Random> several = null;"));
        assertThat(none.takes(none.declared().get(0))).isEmpty();
    }

    @Test
    void theNextRunsValuesTakeThePlaceOfTheLast() {
        Notebook once = Parameters.of(notebook("java", JAVA)).with(Map.of(), Map.of("size", "1"));
        Notebook twice = Parameters.of(once).with(Map.of(), Map.of("size", "2"));
        assertThat(twice.cells()).hasSize(3);
        assertThat(twice.cells().get(1).source()).endsWith("int size = 2;");
    }

    @Test
    void valuesOfAFileAreOverruledByTheCommandLine() throws Exception {
        Path file = folder.resolve("p.yaml");
        Files.writeString(file, "size: 7\ncap: 0.3\n");
        Notebook with = Parameters.of(notebook("java", JAVA)).with(Parameters.read(file), Map.of("size", "8"));
        assertThat(with.cells().get(1).source()).endsWith("int size = 8;\ndouble cap = 0.3;");
        Files.writeString(file, "[1]");
        assertThatThrownBy(() -> Parameters.read(file)).hasMessageContaining("expected names with values");
    }

    @Test
    void pythonIsSpokenToo() {
        Notebook python = notebook("python", "size: int = 3  # how many\nname = 'a # b'\nwanted = None\n");
        assertThat(Parameters.of(python).declared())
                .containsExactly(
                        new Parameter("size", "int", "3", "how many"),
                        new Parameter("name", "str", "'a # b'", ""),
                        new Parameter("wanted", "", "None", ""));
        Notebook with = Parameters.of(python)
                .with(Map.<String, JsonNode>of(), Map.of("wanted", "{a: [true, null, 1.5, \"q\\\"\"]}"));
        assertThat(with.cells().get(1).source())
                .isEqualTo("# Parameters of this run\nwanted = {\"a\": [True, None, 1.5, \"q\\\"\"]}");
    }

    @Test
    void pythonIsReadByStatements() {
        String code =
                """
                %matplotlib inline
                \"""Says
                said = 1
                \"""
                a = 2; b = 'x;y' # both
                roots = ["a", # first
                         "b"]
                total = 1 + \\
                    2
                if a: c = 3; d = 4
                else: c = 5
                def f(x=5):
                    e = 6
                a == 7
                limits: dict[str, int] = {"a": 8}  # most
                """;
        assertThat(Parameters.of(notebook("python", code)).declared())
                .containsExactly(
                        new Parameter("a", "int", "2", "both"),
                        new Parameter("b", "str", "'x;y'", "both"),
                        new Parameter("roots", "", "[\"a\", # first\n         \"b\"]", ""),
                        new Parameter("total", "", "1 + \\\n    2", ""),
                        new Parameter("limits", "dict[str, int]", "{\"a\": 8}", "most"));
    }

    @Test
    void withoutADeclaringCellNothingCanBeGiven() {
        Notebook bare = Notebook.of(Fields.none(), List.of(new Cell.Code("a", Fields.none(), "1")));
        assertThat(Parameters.of(bare).declared()).isEmpty();
        assertThatThrownBy(() -> Parameters.of(bare).with(Map.of(), Map.of("a", "1")))
                .hasMessageContaining("no cell tagged parameters");
    }

    private static Notebook notebook(String language, String code) {
        var tags = JsonNodeFactory.instance.objectNode();
        tags.putArray("tags").add("parameters");
        var info = JsonNodeFactory.instance.objectNode();
        info.putObject("language_info").put("name", language);
        return Notebook.of(
                Fields.of(info),
                List.of(new Cell.Code("p", Fields.of(tags), code), new Cell.Markdown("m", Fields.none(), "text")));
    }
}
