package dev.assay.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ClosedSessionTest {
    @TempDir
    private Path folder = Path.of("");

    private Path jar() throws IOException {
        Path source = Files.writeString(
                folder.resolve("Pear.java"),
                "package fruit; public class Pear { public int weight() { return 150; } }");
        int failed =
                ToolProvider.getSystemJavaCompiler().run(null, null, null, "-d", folder.toString(), source.toString());
        assertThat(failed).isZero();
        Path jar = folder.resolve("fruit.jar");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            zip.putNextEntry(new ZipEntry("fruit/Pear.class"));
            zip.write(Files.readAllBytes(folder.resolve("fruit/Pear.class")));
        }
        return jar;
    }

    private static List<Path> open(Path jar) throws IOException {
        try (Stream<Path> handles = Files.list(Path.of("/proc/self/fd"))) {
            return handles.filter(handle -> leadsTo(handle, jar)).toList();
        }
    }

    private static boolean leadsTo(Path handle, Path jar) {
        try {
            return Files.readSymbolicLink(handle).equals(jar);
        } catch (IOException e) {
            return false; // closed meanwhile, such as the listing itself
        }
    }

    private static Set<Thread> assistants() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("assist"))
                .collect(Collectors.toSet());
    }

    @Test
    void leavesNoThreadThatAssists() throws Exception {
        Set<Thread> others = assistants();
        Set<Thread> mine;
        try (Notebook notebook = Notebook.plain()) {
            notebook.kernel().complete("\"\".le", 5);
            mine = assistants();
            mine.removeAll(others);
            assertThat(mine).hasSize(1);
        }
        for (Thread thread : mine) {
            thread.join(10_000);
            assertThat(thread.isAlive()).isFalse();
        }
    }

    /** By the declaring path, the fast one and completion; each has a compiler of its own. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void holdsNoJarOpen() throws Exception {
        Path jar = jar().toRealPath();
        try (Notebook notebook = new Notebook(KernelOptions.defaults().withClassPath(List.of(jar.toString())))) {
            assertThat(notebook.run("new fruit.Pear().weight()")).isEqualTo("150");
            assertThat(notebook.run("var pear = new fruit.Pear();\npear.weight() + 1"))
                    .isEqualTo("151");
            assertThat(notebook.kernel().complete("pear.wei", 8).matches())
                    .extracting(Completions.Completion::text)
                    .anyMatch(text -> text.startsWith("weight"));
            assertThat(open(jar)).isNotEmpty();
        }
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10); // completion closes on its own thread
        while (!open(jar).isEmpty() && System.nanoTime() < end) {
            Thread.sleep(20);
        }
        assertThat(open(jar)).isEmpty();
    }
}
