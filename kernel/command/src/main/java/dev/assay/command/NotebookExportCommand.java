package dev.assay.command;

import dev.assay.cli.Exit;
import dev.assay.cli.Output;
import dev.assay.notebook.format.Notebook;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = {
            "Makes reports of notebooks as they are, without running them. A page holds all it needs, asks no network and runs"
                    + " nothing that an output brings."
        },
        footer = {
            "",
            "Example:",
            "  assay notebook export report.ipynb --html --pdf --no-code",
            "",
            "Without a file, a report stands beside the notebook and is called like it. Behind --html, what is called like a"
                    + " notebook is one."
        })
final class NotebookExportCommand implements Callable<Integer> {

    @picocli.CommandLine.Parameters(arity = "1..*", paramLabel = "NB", description = "notebooks")
    private List<Path> files = new ArrayList<>();

    @Mixin
    private Reports reports = new Reports();

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws IOException {
        reports.check(files, files);
        if (reports.areNone()) {
            throw new UsageException("expected --html, --pdf or --md");
        }
        List<String> written = new ArrayList<>();
        for (Path file : files) {
            reports.write(Notebook.read(file), file, file).forEach(path -> written.add(path.toString()));
        }
        output.answer(Map.of("written", written), String.join("\n", written));
        return Exit.DONE;
    }
}
