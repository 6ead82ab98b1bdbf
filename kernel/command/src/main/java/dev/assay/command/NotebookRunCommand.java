package dev.assay.command;

import dev.assay.cli.Exit;
import dev.assay.cli.Output;
import dev.assay.jupyter.Signals;
import dev.assay.notebook.format.Notebook;
import dev.assay.notebook.format.Unwritable;
import dev.assay.notebook.kernel.JupyterFolders;
import dev.assay.notebook.kernel.KernelLauncher;
import dev.assay.notebook.kernel.KernelSpec;
import dev.assay.notebook.kernel.KernelSpecs;
import dev.assay.notebook.run.Batch;
import dev.assay.notebook.run.Condition;
import dev.assay.notebook.run.NotebookRun;
import dev.assay.notebook.run.RunOptions;
import dev.assay.notebook.run.RunResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.ObjIntConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = {
            "Runs notebooks from the first cell to the last, each in a new kernel, and writes their outputs: in place, or"
                    + " where -o says. The kernel is the one the notebook names; ours needs no install, and runs Java notebooks whose own is"
                    + " not installed.",
            "Two runs write the same bytes: identities and temporary paths in outputs are numbered, times of the run cut"
                    + " (--keep-volatile leaves them). Reports are made of a failed run, too. Ctrl-C ends the running cells and saves the notebooks."
        },
        footer = {
            "",
            "Example:",
            "  assay notebook run report.ipynb -p size=200 --fail-on 'verdict != FEASIBLE' -o staging/report.ipynb",
            "",
            "Exit codes: 0 done; 1 the kernel died or did not start, the run was interrupted, or the notebook could not be"
                    + " saved; 2 wrong usage, an unknown kernel, parameter or value; 3 a cell failed or took too long, or a"
                    + " --fail-on holds."
        })
final class NotebookRunCommand implements Callable<Integer> {
    private static final Duration START = Duration.ofMinutes(1);

