package dev.assay.assembly.spec;

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
            "Lets the kernel that runs notebooks without an install run one, and keeps its classes as an archive beside the"
                    + " jars of this program: notebooks start faster from then on.",
        },
        footer = {
            "",
            "Example:",
            "  assay kernel rehearse",
            "",
            "Exit codes: 0 done, 1 no archive was made, 2 this program's jars do not stand in one folder."
        })
final class RehearseCommand implements Callable<Integer> {

    @Override
    public Integer call() throws IOException {
        OwnKernel.rehearse();
        return Exit.DONE;
    }
}
