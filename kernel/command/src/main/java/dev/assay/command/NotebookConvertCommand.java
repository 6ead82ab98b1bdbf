package dev.assay.command;

import dev.assay.cli.Exit;
import dev.assay.cli.Output;
import dev.assay.notebook.format.Notebook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "convert",
        mixinStandardHelpOptions = true,
        description = {
            "Writes a notebook in another format, which its name says: .ipynb is Jupyter's; .java and .md are texts by jupytext's"
                    + " rules, which hold cells, ids, tags and metadata, but no outputs."
        },
        footer = {"", "Example:", "  assay notebook convert report.ipynb report.java"})
final class NotebookConvertCommand implements Callable<Integer> {

    @picocli.CommandLine.Parameters(index = "0", paramLabel = "FROM", description = "a notebook")
    @SuppressWarnings("NullAway.Init")
    private Path from;

    @picocli.CommandLine.Parameters(index = "1", paramLabel = "TO", description = "where it is written")
    @SuppressWarnings("NullAway.Init")
    private Path to;

    @Option(names = "--force", description = "also over a file that is there")
    private boolean force;

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws IOException {
        NotebookFile.named("convert", to);
        Notebook notebook = Notebook.read(from);
        if (Files.exists(to) && !force) {
            throw new UsageException(to + " is there already; --force writes over it");
        }
        notebook.write(to);
        output.answer(Map.of("written", to.toString(), "cells", notebook.cells().size()), to.toString());
        return Exit.DONE;
    }
}
