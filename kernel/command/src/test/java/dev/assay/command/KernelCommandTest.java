package dev.assay.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.cli.Subcommand;
import dev.assay.report.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The commands in a prefix of their own; their exit codes are those of all commands. */
final class KernelCommandTest {

    @TempDir
    Path prefix;

    @Test
    void theCommandLineFindsItAsAService() {
        assertThat(ServiceLoader.load(Subcommand.class).stream().map(ServiceLoader.Provider::type))
                .contains(KernelCommand.class);
    }

    @Test
    void installsWithoutAnArchiveAndTakesItAwayAgain() throws IOException {
        Run install = run("install", "--no-archive", "--prefix", prefix, "--name", "Big", "--java-option=-Xmx8g");
        Path folder = prefix.resolve("share/jupyter/kernels/big");
        assertThat(install.out()).isEqualTo(folder + "\n");
        assertThat(install.code()).isZero();
        JsonNode spec = Json.read(Files.readString(folder.resolve("kernel.json")));
        assertThat(spec.path("argv")).extracting(JsonNode::asText).contains("-Xmx8g");
        assertThat(spec.path("interrupt_mode").asText()).isEqualTo("message");

        Run uninstall = run("uninstall", "--prefix", prefix, "--name", "big", "--json");
        assertThat(Json.read(uninstall.out()).path("path").asText()).isEqualTo(folder.toString());
        assertThat(folder).doesNotExist();
        assertThat(run("uninstall", "--prefix", prefix, "--name", "big").code()).isNotZero();
    }

    @Test
    void listsWhatCannotBeReadAndOfOthersOnlyOurs() throws IOException {
        run("install", "--no-archive", "--prefix", prefix, "--name", "ours");
        Path kernels = prefix.resolve("share/jupyter/kernels");
        Files.writeString(Files.createDirectories(kernels.resolve("torn")).resolve("kernel.json"), "{\"argv\": [\"ja");
        Files.writeString(Files.createDirectories(kernels.resolve("other")).resolve("kernel.json"), "{}");
        Files.createDirectories(kernels.resolve("empty"));
        assertThat(ListCommand.in(kernels))
                .extracting(row -> row.get("name"), row -> row.get("state"))
                .containsExactly(tuple("ours", "slow start"), tuple("torn", "unreadable"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", ".", "a/b", "a\\b", "", "a b", ".hidden", "ünï"})
    void aNameThatIsNoNameIsRefused(String name) throws IOException {
        Run run = run("install", "--no-archive", "--prefix", prefix, "--name", name);
        assertThat(run.code()).isNotZero();
        assertThat(prefix).isEmptyDirectory();
    }

    @Test
    void aFolderThatIsNoJdkIsRefusedBeforeAnythingIsWritten() {
        assertThat(run("install", "--prefix", prefix, "--jdk", prefix).code()).isNotZero();
        assertThat(run("install", "--user", "--prefix", prefix).code()).isEqualTo(2);
        assertThat(prefix).isEmptyDirectory();
    }

    /** The whole of it: the archive is made by a kernel that runs the notebook, in about ten seconds. */
    @Test
    @Tag("heavy")
    void trainsAnArchiveThatTheNextKernelUses() throws IOException, InterruptedException {
        Run install = run("install", "--prefix", prefix, "--json");
        assertThat(install.code()).as(install.err()).isZero();
        JsonNode answer = Json.read(install.out());
        assertThat(answer.path("archive_bytes").asLong()).isGreaterThan(5_000_000);
        JsonNode spec = Json.read(Files.readString(Path.of(answer.path("path").asText(), "kernel.json")));
        assertThat(spec.path("argv"))
                .extracting(JsonNode::asText)
                .anyMatch(word -> word.endsWith("=" + answer.path("archive").asText()));
        assertThat(spec.path("metadata").path("assay").path("archive").asText()).isNotEmpty();
    }

    private record Run(int code, String out, String err) {}

    private static Run run(Object... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] texts = java.util.Arrays.stream(words).map(String::valueOf).toArray(String[]::new);
        int code = new CommandLine(new KernelCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(texts);
        return new Run(code, out.toString(), err.toString());
    }
}
