package dev.assay.assembly.spec;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.cli.Exit;
import dev.assay.cli.Output;
import dev.assay.notebook.format.Notebook;
import dev.assay.notebook.kernel.JupyterFolders;
import dev.assay.notebook.kernel.KernelSpec;
import dev.assay.notebook.kernel.KernelSpecs;
import dev.assay.notebook.parameter.Parameters;
import dev.assay.notebook.run.Condition;
import dev.assay.notebook.run.NotebookRun;
import dev.assay.notebook.run.Outcome;
import dev.assay.notebook.run.RunOptions;
import dev.assay.notebook.run.RunResult;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = {
            "Runs notebooks from the first cell to the last, each in a new kernel, and writes their outputs: in place, or"
                    + " where -o says. The kernel is the one the notebook names; ours needs no install."
        },
        footer = {
            "",
            "Example:",
            "  assay notebook run report.ipynb -p size=200 --fail-on 'verdict != FEASIBLE' -o staging/report.ipynb",
            "",
            "Exit codes: 0 done; 1 the kernel died or did not start, or the notebook could not be saved; 2 wrong usage, an"
                    + " unknown kernel, parameter or value; 3 a cell failed or took too long, or a --fail-on holds."
        })
final class NotebookRunCommand implements Callable<Integer> {

    @picocli.CommandLine.Parameters(arity = "1..*", paramLabel = "NB", description = "notebooks, run one after another")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "OUT",
            description = "where the notebook is written (default: in place)")
    private @Nullable Path out;

    @Option(
            names = {"-p", "--parameter"},
            paramLabel = "NAME=VALUE",
            description =
                    "a value for a variable of the cell tagged \"parameters\"; lists and maps as YAML; repeatable")
    private Map<String, String> parameters = new LinkedHashMap<>();

    @Option(
            names = {"-f", "--parameters-file"},
            paramLabel = "FILE",
            description = "values in YAML or JSON; -p wins")
    private @Nullable Path parametersFile;

    @Option(names = "--timeout", paramLabel = "SECONDS", description = "how long a cell may take (default: no limit)")
    private @Nullable Double timeout;

    @Option(names = "--kernel", paramLabel = "NAME", description = "an installed kernel, or assay for ours")
    private @Nullable String kernel;

    @Option(
            names = "--cwd",
            paramLabel = "DIR",
            description = "where the kernel works (default: the notebook's folder)")
    private @Nullable Path folder;

    @Option(
            names = "--fail-on",
            paramLabel = "CONDITION",
            description =
                    "end with 3 if this holds of the values the notebook published: 'verdict != FEASIBLE', 'n < 100'")
    private List<String> failOn = new ArrayList<>();

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws IOException {
        if (out != null && files.size() > 1) {
            throw new IllegalArgumentException("-o is for one notebook, found " + files.size());
        }
        if (timeout != null && !(timeout > 0 && timeout < 1e9)) {
            throw new IllegalArgumentException("--timeout: expected seconds above 0, found " + timeout);
        }
        List<Condition> conditions = failOn.stream().map(Condition::parse).toList();
        List<Map<String, Object>> answers = new ArrayList<>();
        int worst = Exit.DONE;
        try (OwnKernel own = OwnKernel.prepare()) {
            KernelSpecs kernels = KernelSpecs.in(JupyterFolders.ofThisMachine().all(), own.spec());
            List<Prepared> prepared = new ArrayList<>();
            for (Path file : files) {
                prepared.add(prepare(file, kernels)); // what is wrong with the last is said before the first runs
            }
            for (Prepared one : prepared) {
                RunResult result = NotebookRun.of(one.notebook(), one.spec(), one.target(), one.options())
                        .run();
                answers.add(answer(one.file(), result));
                worst = Math.max(worst, tell(one.file(), result, conditions));
            }
        }
        output.answer(answers.size() == 1 ? answers.get(0) : Map.of("notebooks", answers), words(answers));
        return worst;
    }

    private record Prepared(Path file, Path target, Notebook notebook, KernelSpec spec, RunOptions options) {}

    private Prepared prepare(Path file, KernelSpecs kernels) throws IOException {
        Notebook read = Notebook.read(file);
        Map<String, JsonNode> values = parametersFile == null ? Map.of() : Parameters.read(parametersFile);
        Notebook notebook = Parameters.of(read).with(values, parameters);
        KernelSpec spec = kernels.choose(Optional.ofNullable(kernel), read.kernelName(), read.language());
        Path target = (out == null ? file : out).toAbsolutePath();
        Path parent = file.toAbsolutePath().getParent();
        Path works = folder != null ? folder : parent == null ? Path.of(".") : parent;
        RunOptions options = RunOptions.in(works.toAbsolutePath()).withProgress(output::tell);
        return new Prepared(
                file,
                target,
                notebook,
                spec,
                timeout == null ? options : options.withCellLimit(Duration.ofMillis(Math.round(timeout * 1000))));
    }

    private int tell(Path file, RunResult result, List<Condition> conditions) {
        Outcome outcome = result.outcome();
        if (!(outcome instanceof Outcome.Ok)) {
            output.tell(file + ": " + outcome.words().replaceAll("\\p{Cntrl}", " "));
            return outcome instanceof Outcome.CellFailed || outcome instanceof Outcome.TimedOut
                    ? Exit.NO
                    : Exit.FAILURE;
        }
        int code = Exit.DONE;
        for (Condition condition : conditions) {
            if (condition.holds(result.values())) {
                output.tell(file + ": " + condition + ": " + condition.name() + " is "
                        + result.values().get(condition.name()));
                code = Exit.NO;
            }
        }
        return code;
    }

    private static Map<String, Object> answer(Path file, RunResult result) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("notebook", file.toString());
        answer.put("status", result.outcome() instanceof Outcome.Ok ? "ok" : "failed");
        answer.put("outcome", result.outcome().status());
        answer.put(
                "reason",
                result.outcome() instanceof Outcome.Ok ? null : result.outcome().words());
        answer.put("cells", result.cells());
        answer.put(
                "failed_cell",
                result.outcome().cell() == 0 ? null : result.outcome().cell());
        answer.put("seconds", result.took().toMillis() / 1000.0);
        answer.put("values", result.values());
        return answer;
    }

    private static String words(List<Map<String, Object>> answers) {
        StringBuilder words = new StringBuilder();
        for (Map<String, Object> one : answers) {
            words.append(one.get("notebook"))
                    .append(": ")
                    .append(one.get("outcome"))
                    .append(", ")
                    .append(one.get("cells"))
                    .append(" cells, ")
                    .append(one.get("seconds"))
                    .append(" s\n");
        }
        return words.toString();
    }
}
