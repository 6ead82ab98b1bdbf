package dev.assay.notebook.run;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.notebook.ScriptedKernel;
import dev.assay.notebook.format.Cell;
import dev.assay.notebook.format.Fields;
import dev.assay.notebook.format.Notebook;
import dev.assay.notebook.format.Output;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Notebooks for the scripted kernel, and what is read off those that it ran. */
final class ScriptedRun {
    private ScriptedRun() {}

    /** A notebook of code cells. */
    static Notebook notebook(String... sources) {
        List<Cell> cells = new ArrayList<>();
        for (String source : sources) {
            cells.add(cell("c" + (cells.size() + 1), source));
        }
        return Notebook.of(Fields.none(), cells);
    }

    static Cell.Code cell(String id, String source, String... tags) {
        ObjectNode metadata = JsonNodeFactory.instance.objectNode();
        for (String tag : tags) {
            metadata.withArray("tags").add(tag);
        }
        return new Cell.Code(id, Fields.of(metadata), source);
    }

    static RunResult run(Path folder, RunOptions options, String... sources) {
        return NotebookRun.of(notebook(sources), ScriptedKernel.spec("normal"), folder.resolve("out.ipynb"), options)
                .run();
    }

    /** What a cell printed and showed and how it failed, in lines. */
    static List<String> texts(Notebook notebook, int cell) {
        List<String> texts = new ArrayList<>();
        for (Output output : ((Cell.Code) notebook.cells().get(cell)).outputs()) {
            if (output instanceof Output.Stream stream) {
                texts.add(stream.name() + ": " + stream.text().strip());
            } else if (output instanceof Output.Shown shown) {
                texts.add(shown.text("text/plain"));
            } else if (output instanceof Output.Failure failure) {
                texts.add(failure.name() + ": " + failure.value());
            }
        }
        return texts;
    }

    static Map<String, String> values(RunResult result) {
        Map<String, String> values = new TreeMap<>();
        result.values().forEach((name, value) -> values.put(name, value.asText()));
        return values;
    }
}
