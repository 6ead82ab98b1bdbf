package dev.assay.command;

import dev.assay.cli.Subcommand;
import picocli.CommandLine.Command;

/** {@code assay kernel}: the Jupyter kernel's place on this machine. */
@Command(
        name = "kernel",
        mixinStandardHelpOptions = true,
        description = "Puts the Jupyter kernel for Java where Jupyter finds it, lists it, takes it away.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {InstallCommand.class, UninstallCommand.class, ListCommand.class, RehearseCommand.class},
        footer = {"", "Example:", "  assay kernel install && jupyter notebook"})
public final class KernelCommand implements Subcommand {}
