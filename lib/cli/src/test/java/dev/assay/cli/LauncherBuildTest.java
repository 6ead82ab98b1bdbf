package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** When the script builds, and what it does where that fails or others build, too. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "a POSIX shell script")
final class LauncherBuildTest {
    private LauncherTree launcher;

    @BeforeEach
    void smallTree(@TempDir Path temp) throws IOException {
        launcher = new LauncherTree(temp);
    }

    @Test
    void severalStartedAtOnceBuildOnce() throws Exception {
        List<Process> started = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            started.add(launcher.start(launcher.tree().resolve("assay"), launcher.temp(), "n" + i));
        }
        String err = "";
        for (Process process : started) {
            LauncherTree.Run run = LauncherTree.finish(process);
            assertThat(run.exit()).isEqualTo(42);
            err += run.err();
        }
        assertThat(launcher.builds()).hasSize(1);
        assertThat(err.split("assay: building", -1)).hasSize(2);
    }

    @Test
    void onlyWhatTheBuildIsMadeOfCausesAnother() throws Exception {
        launcher.run();
        Files.setLastModifiedTime(launcher.source(), FileTime.from(Instant.parse("2040-01-01T00:00:00Z")));
        LauncherTree.write(launcher.tree().resolve("README.md"), "read me");
        LauncherTree.write(launcher.tree().resolve("lib/core/src/test/java/T.java"), "class T { int changed; }");
        LauncherTree.write(launcher.tree().resolve("lib/samples/src/main/java/S.java"), "class S { int changed; }");
        LauncherTree.write(launcher.tree().resolve("lib/core/target/generated/src/main/G.java"), "class G {}");
        launcher.run();
        assertThat(launcher.builds()).as("dates, tests, samples, outputs").hasSize(1);

        LauncherTree.write(launcher.source(), "class A { int changed; }");
        launcher.run();
        assertThat(launcher.builds()).as("a changed source").hasSize(2);
        Files.delete(launcher.source().resolveSibling("B.java"));
        launcher.run();
        assertThat(launcher.builds()).as("a deleted source").hasSize(3);
        LauncherTree.write(launcher.tree().resolve("kernel/app/pom.xml"), "<project></project>");
        launcher.run();
        assertThat(launcher.builds()).as("a changed pom").hasSize(4);
        launcher.run();
        assertThat(launcher.builds()).as("nothing").hasSize(4);
    }

    @Test
    void aFailedBuildShowsItsEndAndIsTriedAgain() throws Exception {
        LauncherTree.write(launcher.tree().resolve("fail"), "");
        LauncherTree.Run run = launcher.run();
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains("the build failed; the end of ", "build.log:", "[ERROR] A.java:1 is wrong");

        Files.delete(launcher.tree().resolve("fail"));
        assertThat(launcher.run().exit()).isEqualTo(42);
    }

    @Test
    void aLockWhoseProcessIsGoneIsTakenOver() throws Exception {
        Process gone = new ProcessBuilder("sh", "-c", ":").start();
        gone.waitFor();
        LauncherTree.write(launcher.tree().resolve("kernel/app/target/.build-lock/pid"), gone.pid() + "\n");

        assertThat(launcher.run().exit()).isEqualTo(42);
        assertThat(launcher.builds()).hasSize(1);
    }

    @Test
    void aBuildThatIsStoppedLeavesNoLock() throws Exception {
        Process process = launcher.start(launcher.tree().resolve("assay"), launcher.temp());
        while (process.isAlive() && !Files.exists(launcher.tree().resolve("mvn.calls"))) {
            Thread.sleep(5);
        }
        process.toHandle().destroy(); // Process.destroy() would close its streams as well
        assertThat(LauncherTree.finish(process).exit()).isEqualTo(128 + 15);
        assertThat(launcher.tree().resolve("kernel/app/target/.build-lock")).doesNotExist();
        assertThat(launcher.run().exit()).isEqualTo(42);
    }

    @Test
    void withoutMavenItSaysHowToGetItUnlessItIsBuiltAlready() throws Exception {
        Path maven = launcher.temp().resolve("bin/mvn");
        Files.move(maven, launcher.temp().resolve("mvn"));
        LauncherTree.Run run = launcher.run();
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).startsWith("assay: needs Maven once").contains("sudo apt install maven");

        Files.move(launcher.temp().resolve("mvn"), maven);
        launcher.run();
        Files.delete(maven);
        assertThat(launcher.run().exit()).isEqualTo(42);
    }
}
