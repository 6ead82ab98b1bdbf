package dev.assay.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code assay} command. */
@Command(
        name = "assay",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Tells what is in a training set, which biases it has, and exactly which items to take.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Example:",
            "  assay verdict data-samples/dataset_3 data-samples/dataset2 data-samples/DEEPFAKE_DATASETS",
            "",
            "Exit codes: 0 done, 1 our failure, 2 wrong usage or unreadable input, 3 the answer is no."
        })
public final class Main {
    private static final List<Class<?>> OURS = List.of(
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
            DoctorCommand.class);

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
     * The command with its exit codes, writing where it is told to. Where the first argument names a command, it has that one
     * only: to read the options of all takes longer than most short commands do.
     */
    static CommandLine commandLine(PrintWriter out, PrintWriter err, String... args) {
        CommandLine line = new CommandLine(new Main());
        commands(args.length == 0 ? "" : args[0]).forEach(line::addSubcommand);
        return line.addSubcommand(new CommandLine.HelpCommand())
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(new Failures());
    }

    /** The command of this name, or all if there is none; contributed ones are looked for last, since that opens every jar. */
    private static List<Class<?>> commands(String name) {
        Optional<Class<?>> ours = named(name, OURS);
        if (ours.isPresent()) {
            return List.of(ours.get());
        }
        List<Class<?>> contributed = new ArrayList<>();
        ServiceLoader.load(Subcommand.class).stream().forEach(one -> contributed.add(one.type()));
        return named(name, contributed).<List<Class<?>>>map(List::of).orElseGet(() -> Stream.concat(
                        OURS.stream(), contributed.stream())
                .toList());
    }

    private static Optional<Class<?>> named(String name, List<Class<?>> commands) {
        return commands.stream().filter(one -> isCalled(name, one)).findFirst();
    }

    private static boolean isCalled(String name, Class<?> command) {
        Command called = command.getAnnotation(Command.class);
        return called != null && called.name().equals(name);
    }
}
