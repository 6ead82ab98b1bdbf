package dev.assay.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Reports and formats as the command makes them, of the notebooks that are published. */
final class NotebookExportCommandTest {

    private static final Path NOTEBOOKS = Path.of("..", "..", "notebooks");

    @TempDir
    private Path folder;

    @Test
    void reportsStandBesideTheNotebookUnlessAFileIsNamed() throws IOException {
        Path notebook = Files.copy(NOTEBOOKS.resolve("02-crosstabs-and-bias.ipynb"), folder.resolve("02.ipynb"));
        Path page = folder.resolve("made/page.html");
        assertThat(run("export", notebook, "--html=" + page, "--md", "--pdf", "--no-code"))
                .isZero();
        assertThat(Files.readString(page)).contains("shadowrootmode").doesNotContain("<pre class=\"code\">");
        assertThat(Files.readString(folder.resolve("02.md"))).contains("![").doesNotContain("```java");
        assertThat(folder.resolve("02_files")).isNotEmptyDirectory();
        assertThat(Files.readAllBytes(folder.resolve("02.pdf"))).startsWith('%', 'P', 'D', 'F');
    }

    /** An option whose file may be left out would take the notebook for it. */
    @Test
    void aNotebookBehindAnOptionIsTheNotebook() throws IOException {
        Path notebook = Files.copy(NOTEBOOKS.resolve("01-inventory.ipynb"), folder.resolve("01.ipynb"));
        assertThat(run("export", "--html", "--md", notebook)).isZero();
        assertThat(folder.resolve("01.html")).exists();
        assertThat(folder.resolve("01.md")).exists();
        Path text = Files.writeString(folder.resolve("a.md"), "```java\n1\n```\n");
        assertThat(run("export", "--html", text, notebook)).isZero();
        assertThat(folder.resolve("a.html")).exists();
        Path page = folder.resolve("page.htm");
        assertThat(run("export", "--html", page, notebook))
                .as("what is no notebook is the report's")
                .isZero();
        assertThat(page).exists();
        Path named = folder.resolve("named.md");
        assertThat(run("export", "--md=" + named, "--html", "--", notebook)).isZero();
        assertThat(named).exists();
        assertThat(run("export", notebook, "--md", "--html=" + folder.resolve("odd.md")))
                .isZero();
    }

    @Test
    void whereATextMayBeTheReportOrTheNotebookNeitherIsGuessed() throws IOException {
        Path text = Files.writeString(folder.resolve("a.md"), "```java\n1\n```\n");
        StringWriter err = new StringWriter();
        int code = new CommandLine(new NotebookCommand())
                .setErr(new PrintWriter(err))
                .execute(
                        "export",
                        "--md",
                        text.toString(),
                        folder.resolve("b.ipynb").toString());
        assertThat(code).isEqualTo(2);
        assertThat(err.toString())
                .startsWith("expected --md=" + text + " for a report of that name, or " + text
                        + " --md for a report of that notebook; found --md " + text);
        assertThat(text).hasContent("```java\n1\n```\n");
    }

    @Test
    void whatIsAskedWronglyIsRefused() throws IOException {
        Path one = NOTEBOOKS.resolve("01-inventory.ipynb");
        assertThat(run("export", one)).isNotZero();
        assertThat(run("export", one, one, "--html=" + folder.resolve("x.html")))
                .isNotZero();
        assertThat(folder).isEmptyDirectory();
        Path mine = Files.copy(one, folder.resolve("mine.ipynb"));
        assertThat(run("export", "--html=" + mine, one)).isNotZero();
        assertThat(mine).hasSameBinaryContentAs(one);
        assertThat(run("run", mine, "--html=" + mine)).isNotZero();
        assertThat(mine).as("refused before it is run").hasSameBinaryContentAs(one);
        assertThat(run("run", folder)).isNotZero();
    }

    @Test
    void aNotebookComesBackFromTexts() throws IOException {
        Path first = NOTEBOOKS.resolve("04-verdict.ipynb");
        for (String name : new String[] {"a.java", "b.md", "c.ipynb", "d.java"}) {
            assertThat(run("convert", name.startsWith("a") ? first : last(name), folder.resolve(name)))
                    .isZero();
        }
        assertThat(folder.resolve("d.java")).hasSameTextualContentAs(folder.resolve("a.java"));
        assertThat(Files.readString(folder.resolve("a.java"))).contains("// + id=\"04-02\" tags=[\"parameters\"]");
        assertThat(run("convert", first, folder.resolve("a.java"))).isNotZero();
    }

    private Path last(String name) {
        return folder.resolve(name.startsWith("b") ? "a.java" : name.startsWith("c") ? "b.md" : "c.ipynb");
    }

    private static int run(Object... words) {
        return new CommandLine(new NotebookCommand())
                .setOut(new PrintWriter(new StringWriter()))
                .setErr(new PrintWriter(new StringWriter()))
                .execute(Arrays.stream(words).map(String::valueOf).toArray(String[]::new));
    }
}
