package dev.assay.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.cli.Subcommand;
import dev.assay.report.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command with our kernel in a process of its own, which nobody installed. */
final class NotebookCommandTest {
    @TempDir
    private Path folder;

    @Test
    void theCommandLineFindsItAsAService() {
        assertThat(ServiceLoader.load(Subcommand.class).stream().map(ServiceLoader.Provider::type))
                .contains(NotebookCommand.class);
    }

    @Test
    void runsCellsWithOtherParametersAndCollectsOutputsAndValues() throws IOException {
        Path file = notebook(
                cell(1, "\"parameters\"", "int size = 1;"),
                cell(2, "", "System.out.println(\\\"size \\\" + size); size * 2"),
                cell(3, "\"raises-exception\"", "throw new IllegalStateException(\\\"meant\\\");"),
                cell(4, "\"skip-execution\"", "System.exit(1)"),
                cell(5, "", "publish(\\\"size\\\", size);"));
        Path out = folder.resolve("out.ipynb");
        Run run = run("run", file, "-o", out, "-p", "size=21", "--json", "--fail-on", "size > 20");
        assertThat(run.code()).as(run.err()).isEqualTo(3);
        assertThat(run.err()).contains("size > 20: size is 21");
        JsonNode answer = Json.read(run.out());
        assertThat(answer.path("status").asText()).isEqualTo("ok");
        assertThat(answer.path("cells").asInt()).isEqualTo(5);
        assertThat(answer.path("failed_cell").isNull()).isTrue();
        assertThat(answer.path("values").path("size").asInt()).isEqualTo(21);
        JsonNode cells = Json.read(Files.readString(out)).path("cells");
        assertThat(cells).hasSize(6);
        assertThat(cells.get(1).path("source").get(1).asText()).isEqualTo("int size = 21;");
        assertThat(cells.get(2).path("outputs").get(0).path("text").get(0).asText())
                .isEqualTo("size 21\n");
        assertThat(cells.get(2).at("/outputs/1/data/text~1plain/0").asText()).isEqualTo("42");
        assertThat(cells.get(3).at("/outputs/0/ename").asText()).contains("IllegalStateException");
        assertThat(cells.get(4).path("outputs")).isEmpty();
    }

    /** Beside the notebook that is run, wherever it is written; an export of it says the same. */
    @Test
    void reportsOfARunShowPicturesBesideTheNotebook() throws IOException {
        String prose =
                "{\"cell_type\":\"markdown\",\"id\":\"m\",\"metadata\":{},\"source\":\"![x](pic.gif) ![y](../y.gif)\"}";
        Path file = notebook(prose, cell(1, "", "1"));
        Files.writeString(file.resolveSibling("pic.gif"), "GIF89a");
        Path out = folder.resolve("out/of/run.ipynb");
        Path page = folder.resolve("out/page.html");
        Run run = run("run", file, "-o", out, "--html=" + page, "--md");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(Files.readString(page))
                .contains("src=\"data:image/gif;base64,R0lGODlh\"", "[y: no such picture beside the notebook]");
        assertThat(out.resolveSibling("run.md")).content().contains("![x](run_files/cell-1-1.gif)");
        assertThat(out.resolveSibling("run_files/cell-1-1.gif")).hasContent("GIF89a");
        Path exported = folder.resolve("exported.html");
        assertThat(run("export", file, "--html=" + exported).code()).isZero();
        assertThat(exported).content().contains("src=\"data:image/gif;base64,R0lGODlh\"");
    }