    @picocli.CommandLine.Parameters(arity = "1..*", paramLabel = "NB", description = "notebooks")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "OUT",
            description =
                    "where the notebook is written: a file in .ipynb, or in .java or .md, which hold no outputs; or a"
                            + " folder, which is there or ends in / (default: in place; beside a .java or .md, as .ipynb)")
    private @Nullable String out;

    @Option(
            names = {"-j", "--jobs"},
            paramLabel = "N",
            defaultValue = "1",
            description = "how many notebooks run at once; above 1 as many more kernels are started ahead, of some"
                    + " 150 MB each (default: ${DEFAULT-VALUE})")
    private int jobs = 1;

    @Option(
            names = "--resume",
            description =
                    "go on behind the last good cell: unchanged cells that went well are run again for what they do"
                            + " to the kernel, and keep their outputs and published values; what a cell reads is not compared, such as files or"
                            + " another value of a --secret")
    private boolean resumes;

    @Option(names = "--log-output", description = "print what cells print, as they do, to stderr")
    private boolean logs;

    @Option(
            names = "--fail-on",
            paramLabel = "CONDITION",
            description =
                    "end with 3 if this holds of the values the notebook published: 'verdict != FEASIBLE', 'n < 100';"
                            + " numbers are compared as numbers, but a text with a value in quotes as text: \"id == '007'\"")
    private List<String> failOn = new ArrayList<>();

    @Mixin
    private RunSettings settings = new RunSettings();

    @Mixin
    private Reports exports = new Reports();

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws IOException {
        check();
        exports.check(files, files.stream().map(this::target).toList());
        List<Condition> conditions = conditions();
        Map<Integer, RunReport> reports = new TreeMap<>();
        try (OwnKernel own = OwnKernel.prepare()) {
            run(prepared(own), (result, i) -> {
                RunReport report = exported(RunReport.of(files.get(i), result, conditions));
                report.lines().forEach(output::complain);
                reports.put(i, report);
            });
        } finally {
            if (!reports.isEmpty()) { // nothing ran, and nothing is to be told
                answer(reports); // a fault of ours in one notebook leaves the others theirs
            }
        }
        return reports.values().stream().mapToInt(RunReport::exitCode).max().orElse(Exit.DONE);
    }

    private void answer(Map<Integer, RunReport> reports) {
        List<Map<String, Object>> answers =
                reports.values().stream().map(RunReport::json).toList();
        output.answer(
                answers.size() == 1 ? answers.get(0) : Map.of("notebooks", answers),
                reports.values().stream().map(RunReport::words).collect(Collectors.joining()));
    }

    private Path target(Path file) {
        return NotebookFile.ofRun(file, out);
    }

    /** Reports are made of a failed run, too. */
    private RunReport exported(RunReport run) {
        Path target = target(run.file());
        try {
            exports.write(run.result().notebook(), target, run.file());
            return run;
        } catch (IOException e) {
            return run.with("no report of " + target + ": " + Unwritable.wordsWithFile(e), Exit.FAILURE);
        }
    }

    private void check() {
        if (out != null && files.size() > 1 && !NotebookFile.isFolder(out)) {
            throw new UsageException(
                    "-o is for one notebook, found " + files.size() + "; a folder takes several: " + out + "/");
        }
        if (jobs < 1) {
            throw new UsageException("--jobs: expected how many at once, 1 or more, as in -j 2; found " + jobs);
        }
        settings.check();
        files.stream()
                .map(this::target)
                .filter(NotebookFile::isText)
                .forEach(text -> output.tell(
                        "warning: " + text + " will hold the cells without their outputs, which an .ipynb holds"));
    }

    private List<Condition> conditions() {
        List<Condition> conditions = new ArrayList<>();
        for (String text : failOn) {
            try {
                conditions.add(Condition.parse(text));
            } catch (IllegalArgumentException e) {
                throw new UsageException("--fail-on: " + e.getMessage(), e);
            }
        }
        return conditions;
    }

    private void run(List<NotebookRun> runs, ObjIntConsumer<RunResult> over) {
        Runnable restore = Signals.onRequestToEnd(Thread.currentThread()::interrupt);
        try {
            Batch.run(runs, jobs, over);
        } finally {
            restore.run();
            var unused = Thread.interrupted(); // by the outcomes
        }
    }

    /** What is wrong with the last is said before the first runs. */
    private List<NotebookRun> prepared(OwnKernel own) throws IOException {
        KernelSpecs kernels = KernelSpecs.in(JupyterFolders.ofThisMachine().all(), own.spec());
        KernelLauncher launcher = new KernelLauncher(START);
        List<NotebookRun> runs = new ArrayList<>();
        for (Path file : files) {
            Notebook read = Notebook.read(file);
            Path target = target(file);
            RunOptions options = told(file, settings.options(file, launcher));
            if (resumes && Files.exists(target)) {
                options = options.resuming(Notebook.read(target));
            }
            KernelSpec kernel = settings.kernel(read, kernels);
            tellInstead(file, read.kernelName(), kernel, kernels);
            runs.add(NotebookRun.of(settings.parameterized(read), kernel, target, options));
        }
        return runs;
    }

    /** What another kernel does with the same cells may be something else. */
    private void tellInstead(Path file, String named, KernelSpec kernel, KernelSpecs kernels) {
        String why = kernels.whyNot(named);
        if (!settings.namesKernel() && !why.isEmpty()) {
            String words = file + " names kernel \"" + named + "\", which " + why + "; it runs in " + kernel.name();
            output.tell(words.replaceAll("[\\p{Cc}\\p{Cf}]", " "));
        }
    }

    /** Where several run at once, each line says of which it is. */
    private RunOptions told(Path file, RunOptions options) {
        String which = jobs > 1 && files.size() > 1 ? file + ": " : "";
        RunOptions told = options.withProgress(words -> tell(which + words));
        return logs ? told.withLog(line -> tell(which + line)) : told;
    }

    private synchronized void tell(String words) {
        output.tell(words);
    }
}
