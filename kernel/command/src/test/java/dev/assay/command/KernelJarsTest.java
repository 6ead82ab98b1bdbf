package dev.assay.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KernelJarsTest {
    private static final Path FOLDER = Path.of("app");

    @Test
    void mavenNamesTheProcessAndAllItNeeds() {
        assertThat(KernelJars.listed().names())
                .allMatch(name -> name.matches("[\\w.-]+\\.jar"))
                .anyMatch(name -> name.matches("assay-kernel-\\d.*"))
                .anyMatch(name -> name.startsWith("assay-kernel-evaluation-"))
                .anyMatch(name -> name.startsWith("assay-kernel-protocol-"))
                .anyMatch(name -> name.startsWith("assay-media-"))
                .anyMatch(name -> name.startsWith("tablesaw-core-"))
                .anyMatch(name -> name.startsWith("tablesaw-jsplot-"))
                .anyMatch(name -> name.startsWith("plotly.js-"))
                .anyMatch(name -> name.startsWith("slf4j-nop-"));
    }

    @Test
    void noneIsOfTheCommandsOrOfTests() {
        assertThat(KernelJars.listed().names())
                .noneMatch(name -> name.matches("assay-(cli|kernel-runner|kernel-command)-.*"))
                .noneMatch(name ->
                        name.matches("(picocli|openhtmltopdf|pdfbox|batik|jsoup|commonmark|progressbar|jline).*"))
                .noneMatch(name -> name.matches("(junit|assertj|archunit|jimfs).*"));
    }

    @Test
    void theyComeInTheOrderOfTheClassPathWithoutTheRest() {
        KernelJars jars = new KernelJars(Set.of("one-1.jar", "two-2.jar"));
        assertThat(jars.among(in("picocli-4.jar", "two-2.jar", "one-1-tests.jar", "one-1.jar", "batik-1.jar")))
                .isEqualTo(in("two-2.jar", "one-1.jar"));
    }

    @Test
    void whereOneIsNotThereByNameAllGo() {
        KernelJars jars = new KernelJars(Set.of("one-1.jar", "two-2.jar"));
        List<Path> folders =
                List.of(Path.of("one", "target", "classes"), Path.of("two-2.jar"), Path.of("picocli-4.jar"));
        assertThat(jars.among(folders)).isEqualTo(folders);
    }

    @Test
    void anInstalledKernelHoldsThoseAlone(@TempDir Path temp) throws Exception {
        Set<String> ours = KernelJars.listed().names();
        List<Path> classPath = Stream.concat(
                        Stream.of("picocli-4.7.7.jar", "openhtmltopdf-core-1.1.65.jar"), ours.stream())
                .map(temp::resolve)
                .toList();
        for (Path jar : classPath) {
            Files.writeString(jar, "of " + jar.getFileName());
        }
        Application application = new Application(KernelJars.listed().among(classPath));
        Path app = new Installation(temp.resolve("kernels").resolve("assay")).place(application);
        try (Stream<Path> files = Files.list(app)) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> !name.startsWith("kernel.jar")))
                    .containsExactlyInAnyOrderElementsOf(ours);
        }
    }

    /** From the reactor's jars, as {@code mvn verify} has them; the kernels of the other tests then run on these alone, too. */
    @Test
    void aProcessThatRunsOnJarsGivesThoseToItsKernels() {
        assumeThat(System.getProperty("java.class.path"))
                .as("modules are jars")
                .containsPattern("assay-core-[^/\\\\]*\\.jar");
        assertThat(Application.running().classPath())
                .extracting(entry -> entry.getFileName().toString())
                .containsExactlyInAnyOrderElementsOf(KernelJars.listed().names());
    }

    private static List<Path> in(String... names) {
        return Stream.of(names).map(FOLDER::resolve).toList();
    }
}
