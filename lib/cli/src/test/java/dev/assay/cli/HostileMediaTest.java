package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The real command on files that were damaged with a seed: each is a row, and nobody else is hurt. */
@DisabledOnOs(OS.WINDOWS)
final class HostileMediaTest {

    private static final long SEED = 20_261_121;
    /** Bytes: the limits of the two sorts of process, and what Java and the watch add to them before they act. */
    private static final long PARENT = 1L << 30;

    private static final long WORKER = 3L << 30;

    @TempDir
    static Path temp;

    private static Map<String, byte[]> originals = Map.of();

    @BeforeAll
    static void gather() throws IOException {
        originals = HostileCorpus.originals(Files.createDirectories(temp.resolve("scratch")));
        assertThat(originals).hasSizeGreaterThan(20);
    }

    @Test
    void everyFileIsARowAndItsNeighboursAreUntouched() throws Exception {
        check("quick", 200, 30);
    }

    @Test
    @Tag("heavy")
    void soItIsWithTenThousand() throws Exception {
        check("heavy", 10_000, 60);
    }

    private void check(String name, int mutants, int minutes) throws Exception {
        Path mixed = folder(name + "/mixed", mutants);
        long start = System.nanoTime();
        Run run = run(mixed, minutes, 0);
        List<JsonNode> rows = Assay.lines(mixed.resolve("out.jsonl"));
        Map<String, Integer> statuses = new TreeMap<>();
        Map<String, Integer> reasons = new TreeMap<>();
        for (JsonNode row : rows) {
            String error = row.path("error").asText("");
            statuses.merge(row.path("status").asText(), 1, Integer::sum);
            if (row.path("status").asText().equals("unreadable")) {
                reasons.merge(error.replaceAll("[0-9]+", "n"), 1, Integer::sum);
                assertThat(error).as(row.path("id").asText()).startsWith("expected ");
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%,d files in %.0f s: %s; at most %,d MB here, %,d MB in a process that reads, of which %d were started%n",
                rows.size(),
                (System.nanoTime() - start) / 1e9,
                statuses,
                run.parent >> 20,
                run.worker >> 20,
                run.workers);
        reasons.entrySet().stream()
                .sorted(Comparator.comparing(each -> -each.getValue()))
                .limit(12)
                .forEach(each -> System.out.println("  " + each.getValue() + "  " + each.getKey()));
        assertThat(rows)
                .hasSize(originals.size() + mutants + HostileCorpus.bombs().size());
        assertThat(run.parent).isLessThan(PARENT);
        assertThat(run.worker).isLessThan(WORKER);

        Path clean = folder(name + "/clean", -1);
        run(clean, minutes, 0);
        assertThat(clean(mixed)).isEqualTo(clean(clean)).hasSize(originals.size());
    }

    @Test
    void workersKilledAtRandomChangeNothing() throws Exception {
        Path quiet = folder("quiet", 20);
        run(quiet, 30, 0);
        String expected = Files.readString(quiet.resolve("out.jsonl"));
        Run run = run(quiet, 30, 5);
        assertThat(run.kills).isPositive();
        assertThat(Files.readString(quiet.resolve("out.jsonl"))).isEqualTo(expected);
    }

    /** A folder with a set of the originals and some mutants; none and no bombs where their number is negative. */
    private static Path folder(String name, int mutants) throws IOException {
        Path folder = temp.resolve(name);
        Path clean = Files.createDirectories(folder.resolve("set").resolve("clean"));
        for (Map.Entry<String, byte[]> each : originals.entrySet()) {
            Files.write(clean.resolve(each.getKey()), each.getValue());
        }
        if (mutants >= 0) {
            HostileCorpus.mutants(folder.resolve("set").resolve("mutants"), originals, mutants, SEED);
        }
        return folder;
    }

    private static List<String> clean(Path folder) throws IOException {
        return Files.readAllLines(folder.resolve("out.jsonl")).stream()
                .filter(line -> line.contains("\"set/clean/"))
                .toList();
    }

    /** What was seen of the processes of one run: peaks of resident memory, in bytes, where the system tells. */
    private static final class Run {
        private long parent;
        private long worker;
        private int workers;
        private int kills;
        private final List<Long> pids = new ArrayList<>();

        private void look(Process process, int most) {
            parent = Math.max(parent, peak(process.pid()));
            for (ProcessHandle child : process.descendants().toList()) {
                if (!pids.contains(child.pid())) {
                    pids.add(child.pid());
                    workers++;
                }
                worker = Math.max(worker, peak(child.pid()));
            }
            if (kills < most && workers > kills) {
                kill(pids.get(pids.size() - 1));
            }
        }

        /** One that has had time to begin: it holds more than a bare Java does. */
        private void kill(long pid) {
            if (peak(pid) > 60L << 20
                    && ProcessHandle.of(pid).map(ProcessHandle::destroyForcibly).orElse(false)) {
                kills++;
            }
        }

        /** Zero for a process that is gone. */
        private static long peak(long pid) {
            Path status = Path.of("/proc", Long.toString(pid), "status");
            try {
                for (String line : Files.readAllLines(status)) {
                    if (line.startsWith("VmHWM:")) {
                        return 1024 * Long.parseLong(line.replaceAll("[^0-9]", ""));
                    }
                }
            } catch (IOException e) {
                return 0;
            }
            return 0;
        }
    }

    private static Run run(Path folder, int minutes, int kills) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Main.class.getName(),
                        "inventory",
                        "set",
                        "-o",
                        "out.jsonl",
                        "--no-cache",
                        // Two mutants may well be one, and so may a mutant and its original.
                        "--no-hash",
                        "--quiet")
                .directory(folder.toFile())
                .inheritIO()
                .start();
        Run run = new Run();
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(minutes);
        try {
            while (!process.waitFor(40, TimeUnit.MILLISECONDS)) {
                assertThat(System.nanoTime()).as("in time").isLessThan(end);
                run.look(process, kills);
            }
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).isZero();
        return run;
    }
}
