package dev.assay.notebook.parameter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.notebook.format.Notebook;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Parameters of a notebook in Python. */
final class PythonParametersTest {

    @Test
    void pythonIsSpokenToo() {
        Notebook python = Declaring.notebook("python", "size: int = 3  # how many\nname = 'a # b'\nwanted = None\n");
        assertThat(Parameters.of(python).declared())
                .containsExactly(
                        new Parameter("size", "int", "3", "how many"),
                        new Parameter("name", "str", "'a # b'", ""),
                        new Parameter("wanted", "", "None", ""));
        Notebook with = Parameters.of(python).with(Map.of(), Map.of("wanted", "{a: [true, null, 1.5, \"q\\\"\"]}"));
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
                same = "a" == b
                long = "a" 'b'
                """;
        assertThat(Parameters.of(Declaring.notebook("python", code)).declared())
                .containsExactly(
                        new Parameter("a", "int", "2", "both"),
                        new Parameter("b", "str", "'x;y'", "both"),
                        new Parameter("roots", "list[str]", "[\"a\", # first\n         \"b\"]", ""),
                        new Parameter("total", "", "1 + \\\n    2", ""),
                        new Parameter("limits", "dict[str, int]", "{\"a\": 8}", "most"),
                        new Parameter("same", "", "\"a\" == b", ""),
                        new Parameter("long", "str", "\"a\" 'b'", ""));
    }
}
