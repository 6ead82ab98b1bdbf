package dev.assay.cli;

import dev.assay.report.Json;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/**
 * Where a command's answer goes: words for people, or one JSON document on stdout; everything else to stderr. A mixin: it
 * brings {@code --json} and {@code --quiet}.
 */
public final class Output {

    @Spec(Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    @Option(names = "--json", description = "print one JSON document on stdout")
    private boolean json;

    @Option(names = "--quiet", description = "print nothing but the answer and errors")
    private boolean quiet;

    /** Whether one JSON document is wanted. */
    public boolean isJson() {
        return json;
    }

    /** Whether nothing but the answer and errors is wanted. */
    public boolean isQuiet() {
        return quiet;
    }

    /** The answer: a document for machines, or words for people. */
    public void answer(Object document, String words) {
        out().print(json ? Json.document(document) : words.endsWith("\n") ? words : words + "\n");
        out().flush();
    }

    /** Something people should know on the way. */
    public void tell(String words) {
        if (!quiet) {
            complain(words);
        }
    }

    /** An error of one part of the work, where the rest goes on: said in any case. */
    public void complain(String words) {
        err().println("assay: " + words);
        err().flush();
    }

    /** The first warnings, and how many there were. */
    public void warn(List<String> warnings) {
        int most = 10;
        warnings.stream().limit(most).forEach(warning -> tell("warning: " + warning));
        if (warnings.size() > most) {
            tell("and " + (warnings.size() - most) + " more warnings");
        }
    }

    private PrintWriter out() {
        return command.commandLine().getOut();
    }

    private PrintWriter err() {
        return command.commandLine().getErr();
    }
}
