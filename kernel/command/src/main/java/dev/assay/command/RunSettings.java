package dev.assay.command;

import dev.assay.notebook.format.Notebook;
import dev.assay.notebook.kernel.KernelLauncher;
import dev.assay.notebook.kernel.KernelSpec;
import dev.assay.notebook.kernel.KernelSpecs;
import dev.assay.notebook.parameter.Parameters;
import dev.assay.notebook.parameter.Secrets;
import dev.assay.notebook.parameter.Value;
import dev.assay.notebook.run.RunOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say how each notebook is run. */
final class RunSettings {

    @Option(
            names = {"-p", "--parameter"},
            paramLabel = "NAME=VALUE",
            description =
                    "a value for a variable of the cell tagged \"parameters\"; lists and maps as YAML, in which the"
                            + " variable's type says what is meant: for a text 007 is 007, for a number 7, in decimal digits; where"
                            + " any value fits, YAML 1.2 says it; repeatable")
    private List<String> parameters = new ArrayList<>();

    @Option(
            names = {"-f", "--parameters-file"},
            paramLabel = "FILE",
            description = "values in YAML or JSON, read as those of -p, which wins")
    private @Nullable Path parametersFile;

    @Option(
            names = "--secret",
            paramLabel = "NAME=SOURCE",
            description =
                    "a text that cells find in the variable NAME and that is scrubbed from outputs, logs and the"
                            + " notebook; SOURCE is env:VARIABLE or file:PATH; where the notebook declares NAME, as a text; repeatable")
    private List<String> secrets = new ArrayList<>();

    @Option(
            names = "--cell-timeout",
            paramLabel = "SECONDS",
            description = "how long a cell may take (default: no limit)")
    private @Nullable Double cellTimeout;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            description = "how long all cells of a notebook may take (default: no limit)")
    private @Nullable Double timeout;

    @Option(names = "--kernel", paramLabel = "NAME", description = "an installed kernel, or assay for ours")
    private @Nullable String kernel;

    @Option(
            names = "--cwd",
            paramLabel = "DIR",
            description = "where the kernel works (default: the notebook's folder)")
    private @Nullable Path folder;

    @Option(
            names = "--keep-volatile",
            description = "leave times, identities and temporary paths in outputs as they are: two runs differ then")
    private boolean keepsVolatile;

    /** Refuses what no notebook could be run with. */
    void check() {
        limit("--cell-timeout", cellTimeout);
        limit("--timeout", timeout);
        if (folder != null && !Files.isDirectory(folder)) {
            throw new UsageException("--cwd: expected a folder, found " + folder);
        }
        if (parametersFile != null && Files.isDirectory(parametersFile)) {
            throw new UsageException(
                    "-f: expected a file of values in YAML or JSON, found the folder " + parametersFile);
        }
        Set<String> twice = new LinkedHashSet<>(secrets().keySet());
        twice.retainAll(named("-p", "size=200", parameters).keySet());
        if (!twice.isEmpty()) {
            throw new UsageException(
                    "expected -p or --secret for a variable, found both for " + String.join(", ", twice));
        }
    }

    /** The notebook with the values it is given. */
    Notebook parameterized(Notebook notebook) throws IOException {
        Map<String, Value> values = parametersFile == null ? Map.of() : Parameters.read(parametersFile);
        Parameters declared = Parameters.of(notebook);
        for (String secret : secrets().keySet()) {
            declared.checkSecret(secret);
            if (values.containsKey(secret)) {
                throw new UsageException("expected -f or --secret for a variable, found both for " + secret);
            }
        }
        return declared.with(values, named("-p", "size=200", parameters));
    }

    private Map<String, String> secrets() {
        return named("--secret", "token=env:TOKEN", secrets);
    }

    private static Map<String, String> named(String option, String example, List<String> given) {
        Map<String, String> named = new LinkedHashMap<>();
        for (String one : given) {
            int sign = one.indexOf('=');
            if (sign < 1) {
                // What stands there without a name may be the secret itself.
                String found = option.equals("--secret") ? "no name" : one.isEmpty() ? "nothing" : one;
                throw new UsageException(
                        option + ": expected a name and a value, as in " + option + " " + example + "; found " + found);
            }
            if (named.put(one.substring(0, sign), one.substring(sign + 1)) != null) {
                throw new UsageException(option + ": \"" + one.substring(0, sign) + "\" stands there twice");
            }
        }
        return named;
    }

    /** Whether the user does, whatever notebooks name. */
    boolean namesKernel() {
        return kernel != null;
    }

    KernelSpec kernel(Notebook notebook, KernelSpecs kernels) throws IOException {
        return kernels.choose(Optional.ofNullable(kernel), notebook.kernelName(), notebook.language());
    }

    RunOptions options(Path file, KernelLauncher launcher) throws IOException {
        Path parent = file.toAbsolutePath().getParent();
        Path works = folder != null ? folder : parent == null ? Path.of(".") : parent;
        RunOptions options = RunOptions.in(works.toAbsolutePath())
                .withLauncher(launcher)
                .withSecrets(Secrets.read(secrets(), System.getenv()));
        if (cellTimeout != null) {
            options = options.withCellLimit(limit("--cell-timeout", cellTimeout));
        }
        if (timeout != null) {
            options = options.withTotalLimit(limit("--timeout", timeout));
        }
        return keepsVolatile ? options.keepingVolatile() : options;
    }

    private static Duration limit(String option, @Nullable Double seconds) {
        if (seconds != null && !(seconds > 0 && seconds < 1e9)) {
            throw new UsageException(option + ": expected seconds above 0 and below 1e9, found " + seconds);
        }
        return seconds == null ? Duration.ZERO : Duration.ofMillis(Math.round(seconds * 1000));
    }
}
