package dev.assay.notebook.parameter;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.notebook.format.Cell;
import dev.assay.notebook.format.Fields;
import dev.assay.notebook.format.Notebook;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Parameters as papermill has them: the cell tagged {@code parameters} declares variables with their usual values, and other
 * values go into a cell tagged {@code injected-parameters} behind it, in place of the one of the run before.
 */
public final class Parameters {
    private static final String DECLARING = "parameters";
    private static final String INJECTED = "injected-parameters";

    private final Notebook notebook;
    private final int cell;
    private final List<Parameter> declared;

    private Parameters(Notebook notebook, int cell, List<Parameter> declared) {
        this.notebook = notebook;
        this.cell = cell;
        this.declared = List.copyOf(declared);
    }

    /** Those of a notebook; none where no cell is tagged, or its language is neither Java nor Python. */
    public static Parameters of(Notebook notebook) {
        List<Cell> cells = notebook.cells();
        for (int i = 0; i < cells.size(); i++) {
            if (cells.get(i) instanceof Cell.Code code && code.tags().contains(DECLARING)) {
                return new Parameters(
                        notebook, i, Language.of(notebook.language()).declared(code.source()));
            }
        }
        return new Parameters(notebook, -1, List.of());
    }

    /** What can be given, in order. */
    public List<Parameter> declared() {
        return declared;
    }

    /** What can be given for one, in words; empty if nothing can, since values of its type are not written down. */
    public Optional<String> takes(Parameter parameter) {
        return Language.of(notebook.language()).takes(parameter);
    }

    /**
     * The notebook with other values.
     *
     * @param texts from a command line: YAML, or for texts and paths the text itself
     * @param values from a file; what the command line says wins
     * @throws ParameterException if the notebook does not have a parameter, or a value does not fit it
     */
    public Notebook with(Map<String, Value> values, Map<String, String> texts) {
        Map<String, Value> all = new LinkedHashMap<>(values);
        texts.forEach((name, text) -> all.put(name, read(parameter(name), text)));
        if (all.isEmpty()) {
            return notebook;
        }
        Language language = Language.of(notebook.language());
        StringBuilder code = new StringBuilder(language.comment("Parameters of this run"));
        Map<String, Integer> bytes = new LinkedHashMap<>();
        all.forEach((name, value) -> {
            Parameter parameter = parameter(name);
            code.append('\n').append(language.assignment(parameter, value));
            bytes.put(name, language.bytes(parameter, value));
        });
        checkRoom(all, bytes);
        return injected(code.toString());
    }

    private static void checkRoom(Map<String, Value> values, Map<String, Integer> bytes) {
        if (bytes.values().stream().mapToLong(Integer::longValue).sum() > JavaLiteral.MOST_BYTES) {
            String largest = Collections.max(bytes.entrySet(), Map.Entry.comparingByValue())
                    .getKey();
            int all = values.values().stream().mapToInt(Value::count).sum();
            int count = Objects.requireNonNull(values.get(largest)).count();
            throw new ParameterException(String.format(
                    Locale.ROOT,
                    "parameter %s: expected no more values than a cell of Java holds, which are some 8,100 texts or 5,900"
                            + " numbers for all parameters; found %,d here and %,d in all, lists, maps and keys counted; write"
                            + " them to a file, and let the notebook take its path",
                    largest,
                    count,
                    all));
        }
    }

    /**
     * Refuses a secret that no cell could use: one that is no parameter and stands in no code, or is a parameter of which a text
     * is no value. Nothing is converted, since an error would tell the value.
     *
     * @throws ParameterException says why
     */
    public void checkSecret(String name) {
        Optional<Parameter> known =
                declared.stream().filter(one -> one.name().equals(name)).findFirst();
        if (known.isPresent() && !Language.of(notebook.language()).holdsText(known.get())) {
            throw new ParameterException("secret " + name + ": expected a variable that holds a text, found "
                    + known.get().type() + " " + name);
        }
        Pattern word = Pattern.compile("\\b" + Pattern.quote(name) + "\\b");
        if (known.isEmpty()
                && notebook.cells().stream()
                        .noneMatch(one -> one instanceof Cell.Code
                                && word.matcher(one.source()).find())) {
            throw new ParameterException("no parameter \"" + name + "\" for a secret, and no code that uses one");
        }
    }

    private Notebook injected(String code) {
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < notebook.cells().size(); i++) {
            if (!notebook.cells().get(i).tags().contains(INJECTED)) {
                cells.add(notebook.cells().get(i));
            }
            if (i == cell) {
                ObjectNode tags = JsonNodeFactory.instance.objectNode();
                tags.putArray("tags").add(INJECTED);
                cells.add(new Cell.Code(INJECTED, Fields.of(tags), code));
            }
        }
        return notebook.withCells(cells);
    }

    private Parameter parameter(String name) {
        for (Parameter parameter : declared) {
            if (parameter.name().equals(name)) {
                return parameter;
            }
        }
        String known = String.join(", ", declared.stream().map(Parameter::name).toList());
        throw new ParameterException("no parameter \"" + name + "\": "
                + (cell < 0
                        ? "the notebook has no cell tagged " + DECLARING
                        : "the notebook has " + (known.isEmpty() ? "none" : known)));
    }

    private Value read(Parameter parameter, String text) {
        if (Language.of(notebook.language()).isText(parameter)) {
            return Value.text(text);
        }
        try {
            return YamlValues.read(text);
        } catch (ParameterException e) {
            throw new ParameterException("parameter " + parameter.name() + ": " + e.getMessage());
        }
    }

    /**
     * Values in a YAML or JSON file.
     *
     * @throws ParameterException if it is no map
     */
    public static Map<String, Value> read(Path file) throws IOException {
        Value read;
        try {
            read = YamlValues.read(Files.readString(file));
        } catch (ParameterException e) {
            throw new ParameterException(file + ": " + e.getMessage());
        } catch (CharacterCodingException e) {
            throw new ParameterException(file + ": expected text in UTF-8");
        }
        if (!(read instanceof Value.Named map)) {
            throw new ParameterException(file + ": expected names with values");
        }
        return map.entries();
    }
}
