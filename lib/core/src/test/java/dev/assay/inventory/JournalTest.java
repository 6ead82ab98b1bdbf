package dev.assay.inventory;

import static dev.assay.inventory.Collected.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.source.MediaEngine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

    private static final int FILES = 120;

    @TempDir
    Path work;

    private Path files() {
        Path root = work.resolve("set");
        for (int i = 0; i < FILES; i++) {
            write(root, "clip " + i + ".mp4", i % 10 == 0 ? "broken" : "video outdoor " + i / 2);
            write(root, "clip " + i + ".json", "{\"label\": \"real\", \"environment\": \"studio\"}");
        }
        return root;
    }

    @Test
    void aKilledScanResumesAndEndsWithTheSameBytes() throws Exception {
        Path root = files();
        Path journal = work.resolve("journal.jsonl");
        Path out = work.resolve("out.jsonl");
        String whole = Collected.of(Scan.withDefaults().withEngine(new FakeEngine()), root)
                .bytes();

        Process killed = scan(root, journal, out, 20);
        while (killed.isAlive()
                && (!Files.exists(journal) || Files.readAllLines(journal).size() < FILES / 4)) {
            Thread.sleep(5);
        }
        killed.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        int noted = Files.readAllLines(journal).size() - 1;
        assertThat(noted).isBetween(FILES / 4 - 1, FILES - 1);
        Files.writeString(journal, "{\"id\":\"set/clip 1", StandardOpenOption.APPEND);

        Process resumed = scan(root, journal, out, 0);
        String probes = new String(resumed.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(resumed.waitFor()).isZero();
        assertThat(Integer.parseInt(probes.strip())).isEqualTo(FILES - noted);
        assertThat(Files.readString(out)).isEqualTo(whole);
    }

    private static Process scan(Path root, Path journal, Path out, int delay) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        SlowScan.class.getName(),
                        root.toString(),
                        journal.toString(),
                        out.toString(),
                        Integer.toString(delay))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    @Test
    void onlyWhatChangedIsLookedIntoAgain() throws IOException {
        Path root = files();
        FakeEngine engine = new FakeEngine();
        Scan scan = Scan.withDefaults().withEngine(engine).withJournal(work.resolve("j"));
        String first = Collected.of(scan, root).bytes();
        assertThat(engine.probes.getAndSet(0)).isEqualTo(FILES);
        assertThat(Collected.of(scan, root).bytes()).isEqualTo(first);
        assertThat(engine.probes.getAndSet(0)).isZero();

        write(root, "clip 7.mp4", "video that grew longer");
        Files.delete(root.resolve("clip 8.mp4"));
        Collected.of(scan, root);
        assertThat(engine.probes.getAndSet(0)).isEqualTo(1);
        Collected.of(scan.withDepth(MediaEngine.Depth.HEADERS), root);
        assertThat(engine.probes.getAndSet(0)).isEqualTo(FILES - 1);
    }

    @Test
    void strangeJournalsAreBegunAnew() throws IOException {
        Path root = files();
        Path journal = write(work, "j", "something else\nand more\n");
        FakeEngine engine = new FakeEngine();
        Collected.of(Scan.withDefaults().withEngine(engine).withJournal(journal), root);
        assertThat(engine.probes.get()).isEqualTo(FILES);
        List<String> lines = Files.readAllLines(journal);
        assertThat(lines).hasSize(FILES + 1);
        assertThat(lines.get(0)).isEqualTo("{\"assay_journal\":1,\"made\":\"fake 1 PIXELS\"}");
    }
}
