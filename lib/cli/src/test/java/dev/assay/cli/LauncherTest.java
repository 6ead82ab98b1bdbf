package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code assay}: what it hands over to Java, from wherever it is called. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "a POSIX shell script")
final class LauncherTest {
    private LauncherTree launcher;

    @BeforeEach
    void smallTree(@TempDir Path temp) throws IOException {
        launcher = new LauncherTree(temp);
    }

    @Test
    void buildsOnceSaysSoAndHandsOverArgumentsAndExitCode() throws Exception {
        LauncherTree.Run run = launcher.run("bias", "two words", "", "*");

        assertThat(run.err())
                .isEqualTo("assay: building (first run or sources changed), this takes about a minute ...\n");
        String app = launcher.apps().get(0).toRealPath() + "/";
        assertThat(run.out().lines())
                .containsSubsequence(
                        "-cp",
                        app + "assay-cli.jar:" + app + "a-library.jar",
                        "dev.assay.cli.Main",
                        "bias",
                        "two words",
                        "",
                        "*")
                .contains("LC_ALL=C.UTF-8", "-Dfile.encoding=UTF-8");
        assertThat(run.exit()).isEqualTo(42);
        assertThat(launcher.builds())
                .containsExactly(launcher.java() + " -q -B -Dquick -Dmaven.test.skip=true -pl kernel/app -am package");

        assertThat(launcher.run("--version").err()).isEmpty();
        assertThat(launcher.builds()).hasSize(1);
        assertThat(launcher.tree().resolve("kernel/app/target/.build-lock")).doesNotExist();
    }

    @Test
    void worksThroughLinksAndFromAnywhere() throws Exception {
        Path link = Files.createSymbolicLink(
                launcher.temp().resolve("first link"), launcher.tree().resolve("assay"));
        Path other = Files.createDirectories(launcher.temp().resolve("some where"));
        Files.createSymbolicLink(other.resolve("second"), Path.of("../first link"));

        assertThat(LauncherTree.finish(launcher.start(link, other)).exit()).isEqualTo(42);
        assertThat(LauncherTree.finish(launcher.start(other.resolve("second"), Path.of("/")))
                        .exit())
                .isEqualTo(42);
        assertThat(launcher.builds()).hasSize(1);
    }

    @Test
    void aRunningProgramKeepsItsJarsUntilItEnds() throws Exception {
        Process running = launcher.start(launcher.tree().resolve("assay"), launcher.temp(), "hold");
        while (running.isAlive() && !Files.exists(launcher.temp().resolve("held"))) {
            Thread.sleep(5);
        }
        LauncherTree.write(launcher.source(), "class A { int changed; }");
        assertThat(launcher.run().exit()).isEqualTo(42);
        assertThat(launcher.builds()).hasSize(2);
        assertThat(launcher.apps()).as("what runs, and what was built").hasSize(2);

        LauncherTree.write(launcher.temp().resolve("go"), "");
        assertThat(LauncherTree.finish(running).out()).contains("its jars are there");
        LauncherTree.write(launcher.source(), "class A { int changedAgain; }");
        assertThat(launcher.run().exit()).isEqualTo(42);
        assertThat(launcher.apps()).as("nothing runs on the others").hasSize(1);
    }
}
