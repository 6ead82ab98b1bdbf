package dev.assay.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

final class InstallationTest {

    @TempDir
    Path temp;

    private Path folder;
    private Path jar;
    private Path classes;

    @BeforeEach
    void anApplication() throws IOException {
        folder = temp.resolve("kernels").resolve("assay");
        jar = Files.writeString(temp.resolve("one.jar"), "first");
        classes = Files.createDirectories(temp.resolve("target/classes/dev"));
        Files.writeString(classes.resolve("A.class"), "a");
    }

    @Test
    void holdsEverythingAndNothingOfTheSourceTree() throws IOException {
        install();
        KernelSpec spec = KernelSpec.read(folder).orElseThrow();
        assertThat(names(folder))
                .containsExactlyInAnyOrder(
                        "kernel.json",
                        "logo-32x32.png",
                        "logo-64x64.png",
                        "logo-svg.svg",
                        "quarto_setup_cell",
                        spec.app());
        assertThat(names(folder.resolve(spec.app())))
                .containsExactlyInAnyOrder("kernel.jar", "kernel.jar.index", "one.jar", "classes.jar");
        assertThat(Files.readString(folder.resolve("kernel.json"))).doesNotContain(jar.toString(), "target");
    }

    @Test
    void theSameAgainChangesNoJarAndANewOneLeavesTheJarsOfTheOneBefore() throws IOException {
        Path first = install();
        Files.writeString(first.resolve("java-17.jsa"), "an archive");
        assertThat(install()).isEqualTo(first);
        assertThat(first.resolve("java-17.jsa")).exists();

        Files.writeString(jar, "second");
        Path second = install();
        Files.writeString(jar, "third");
        Path third = install();
        assertThat(first).doesNotExist();
        assertThat(second).exists();
        assertThat(KernelSpec.read(folder).orElseThrow().app())
                .isEqualTo(third.getFileName().toString());
    }

    @Test
    void aDamagedCopyIsMadeAnew() throws IOException {
        Path app = install();
        Files.delete(app.resolve("one.jar"));
        assertThat(install().resolve("one.jar")).hasContent("first");
    }

    @Test
    void whatIsNotOursStays() throws IOException {
        Files.createDirectories(folder);
        Path other = Files.writeString(folder.resolve("kernel.json"), "{\"argv\": [\"other\"], \"metadata\": {}}");
        assertThatThrownBy(this::install)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not a kernel of ours; choose another --name");
        assertThatThrownBy(() -> new Installation(folder).remove()).isInstanceOf(IllegalArgumentException.class);
        assertThat(other).hasContent("{\"argv\": [\"other\"], \"metadata\": {}}");
        assertThat(names(folder)).containsExactly("kernel.json");

        Files.writeString(other, "no JSON");
        assertThatThrownBy(this::install).isInstanceOf(IllegalArgumentException.class);
        Files.delete(other);
        Files.writeString(folder.resolve("notes.txt"), "mine");
        assertThatThrownBy(this::install).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatAStoppedInstallLeftIsTakenOver() throws IOException {
        Files.createDirectories(folder.resolve(".app-77.part"));
        Files.createDirectories(folder.resolve("app-0123456789ab"));
        install();
        assertThat(folder.resolve("app-0123456789ab")).doesNotExist();
        new Installation(folder).remove();
        assertThat(folder).doesNotExist();
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need a privilege")
    void aLinkIsRefusedAndWhatItPointsToStays() throws IOException {
        Path elsewhere = Files.createDirectories(temp.resolve("elsewhere"));
        Files.createDirectories(folder.getParent());
        Files.createSymbolicLink(folder, elsewhere);
        assertThatThrownBy(this::install).hasMessageContaining("is a link");

        Files.delete(folder);
        Path app = install();
        Path mine = Files.writeString(elsewhere.resolve("mine"), "mine");
        Files.createSymbolicLink(app.resolve("link"), elsewhere);
        new Installation(folder).remove();
        assertThat(folder).doesNotExist();
        assertThat(mine).exists();
    }

    @Test
    void twoFoldersOfClassesBothGoIn() throws IOException {
        Path others = Files.createDirectories(temp.resolve("other/classes"));
        Files.writeString(others.resolve("B.class"), "b");
        Application application = new Application(List.of(classes.getParent(), others, jar));
        Path app = new Installation(folder).place(application);
        assertThat(names(app))
                .containsExactlyInAnyOrder(
                        "classes.jar", "also-classes.jar", "one.jar", "kernel.jar", "kernel.jar.index");
    }

    private Path install() throws IOException {
        Installation installation = new Installation(folder);
        Path app = installation.place(new Application(List.of(jar, classes.getParent())));
        installation.write(new KernelSpec(
                List.of("java"), "Java", Map.of(), "17", "", app.getFileName().toString()));
        return app;
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
