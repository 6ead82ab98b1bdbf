package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Which Java the script takes, and with which options. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "a POSIX shell script")
final class LauncherJavaTest {
    private LauncherTree launcher;

    @BeforeEach
    void smallTree(@TempDir Path temp) throws IOException {
        launcher = new LauncherTree(temp);
    }

    @Test
    void withoutJavaItSaysHowToGetOne() throws Exception {
        launcher.environment().remove("JAVA_HOME");
        LauncherTree.Run run = launcher.run();
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err())
                .startsWith("assay: needs a JDK, version 17 or later, and found none.\n")
                .contains("sudo apt install openjdk-17-jdk", "brew install openjdk", "winget install");
    }

    @Test
    void aJavaThatIsTooOldIsNamedAndPassedOver() throws Exception {
        Path old = launcher.javaHome("jdk 8", "1.8.0_392");
        launcher.environment().put("JAVA_HOME", old.toString());
        LauncherTree.Run run = launcher.run();
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("found Java 8 in " + old + ": too old");

        launcher.environment().put("ASSAY_JAVA_PLACES", launcher.java().toString());
        assertThat(launcher.run().exit()).isEqualTo(42);
    }

    @Test
    void whatANewJavaWarnsAboutIsAllowedAndOptionsArePassedOn() throws Exception {
        assertThat(launcher.run().out()).doesNotContain("--enable-native-access");
        launcher.environment()
                .put("JAVA_HOME", launcher.javaHome("jdk 25", "25.0.3").toString());
        launcher.environment().put("ASSAY_JAVA_OPTS", "-Xmx2g -Xss2m");
        assertThat(launcher.run().out().lines()).contains("--enable-native-access=ALL-UNNAMED", "-Xmx2g", "-Xss2m");
    }
}
