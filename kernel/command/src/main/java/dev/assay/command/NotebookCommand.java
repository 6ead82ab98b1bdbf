package dev.assay.command;

import dev.assay.cli.Subcommand;
import picocli.CommandLine.Command;

/** {@code assay notebook}: notebooks without a frontend. */
@Command(
        name = "notebook",
        mixinStandardHelpOptions = true,
        description = "Runs notebooks without a browser, makes reports of them, and tells which parameters they take.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            NotebookRunCommand.class,
            NotebookExportCommand.class,
            NotebookConvertCommand.class,
            NotebookParametersCommand.class
        },
        footer = {"", "Example:", "  assay notebook run report.ipynb -p size=200 -o staging/report.ipynb"})
public final class NotebookCommand implements Subcommand {}
