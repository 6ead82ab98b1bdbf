package dev.assay.command;

import dev.assay.cli.Exit;
import dev.assay.cli.Output;
import dev.assay.notebook.kernel.JupyterFolders;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "uninstall",
        mixinStandardHelpOptions = true,
        description =
                "Takes a kernel of ours away, with everything the install put there. Prints the folder it was in.",
        footer = {
            "",
            "Example:",
            "  assay kernel uninstall --name assay-big",
            "",
            "Exit codes: 0 done, 1 our failure, 2 there is none, or it is not ours."
        })
final class UninstallCommand implements Callable<Integer> {

    @Mixin
    private Place place = new Place();

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws IOException {
        Installation installation = new Installation(place.folder(JupyterFolders.ofThisMachine()));
        installation.remove();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("name", String.valueOf(installation.folder().getFileName()));
        answer.put("path", installation.folder().toString());
        output.answer(answer, installation.folder().toString());
        return Exit.DONE;
    }
}
