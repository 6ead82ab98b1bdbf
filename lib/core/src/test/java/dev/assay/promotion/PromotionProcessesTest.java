package dev.assay.promotion;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Promoters that are processes: together, and killed. */
final class PromotionProcessesTest {

    @TempDir
    Path temp;

    @Test
    void eightPromotersOfOneFolderLoseAndDuplicateNothing() throws Exception {
        Path source = Files.createDirectories(temp.resolve("staging/run"));
        write(source, 40, "shared");

        List<int[]> counts = finish(start(8, i -> source));

        assertThat(counts.stream().mapToInt(count -> count[0]).sum()).isEqualTo(40);
        assertThat(counts.stream().mapToInt(count -> count[1]).sum()).isEqualTo(7 * 40);
        assertDatasetHolds(40);
    }

    @Test
    void eightPromotersOfOverlappingFoldersOfOneNameLoseAndDuplicateNothing() throws Exception {
        List<Path> sources = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Path source = Files.createDirectories(temp.resolve("staging" + i + "/run"));
            write(source, 10, "shared");
            Files.writeString(source.resolve("own.txt"), "own " + i); // one name, eight contents
            sources.add(source);
        }

        List<int[]> counts = finish(start(8, sources::get));

        assertThat(counts.stream().mapToInt(count -> count[0]).sum()).isEqualTo(10 + 8);
        assertThat(counts.stream().mapToInt(count -> count[2]).sum()).isZero();
        assertDatasetHolds(10 + 8);
    }

    @Test
    void whatAKilledPromoterLeftIsCompletedByTheNext() throws Exception {
        Path source = Files.createDirectories(temp.resolve("staging/run"));
        write(source, 250, "many");
        Path firstDay = temp.resolve("dataset/2026");
        int cutShort = 0;
        for (int round = 0; round < 6; round++) {
            Process promoter = start(source);
            while (promoter.isAlive() && !Files.exists(firstDay)) {
                Thread.sleep(1);
            }
            Thread.sleep(15L * round); // a later point of the work each time
            promoter.destroyForcibly().waitFor();
            cutShort += promoter.exitValue() == 0 ? 0 : 1;
        }

        List<int[]> counts = finish(List.of(start(source)));

        assertThat(cutShort).as("promoters that were killed in time").isPositive();
        assertThat(counts.get(0)[0] + counts.get(0)[1]).isEqualTo(250);
        assertThat(counts.get(0)[2]).isZero();
        assertDatasetHolds(250);
        assertThat(temp.resolve("dataset/2026/01/31")).isDirectoryContaining("glob:**/run");
        try (var days = Files.list(temp.resolve("dataset/2026/01/31"))) {
            assertThat(days).as("no second folder for a resumed run").hasSize(1);
        }
        assertThat(temp.resolve("dataset/.manifests/incoming")).isEmptyDirectory();
    }

    private static void write(Path source, int files, String what) throws IOException {
        for (int i = 0; i < files; i++) {
            Files.writeString(source.resolve("f" + i + ".txt"), (what + " " + i + "\n").repeat(400));
        }
    }

    /** A line a distinct content, no two for one file, and every file is what its line says. */
    private void assertDatasetHolds(int contents) throws IOException {
        Path dataset = temp.resolve("dataset");
        Manifest manifest = Manifest.read(dataset);
        assertThat(manifest.problems()).isEmpty();
        assertThat(manifest.verify(dataset)).isEmpty();
        assertThat(manifest.lines()).hasSize(contents);
        assertThat(manifest.lines()).extracting(ManifestLine::sha256).doesNotHaveDuplicates();
        assertThat(manifest.lines()).extracting(ManifestLine::dst).doesNotHaveDuplicates();
        try (var files = Files.walk(dataset.resolve("2026"))) {
            assertThat(files.filter(Files::isRegularFile)).hasSize(contents);
        }
    }

    private interface Sources {
        Path of(int promoter);
    }

    private List<Process> start(int promoters, Sources sources) throws IOException {
        List<Process> started = new ArrayList<>();
        for (int i = 0; i < promoters; i++) {
            started.add(start(sources.of(i)));
        }
        return started;
    }

    private Process start(Path source) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        PromoterMain.class.getName(),
                        source.toString(),
                        temp.resolve("dataset").toString(),
                        "tester")
                .redirectErrorStream(true)
                .start();
    }

    private static List<int[]> finish(List<Process> promoters) throws IOException, InterruptedException {
        List<int[]> counts = new ArrayList<>();
        for (Process promoter : promoters) {
            String out = new String(promoter.getInputStream().readAllBytes(), UTF_8);
            assertThat(promoter.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(promoter.exitValue()).as(out).isZero();
            counts.add(Arrays.stream(out.strip().split(" "))
                    .mapToInt(Integer::parseInt)
                    .toArray());
        }
        return counts;
    }
}
