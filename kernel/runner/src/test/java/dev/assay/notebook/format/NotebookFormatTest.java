package dev.assay.notebook.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.jupyter.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of version 4 come back byte for byte; all else is refused with its place. */
final class NotebookFormatTest {

    /** As nbformat 5 writes it: {@code json.dumps(.., sort_keys=True, indent=1, ensure_ascii=False)} and a line end. */
    private static final String ALL_KINDS =
            """
            {
             "cells": [
              {
               "cell_type": "markdown",
               "id": "title",
               "metadata": {},
               "source": [
                "# Überblick\\n",
                "two lines"
               ]
              },
              {
               "cell_type": "code",
               "execution_count": 3,
               "id": "one",
               "metadata": {
                "of_somebody": {
                 "x": 0.1
                },
                "tags": [
                 "parameters"
                ]
               },
               "outputs": [
                {
                 "name": "stdout",
                 "output_type": "stream",
                 "text": [
                  "a\\n",
                  "b"
                 ]
                },
                {
                 "data": {
                  "application/json": {
                   "b": [
                    1,
                    null
                   ]
                  },
                  "text/plain": [
                   "1"
                  ]
                 },
                 "execution_count": 3,
                 "metadata": {},
                 "output_type": "execute_result"
                },
                {
                 "ename": "E",
                 "evalue": "why",
                 "output_type": "error",
                 "traceback": [
                  "at\\tone"
                 ]
                }
               ],
               "source": [
                "1"
               ]
              },
              {
               "cell_type": "raw",
               "id": "r",
               "metadata": {},
               "source": []
              }
             ],
             "metadata": {
              "kernelspec": {
               "display_name": "Java",
               "language": "java",
               "name": "assay"
              }
             },
             "nbformat": 4,
             "nbformat_minor": 5,
             "unknown": true
            }
            """;

    @TempDir
    private Path folder;

    @Test
    void whatIsReadIsWrittenByteForByte() throws Exception {
        Notebook read = read(ALL_KINDS);
        assertThat(new String(NotebookFormat.IPYNB.write(read), StandardCharsets.UTF_8))
                .isEqualTo(ALL_KINDS);
        assertThat(read.cells()).hasSize(3);
        Cell.Code code = (Cell.Code) read.cells().get(1);
        assertThat(code.tags()).containsExactly("parameters");
        assertThat(code.executionCount()).isEqualTo(OptionalInt.of(3));
        assertThat(code.outputs().get(0)).isEqualTo(new Output.Stream("stdout", "a\nb"));
        assertThat(read.kernelName()).isEqualTo("assay");
    }

    @Test
    void aFileIsReplacedInOneMoveAndNothingStaysBesideIt() throws Exception {
        Path file = folder.resolve("n.ipynb");
        Files.writeString(file, "old");
        read(ALL_KINDS).write(file);
        assertThat(Files.readString(file)).isEqualTo(ALL_KINDS);
        try (Stream<Path> inside = Files.list(folder)) {
            assertThat(inside).containsExactly(file);
        }
        assertThat(Notebook.read(file)).isEqualTo(read(ALL_KINDS));
    }

