package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A scan of real files, ended in the middle, and begun again. */
final class KilledInventoryTest {

    @TempDir
    Path temp;

    /** Ctrl-C, and a kill without a warning. */
    @ParameterizedTest
    @ValueSource(strings = {"INT", "KILL"})
    @DisabledOnOs(OS.WINDOWS)
    void anInventoryThatWasEndedGoesOnAndEndsWithTheSameBytes(String signal) throws Exception {
        Path root = Assay.samples().resolve("dataset_3");
        Path whole = temp.resolve("whole.jsonl");
        assertThat(Assay.run("inventory", root, "-o", whole, "--no-cache", "--quiet")
                        .exit())
                .isEqualTo(Exit.DONE);
        Path cut = temp.resolve("cut/inventory.jsonl");

        Process child = start(root, cut);
        while (child.isAlive() && noted().length < 10_000) {
            Thread.sleep(5);
        }
        int processes = (int) child.descendants().count();
        new ProcessBuilder("kill", "-" + signal, Long.toString(child.pid()))
                .start()
                .waitFor();
        Stream<ProcessHandle> workers = child.descendants();
        assertThat(child.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(child.exitValue()).isNotZero();
        assertThat(processes).as("workers").isPositive();
        workers.forEach(
                worker -> worker.onExit().orTimeout(20, TimeUnit.SECONDS).join());
        assertThat(cut).doesNotExist();
        byte[] noted = noted();

        Process resumed = start(root, cut);
        assertThat(resumed.waitFor()).isEqualTo(Exit.DONE);
        assertThat(cut).hasSameBinaryContentAs(whole);
        byte[] all = noted();
        assertThat(all.length).as("something was left to do").isGreaterThan(noted.length);
        assertThat(Arrays.copyOf(all, noted.length))
                .as("what was noted is not looked into again")
                .isEqualTo(noted);
        assertThat(start(root, cut).waitFor()).isEqualTo(Exit.DONE);
        assertThat(cut).hasSameBinaryContentAs(whole);
        assertThat(noted()).as("nothing was left to do").isEqualTo(all);
    }

    /** The whole records of the cache: the last one may be torn. */
    private byte[] noted() throws IOException {
        Path cache = temp.resolve("cache");
        if (!Files.exists(cache)) {
            return new byte[0];
        }
        try (Stream<Path> files = Files.list(cache)) {
            Path file = files.findFirst().orElse(null);
            byte[] bytes = file == null ? new byte[0] : Files.readAllBytes(file);
            ByteBuffer records = ByteBuffer.wrap(bytes);
            int whole = 0;
            while (whole + 8 <= bytes.length && whole + 8 + records.getInt(whole) <= bytes.length) {
                whole += 8 + records.getInt(whole);
            }
            return Arrays.copyOf(bytes, whole);
        }
    }

    private Process start(Path root, Path output) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
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
                .inheritIO();
        builder.environment().put("ASSAY_CACHE", temp.resolve("cache").toString());
        return builder.start();
    }
}
