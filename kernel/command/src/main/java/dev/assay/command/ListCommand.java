package dev.assay.command;

import dev.assay.cli.Exit;
import dev.assay.cli.Output;
import dev.assay.notebook.kernel.JupyterFolders;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = {
            "Lists our kernels in the folders Jupyter looks in: the user's, the system's, JUPYTER_PATH, and the active"
                    + " Python environment.",
            "",
            "State: \"ready\"; \"slow start\" if the Java changed since the install, or no archive was made; \"broken\""
                    + " if the Java or the jars are gone; installing again mends both. \"unreadable\" is a kernel.json"
                    + " that no program can read, whoever's it is: remove its folder and install that kernel again."
        },
        footer = {"", "Example:", "  assay kernel list --json"})
final class ListCommand implements Callable<Integer> {
    private static final KernelSpec NOTHING = new KernelSpec(List.of(), "", Map.of(), "", "", "");

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws IOException {
        List<Map<String, Object>> kernels = new ArrayList<>();
        for (Path folder : JupyterFolders.ofThisMachine().all()) {
            kernels.addAll(in(folder));
        }
        String words = kernels.stream()
                .map(one -> String.format(
                        Locale.ROOT, "%-16s %-11s %s", one.get("name"), one.get("state"), one.get("path")))
                .collect(Collectors.joining("\n"));
        output.answer(Map.of("kernels", kernels), kernels.isEmpty() ? "none; see assay kernel install" : words);
        return Exit.DONE;
    }

    /** The rows of one folder of kernelspecs, by name. */
    static List<Map<String, Object>> in(Path kernels) throws IOException {
        List<Map<String, Object>> found = new ArrayList<>();
        if (!Files.isDirectory(kernels) || !Files.isReadable(kernels)) {
            return found;
        }
        List<Path> folders = new ArrayList<>();
        try (DirectoryStream<Path> inside = Files.newDirectoryStream(kernels)) {
            inside.forEach(folders::add);
        }
        folders.sort(null);
        for (Path folder : folders) {
            try {
                KernelSpec.parse(folder).ifPresent(spec -> found.add(row(folder, spec, state(folder, spec))));
            } catch (IOException e) {
                found.add(row(folder, NOTHING, "unreadable"));
            }
        }
        return found;
    }

    private static Map<String, Object> row(Path folder, KernelSpec spec, String state) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("name", String.valueOf(folder.getFileName()));
        row.put("display_name", spec.displayName());
        row.put("path", folder.toString());
        row.put("java", spec.argv().isEmpty() ? null : spec.argv().get(0));
        row.put("java_version", spec.jvm());
        row.put("state", state);
        return row;
    }

    private static String state(Path folder, KernelSpec spec) {
        Path app = folder.resolve(spec.app());
        if (spec.argv().isEmpty() || !Files.isRegularFile(app.resolve(Application.LAUNCH_JAR))) {
            return "broken";
        }
        try {
            Path java = Path.of(spec.argv().get(0)).toAbsolutePath();
            boolean same = Jdk.at(java.resolve("../..")).version().equals(spec.jvm());
            boolean trained = !spec.archive().isEmpty() && Files.isRegularFile(app.resolve(spec.archive()));
            return same && trained ? "ready" : "slow start";
        } catch (IOException | IllegalArgumentException e) {
            return "broken";
        }
    }
}
