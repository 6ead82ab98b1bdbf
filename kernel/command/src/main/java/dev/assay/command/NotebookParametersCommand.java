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
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "parameters",
        mixinStandardHelpOptions = true,
        description = {
            "Lists what -p can give a notebook: the variables of its cell tagged \"parameters\".",
            "Values are written for texts, numbers of all kinds, true and false, paths, dates, times, durations, URIs and UUIDs,"
                    + " and for lists, sets, maps and arrays of these."
        },
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
        Parameters parameters = Parameters.of(Notebook.read(file));
        for (Parameter parameter : parameters.declared()) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("name", parameter.name());
            row.put("type", parameter.type().isEmpty() ? null : parameter.type());
            row.put("default", parameter.value().isEmpty() ? null : parameter.value());
            row.put("about", parameter.about().isEmpty() ? null : parameter.about());
            row.put("takes", parameters.takes(parameter).orElse(null));
            rows.add(row);
        }
        String words = parameters.declared().stream()
                .map(parameter -> line(parameter, parameters.takes(parameter)))
                .collect(Collectors.joining("\n"));
        output.answer(Map.of("parameters", rows), rows.isEmpty() ? "none" : words);
        return Exit.DONE;
    }

    /** What a file says is data: nothing of it moves the cursor of a terminal. */
    private static String line(Parameter parameter, Optional<String> takes) {
        String beyondTheType =
                takes.map(form -> form.contains("such as") ? form : "").orElse("cannot be given");
        String line = parameter.type() + " " + parameter.name()
                + (parameter.value().isEmpty() ? "" : " = " + parameter.value())
                + (parameter.about().isEmpty() ? "" : "  // " + parameter.about())
                + (beyondTheType.isEmpty() ? "" : "  (" + beyondTheType + ")");
        return line.strip().replaceAll("[\\p{Cc}\\p{Cf}]", " ");
    }
}