    @Test
    void aKernelThatIsNotThereIsSaidToBeReplaced() throws IOException {
        Path file = Files.writeString(
                folder.resolve("a.ipynb"),
                """
                {"nbformat": 4, "nbformat_minor": 5, "cells": [],
                 "metadata": {"kernelspec": {"name": "nobody\\nhas", "language": "java", "display_name": "x"}}}
                """);
        Run run = run("run", file);
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err())
                .isEqualTo(
                        "assay: " + file + " names kernel \"nobody has\", which is not installed; it runs in assay\n");
        assertThat(run("run", file, "--quiet").err()).isEmpty();
        assertThat(run("run", file, "--kernel", "assay").err()).isEmpty();
        assertThat(run("run", notebook(cell(1, "", "1"))).err()).doesNotContain("names kernel");
    }

    @Test
    void aFailingCellEndsTheRunAndTheNotebookSaysSo() throws IOException {
        Path file = notebook(cell(1, "", "throw new IllegalStateException(\\\"why\\\");"), cell(2, "", "1"));
        Run run = run("run", file, "--json");
        assertThat(run.code()).as(run.err()).isEqualTo(3);
        assertThat(run.err()).contains("cell 1 failed").contains("why");
        assertThat(Json.read(run.out()).path("failed_cell").asInt()).isEqualTo(1);
        JsonNode written = Json.read(Files.readString(file));
        assertThat(written.at("/metadata/assay/run/status").asText()).isEqualTo("failed");
        assertThat(written.at("/cells/0/outputs/0/output_type").asText()).isEqualTo("error");
        assertThat(written.at("/cells/1/execution_count").isNull()).isTrue();
        assertThat(run("run", file, "--quiet").err()).contains("cell 1 failed").doesNotContain("cell 1/2");
    }

    @Test
    void aConditionOnWhatNobodyPublishedIsWrongUsageAndTheOthersStillRun() throws IOException {
        Path first = notebook(cell(1, "", "publish(\\\"size\\\", 3);"));
        Path second = notebook(cell(1, "", "publish(\\\"other\\\", 3);"));
        Run run = run("run", first, second, "-j", "2", "--json", "--fail-on", "other > 5");
        assertThat(run.code()).as(run.err()).isEqualTo(2);
        assertThat(run.err()).contains(first + ": --fail-on: no value \"other\" was published; there is size");
        JsonNode answers = Json.read(run.out()).path("notebooks");
        assertThat(answers).hasSize(2);
        assertThat(answers.get(1).at("/values/other").asInt()).isEqualTo(3);
    }

    @Test
    void theSecondRunLeavesTheSameBytesAndResumesWhatIsGood() throws IOException {
        Path file = notebook(
                cell(1, "", "var where = java.nio.file.Files.createTempFile(\\\"x\\\", \\\".txt\\\"); where"),
                cell(2, "", "System.out.println(new Object() + \\\" \\\" + java.time.Instant.now());"),
                cell(3, "", "java.util.UUID.randomUUID()"));
        assertThat(run("run", file).code()).isZero();
        String first = Files.readString(file);
        assertThat(first).contains("java.lang.Object@00000001 [time]").contains("00000000-0000-4000-8000-000000000001");
        assertThat(run("run", file, "--log-output").code()).isZero();
        assertThat(Files.readString(file)).isEqualTo(first);
        Run resumed = run("run", file, "--resume");
        assertThat(resumed.code()).isZero();
        assertThat(resumed.err()).contains("cell 3/3").contains("again");
        assertThat(Files.readString(file)).isEqualTo(first);
    }

    /** As a process: whoever ends it finds the notebook saved, with what there was. */
    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void whoEndsTheCommandFindsTheNotebookSaved() throws Exception {
        Path file = notebook(cell(1, "", "System.out.println(1); while (true) {}"), cell(2, "", "2"));
        Path log = folder.resolve("log");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.assay.cli.Main",
                        "notebook",
                        "run",
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            for (int i = 0; i < 600 && !Files.readString(log).contains("cell 1/2"); i++) {
                Thread.sleep(100);
            }
            process.destroy(); // SIGTERM
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(Files.readString(log)).isEqualTo(1);
            JsonNode written = Json.read(Files.readString(file));
            assertThat(written.at("/metadata/assay/run/status").asText()).isEqualTo("interrupted");
            assertThat(written.at("/cells/0/outputs/0/text/0").asText()).isEqualTo("1\n");
            assertThat(Files.readString(log)).contains("interrupted in cell 1");
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void aCellThatTakesTooLongIsStopped() throws IOException {
        Path slow = notebook(cell(1, "", "while (true) {}"));
        Run stopped = run("run", slow, "--cell-timeout", "2", "--json");
        assertThat(stopped.code()).as(stopped.err()).isEqualTo(3);
        assertThat(Json.read(stopped.out()).path("outcome").asText()).isEqualTo("timed_out");
    }

    @Test
    void whatIsAskedWronglyIsRefusedBeforeAKernelStarts() throws IOException {
        Path file = notebook(cell(1, "\"parameters\"", "int size = 1; // how many"));
        byte[] before = Files.readAllBytes(file);
        assertThat(run("run", file, "-p", "siez=1").code()).isNotZero();
        assertThat(run("run", file, "--kernel", "no-such").code()).isNotZero();
        assertThat(run("run", file, "--timeout", "-1").code()).isNotZero();
        assertThat(run("run", file, "--cell-timeout", "0").code()).isNotZero();
        assertThat(run("run", file, "-j", "0").code()).isNotZero();
        assertThat(run("run", file, "--secret", "size=env:NO_SUCH_VARIABLE").code())
                .isNotZero();
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        assertThat(run("parameters", file).out()).isEqualTo("int size = 1  // how many\n");
    }

    /** A line of nothing, or a document without a notebook, would pass for an answer. */
    @Test
    void whereNothingRanNothingIsAnswered() throws IOException {
        Path file = notebook(cell(1, "", "1"));
        Run refused = run("run", file, "--kernel", "no-such");
        assertThat(refused.code()).isNotZero();
        assertThat(refused.out()).isEmpty();
        assertThat(run("run", file, "--kernel", "no-such", "--json").out()).isEmpty();
        assertThat(run("run", folder.resolve("no.ipynb")).out()).isEmpty();
    }

    @Test
    void parametersAreListedForPeopleAndMachines() throws IOException {
        Path file = notebook(cell(
                1,
                "\"parameters\"",
                "int size = 1, most; // how many\\n// int gone = 2;\\nvar any = f();\\n"
                        + "LocalDate day = LocalDate.EPOCH; // first\\nRandom random = new Random();"));
        assertThat(run("parameters", file).out())
                .isEqualTo(
                        """
                        int size = 1  // how many
                        int most  // how many
                        any = f()
                        LocalDate day = LocalDate.EPOCH  // first  (a date such as 2026-01-31)
                        Random random = new Random()  (cannot be given)
                        """);
        JsonNode rows = Json.read(run("parameters", file, "--json").out()).path("parameters");
        assertThat(rows).hasSize(5);
        assertThat(rows.at("/0/takes").asText()).isEqualTo("a whole number");
        assertThat(rows.at("/4/takes").isNull()).isTrue();
        assertThat(rows.at("/0/default").asText()).isEqualTo("1");
        assertThat(rows.at("/1/default").isNull()).isTrue();
        assertThat(rows.at("/2/type").isNull()).isTrue();
    }

    @Test
    void whatWasExpectedIsSaidBeforeAnythingIsRun() throws IOException {
        Path file = notebook(cell(1, "", "1"));
        byte[] before = Files.readAllBytes(file);
        Path report = folder.resolve("r");
        assertThat(run("run", file, "-j", "-1").err())
                .contains("--jobs: expected how many at once, 1 or more, as in -j 2; found -1");
        assertThat(run("run", file, "-j", "0").err()).contains("found 0");
        assertThat(run("run", file, "--fail-on", "verdict = FEASIBLE").err())
                .contains("--fail-on: expected NAME, one of == != < <= > >=, and a value, as in 'verdict != FEASIBLE'");
        assertThat(run("run", file, "--html", report, "--pdf", folder.resolve("x/../r"))
                        .err())
                .contains("expected a file for each")
                .contains("for --html and for --pdf");
        assertThat(run("run", file, "--cwd", folder.resolve("nowhere")).err())
                .contains("--cwd: expected a folder, found ");
        assertThat(run("run", file, "-f", folder).err())
                .contains("-f: expected a file of values in YAML or JSON, found the folder " + folder);
        assertThat(run("run", file, file).err()).contains("expected each notebook once, found " + file + " twice");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        assertThat(report).doesNotExist();
    }

    /** A Markdown notebook's report would be called as the notebook is. */
    @Test
    void aReportNeverTakesThePlaceOfWhatIsRun() throws IOException {
        Path text = Files.writeString(folder.resolve("a.md"), "```java\n1\n```\n");
        assertThat(run("run", text, "--md").err()).contains("a.md for a notebook and for --md");
        Path same = Files.writeString(folder.resolve("a.java"), "1\n");
        assertThat(run("run", text, same).err())
                .contains("a.ipynb for " + text + " and for " + same + "; whoever runs");
        Path notebook = Files.copy(notebook(cell(1, "", "1")), folder.resolve("b.ipynb"));
        Path other =
                Files.copy(notebook, Files.createDirectory(folder.resolve("b")).resolve("b.ipynb"));
        assertThat(run("run", notebook, other, "-o", folder.resolve("out") + "/")
                        .err())
                .contains("expected a file for each, found " + folder.resolve("out/b.ipynb") + " for " + notebook
                        + " and for " + other + "; whoever runs them can rename one, or write each into a folder");
        Path asText = Files.writeString(folder.resolve("b.md"), "```java\n1\n```\n");
        assertThat(run("export", notebook, asText, "--html").err())
                .contains(folder.resolve("b.html") + " for --html of " + notebook + " and for --html of " + asText);
        assertThat(text).hasContent("```java\n1\n```\n");
        assertThat(folder.resolve("a.ipynb")).doesNotExist();
    }

    /** A page, or a text, that is called like one and holds a notebook's JSON is what nobody asked for. */
    @Test
    void aNameThatSaysNoFormatIsRefusedBeforeAnythingIsRun() throws IOException {
        Path file = notebook(cell(1, "", "1"));
        for (String name : new String[] {"out.html", "out", "out.ipynb.txt", ".ipynb"}) {
            Path out =
                    folder.resolve("made-" + (name.startsWith(".") ? "" : "x")).resolve(name);
            assertThat(run("run", file, "-o", out).err())
                    .contains("-o: expected a notebook's name, ending in .ipynb, .java, .jshell or .md; found " + out);
            assertThat(run("convert", file, out).err())
                    .contains("ending in .ipynb, .java, .jshell or .md; found " + out);
            assertThat(out).doesNotExist();
        }
        assertThat(run("run", file, file, "-o", folder.resolve("x.ipynb")).err())
                .contains("-o is for one notebook, found 2; a folder takes several");
    }

    @Test
    void aFolderTakesSeveralAndATextIsSaidToHoldNoOutputs() throws IOException {
        Path first = Files.writeString(folder.resolve("a.md"), "```java\n1 + 1\n```\n");
        Path second = notebook(cell(1, "", "2"));
        Path made = folder.resolve("made");
        Run run = run("run", first, second, "-j", "2", "-o", made + "/");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err()).doesNotContain("warning");
        assertThat(run.out()).contains("a.md: ok, 1 cell, ");
        assertThat(Json.read(Files.readString(made.resolve("a.ipynb")))
                        .at("/cells/0/outputs/0/data/text~1plain/0")
                        .asText())
                .isEqualTo("2");
        assertThat(made.resolve(second.getFileName())).exists();
        Run text = run("run", second, "-o", folder.resolve("b.md"));
        assertThat(text.err()).contains("warning: ").contains("b.md will hold the cells without their outputs");
        assertThat(run("run", second, "-o", made).code()).isZero();
    }

    @Test
    void theLastLineSaysWhatMadeTheExitCode() throws IOException {
        Path file = notebook(cell(1, "", "publish(\\\"size\\\", 3);"));
        Run holds = run("run", file, "--fail-on", "size > 2");
        assertThat(holds.code()).isEqualTo(3);
        assertThat(holds.out()).contains(": ok, 1 cell, ").endsWith(" s; but --fail-on size > 2: size is 3\n");
        Path taken = Files.createDirectories(folder.resolve("taken/x"));
        Run unwritten = run("run", file, "--html=" + taken.getParent());
        assertThat(unwritten.code()).as(unwritten.err()).isEqualTo(1);
        assertThat(unwritten.out())
                .contains(" s; but no report of ")
                .endsWith(": " + taken.getParent() + ": is a folder\n");
        Path inTheWay = Files.writeString(folder.resolve("a"), "");
        assertThat(run("run", file, "--html=" + inTheWay.resolve("b.html")).err())
                .endsWith(": " + inTheWay + ": a file is in the way\n");
        Run unknown = run("run", file, "--fail-on", "n > 2");
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.out()).endsWith("; but --fail-on: no value \"n\" was published; there is size\n");
    }

    @Test
    void aNameThatIsSaidTwiceIsRefusedAsInAFile() throws IOException {
        Path file = notebook(cell(1, "\"parameters\"", "int n = 1;"));
        assertThat(run("run", file, "-p", "n=3", "-p", "n=3").err()).contains("-p: \"n\" stands there twice");
        assertThat(run("run", file, "--secret", "t=env:A", "--secret", "t=env:B")
                        .err())
                .contains("--secret: \"t\" stands there twice");
        Path values = Files.writeString(folder.resolve("p.yaml"), "n: 3\nn: 3");
        assertThat(run("run", file, "-f", values).err()).contains("\"n\" stands there twice");
        assertThat(run("run", file, "-f", Files.writeString(values, "n: 3"), "-p", "n=4")
                        .code())
                .isZero();
    }

    @Test
    void aSecretHasToFitTheNotebook() throws IOException {
        Path file = notebook(cell(1, "\"parameters\"", "int n = 1; String token = \\\"\\\";"), cell(2, "", "other"));
        Path secret = Files.writeString(folder.resolve("secret"), "hunter2-s3cret");
        assertThat(run("run", file, "--secret", "nosuch=file:" + secret).err())
                .contains("no parameter \"nosuch\" for a secret, and no code that uses one");
        assertThat(run("run", file, "--secret", "n=file:" + secret).err())
                .contains("secret n: expected a variable that holds a text, found int n")
                .doesNotContain("hunter2");
        assertThat(run("run", file, "--secret", "token=file:" + secret, "-p", "token=abc")
                        .err())
                .contains("expected -p or --secret for a variable, found both for token");
        Path values = Files.writeString(folder.resolve("p.yaml"), "token: abc");
        assertThat(run("run", file, "--secret", "token=file:" + secret, "-f", values)
                        .err())
                .contains("expected -f or --secret for a variable, found both for token");
        assertThat(run("run", file, "--secret", "token=file:" + secret, "--secret", "other=file:" + secret)
                        .code())
                .isZero();
    }

    @Test
    void whatHasNoSignOrNoTextIsRefusedInOneSentence() throws IOException {
        Path file = notebook(cell(1, "\"parameters\"", "int n = 1;"));
        assertThat(run("run", file, "-p", "n").err())
                .contains("-p: expected a name and a value, as in -p size=200; found n")
                .doesNotContain("Usage:");
        assertThat(run("run", file, "--secret", "hunter2-s3cret").err())
                .contains("--secret: expected a name and a value, as in --secret token=env:TOKEN; found no name")
                .doesNotContain("hunter2");
        Run empty = run("run", file, "--fail-on", "");
        assertThat(empty.code()).isNotZero();
        assertThat(empty.err()).contains("--fail-on: expected NAME").contains("found \"\"");
    }

    private Path notebook(String... cells) throws IOException {
        Path file = Files.createTempFile(folder, "n", ".ipynb");
        Files.writeString(
                file,
                "{\"nbformat\": 4, \"nbformat_minor\": 5, \"metadata\": {}, \"cells\": [" + String.join(",\n", cells)
                        + "]}");
        return file;
    }

    private static String cell(int number, String tags, String source) {
        return "{\"cell_type\": \"code\", \"execution_count\": null, \"id\": \"c" + number
                + "\", \"metadata\": {\"tags\": [" + tags + "]}, \"outputs\": [], \"source\": \"" + source + "\"}";
    }

    private record Run(int code, String out, String err) {}

    private static Run run(Object... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = new CommandLine(new NotebookCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(Arrays.stream(words).map(String::valueOf).toArray(String[]::new));
        return new Run(code, out.toString(), err.toString());
    }
}
