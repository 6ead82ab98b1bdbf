package dev.assay.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The notebooks as they are committed; {@code test_notebooks.py} runs them again. */
final class CommittedNotebooksTest {

    private static final int MOST_LINES = 12;
    private static final int LONGEST_LINE = 110;
    private static final int MOST_BYTES = 1_000_000;

    static List<Path> notebooks() throws IOException {
        Path at = Path.of("").toAbsolutePath();
        while (at != null && !Files.isDirectory(at.resolve("data-samples"))) {
            at = at.getParent();
        }
        assertThat(at).isNotNull();
        try (Stream<Path> files = Files.list(at.resolve("notebooks"))) {
            return files.filter(file -> file.toString().endsWith(".ipynb"))
                    .sorted()
                    .toList();
        }
    }

    private static List<JsonNode> code(Path notebook) throws IOException {
        List<JsonNode> code = new ArrayList<>();
        for (JsonNode cell : new ObjectMapper().readTree(notebook.toFile()).path("cells")) {
            if (cell.path("cell_type").asText().equals("code")) {
                code.add(cell);
            }
        }
        return code;
    }

    private static String joined(JsonNode lines) {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line.asText()));
        return text.toString();
    }

    /** Or a sentence is another one where numbers are written otherwise. */
    @ParameterizedTest
    @MethodSource("notebooks")
    void numbersAreWrittenAlikeEverywhere(Path notebook) throws IOException {
        for (JsonNode cell : code(notebook)) {
            assertThat(joined(cell.path("source")))
                    .doesNotContainPattern("\\.format\\((?!Locale\\.ROOT)")
                    .doesNotContainPattern("%[-,.\\d]*[dfeg](?=[^\"]*\"(\"\")?\\s*\\.formatted)");
        }
    }

    @ParameterizedTest
    @MethodSource("notebooks")
    void itTakesTheParametersOfAll(Path notebook) throws IOException {
        List<String> parameters = code(notebook).stream()
                .filter(cell -> cell.path("metadata").path("tags").toString().contains("\"parameters\""))
                .map(cell -> joined(cell.path("source")))
                .toList();
        assertThat(parameters).hasSize(1);
        assertThat(parameters.get(0))
                .contains(
                        "roots = ", "int size = ", "double cap = ", "double floor = ", "long seed = ", "String out = ");
    }

    @ParameterizedTest
    @MethodSource("notebooks")
    void cellsAreShortAndRanInOrder(Path notebook) throws IOException {
        int number = 0;
        for (JsonNode cell : code(notebook)) {
            assertThat(joined(cell.path("source")).lines()).hasSizeLessThanOrEqualTo(MOST_LINES);
            assertThat(joined(cell.path("source")).lines()).allMatch(line -> line.length() <= LONGEST_LINE);
            assertThat(cell.path("execution_count").asInt()).isEqualTo(++number);
            assertThat(cell.path("metadata").has("execution"))
                    .as("times of a run")
                    .isFalse();
        }
        assertThat(number).isPositive();
    }

    @ParameterizedTest
    @MethodSource("notebooks")
    void itPublishesAndDoesNotFail(Path notebook) throws IOException {
        List<String> types = new ArrayList<>();
        for (JsonNode cell : code(notebook)) {
            for (JsonNode output : cell.path("outputs")) {
                types.add(output.path("output_type").asText());
                output.path("data").fieldNames().forEachRemaining(types::add);
            }
        }
        assertThat(types).contains("application/vnd.assay.value+json", "text/html", "text/markdown");
        assertThat(types).doesNotContain("error", "stream");
    }

    @ParameterizedTest
    @MethodSource("notebooks")
    void itIsSmallAndTellsOfNoMachine(Path notebook) throws IOException {
        assertThat(Files.size(notebook)).isLessThan(MOST_BYTES);
        assertThat(Files.readString(notebook)).doesNotContain("/home/", "/root/", "/tmp/", "\"iopub.");
    }
}
