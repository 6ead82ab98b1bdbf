package dev.assay.notebook.kernel;

import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where Jupyter looks for kernelspecs, as in <a href="https://docs.jupyter.org/en/latest/use/jupyter-directories.html">its
 * documentation</a>: found without asking Jupyter, which may be installed later, or in an environment we do not see.
 *
 * @param system as in {@code os.name}
 * @param environment the variables of the process
 * @param home the user's home folder
 */
public record JupyterFolders(String system, Map<String, String> environment, Path home) {

    /** As this process sees them. */
    public static JupyterFolders ofThisMachine() {
        return new JupyterFolders(
                System.getProperty("os.name", ""), System.getenv(), Path.of(System.getProperty("user.home", ".")));
    }

    /** The folder of kernelspecs below a prefix such as {@code /usr/local} or a virtual environment. */
    public static Path kernels(Path prefix) {
        return prefix.resolve("share").resolve("jupyter").resolve("kernels");
    }

    /** The folder of the user's own kernelspecs. */
    public Path user() {
        return data().resolve("kernels");
    }

    /** Every folder of kernelspecs, the first one with a name wins. */
    public Set<Path> all() {
        Set<Path> folders = new LinkedHashSet<>();
        for (Path path : paths(set("JUPYTER_PATH"))) {
            folders.add(path.resolve("kernels"));
        }
        folders.add(user());
        for (String environment : List.of("VIRTUAL_ENV", "CONDA_PREFIX")) {
            paths(set(environment)).forEach(prefix -> folders.add(kernels(prefix)));
        }
        if (isWindows()) {
            paths(set("PROGRAMDATA"))
                    .forEach(data -> folders.add(data.resolve("jupyter").resolve("kernels")));
        } else {
            folders.add(kernels(path("/usr/local")));
            folders.add(kernels(path("/usr")));
        }
        return folders;
    }

    private Path data() {
        String given = set("JUPYTER_DATA_DIR");
        if (given != null) {
            return path(given);
        }
        if (isWindows()) {
            String roaming = set("APPDATA");
            return roaming == null
                    ? home.resolve(".jupyter").resolve("data")
                    : path(roaming).resolve("jupyter");
        }
        if (system.toLowerCase(Locale.ROOT).startsWith("mac")) {
            return home.resolve("Library").resolve("Jupyter");
        }
        String shared = set("XDG_DATA_HOME");
        Path base = shared == null ? home.resolve(".local").resolve("share") : path(shared);
        return base.resolve("jupyter");
    }

    boolean isWindows() {
        return system.toLowerCase(Locale.ROOT).startsWith("windows");
    }

    private List<Path> paths(@Nullable String list) {
        List<Path> paths = new ArrayList<>();
        for (String one : list == null ? new String[0] : list.split(isWindows() ? ";" : ":")) {
            if (!one.isBlank()) {
                paths.add(path(one));
            }
        }
        return paths;
    }

    private Path path(String text) {
        FileSystem files = home.getFileSystem();
        Path path = files.getPath(text);
        return files == FileSystems.getDefault() ? path.toAbsolutePath() : path;
    }

    private @Nullable String set(String variable) {
        String value = environment.get(variable);
        return value == null || value.isEmpty() ? null : value;
    }
}
