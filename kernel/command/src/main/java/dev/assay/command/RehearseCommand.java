package dev.assay.command;

import dev.assay.cli.Exit;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** For the launcher, which calls it once for each Java and goes on whatever comes of it. */
@Command(
        name = "rehearse",
        hidden = true,
        mixinStandardHelpOptions = true,
        description = {
            "Lets the kernel that runs notebooks without an install run one, and keeps its classes as an archive in the"
                    + " folder -Dassay.archives names, beside the jars of this program: notebooks start faster from then on.",
        },
        footer = {
            "",
            "Example:",
            "  ASSAY_JAVA_OPTS=-Dassay.archives=FOLDER assay kernel rehearse",
            "",
            "Exit codes: 0 done, 1 no archive was made, 2 no such folder is named."
        })
final class RehearseCommand implements Callable<Integer> {

    @Override
    public Integer call() throws IOException {
        OwnKernel.rehearse();
        return Exit.DONE;
    }
}
