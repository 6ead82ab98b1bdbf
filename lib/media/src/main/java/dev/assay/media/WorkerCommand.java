package dev.assay.media;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How a worker is started: this Java with this class path, a small heap, one collector thread, no crash report on disk.
 *
 * <p>Where there is a Unix shell, it sees to what Java cannot: answers get a channel that nothing else can print to, a
 * Ctrl-C at the terminal is the parent's affair alone, no core is dumped, and the system refuses data beyond twice the
 * memory limit, which the watch, looking now and then, might see too late.
 */
final class WorkerCommand {

    private static final Path SHELL = Path.of("/bin/sh");
    /** Bytes that Java may take for itself, used or not, in counting data. */
    private static final long JAVA = 1L << 30;

    private static final String CHANNEL = "/dev/fd/3";
    private static final String SCRIPT = "ulimit -c 0; ulimit -d \"$1\"; shift; trap '' INT HUP; exec \"$@\" 3>&1 1>&2";
    private static final List<String> PASSED_ON = List.of(
            "file.encoding", "java.io.tmpdir", "user.home", "org.bytedeco.javacpp.cachedir", "java.library.path");
    private static final List<String> SILENT = List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

    private final Class<?> engine;
    private final WorkerLimits limits;

    WorkerCommand(Class<?> engine, WorkerLimits limits) {
        this.engine = engine;
        this.limits = limits;
    }

    WorkerLimits limits() {
        return limits;
    }

    ProcessBuilder builder() {
        boolean shell = File.separatorChar == '/' && Files.isExecutable(SHELL) && Files.exists(Path.of("/dev/fd"));
        List<String> words = new ArrayList<>();
        if (shell) {
            words.addAll(
                    List.of(SHELL.toString(), "-c", SCRIPT, "sh", Long.toString((2 * limits.memory() + JAVA) / 1024)));
        }
        words.addAll(java());
        words.addAll(List.of(
                Worker.class.getName(),
                shell ? CHANNEL : "-",
                engine.getName(),
                Long.toString(limits.memory()),
                Double.toString(limits.grace())));
        ProcessBuilder builder = new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.DISCARD);
        Map<String, String> environment = builder.environment();
        SILENT.forEach(environment::remove);
        // Two native threads at most: more arenas only scatter what is freed again.
        environment.put("MALLOC_ARENA_MAX", "2");
        // A worker has one core's work to do; OpenBLAS would set memory aside for a thread of each core.
        environment.put("OPENBLAS_NUM_THREADS", "1");
        return builder;
    }

    private static List<String> java() {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+IgnoreUnrecognizedVMOptions",
                "-XX:+UseSerialGC",
                "-XX:ActiveProcessorCount=1",
                "-XX:-UsePerfData",
                "-XX:+SuppressFatalErrorMessage",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:+ExitOnOutOfMemoryError",
                "-Xms32m",
                "-Xmx512m",
                // The watch sees to memory; JavaCPP would ask the system at every allocation.
                "-Dorg.bytedeco.javacpp.maxBytes=0",
                "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0"));
        if (Runtime.version().feature() >= 22) {
            words.add("--enable-native-access=ALL-UNNAMED");
        }
        for (String property : PASSED_ON) {
            String value = System.getProperty(property);
            if (value != null) {
                words.add("-D" + property + "=" + value);
            }
        }
        words.add("-cp");
        words.add(System.getProperty("java.class.path"));
        return words;
    }
}
