package dev.assay.notebook.parameter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.notebook.format.Notebook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The declared type says what a spelling means; YAML's own reading is asked only where any value fits. */
final class SpellingTest {
    private static final String JAVA =
            """
            int n = 3;
            long big = 1L;
            double x = 0.5;
            boolean flag = true;
            List<String> names = List.of("a");
            Map<String, String> words = Map.of();
            Map<Integer, String> numbered = Map.of();
            Object any = null;
            """;

    private static final String PYTHON =
            """
            n = 3
            x = 0.5
            f = True
            names = ["a", 'b']
            sizes = [1, 2]
            mixed = [1, "a"]
            limits: dict[str, int] = {}
            maybe: "Optional[int]" = None
            pair: typing.Tuple[str, int] = ("a", 1)
            several: tuple[str, ...] = ()
            either: int | str = 1
            kinds: set[str] = set()
            any = None
            """;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiterString = " | ",
            quoteCharacter = '`',
            value = {
                "n | 010 | int n = 10;",
                "big | 0012 | long big = 12L;",
                "x | 010.50 | double x = 10.50;",
                "x | 1e3 | double x = 1E+3;",
                "flag | TRUE | boolean flag = true;",
                "names | [1e3, 0x10, 1_000, TRUE] | List<String> names = java.util.List.of(\"1e3\", \"0x10\", \"1_000\","
                        + " \"TRUE\");",
                "names | 007 | List<String> names = java.util.List.of(\"007\");",
                "names | [no, 12:30, 2026-01-31, 1., \"~\", !!str null] | List<String> names = java.util.List.of(\"no\","
                        + " \"12:30\", \"2026-01-31\", \"1.\", \"~\", \"null\");",
                "words | {007: 010, b: 1.50} | Map<String, String> words = new java.util.LinkedHashMap<String, String>()"
                        + " {{ put(\"007\", \"010\"); put(\"b\", \"1.50\"); }};",
                "numbered | {010: 0b1} | Map<Integer, String> numbered = new java.util.LinkedHashMap<Integer, String>()"
                        + " {{ put(10, \"0b1\"); }};",
                "any | 010 | Object any = 10;",
                "any | 0o10 | Object any = 8;",
                "any | 0x10 | Object any = 16;",
                "any | \"0x10\" | Object any = \"0x10\";",
                "any | 1_000 | Object any = \"1_000\";",
                "any | 12:30 | Object any = \"12:30\";",
                "any | yes | Object any = \"yes\";",
                "any | TRUE | Object any = true;",
                "any | 2147483648 | Object any = 2147483648L;",
                "any | -.inf | Object any = Double.NEGATIVE_INFINITY;",
                "any | [1.50, ~x] | Object any = java.util.List.of(1.50, \"~x\");",
                "any | [&a 1, *a] | Object any = java.util.List.of(1, 1);"
            })
    void inJava(String name, String value, String code) throws IOException {
        assertThat(given("java", JAVA, name, value)).isEqualTo("// Parameters of this run\n" + code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " | ",
            quoteCharacter = '`',
            value = {
                "n | 010 | n = 10",
                "x | 010 | x = 10.0",
                "x | 2.50 | x = 2.50",
                "f | TRUE | f = True",
                "names | [007, 1e3, no] | names = [\"007\", \"1e3\", \"no\"]",
                "names | 007 | names = [\"007\"]",
                "sizes | [007, 1_000] | sizes = [7, 1000]",
                "mixed | [010, 0o10, 1_000, yes] | mixed = [10, 8, \"1_000\", \"yes\"]",
                "limits | {007: 010} | limits = {\"007\": 10}",
                "maybe | null | maybe = None",
                "maybe | 012 | maybe = 12",
                "pair | [007, 007] | pair = tuple([\"007\", 7])",
                "several | [1, 2, 3] | several = tuple([\"1\", \"2\", \"3\"])",
                "either | 0x10 | either = 16",
                "kinds | [on] | kinds = set([\"on\"])",
                "any | .inf | any = float(\"inf\")",
                "any | {a: 0.10} | any = {\"a\": 0.10}"
            })
    void inPython(String name, String value, String code) throws IOException {
        assertThat(given("python", PYTHON, name, value)).isEqualTo("# Parameters of this run\n" + code);
    }

    /** From a command line and from a file. */
    private String given(String language, String declared, String name, String value) throws IOException {
        Parameters parameters = Parameters.of(Declaring.notebook(language, declared));
        Notebook typed = parameters.with(Map.of(), Map.of(name, value));
        Path file = Files.writeString(folder.resolve("p.yaml"), name + ": " + value + "\n");
        Notebook filed = parameters.with(Parameters.read(file), Map.of());
        assertThat(filed.cells().get(1).source()).isEqualTo(typed.cells().get(1).source());
        return typed.cells().get(1).source();
    }

    @Test
    void aTextInAFileIsAsWritten() throws IOException {
        Parameters parameters = Parameters.of(Declaring.notebook("java", "String s = \"\";\nchar c = 'a';"));
        Path file = Files.writeString(folder.resolve("p.yaml"), "\uFEFFs: 007\nc: 7\n");
        assertThat(parameters
                        .with(Parameters.read(file), Map.of())
                        .cells()
                        .get(1)
                        .source())
                .endsWith("String s = \"007\";\nchar c = \"7\".charAt(0);");
        Path json = Files.writeString(folder.resolve("p.json"), "{\"s\": 1.50}");
        assertThat(parameters
                        .with(Parameters.read(json), Map.of())
                        .cells()
                        .get(1)
                        .source())
                .endsWith("String s = \"1.50\";");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " | ",
            quoteCharacter = '`',
            value = {
                "java | n | 0x10 | expected a whole number (int), found 0x10",
                "java | n | 0o10 | expected a whole number (int), found 0o10",
                "java | n | 1:30 | expected a whole number (int), found 1:30",
                "java | flag | on | expected true or false (boolean), found on",
                "java | names | [a, ~] | expected values in a list, which holds no null; in quotes it is a text, found ~",
                "java | names | [a, ] b | line 1, column 7: ",
                "java | any | {a: 1, a: 2} | line 1, column 8: \"a\" stands there twice",
                "java | any | [&a [1], *a] | aliases",
                "java | any | {[a]: 1} | expected a name, found a list or a map",
                "python | f | maybe | parameter f: expected true or false, found maybe",
                "python | n | 2.5 | parameter n: expected a whole number, found 2.5",
                "python | n | [1] | parameter n: expected a whole number, found [1]",
                "python | sizes | [a] | parameter sizes: expected a whole number, found a",
                "python | limits | [a] | expected a map in which each value is a whole number, found [a]"
            })
    void whatTheTypeDoesNotReadIsRefused(String language, String name, String value, String message) {
        Parameters parameters = Parameters.of(Declaring.notebook(language, language.equals("java") ? JAVA : PYTHON));
        assertThatThrownBy(() -> parameters.with(Map.of(), Map.of(name, value)))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining(message);
    }

    @Test
    void pythonsListsAreKnownByTheirElements() {
        assertThat(Parameters.of(Declaring.notebook("python", PYTHON)).declared())
                .extracting(Parameter::type)
                .startsWith("int", "float", "bool", "list[str]", "list[int]", "");
    }
}
