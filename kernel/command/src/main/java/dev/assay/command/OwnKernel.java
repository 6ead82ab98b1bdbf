package dev.assay.command;

import dev.assay.notebook.kernel.JupyterFolders;
import dev.assay.notebook.kernel.KernelSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Our kernel without an install: started from this program's own class path and by its own Java. Where a class-data archive
 * for these very jars is found, which takes a third off the start, it is used: one that was made beside them, or an install's.
 */
final class OwnKernel implements AutoCloseable {
    /** Names the folder for what {@link #rehearse} makes: the launcher keeps one for each Java, beside the jars. */
    private static final String ARCHIVES = "assay.archives";

    /** With the jar that starts it, where there is no archive. */
    private final Optional<Path> folder;

    private final List<String> command;

    private OwnKernel(Optional<Path> folder, List<String> command) {
        this.folder = folder;
        this.command = command;
    }

    /**
     * Prepares the jar that starts it.
     *
     * @throws UsageException if this Java has no JShell
     */
    static OwnKernel prepare() throws IOException {
        requireShell();
        Application application = Application.running();
        Optional<Launch> archived = rehearsed(application);
        if (archived.isEmpty()) {
            archived = installed(application, JupyterFolders.ofThisMachine().all());
        }
        if (archived.isPresent()) {
            Launch launch = archived.get();
            return new OwnKernel(Optional.empty(), launch.command(launch.archiveName()));
        }
        Path folder = Files.createTempDirectory("assay-kernel");
        Files.write(folder.resolve(Application.LAUNCH_JAR), LaunchJar.ofPaths(application.classPath()));
        return new OwnKernel(Optional.of(folder), launch(folder).command(""));
    }

    /**
     * Makes the archive for this Java, where the launcher says. Several may do so at once.
     *
     * @throws UsageException if this Java has no JShell, the jars do not stand in one folder, or no folder beside them is named
     * @throws IOException if none comes of it; nothing is lost then but speed
     */
    static void rehearse() throws IOException {
        requireShell();
        Application application = Application.running();
        Path archives = archives(application)
                .orElseThrow(() ->
                        new UsageException("expected -D" + ARCHIVES + "=FOLDER beside jars in one folder, found \""
                                + System.getProperty(ARCHIVES, "") + "\" and " + application.classPath()));
        Launch launch = launch(Files.createDirectories(archives));
        application.startFrom(launch.folder());
        new Training(launch).run();
    }

    private static Optional<Launch> rehearsed(Application application) {
        return archives(application).map(OwnKernel::launch).filter(Launch::hasArchive);
    }

    /** None where it does not stand beside the jars, by which the jar in it names them. */
    private static Optional<Path> archives(Application application) {
        return Optional.ofNullable(System.getProperty(ARCHIVES))
                .map(named -> Path.of(named).toAbsolutePath().normalize())
                .filter(named ->
                        application.folder().map(Path::normalize).equals(Optional.ofNullable(named.getParent())));
    }

    private static void requireShell() {
        if (ModuleLayer.boot().findModule("jdk.jshell").isEmpty()) {
            throw new UsageException("expected a full JDK, found a Java without the module jdk.jshell in "
                    + System.getProperty("java.home"));
        }
    }

    /** The launch of an install that is a copy of these jars and has an archive for this Java. */
    static Optional<Launch> installed(Application application, Iterable<Path> kernels) throws IOException {
        for (Path folder : kernels) {
            for (Path one : Folders.inside(folder)) {
                Launch launch = launch(new Installation(one).copyOf(application).orElse(one));
                if (launch.hasArchive()) {
                    return Optional.of(launch);
                }
            }
        }
        return Optional.empty();
    }

    private static Launch launch(Path folder) {
        Path home = Path.of(System.getProperty("java.home"));
        Path java = home.resolve("bin").resolve(Files.exists(home.resolve("bin/java.exe")) ? "java.exe" : "java");
        String version = System.getProperty("java.vm.vendor") + " " + System.getProperty("java.vm.version");
        Jdk jdk = new Jdk(home, java, Runtime.version().feature(), version);
        return new Launch(jdk, folder, List.of(), List.of(Launch.HEADLESS, "--no-history"));
    }

    KernelSpec spec() {
        return new KernelSpec(
                "assay", "Java (Assay)", "java", command, Installation.environment(System.getenv()), false, true);
    }

    @Override
    public void close() throws IOException {
        folder.ifPresent(Folders::tryToRemove);
    }
}
