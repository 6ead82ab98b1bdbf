package dev.assay.notebook.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Jupyter's format, as JSON. */
final class IpynbReader {

    /** Cells of a notebook, and outputs of a cell. */
    static final int MOST = 100_000;

    /** Characters of a cell's code: a message of 64 MiB, which is all that kernels take, holds them also where all are escaped. */
    private static final int MOST_CODE = 8 << 20;

    /** Whether cells have ids: from 4.5 on. */
    private final boolean ids;

    private IpynbReader(boolean ids) {
        this.ids = ids;
    }

    static Notebook read(byte[] text) throws NotebookFormatException {
        At file = new At("", JsonText.read(text));
        file.object();
        int minor = minor(file);
        for (String language : List.of("kernelspec", "language_info")) {
            At known = file.member("metadata").member(language);
            if (known.isTold()
                    && known.fields().has("name")
                    && known.member("name").isTold()) {
                known.member("name").text();
            }
        }
        List<Cell> cells = new IpynbReader(minor >= 5).cells(file.member("cells"));
        return new Notebook(
                minor,
                file.member("metadata").fields(),
                CellIds.complete(cells),
                rest(file, Set.of("nbformat", "nbformat_minor", "metadata", "cells")));
    }

    private static int minor(At file) throws NotebookFormatException {
        At major = file.member("nbformat");
        if (!major.isThere()) {
            throw new NotebookFormatException("this is JSON, but no notebook: it has no \"nbformat\"");
        }
        if (!major.value().isInt() || major.value().intValue() != 4) {
            String version = major.value().isIntegralNumber() ? "version " + major.value() : "" + major.value();
            throw major.wrong(
                    "version 4",
                    version
                            + (version.matches("version [1-3]")
                                    ? "; \"jupyter nbconvert --to notebook\" makes it 4"
                                    : ""));
        }
        At minor = file.member("nbformat_minor");
        return minor.count().orElseThrow(() -> minor.wrong("a minor version"));
    }

    private List<Cell> cells(At list) throws NotebookFormatException {
        List<Cell> cells = new ArrayList<>();
        for (At cell : list.elements(MOST)) {
            cell.object();
            cells.add(cell(cell));
        }
        return cells;
    }

    private Cell cell(At cell) throws NotebookFormatException {
        At kind = cell.member("cell_type");
        String id = ids && cell.member("id").isThere() ? cell.member("id").text() : "";
        Fields metadata = cell.member("metadata").fields();
        At name = cell.member("metadata").member("name");
        if (name.isTold()) {
            name.text();
        }
        if (metadata.has("tags")) {
            for (At tag : cell.member("metadata").member("tags").elements(MOST)) {
                tag.text();
            }
        }
        String source = cell.member("source").lines();
        return switch (kind.text()) {
            case "code" -> code(cell, id, metadata, source);
            case "markdown" ->
                new Cell.Markdown(id, metadata, source, attachments(cell), rest(cell, known("attachments")));
            case "raw" -> new Cell.Raw(id, metadata, source, attachments(cell), rest(cell, known("attachments")));
            default -> throw kind.wrong("\"code\", \"markdown\" or \"raw\"");
        };
    }

    private Cell code(At cell, String id, Fields metadata, String source) throws NotebookFormatException {
        if (source.length() > MOST_CODE) {
            throw cell.member("source").wrong("at most " + MOST_CODE + " characters of code", "" + source.length());
        }
        List<Output> outputs = new ArrayList<>();
        for (At output : cell.member("outputs").elements(MOST)) {
            output.object();
            outputs.add(output(output));
        }
        return new Cell.Code(
                id,
                metadata,
                source,
                cell.member("execution_count").count(),
                outputs,
                rest(cell, known("outputs", "execution_count")));
    }

    private static Output output(At output) throws NotebookFormatException {
        At kind = output.member("output_type");
        return switch (kind.text()) {
            case "stream" ->
                new Output.Stream(
                        output.member("name").text(),
                        output.member("text").lines(),
                        rest(output, Set.of("output_type", "name", "text")));
            case "display_data" ->
                new Output.Display(
                        data(output.member("data")),
                        output.member("metadata").fields(),
                        rest(output, Set.of("output_type", "data", "metadata")));
            case "execute_result" ->
                new Output.Result(
                        output.member("execution_count").count(),
                        data(output.member("data")),
                        output.member("metadata").fields(),
                        rest(output, Set.of("output_type", "data", "metadata", "execution_count")));
            case "error" -> failure(output);
            default -> throw kind.wrong("\"stream\", \"display_data\", \"execute_result\" or \"error\"");
        };
    }

    private static Output failure(At output) throws NotebookFormatException {
        List<String> traceback = new ArrayList<>();
        for (At line : output.member("traceback").elements(MOST)) {
            traceback.add(line.text());
        }
        return new Output.Failure(
                output.member("ename").text(),
                output.member("evalue").text(),
                traceback,
                rest(output, Set.of("output_type", "ename", "evalue", "traceback")));
    }

    private static Fields attachments(At cell) throws NotebookFormatException {
        if (!cell.member("attachments").isThere()) {
            return Fields.none();
        }
        ObjectNode whole = JsonNodeFactory.instance.objectNode();
        for (String name : cell.member("attachments").fields().names()) {
            whole.set(name, data(cell.member("attachments").member(name)).members());
        }
        return Fields.of(whole);
    }

    /** Representations, with texts in one piece. */
    private static Fields data(At bundle) throws NotebookFormatException {
        ObjectNode whole = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> one : bundle.object().properties()) {
            String type = one.getKey();
            if (MimeText.isJson(type)) {
                whole.set(type, one.getValue());
            } else if (!one.getValue().isNull()) { // as none, for what kernels send is taken so, too
                whole.put(type, bundle.member(type).lines());
            }
        }
        return Fields.of(whole);
    }

    private Set<String> known(String... more) {
        List<String> known = new ArrayList<>(List.of(more));
        known.addAll(List.of("cell_type", "metadata", "source"));
        if (ids) {
            known.add("id");
        }
        return Set.copyOf(known);
    }

    private static Fields rest(At value, Set<String> known) throws NotebookFormatException {
        ObjectNode rest = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> member : value.object().properties()) {
            if (!known.contains(member.getKey())) {
                rest.set(member.getKey(), member.getValue());
            }
        }
        return Fields.of(rest);
    }
}
