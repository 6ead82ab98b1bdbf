package dev.assay.command;

import dev.assay.cli.Exit;
import dev.assay.cli.Output;
import dev.assay.notebook.format.Notebook;
import dev.assay.notebook.parameter.Parameter;
import dev.assay.notebook.parameter.Parameters;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "parameters",
        mixinStandardHelpOptions = true,
        description = "Lists what -p can give a notebook: the variables of its cell tagged \"parameters\".",
        footer = {"", "Example:", "  assay notebook parameters report.ipynb --json"})
final class NotebookParametersCommand implements Callable<Integer> {

    @picocli.CommandLine.Parameters(paramLabel = "NB", description = "a notebook")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws IOException {
        List<Map<String, Object>> rows = new ArrayList<>();
        List<Parameter> declared = Parameters.of(Notebook.read(file)).declared();
        for (Parameter parameter : declared) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("name", parameter.name());
            row.put("type", parameter.type().isEmpty() ? null : parameter.type());
            row.put("default", parameter.value().isEmpty() ? null : parameter.value());
            row.put("about", parameter.about().isEmpty() ? null : parameter.about());
            rows.add(row);
        }
        String words = declared.stream().map(NotebookParametersCommand::line).collect(Collectors.joining("\n"));
        output.answer(Map.of("parameters", rows), rows.isEmpty() ? "none" : words);
        return Exit.DONE;
    }

    /** What a file says is data: nothing of it moves the cursor of a terminal. */
    private static String line(Parameter parameter) {
        String line = parameter.type() + " " + parameter.name()
                + (parameter.value().isEmpty() ? "" : " = " + parameter.value())
                + (parameter.about().isEmpty() ? "" : "  // " + parameter.about());
        return line.strip().replaceAll("\\p{Cntrl}", " ");
    }
}
