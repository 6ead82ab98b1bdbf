package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.InventoryFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A scan of real files, killed in the middle without a warning, and begun again. */
final class KilledInventoryTest {

    @TempDir
    Path temp;

    @Test
    void aKilledInventoryGoesOnFromItsJournalAndEndsWithTheSameBytes() throws Exception {
        Path root = Assay.samples().resolve("dataset_3");
        Path whole = temp.resolve("whole.jsonl");
        assertThat(Assay.run("inventory", root, "-o", whole, "--no-cache", "--quiet")
                        .exit())
                .isEqualTo(Exit.DONE);
        Path cut = temp.resolve("cut/inventory.jsonl");
        Path journal = InventoryFile.journal(cut);
        Files.createDirectories(cut.getParent());

        Process child = start(root, cut);
        while (child.isAlive() && noted(journal).size() < 5) {
            Thread.sleep(5);
        }
        child.destroyForcibly();
        assertThat(child.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(child.exitValue()).isNotZero();
        assertThat(cut).doesNotExist();
        List<String> noted = noted(journal);
        assertThat(noted.size()).isBetween(5, Files.readAllLines(whole).size());

        Assay resumed = Assay.run("inventory", root, "-o", cut, "--quiet");
        assertThat(resumed.exit()).isEqualTo(Exit.DONE);
        assertThat(cut).hasSameBinaryContentAs(whole);
        assertThat(noted(journal))
                .as("what was noted is not looked into again")
                .startsWith(noted.toArray(String[]::new));
    }

    /** The whole lines of a journal: the last one may be torn. */
    private static List<String> noted(Path journal) throws IOException {
        if (!Files.exists(journal)) {
            return List.of();
        }
        String text = Files.readString(journal);
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    }

    private static Process start(Path root, Path output) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Main.class.getName(),
                        "inventory",
                        root.toString(),
                        "-o",
                        output.toString(),
                        "--threads",
                        "1",
                        "--quiet")
                .inheritIO()
                .start();
    }
}
