package dev.assay.command;

import dev.assay.cli.Exit;
import dev.assay.cli.Output;
import dev.assay.notebook.kernel.JupyterFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "install",
        mixinStandardHelpOptions = true,
        description = {
            "Puts the kernel where Jupyter finds it, with a copy of its jars, and lets it run a notebook once, so that"
                    + " it starts faster from then on. Prints the kernelspec's folder."
        },
        footer = {
            "",
            "Example:",
            "  assay kernel install --name assay-big --java-option=-Xmx8g",
            "",
            "Exit codes: 0 done, 1 our failure, 2 wrong usage, or a kernel of someone else's under that name."
        })
final class InstallCommand implements Callable<Integer> {

    @Mixin
    private Place place = new Place();

    @Option(
            names = "--display-name",
            paramLabel = "NAME",
            defaultValue = "Java (Assay)",
            description = "what menus show (default: ${DEFAULT-VALUE})")
    private String displayName = "";

    @Option(
            names = "--jdk",
            paramLabel = "FOLDER",
            description = "the JDK that runs the kernel, 17 or later (default: the one that runs this command)")
    private @Nullable Path jdk;

    @Option(
            names = "--java-option",
            paramLabel = "OPTION",
            description = "an option for the kernel's Java, such as -Xmx8g; repeatable, and wins over ours")
    private List<String> javaOptions = new ArrayList<>();

    @Option(
            names = "--kernel-option",
            paramLabel = "OPTION",
            description =
                    "an option for the kernel itself, such as --import=java.time.* or --class-path=my.jar; repeatable")
    private List<String> kernelOptions = new ArrayList<>();

    @Option(names = "--no-archive", description = "do not run the notebook; kernels start slower")
    private boolean noArchive;

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws IOException {
        Installation installation = new Installation(place.folder(JupyterFolders.ofThisMachine()));
        installation.requireOurs();
        Jdk java = jdk == null ? Jdk.running() : Jdk.at(jdk);
        Path app = installation.place(Application.running());
        Launch launch = new Launch(java, app, javaOptions, kernelOptions);
        String archive = noArchive ? "" : train(launch);
        installation.write(new KernelSpec(
                launch.command(archive),
                displayName,
                Installation.environment(System.getenv()),
                java.version(),
                archive,
                String.valueOf(app.getFileName())));
        output.answer(
                answer(installation.folder(), java, app, archive),
                installation.folder().toString());
        return Exit.DONE;
    }

    /** The archive's name; none is no failure, the kernel works without. */
    private String train(Launch launch) {
        output.tell("running a notebook once, so that kernels start faster ...");
        try {
            new Training(launch).run();
            return launch.archiveName();
        } catch (IOException e) {
            output.tell("warning: no class-data archive (" + e.getMessage() + "); kernels start slower");
            return "";
        }
    }

    private static Map<String, Object> answer(Path folder, Jdk java, Path app, String archive) throws IOException {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("name", String.valueOf(folder.getFileName()));
        answer.put("path", folder.toString());
        answer.put("java", java.java().toString());
        answer.put("java_version", java.version());
        answer.put("archive", archive.isEmpty() ? null : app.resolve(archive).toString());
        answer.put("archive_bytes", archive.isEmpty() ? null : Files.size(app.resolve(archive)));
        return answer;
    }
}
