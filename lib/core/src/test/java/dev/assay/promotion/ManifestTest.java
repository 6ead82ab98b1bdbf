package dev.assay.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ManifestTest {

    private static final String SHA = "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a";
    private static final String GOOD = line("dataset/2026/01/31/run/a.json", SHA, "2");

    @TempDir
    Path temp;

    private Path dataset;

    @BeforeEach
    void dataset() throws IOException {
        dataset = Files.createDirectories(temp.resolve("dataset"));
    }

    @Test
    void aDatasetWithoutAManifestIsEmpty() throws IOException {
        assertThat(Manifest.read(dataset)).isEqualTo(new Manifest(List.of(), List.of(), false));
    }

    @Test
    void linesOfOtherWritersAreReadWithSpacesTagsAndWindowsNewlines() throws IOException {
        write("{\"ts\": \"2025-10-28T17:47:14Z\", \"src\": \"/mnt/x/clip_0001.txt\", \"dst\": "
                + "\"dataset/2025/10/28/session42/clip_0001.txt\", \"sha256\": \"" + SHA + "\", \"bytes\": 25, "
                + "\"actor\": \"executor\", \"plan_id\": \"smoke-001\", \"tags\": {\"lang\": \"en\", \"n\": 3}}\r\n\n");

        Manifest manifest = Manifest.read(dataset);

        assertThat(manifest.problems()).isEmpty();
        ManifestLine line = manifest.lines().get(0);
        assertThat(line.below()).isEqualTo("2025/10/28/session42/clip_0001.txt");
        assertThat(line.tags()).containsEntry("lang", "en").containsEntry("n", "3");
        assertThat(manifest.verify(dataset))
                .containsExactly(new Manifest.Problem("dataset/2025/10/28/session42/clip_0001.txt", "no such file"));
    }

    @Test
    void aLastLineWithoutNewlineCountsAndIsTorn() throws IOException {
        write(GOOD);
        Manifest manifest = Manifest.read(dataset);
        assertThat(manifest.lines()).hasSize(1);
        assertThat(manifest.tornTail()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "../../etc/passwd                | dst: expected",
                "/etc/passwd                     | dst: expected",
                "dataset/../x                    | dst: expected",
                "dataset\\\\2026\\\\x            | dst: expected",
                "dataset//x                      | dst: expected",
                "alone                           | dst: expected",
            })
    void aLineThatLeadsOutOfTheDatasetIsAProblem(String dst, String problem) throws IOException {
        write(line(dst, SHA, "2") + "\n" + GOOD + "\n");
        Manifest manifest = Manifest.read(dataset);
        assertThat(manifest.lines()).hasSize(1);
        assertThat(manifest.problems()).hasSize(1);
        assertThat(manifest.problems().get(0).where()).isEqualTo("line 1");
        assertThat(manifest.problems().get(0).what()).startsWith(problem);
    }

    @Test
    void hostileLinesAreProblemsAndStopNothing() throws IOException {
        write(String.join(
                "\n",
                "\0\0\0",
                "[".repeat(5000),
                "\"text\"",
                "{}",
                GOOD.replace("\"bytes\":2", "\"bytes\":2.5"),
                GOOD.replace("\"bytes\":2", "\"bytes\":-2"),
                GOOD.replace(SHA, SHA.toUpperCase(Locale.ROOT)),
                GOOD.replace("2026-01-31T", "yesterday "),
                GOOD.replace("\"bytes\":2", "\"bytes\":2,\"bytes\":2"),
                GOOD + GOOD,
                "x".repeat(3 << 20),
                GOOD,
                ""));

        Manifest manifest = Manifest.read(dataset);

        assertThat(manifest.lines()).hasSize(1);
        assertThat(manifest.problems()).hasSize(11);
        assertThat(manifest.problems().get(3).what()).isEqualTo("bytes: expected a whole number, found \"\"");
        assertThat(manifest.problems().get(10).what()).isEqualTo("longer than 1048576 bytes");
    }

    @Test
    void verifyingFindsWhatChangedAndWhatLinksOut() throws IOException {
        write(GOOD + "\n" + line("dataset/b", SHA, "2") + "\n" + line("dataset/c/d", SHA, "2") + "\n");
        Files.createDirectories(dataset.resolve("2026/01/31/run"));
        Files.writeString(dataset.resolve("2026/01/31/run/a.json"), "[]");
        Files.writeString(dataset.resolve("b"), "{} ");
        Path outside = Files.createDirectories(temp.resolve("outside"));
        Files.writeString(outside.resolve("d"), "{}");
        Files.createSymbolicLink(dataset.resolve("c"), outside);

        assertThat(Manifest.read(dataset).verify(dataset))
                .extracting(Manifest.Problem::what)
                .containsExactly(
                        "expected sha256 " + SHA
                                + ", found 4f53cda18c2baa0c0354bb5f9a3ecbe5ed12ab4d8e11ba873c2f11161202b945",
                        "expected 2 bytes, found 3",
                        "a link leads out of the dataset");
    }

    @Test
    void linesSayWhatIsWrongWithThem() {
        assertThatThrownBy(() -> new ManifestLine(Instant.EPOCH, "a", "dataset/a", "abc", 1, "me", "p", Map.of()))
                .hasMessage("sha256: expected 64 lower-case hex digits, found \"abc\"");
    }

    private void write(String content) throws IOException {
        Files.createDirectories(Manifest.file(dataset).resolveSibling("x"));
        Files.writeString(Manifest.file(dataset), content);
    }

    private static String line(String dst, String sha, String bytes) {
        return "{\"ts\":\"2026-01-31T10:00:00Z\",\"src\":\"a\",\"dst\":\"" + dst + "\",\"sha256\":\"" + sha
                + "\",\"bytes\":" + bytes + ",\"actor\":\"ada\",\"plan_id\":\"p\",\"tags\":{}}";
    }
}
