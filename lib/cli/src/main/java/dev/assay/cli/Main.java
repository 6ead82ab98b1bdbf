package dev.assay.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ServiceLoader;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code assay} command. */
@Command(
        name = "assay",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Tells what is in a training set, which biases it has, and exactly which items to take.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            InventoryCommand.class,
            CrosstabCommand.class,
            BiasCommand.class,
            QuotaCommand.class,
            SampleCommand.class,
            SplitCommand.class,
            VerdictCommand.class,
            CheckCommand.class,
            ReviewCommand.class,
            CompareCommand.class,
            PromoteCommand.class,
            ModelsCommand.class,
            DoctorCommand.class
        },
        footer = {
            "",
            "Example:",
            "  assay verdict data-samples/dataset_3 data-samples/dataset2 data-samples/DEEPFAKE_DATASETS",
            "",
            "Exit codes: 0 done, 1 our failure, 2 wrong usage or unreadable input, 3 the answer is no."
        })
public final class Main {

    private Main() {}

    /** Runs a command and exits with its code. */
    public static void main(String[] args) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        int code = commandLine(out, err, args).execute(args);
        out.flush();
        System.exit(code);
    }

    /**
     * The command with its exit codes, writing where it is told to. Contributed commands are looked for only where the
     * arguments may mean one, since that opens every jar: a fifth of the time of a short command.
     */
    static CommandLine commandLine(PrintWriter out, PrintWriter err, String... args) {
        CommandLine line = new CommandLine(new Main());
        if (args.length == 0 || !line.getSubcommands().containsKey(args[0])) {
            ServiceLoader.load(Subcommand.class).forEach(line::addSubcommand);
        }
        return line.addSubcommand(new CommandLine.HelpCommand())
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(new Failures());
    }
}
