package dev.assay.assembly.spec;

import dev.assay.notebook.kernel.KernelSpec;
import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Our kernel without an install: started from this program's own class path and by its own Java. It has no class-data archive,
 * so it starts slower than an installed one.
 */
final class OwnKernel implements AutoCloseable {
    private final Path folder;

    private OwnKernel(Path folder) {
        this.folder = folder;
    }

    /**
     * Prepares the jar that starts it.
     *
     * @throws IllegalArgumentException if this Java has no JShell
     */
    static OwnKernel prepare() throws IOException {
        if (ModuleFinder.ofSystem().find("jdk.jshell").isEmpty()) {
            throw new IllegalArgumentException("expected a full JDK, found a Java without the module jdk.jshell in "
                    + System.getProperty("java.home"));
        }
        Path folder = Files.createTempDirectory("assay-kernel");
        Files.write(
                folder.resolve(Application.LAUNCH_JAR),
                LaunchJar.ofPaths(Application.running().classPath()));
        return new OwnKernel(folder);
    }

    KernelSpec spec() {
        Path home = Path.of(System.getProperty("java.home"));
        Path java = home.resolve("bin").resolve(Files.exists(home.resolve("bin/java.exe")) ? "java.exe" : "java");
        Jdk jdk = new Jdk(
                home, java, Runtime.version().feature(), Runtime.version().toString());
        return new KernelSpec(
                "assay",
                "Java (Assay)",
                "java",
                new Launch(jdk, folder, List.of(), List.of("--no-history")).command(""),
                Installation.environment(System.getenv()),
                false,
                true);
    }

    @Override
    public void close() throws IOException {
        Folders.tryToRemove(folder);
    }
}
