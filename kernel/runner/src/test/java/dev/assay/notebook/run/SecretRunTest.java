package dev.assay.notebook.run;

import static dev.assay.notebook.run.ScriptedRun.cell;
import static dev.assay.notebook.run.ScriptedRun.texts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.notebook.ScriptedKernel;
import dev.assay.notebook.format.Fields;
import dev.assay.notebook.format.Notebook;
import dev.assay.notebook.parameter.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A secret reaches the cells and nobody who reads the file, the log or the result. */
@Timeout(60)
final class SecretRunTest {
    private static final String SECRET = "hunter2-s3cret";

    @TempDir
    private Path folder;

    @Test
    void cellsKnowItAndNothingTellsIt() throws IOException {
        List<String> heard = new ArrayList<>();
        Secrets secrets = Secrets.read(Map.of("token", "env:TOKEN"), Map.of("TOKEN", SECRET));
        RunOptions options = RunOptions.in(folder)
                .withSecrets(secrets)
                .withProgress(heard::add)
                .withLog(heard::add);
        Notebook notebook = Notebook.of(
                Fields.none(),
                List.of(
                        cell("a", "token = none", "parameters"),
                        cell("b", "say token\nhalves token\nreveal token"),
                        cell("c", "betray token")));
        RunResult result = NotebookRun.of(notebook, ScriptedKernel.spec("normal"), folder.resolve("out.ipynb"), options)
                .run();
        assertThat(texts(result.notebook(), 1))
                .containsExactly("stdout: [secret token]\n[secret token]", "token = [secret token]");
        assertThat(result.outcome()).isEqualTo(Outcome.cellFailed(3, "Betrayed", "[secret token]"));
        assertThat(result.values()).hasToString("{token=\"[secret token]\"}");
        assertThat(heard).contains("[secret token]");
        assertThat(String.join("\n", heard)).doesNotContain("hunter2");
        assertThat(Files.readString(folder.resolve("out.ipynb"))).doesNotContain("hunter2");
    }

    /** A value's name is told as values are, and so is what an output says about itself. */
    @Test
    void namesDoNotTellIt() throws IOException {
        Secrets secrets = Secrets.read(Map.of("token", "env:TOKEN"), Map.of("TOKEN", SECRET));
        RunResult result = NotebookRun.of(
                        ScriptedRun.notebook("named token"),
                        ScriptedKernel.spec("normal"),
                        folder.resolve("out.ipynb"),
                        RunOptions.in(folder).withSecrets(secrets))
                .run();
        assertThat(result.values()).hasToString("{[secret token]=\"3\"}");
        assertThat(texts(result.notebook(), 0)).containsExactly("[secret token] = 3", "stdout: called odd");
        assertThat(Files.readString(folder.resolve("out.ipynb")))
                .contains("[secret token]")
                .doesNotContain("hunter2");
    }

    /** What it printed past its cells stands in the last line of the run, which goes to a log. */
    @Test
    void aKernelThatDiesDoesNotTellIt() throws IOException {
        Secrets secrets = Secrets.read(Map.of("token", "env:TOKEN"), Map.of("TOKEN", SECRET));
        Notebook notebook = ScriptedRun.notebook("mutter token\nsleep 500\ndie 5");
        RunResult result = NotebookRun.of(
                        notebook,
                        ScriptedKernel.spec("normal"),
                        folder.resolve("out.ipynb"),
                        RunOptions.in(folder).withSecrets(secrets))
                .run();
        assertThat(result.outcome()).isEqualTo(Outcome.kernelDied(1, 5, "[secret token]"));
        assertThat(Files.readString(folder.resolve("out.ipynb"))).doesNotContain("hunter2");
    }
}
