package dev.assay.notebook.run;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.notebook.format.Cell;
import dev.assay.notebook.format.Fields;
import dev.assay.notebook.format.Notebook;
import dev.assay.notebook.format.Output;
import dev.assay.notebook.kernel.KernelSpec;
import dev.assay.notebook.kernel.RunningKernel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * The notebook as far as it is: its cells, and what each has left. A cell that went well carries its {@link Chain} link in its
 * metadata, {@code assay.sha256}, by which the next run knows it again.
 */
final class Draft {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    /** What is ours in metadata. */
    static final String OURS = "assay";

    private static final String LINK = "sha256";

    private final List<Cell> cells;
    private final List<CellOutputs> outputs = new ArrayList<>();
    private final List<String> links = new ArrayList<>();
    private final boolean[] good;
    private final int kept;
    private Notebook frame;

    Draft(Notebook notebook, String kernel, Optional<Notebook> earlier) {
        cells = notebook.cells();
        frame = notebook.withMetadata(notebook.metadata().without(OURS));
        good = new boolean[cells.size()];
        Chain chain = new Chain(kernel);
        for (Cell cell : cells) {
            outputs.add(new CellOutputs());
            links.add(runs(cell) ? chain.next(cell.source()) : "");
        }
        kept = keep(earlier.map(Draft::goodCells).orElse(Map.of()));
    }

    private static Map<String, Cell.Code> goodCells(Notebook earlier) {
        Map<String, Cell.Code> good = new HashMap<>();
        for (Cell cell : earlier.cells()) {
            if (cell instanceof Cell.Code code && code.executionCount().isPresent()) { // else somebody cleared it
                good.put(code.metadata().object(OURS).text(LINK), code);
            }
        }
        good.remove("");
        return good;
    }

    /** How many cells from the first on are as they were, and went well. */
    private int keep(Map<String, Cell.Code> earlier) {
        for (int i = 0; i < cells.size(); i++) {
            if (runs(cells.get(i))) {
                Cell.Code before = earlier.get(links.get(i));
                if (before == null) {
                    return i;
                }
                outputs.get(i).keep(before.outputs(), before.executionCount());
                good[i] = true;
            }
        }
        return cells.size();
    }

    static boolean runs(Cell cell) {
        return cell instanceof Cell.Code && !cell.source().isBlank() && !isSkipped(cell);
    }

    private static boolean isSkipped(Cell cell) {
        return cell.tags().contains("skip-execution");
    }

    List<Cell> cells() {
        return cells;
    }

    CellOutputs outputs(int i) {
        return outputs.get(i);
    }

    /** Whether the cell is run again for what it does to the kernel alone, and its outputs stay. */
    boolean isKept(int i) {
        return i < kept;
    }

    void good(int i) {
        good[i] = true;
    }

    void bad(int i) {
        good[i] = false;
    }

    /** All of it stands in the file. */
    void saved() {
        outputs.forEach(CellOutputs::saved);
    }

    /** The first cell of whose outputs not all stand in the file. */
    OptionalInt firstUnsaved() {
        return IntStream.range(0, cells.size())
                .filter(i -> !outputs.get(i).isSaved())
                .findFirst();
    }

    /** Leaves of all outputs those that stand in the file; a cell that loses some is no good one. */
    void backToSaved() {
        for (int i = 0; i < cells.size(); i++) {
            if (!outputs.get(i).isSaved()) {
                outputs.get(i).backToSaved();
                bad(i);
            }
        }
    }

    /** What the file says about the kernel: what the kernel says about itself, and which it was if the file names another's. */
    void describe(RunningKernel kernel, KernelSpec spec) {
        Fields metadata = frame.metadata();
        if (kernel.info().path("language_info") instanceof ObjectNode language) {
            metadata = metadata.with("language_info", language);
        }
        if (!isOf(metadata.object("kernelspec"), spec)) {
            metadata = metadata.with(
                    "kernelspec",
                    NODES.objectNode()
                            .put("display_name", spec.displayName())
                            .put("language", spec.language())
                            .put("name", spec.name()));
        }
        frame = frame.withMetadata(metadata);
    }

    /** Whether a notebook's kernel, which may be installed elsewhere under its name, is whole and speaks this one's language. */
    private static boolean isOf(Fields kernel, KernelSpec spec) {
        String language = kernel.text("language");
        return !kernel.text("name").isEmpty()
                && !kernel.text("display_name").isEmpty()
                && (language.isEmpty() || language.equalsIgnoreCase(spec.language()));
    }

    /** Says in the file how the run goes, or how it ended. */
    void record(ObjectNode record) {
        frame = frame.withMetadata(
                frame.metadata().with(OURS, NODES.objectNode().set("run", record)));
    }

    /** As it is now, each text of the outputs written anew. */
    Notebook notebook(UnaryOperator<String> rewriting) {
        Texts texts = new Texts(rewriting);
        List<Cell> now = new ArrayList<>(cells.size());
        for (int i = 0; i < cells.size(); i++) {
            now.add(
                    cells.get(i) instanceof Cell.Code code && !isSkipped(code)
                            ? marked(code, i).withResult(outputs.get(i).count(), outputs(i, texts))
                            : cells.get(i));
        }
        return frame.withCells(now);
    }

    private List<Output> outputs(int i, Texts texts) {
        return outputs.get(i).outputs().stream().map(texts::of).toList();
    }

    private Cell.Code marked(Cell.Code cell, int i) {
        Fields ours = cell.metadata().object(OURS).without(LINK);
        if (good[i]) {
            ours = ours.with(LINK, NODES.textNode(links.get(i)));
        }
        Fields metadata = cell.metadata();
        return cell.withMetadata(ours.isEmpty() ? metadata.without(OURS) : metadata.with(OURS, ours.toJson()));
    }

    /** Whether code of the notebook holds this text. */
    boolean says(String text) {
        return cells.stream()
                .anyMatch(cell -> cell instanceof Cell.Code && cell.source().contains(text));
    }
}
