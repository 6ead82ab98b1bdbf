package dev.assay.kernel.classpath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JarIndexTest {
    private static final Set<JavaFileObject.Kind> CLASSES = Set.of(JavaFileObject.Kind.CLASS);

    @TempDir
    private Path folder = Path.of("");

    private Path one = folder;
    private Path two = folder;
    private Path launch = folder;

    @BeforeEach
    void jars() throws IOException {
        one = jar(
                "one.jar",
                "a/A.class",
                "a/A$1.class",
                "a/b/B.class",
                "a/text.txt",
                "a/no name.class",
                "META-INF/m/M.class");
        two = jar("two.jar", "a/A.class", "\u00e4/\u00c4.class", "a/package-info.class");
        Path within = Files.createDirectory(folder.resolve("within"));
        launch = within.resolve("kernel.jar");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, "../one.jar ../two.jar");
        new JarOutputStream(Files.newOutputStream(launch), manifest).close();
    }

    private Path jar(String name, String... entries) throws IOException {
        Path jar = folder.resolve(name);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            for (String entry : entries) {
                zip.putNextEntry(new ZipEntry(entry));
                zip.write((name + " " + entry).getBytes(StandardCharsets.UTF_8));
            }
        }
        return jar;
    }

    /** Everything the class path of the launch jar holds in these packages, and what stands in the files. */
    private List<String> contents() throws IOException {
        List<String> contents = new ArrayList<>();
        try (PackageFiles files = new PackageFiles(launch.toString())) {
            for (Path entry : files.started()) {
                contents.add(
                        folder.relativize(entry.toAbsolutePath().normalize()).toString());
            }
            for (String name : List.of("a", "a.b", "\u00e4", "META-INF.m", "b", "none")) {
                for (JavaFileObject file : files.list(files.started(), name, CLASSES)) {
                    try (InputStream content = file.openInputStream()) {
                        contents.add(name + ": " + new String(content.readAllBytes(), StandardCharsets.UTF_8));
                    }
                }
            }
        }
        return contents;
    }

    @Test
    void withAnIndexItIsTheSameAsWithout() throws IOException {
        List<String> looked = contents();
        JarIndex.write(launch, List.of(one, two));
        assertThat(contents())
                .isEqualTo(looked)
                .containsExactly(
                        "within/kernel.jar",
                        "one.jar",
                        "two.jar",
                        "a: one.jar a/A.class",
                        "a: one.jar a/A$1.class",
                        "a: two.jar a/A.class",
                        "a: two.jar a/package-info.class",
                        "a.b: one.jar a/b/B.class",
                        "\u00e4: two.jar \u00e4/\u00c4.class");
    }

    /** Otherwise the index would save nothing. */
    @Test
    void noJarIsOpenedForWhatTheIndexSays() throws IOException {
        JarIndex.write(launch, List.of(one, two));
        Files.write(one, new byte[(int) Files.size(one)]);
        Files.write(launch, new byte[0]);
        try (PackageFiles files = new PackageFiles(launch.toString())) {
            assertThat(files.started()).hasSize(3);
            assertThat(files.list(files.started(), "a.b", CLASSES)).hasSize(1);
        }
    }

    @Test
    void jarsThatHaveChangedAreLookedInto() throws IOException {
        JarIndex.write(launch, List.of(one, two));
        jar("two.jar", "c/C.class");
        try (PackageFiles files = new PackageFiles(launch.toString())) {
            assertThat(files.list(files.started(), "a", CLASSES)).hasSize(2);
            assertThat(files.list(files.started(), "c", CLASSES)).hasSize(1);
        }
    }

    @Test
    void anIndexThatIsNotWholeIsPassedOver() throws IOException {
        List<String> looked = contents();
        JarIndex.write(launch, List.of(one, two));
        String whole = Files.readString(JarIndex.beside(launch));
        for (int end = 0; end < whole.length(); end++) {
            Files.writeString(JarIndex.beside(launch), whole.substring(0, end));
            assertThat(contents()).as("cut at %d", end).isEqualTo(looked);
        }
        for (String bad :
                List.of("jars\n\n\nend\n", "jars\none.jar\tx\nend\n", "jars\none.jar 3\nend\n", "end\n", "\u0000")) {
            Files.writeString(JarIndex.beside(launch), bad);
            assertThat(contents()).as(bad).isEqualTo(looked);
        }
    }

    /** A session adds to the class path before it asks what it was started with. */
    @Test
    void theIndexIsReadBeforeAnythingIsAdded() throws IOException {
        JarIndex.write(launch, List.of(one, two));
        Files.write(one, new byte[(int) Files.size(one)]);
        Path more = jar("more.jar", "c/C.class");
        try (PackageFiles files = new PackageFiles(launch.toString())) {
            List<Path> path = files.path(List.of(launch, more));
            assertThat(path).hasSize(4);
            assertThat(files.list(path, "a.b", CLASSES)).hasSize(1);
            assertThat(files.list(path, "c", CLASSES)).hasSize(1);
        }
    }

    @Test
    void whoeverMayReadTheJarsMayReadTheIndex() throws IOException {
        assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"));
        JarIndex.write(launch, List.of(one, two));
        assertThat(Files.getPosixFilePermissions(JarIndex.beside(launch)))
                .isEqualTo(Files.getPosixFilePermissions(one));
    }

    @Test
    void nothingButTheIndexIsLeft() throws IOException {
        JarIndex.write(launch, List.of(one, two));
        JarIndex.write(launch, List.of(one));
        try (var files = Files.list(launch.resolveSibling(""))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("kernel.jar", "kernel.jar.index");
        }
    }
}
