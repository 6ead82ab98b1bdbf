package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The class-data archives that notebooks start from. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "a POSIX shell script")
final class LauncherArchiveTest {
    private LauncherTree launcher;

    @BeforeEach
    void smallTree(@TempDir Path temp) throws IOException {
        launcher = new LauncherTree(temp);
    }

    @Test
    void anArchiveOfARunThatFailedIsNotKept() throws Exception {
        launcher.environment().put("REHEARSAL", "1");
        assertThat(launcher.run("notebook", "run", "a.ipynb").out()).doesNotContain("SharedArchiveFile");
        assertThat(archives("17.0.15")).isDirectoryContaining("glob:**/done").isDirectoryNotContaining("glob:**.jsa");
    }

    @Test
    void whatRunsNotebooksStartsFromTheArchiveThatTheBuildLeft() throws Exception {
        assertThat(launcher.run("notebook", "export").out()).doesNotContain("-XX:");
        Path archive = archives("17.0.15").resolve("runner.jsa");
        assertThat(archive).hasContent("an archive");

        launcher.environment().put("ASSAY_JAVA_OPTS", "-XX:TieredStopAtLevel=4");
        assertThat(launcher.run("notebook", "run", "a.ipynb").out().lines())
                .as("the last one wins")
                .containsSubsequence(
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:SharedArchiveFile=" + archive,
                        "-XX:TieredStopAtLevel=4",
                        "-cp");
        launcher.environment().put("ASSAY_JAVA_OPTS", "-XX:+UseG1GC");
        assertThat(launcher.run("notebook", "run", "a.ipynb").out())
                .as("Java refuses two collectors")
                .doesNotContain("UseSerialGC");
        Files.delete(archive);
        assertThat(launcher.run("notebook", "run", "a.ipynb").out()).doesNotContain("SharedArchiveFile");
        assertThat(launcher.builds()).hasSize(1);
    }

    @Test
    void anotherJavaMakesItsArchivesWhenItFirstRunsANotebook() throws Exception {
        launcher.run();
        assertThat(launcher.rehearsals()).containsExactly("jdk 17");
        launcher.environment()
                .put("JAVA_HOME", launcher.javaHome("jdk 25", "25.0.3").toString());
        assertThat(launcher.run("bias").err()).isEmpty();

        LauncherTree.Run first = launcher.run("notebook", "run", "a.ipynb");
        Path archives = archives("25.0.3");
        assertThat(first.err()).contains("first notebook on Java 25.0.3, this takes a few seconds once");
        assertThat(first.out().lines())
                .contains("-XX:SharedArchiveFile=" + archives.resolve("runner.jsa"), "a.ipynb")
                .contains("-Dassay.archives=" + archives);
        assertThat(launcher.run("notebook", "run", "a.ipynb").err()).isEmpty();
        assertThat(launcher.rehearsals()).containsExactly("jdk 17", "jdk 25");
        assertThat(launcher.builds()).hasSize(1);
    }

    /** Builds of one version differ, and an archive fits one only. */
    @Test
    void aJavaOfTheSameVersionThatIsAnotherBuildMakesItsOwn() throws Exception {
        launcher.run();
        Path other = launcher.javaHome("other 17", "17.0.15");
        Files.writeString(other.resolve("release"), "IMPLEMENTOR=\"them\"\nJAVA_VERSION=\"17.0.15\"\n");
        launcher.environment().put("JAVA_HOME", other.toString());
        assertThat(launcher.run("notebook", "run", "a.ipynb").err()).contains("first notebook on Java 17.0.15");
        assertThat(launcher.run("notebook", "run", "a.ipynb").err()).isEmpty();
        assertThat(launcher.rehearsals()).containsExactly("jdk 17", "other 17");
    }

    @Test
    void whatIsKilledIsMadeAnewNextTime() throws Exception {
        launcher.run();
        launcher.environment()
                .put("JAVA_HOME", launcher.javaHome("jdk 25", "25.0.3").toString());
        Process making = startHeldRehearsal();
        List<ProcessHandle> made = making.descendants().toList();
        making.toHandle().destroyForcibly(); // the script first: it would go on when what it waits for ends
        making.waitFor();
        made.forEach(ProcessHandle::destroyForcibly);
        LauncherTree.finish(making);
        LauncherTree.write(archives("25.0.3").resolve("half-made"), "");
        Files.delete(launcher.temp().resolve("hold-rehearsal"));

        LauncherTree.Run next = launcher.run("notebook", "run", "a.ipynb");
        assertThat(next.err()).contains("first notebook on Java 25.0.3");
        assertThat(next.out()).contains("SharedArchiveFile");
        assertThat(archives("25.0.3")).isDirectoryNotContaining("glob:**/half-made");
        assertThat(launcher.rehearsals()).containsExactly("jdk 17", "jdk 25", "jdk 25");
    }

    @Test
    void whoComesWhileArchivesAreMadeGoesWithoutAndWhatIsStoppedIsMadeAnew() throws Exception {
        launcher.run();
        launcher.environment()
                .put("JAVA_HOME", launcher.javaHome("jdk 25", "25.0.3").toString());
        Process making = startHeldRehearsal();
        LauncherTree.Run other = launcher.run("notebook", "run", "b.ipynb");
        assertThat(other.err()).isEmpty();
        assertThat(other.out().lines()).contains("b.ipynb").noneMatch(line -> line.contains("SharedArchiveFile"));

        making.toHandle().destroy();
        assertThat(LauncherTree.finish(making).exit()).isEqualTo(128 + 15);
        assertThat(launcher.apps().get(0)).as("nothing half made is left").isDirectoryNotContaining("glob:**/java-25*");
        Files.delete(launcher.temp().resolve("hold-rehearsal"));
        assertThat(launcher.run("notebook", "run", "a.ipynb").out()).contains("SharedArchiveFile");
        assertThat(launcher.rehearsals()).containsExactly("jdk 17", "jdk 25", "jdk 25");
    }

    private Process startHeldRehearsal() throws IOException, InterruptedException {
        LauncherTree.write(launcher.temp().resolve("hold-rehearsal"), "");
        Process making =
                launcher.start(launcher.tree().resolve("assay"), launcher.temp(), "notebook", "run", "a.ipynb");
        while (making.isAlive() && !Files.exists(launcher.temp().resolve("held"))) {
            Thread.sleep(5);
        }
        return making;
    }

    /** The folder for what a Java of this version keeps. */
    private Path archives(String version) throws IOException {
        try (Stream<Path> found = Files.list(launcher.apps().get(0).toRealPath())) {
            return found.filter(path -> path.getFileName().toString().matches("java-" + version + "-\\d+"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
