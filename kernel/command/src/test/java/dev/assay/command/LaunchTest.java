package dev.assay.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import dev.assay.report.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LaunchTest {

    @Test
    void aWindowsCommandIsWholeWordsWithItsOwnSeparators() throws IOException {
        try (FileSystem windows = Jimfs.newFileSystem(Configuration.windows())) {
            Path home = windows.getPath("C:\\Program Files\\Java\\jdk-25");
            Jdk jdk = new Jdk(home, home.resolve("bin").resolve("java.exe"), 25, "25.0.1+8");
            Path app = windows.getPath("C:\\Users\\Zoë Müller\\AppData\\Roaming\\jupyter\\kernels\\assay\\app-1");
            List<String> command =
                    new Launch(jdk, app, List.of("-Xmx8g"), List.of("--import=java.time.*")).command("java.aot");
            assertThat(command)
                    .startsWith("C:\\Program Files\\Java\\jdk-25\\bin\\java.exe")
                    .contains("-XX:AOTCache=" + app + "\\java.aot")
                    .endsWith("-Xmx8g", "-jar", app + "\\kernel.jar", "--import=java.time.*", "{connection_file}");

            String json = new KernelSpec(command, "Java", Map.of(), "25", "java.aot", "app-1").json();
            assertThat(json).contains("C:\\\\Program Files\\\\Java\\\\jdk-25\\\\bin\\\\java.exe");
            assertThat(Json.read(json).path("argv").get(0).asText()).isEqualTo(command.get(0));
        }
    }

    @Test
    void theUsersOptionsComeLastAndACollectorOfTheirsReplacesOurs() {
        assertThat(launch(17, List.of()).command(""))
                .filteredOn(word -> word.endsWith("GC"))
                .hasSize(1);
        assertThat(launch(17, List.of("-XX:+UseZGC", "-Xmx8g")).command(""))
                .filteredOn(word -> word.endsWith("GC"))
                .containsExactly("-XX:+UseZGC");
    }

    @Test
    void aCrashLeavesNothingBesideTheNotebook() {
        assertThat(launch(17, List.of()).command(""))
                .contains("-XX:-CreateCoredumpOnCrash", "-XX:-DumpReplayDataOnError")
                .filteredOn(word -> word.startsWith("-XX:ErrorFile="))
                .hasSize(1)
                .allMatch(word -> Path.of(word.substring(word.indexOf('=') + 1)).isAbsolute())
                .allMatch(word -> word.endsWith("%p.log"));
    }

    @Test
    void theArchiveIsTheKindTheJavaKnows() {
        assertThat(launch(17, List.of()).command("a")).contains("-XX:SharedArchiveFile=" + Path.of("app", "a"));
        assertThat(launch(24, List.of()).training(Path.of("b"), Path.of("c")))
                .contains("-XX:ArchiveClassesAtExit=b")
                .endsWith("c");
        assertThat(launch(25, List.of()).training(Path.of("b"), Path.of("c"))).contains("-XX:AOTCacheOutput=b");
        assertThat(launch(25, List.of()).archiveName())
                .isNotEqualTo(launch(25, List.of("-Xmx1g")).archiveName())
                .endsWith(".aot");
    }

    @Test
    void theLaunchJarNamesTheOthersAsUrls() throws IOException {
        byte[] jar = LaunchJar.of(List.of("a.jar", "b c+ü.jar"));
        try (JarInputStream in = new JarInputStream(new ByteArrayInputStream(jar))) {
            Attributes main = in.getManifest().getMainAttributes();
            assertThat(main.getValue(Attributes.Name.CLASS_PATH)).isEqualTo("a.jar b%20c+ü.jar");
            assertThat(main.getValue("Add-Exports").split(" ")).contains("jdk.compiler/com.sun.tools.javac.api");
            assertThat(main.getValue(Attributes.Name.MAIN_CLASS)).isEqualTo("dev.assay.assembly.KernelMain");
        }
        assertThat(LaunchJar.of(List.of("a.jar"))).isEqualTo(LaunchJar.of(List.of("a.jar")));
    }

    @Test
    void theRunnersOwnKernelPreparesNothingForPeople() throws IOException {
        try (OwnKernel own = OwnKernel.prepare()) {
            assertThat(own.spec().argv())
                    .contains("--headless", "--no-history", "-XX:Tier3InvocationThreshold=400")
                    .endsWith("{connection_file}");
        }
        assertThat(launch(17, List.of()).command("")).noneMatch(word -> word.startsWith("-XX:Tier3"));
    }

    @Test
    void theJarsOfOneFolderAreStartedFromWithinIt(@TempDir Path temp) throws IOException {
        Path one = Files.createFile(temp.resolve("one.jar"));
        Path two = Files.createFile(temp.resolve("two.jar"));
        Application application = new Application(List.of(one, two));
        assertThat(application.folder()).contains(temp);
        Path within = Files.createDirectory(temp.resolve("kernel"));
        application.startFrom(within);
        Path jar = within.resolve("kernel.jar");
        var date = Files.getLastModifiedTime(jar);
        try (JarInputStream in = new JarInputStream(Files.newInputStream(jar))) {
            assertThat(in.getManifest().getMainAttributes().getValue(Attributes.Name.CLASS_PATH))
                    .isEqualTo("../one.jar ../two.jar");
        }
        byte[] bytes = Files.readAllBytes(jar);
        application.startFrom(within);
        assertThat(jar).hasBinaryContent(bytes);
        assertThat(Files.getLastModifiedTime(jar)).isEqualTo(date);
        assertThat(within).isDirectoryNotContaining("glob:**.part");

        Path elsewhere = Files.createFile(within.resolve("three.jar"));
        assertThat(new Application(List.of(one, elsewhere)).folder()).isEmpty();
        assertThat(new Application(List.of(temp)).folder()).isEmpty();
    }

    private static Launch launch(int major, List<String> options) {
        return new Launch(
                new Jdk(Path.of("jdk"), Path.of("jdk", "bin", "java"), major, major + ".0.1"),
                Path.of("app"),
                options,
                List.of());
    }
}
