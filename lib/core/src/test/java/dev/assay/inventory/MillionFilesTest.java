package dev.assay.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.source.Root;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A tree of 1,000,000 empty files is listed in under 512 MB of heap: the scan runs in a process that has no more. */
@Tag("heavy")
class MillionFilesTest {

    private static final int FOLDERS = 1_000;
    private static final int FILES = 1_000;

    @Test
    void aMillionEmptyFilesFitInHalfAGigabyte() throws Exception {
        Path memory = Path.of("/dev/shm");
        Path work = Files.isWritable(memory)
                ? Files.createTempDirectory(memory, "assay-million")
                : Files.createTempDirectory("assay-million");
        try {
            make(work.resolve("set"));
            Path out = work.resolve("out.jsonl");
            Process scan = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx512m",
                            "-XX:+ExitOnOutOfMemoryError",
                            "-cp",
                            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                            Listing.class.getName(),
                            work.resolve("set").toString(),
                            out.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String said = new String(scan.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(scan.waitFor()).as(said).isZero();
            System.out.println(said.strip());
            try (Stream<String> lines = Files.lines(out)) {
                assertThat(lines.count()).isEqualTo((long) FOLDERS * FILES);
            }
        } finally {
            delete(work);
        }
    }

    private static void make(Path root) throws IOException {
        for (int folder = 0; folder < FOLDERS; folder++) {
            Path at = Files.createDirectories(root.resolve("folder " + folder));
            for (int file = 0; file < FILES; file++) {
                Files.createFile(at.resolve("a clip with a name of some length " + file + ".mp4"));
            }
        }
    }

    private static void delete(Path work) throws IOException {
        try (Stream<Path> walk = Files.walk(work)) {
            for (Path path : (Iterable<Path>) walk.sorted(Comparator.reverseOrder())::iterator) {
                Files.delete(path);
            }
        }
    }

    /** What runs in the small process: root and output. */
    static final class Listing {

        private Listing() {}

        public static void main(String[] args) throws IOException {
            long start = System.nanoTime();
            ScanSummary summary;
            try (OutputStream out = Files.newOutputStream(Path.of(args[1]));
                    ItemWriter writer = new ItemWriter(out)) {
                summary = Scan.withDefaults().withEngine(new FakeEngine()).run(List.of(Root.parse(args[0])), writer);
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            Runtime.getRuntime().gc();
            long peak = ManagementFactory.getMemoryPoolMXBeans().stream()
                    .filter(pool -> pool.getType() == MemoryType.HEAP)
                    .mapToLong(pool -> pool.getPeakUsage().getUsed())
                    .sum();
            System.out.println(summary.items() + " items, " + Math.round(seconds * 10) / 10.0
                    + " s, heap pools peaked at " + (peak >> 20) + " MB");
        }
    }
}
