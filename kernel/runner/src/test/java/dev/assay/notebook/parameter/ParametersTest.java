package dev.assay.notebook.parameter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.notebook.format.Cell;
import dev.assay.notebook.format.Fields;
import dev.assay.notebook.format.Notebook;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Values reach the cell behind the declaring one. */
final class ParametersTest {
    private static final String JAVA = "int size = 200;\ndouble cap = 0.60;\n";

    @TempDir
    private Path folder;

    @Test
    void theNextRunsValuesTakeThePlaceOfTheLast() {
        Notebook once = Parameters.of(Declaring.notebook("java", JAVA)).with(Map.of(), Map.of("size", "1"));
        Notebook twice = Parameters.of(once).with(Map.of(), Map.of("size", "2"));
        assertThat(twice.cells()).hasSize(3);
        assertThat(twice.cells().get(1).source()).endsWith("int size = 2;");
    }

    @Test
    void valuesOfAFileAreOverruledByTheCommandLine() throws Exception {
        Path file = folder.resolve("p.yaml");
        Files.writeString(file, "size: 7\ncap: 0.3\n");
        Notebook with =
                Parameters.of(Declaring.notebook("java", JAVA)).with(Parameters.read(file), Map.of("size", "8"));
        assertThat(with.cells().get(1).source()).endsWith("int size = 8;\ndouble cap = 0.3;");
        Files.writeString(file, "[1]");
        assertThatThrownBy(() -> Parameters.read(file)).hasMessageContaining("expected names with values");
    }

    @Test
    void withoutADeclaringCellNothingCanBeGiven() {
        Notebook bare = Notebook.of(Fields.none(), List.of(new Cell.Code("a", Fields.none(), "1")));
        assertThat(Parameters.of(bare).declared()).isEmpty();
        assertThatThrownBy(() -> Parameters.of(bare).with(Map.of(), Map.of("a", "1")))
                .hasMessageContaining("no cell tagged parameters");
    }

    /** They are in one method, and it has a bound of its own whatever each parameter takes. */
    @Test
    void moreValuesThanACellHoldsAreRefused() {
        Parameters parameters = Parameters.of(
                Declaring.notebook("java", "int[] sizes = {1};\nList<Integer> caps = List.of();\nint seed = 1;"));
        assertThat(parameters.with(Map.of(), Map.of("sizes", ones(8_000))).cells())
                .hasSize(3);
        assertThat(parameters.with(Map.of(), Map.of("caps", ones(7_100))).cells())
                .hasSize(3);
        assertThatThrownBy(() -> parameters.with(Map.of(), Map.of("caps", ones(7_400))))
                .hasMessage("parameter caps: expected no more values than a cell of Java holds, which are some 8,100"
                        + " texts or 5,900 numbers for all parameters; found 7,401 here and 7,401 in all, lists, maps and keys"
                        + " counted; write them to a file, and let the notebook take its path");
        assertThatThrownBy(
                        () -> parameters.with(Map.of(), Map.of("sizes", ones(4_500), "caps", ones(6_000), "seed", "7")))
                .hasMessageStartingWith("parameter caps: expected no more")
                .hasMessageContaining("found 6,001 here and 10,503 in all,");
        assertThat(Parameters.of(Declaring.notebook("python", "sizes = [1]"))
                        .with(Map.of(), Map.of("sizes", ones(10_000)))
                        .cells())
                .hasSize(3);
    }

    private static String ones(int count) {
        return "[" + "1, ".repeat(count - 1) + "1]";
    }
}
