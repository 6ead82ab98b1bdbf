package dev.assay.assembly.display;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.kernel.Import;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class NotebookImportsTest {

    private final JShell shell = JShell.builder().executionEngine("local").build();

    @BeforeAll
    void allImportsAreThere() {
        shell.addToClasspath(System.getProperty("java.class.path"));
        for (Import wanted : NotebookImports.all()) {
            valid(wanted.source());
        }
    }

    @AfterAll
    void close() {
        shell.close();
    }

    private void valid(String source) {
        for (SnippetEvent event : shell.eval(source)) {
            assertThat(event.status())
                    .as(source + " "
                            + shell.diagnostics(event.snippet())
                                    .map(d -> d.getMessage(null))
                                    .toList())
                    .isEqualTo(Snippet.Status.VALID);
        }
    }

    /** Names that two of the packages have, or that Java's own have too. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Table t;",
                "Column<?> c;",
                "Selection s;",
                "Axis a;",
                "Figure f;",
                "Layout l;",
                "Plan p;",
                "Row r;",
                "Cube q;",
                "Sample x;",
                "Comparator<String> y;",
                "Target z;",
                "Histogram h;",
                "Heatmap m;",
                "Path o;",
                "Picture i;",
                "Progress g;",
                "List<Map<String, Set<Integer>>> u;",
                "Splits v;",
                "int count = 3;",
                "String first = \"x\";"
            })
    void namesAreOfOneMeaning(String declaration) {
        valid(declaration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"display(1)", "publish(\"x\", 2)", "html(\"<b>\")", "clear(true)", "update(\"id\", 1)"})
    void cellsCallTheNotebookByShortNames(String call) {
        valid(call);
    }
}