    @Test
    void cellsOfOlderFilesGetTheSameIdsEachTimeAndKeepThemOut() throws Exception {
        String old = ALL_KINDS
                .replace("\"nbformat_minor\": 5", "\"nbformat_minor\": 4")
                .replaceAll(" *\"id\": \"\\w+\",\n", "");
        List<String> ids = read(old).cells().stream().map(Cell::id).toList();
        assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id.matches("[0-9a-f]{8}"));
        assertThat(read(old).cells().stream().map(Cell::id).toList()).isEqualTo(ids);
        assertThat(new String(NotebookFormat.IPYNB.write(read(old)), StandardCharsets.UTF_8))
                .isEqualTo(old);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"nbformat\": 3, \"worksheets\": []} | nbformat: expected version 4, found version 3; \"jupyter nbconvert",
                "{\"nbformat\": 5} | nbformat: expected version 4, found version 5",
                "{} | no \"nbformat\"",
                "[] | file: expected an object, found a list",
                "null | file: expected an object, found null",
                "`` | expected a notebook, found nothing",
                "not json | not readable as JSON in line 1",
                "{\"nbformat\": 4, \"nbformat_minor\": 5, \"cells\": 7} | cells: expected a list, found number 7",
                "{\"nbformat\": 4, \"nbformat_minor\": 5, \"cells\": [{\"cell_type\": \"code\", \"source\": [1]}]}"
                        + "| cells[0].source[0]: expected a text, found number 1",
                "{\"nbformat\": 4, \"nbformat_minor\": 5, \"cells\": [{\"cell_type\": \"\\u001b[2J\", \"source\": \"\"}]}"
                        + "| cells[0].cell_type: expected \"code\", \"markdown\" or \"raw\", found the text \" [2J\"",
                "{\"nbformat\": 4, \"nbformat_minor\": 5, \"cells\": [{\"cell_type\": \"code\", \"source\": \"\", \"outputs\": "
                        + "[{\"output_type\": \"display_data\", \"data\": {\"application/json\": 5, \"image/png\": 5}}]}]}"
                        + "| cells[0].outputs[0].data.image/png: expected a text or a list of its lines, found number 5",
                "{\"nbformat\": 4, \"nbformat_minor\": 5, \"metadata\": {\"kernelspec\": {\"name\": 5}}, \"cells\": []}"
                        + "| metadata.kernelspec.name: expected a text, found number 5",
                "{\"nbformat\": 4, \"nbformat\": 4} | Duplicate field",
                "{\"nbformat\": 4, \"nbformat_minor\": 5, \"cells\": []} {} | behind"
            })
    void whatIsNoNotebookIsRefusedWithItsPlace(String text, String message) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(NotebookFormatException.class)
                .hasMessageContaining(message);
    }

    @Test
    void codeThatNoKernelTakesIsRefused() {
        String code = "{\"nbformat\": 4, \"nbformat_minor\": 5, \"cells\": [{\"cell_type\": \"code\", \"source\": \""
                + "x".repeat(9 << 20) + "\"}]}";
        assertThatThrownBy(() -> read(code))
                .hasMessage("cells[0].source: expected at most 8388608 characters of code, found 9437184");
    }

    @Test
    void depthIsBounded() {
        String deep = "{\"nbformat\": 4, \"nbformat_minor\": 5, \"cells\": [], \"metadata\": " + "[".repeat(100_000);
        assertThatThrownBy(() -> read(deep))
                .isInstanceOf(NotebookFormatException.class)
                .hasMessageContaining("depth");
    }

    private static Notebook read(String text) throws NotebookFormatException {
        return NotebookFormat.IPYNB.read(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    @Timeout(60)
    void equalCellsAreNumberedInOnePass() throws NotebookFormatException {
        String cell = "{\"cell_type\":\"raw\",\"metadata\":{},\"source\":\"\"}";
        String file = "{\"nbformat\":4,\"nbformat_minor\":4,\"metadata\":{},\"cells\":[" + cell
                + ("," + cell).repeat(59_999) + "]}";
        List<Cell> cells =
                NotebookFormat.IPYNB.read(file.getBytes(StandardCharsets.UTF_8)).cells();
        assertThat(cells.stream().map(Cell::id).distinct()).hasSize(60_000);
    }

    /** Kernels send values that are nested deeper than a file may be. */
    @ParameterizedTest
    @CsvSource({"10", "194", "195", "240"})
    void whatIsWrittenCanBeReadHoweverDeepAKernelNests(int levels) throws Exception {
        String deep = "[".repeat(levels) + "\"end\"" + "]".repeat(levels);
        ObjectNode members = Json.read(("{\"application/json\": " + deep + "}").getBytes(StandardCharsets.UTF_8));
        Cell.Code cell = new Cell.Code("a", Fields.none(), "")
                .withResult(
                        OptionalInt.of(1),
                        List.of(
                                new Output.Display(Fields.of(members), Fields.of(members)),
                                new Output.Result(OptionalInt.of(1), Fields.of(members), Fields.of(members))));
        Notebook notebook = Notebook.of(Fields.none(), List.of(cell));
        Path file = folder.resolve("deep.ipynb");
        notebook.write(file);
        assertThat(Notebook.read(file)).isEqualTo(notebook);
        for (Output output : cell.outputs()) {
            Output.Shown shown = (Output.Shown) output;
            for (String kept : List.of(
                    shown.text("application/json"),
                    shown.metadata().get("application/json").toString())) {
                assertThat(kept.replaceAll("[^a-z]", "")).as("nothing is lost").isEqualTo("end");
                assertThat(kept.replaceAll("[^\\[]", "")).hasSize(levels);
                assertThat(kept.equals(deep)).isEqualTo(levels <= 194);
            }
        }
    }
}
