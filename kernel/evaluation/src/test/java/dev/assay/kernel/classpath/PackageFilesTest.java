package dev.assay.kernel.classpath;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackageFilesTest {
    private static final Set<JavaFileObject.Kind> CLASSES = Set.of(JavaFileObject.Kind.CLASS);

    @TempDir
    private Path folder = Path.of("");

    private Path jar(String name, String... entries) throws IOException {
        Path jar = folder.resolve(name);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            for (String entry : entries) {
                zip.putNextEntry(new ZipEntry(entry));
                zip.write(entry.getBytes(StandardCharsets.UTF_8));
            }
        }
        return jar;
    }

    private static List<String> names(Iterable<? extends JavaFileObject> files) {
        List<String> names = new ArrayList<>();
        files.forEach(file -> names.add(file.getName()));
        return names;
    }

    /** Javac's own file manager is the oracle: same files, jar by jar; what it names of a jar has no order that means anything. */
    @Test
    void listsWhatJavacWould() throws IOException {
        Path classes = Files.createDirectories(folder.resolve("classes/a/b"));
        Files.writeString(classes.resolve("D.class"), "D");
        List<Path> path = List.of(
                jar("one.jar", "a/A.class", "a/b/B.class", "a/b/B$1.class", "a/b/c/C.class", "a/b/text.txt", "X.class"),
                jar("two.jar", "a/b/B.class", "z/Z.class", "META-INF/versions/11/a/b/B.class"),
                folder.resolve("classes"),
                folder.resolve("missing.jar"),
                Files.writeString(folder.resolve("broken.jar"), "no zip"));
        try (StandardJavaFileManager javac =
                ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, null, null)) {
            javac.setLocationFromPaths(StandardLocation.CLASS_PATH, path.subList(0, 3));
            PackageFiles files = new PackageFiles();
            for (String name : List.of("a", "a.b", "a.b.c", "a.b.c.d", "z", "b")) {
                assertThat(names(files.list(path, name, CLASSES)))
                        .as(name)
                        .containsExactlyInAnyOrderElementsOf(
                                names(javac.list(StandardLocation.CLASS_PATH, name, CLASSES, false)));
            }
            assertThat(names(files.list(path, "a.b", CLASSES)))
                    .extracting(name -> name.substring(folder.toString().length() + 1))
                    .containsExactly(
                            "one.jar(/a/b/B.class)",
                            "one.jar(/a/b/B$1.class)",
                            "two.jar(/a/b/B.class)",
                            "classes/a/b/D.class");
            assertThat(files.list(path, "a.b", CLASSES)).hasSize(4);
        }
    }

    @Test
    void noJarIsReadForPackagesThatNoneCanHold() throws IOException {
        Iterable<Path> untouchable = () -> {
            throw new AssertionError("the class path was read");
        };
        PackageFiles files = new PackageFiles();
        for (String name : List.of("", "java", "java.util", "java.lang.invoke")) {
            assertThat(files.list(untouchable, name, CLASSES)).isEmpty();
        }
        Path jar = jar("javax.jar", "javax/inject/Inject.class", "javanese/J.class");
        assertThat(files.list(List.of(jar), "javax.inject", CLASSES)).hasSize(1);
        assertThat(files.list(List.of(jar), "javanese", CLASSES)).hasSize(1);
    }

    @Test
    void closedItOpensNoJarAgain() throws IOException {
        List<Path> path = List.of(jar("one.jar", "a/A.class"));
        PackageFiles files = new PackageFiles();
        assertThat(files.list(path, "a", CLASSES)).hasSize(1);
        files.close();
        assertThat(files.list(path, "a", CLASSES)).isEmpty();
    }
}
