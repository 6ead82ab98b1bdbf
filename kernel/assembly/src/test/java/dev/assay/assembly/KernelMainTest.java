package dev.assay.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.jupyter.Channel;
import dev.assay.jupyter.ConnectionFile;
import dev.assay.jupyter.Exchange;
import dev.assay.jupyter.KernelClient;
import dev.assay.kernel.Import;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kernel as a process. */
class KernelMainTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    private Path dir;

    private final List<ProcessHandle> started = new ArrayList<>();
    private Path file;

    @BeforeEach
    void prepare() throws IOException {
        file = dir.resolve("connection.json");
        ConnectionFile.local().write(file, "assay");
    }

    @AfterEach
    void killTheRest() {
        started.forEach(ProcessHandle::destroyForcibly);
    }

    @Test
    void writesThePortsItChose() throws Exception {
        Process kernel = start();
        try (KernelClient client = connect()) {
            ObjectNode info = client.awaitReady(SOON);

            assertThat(info.path("implementation").asText()).isEqualTo("assay");
            assertThat(ConnectionFile.read(file).ports().values())
                    .allMatch(port -> port > 0)
                    .doesNotHaveDuplicates();
            client.shutdown(false).reply(SOON);
        }
        assertThat(kernel.waitFor(5, TimeUnit.SECONDS)).isTrue();
        assertThat(kernel.exitValue()).isZero();
    }

    @Test
    void endsInTimeThoughACellRunsForever() throws Exception {
        Process kernel = start();
        try (KernelClient client = connect()) {
            client.awaitReady(SOON);
            Exchange cell = client.execute("spin");
            cell.next(SOON);
            client.shutdown(false).reply(SOON);
        }

        assertThat(kernel.waitFor(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void isNotKilledByCtrlC() throws Exception {
        Assumptions.assumeFalse(System.getProperty("os.name").contains("Windows"), "no signals");
        Process kernel = start();
        try (KernelClient client = connect()) {
            client.awaitReady(SOON);
            Exchange cell = client.execute("sleep");
            cell.next(SOON);
            cell.next(SOON);
            new ProcessBuilder("kill", "-INT", Long.toString(kernel.pid()))
                    .start()
                    .waitFor();

            assertThat(cell.reply(SOON).content().path("ename").asText()).isEqualTo("KeyboardInterrupt");
            assertThat(client.execute("value 1")
                            .reply(SOON)
                            .content()
                            .path("status")
                            .asText())
                    .isEqualTo("ok");
            assertThat(kernel.isAlive()).isTrue();
        }
    }

    @Test
    void endsWithItsParent() throws Exception {
        List<String> command = new ArrayList<>(java("dev.assay.assembly.Frontend"));
        command.addAll(java("dev.assay.assembly.ScriptedKernel"));
        command.add("--no-history");
        command.add(file.toString());
        Process parent = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        started.add(parent.toHandle());
        String pid = new BufferedReader(new InputStreamReader(parent.getInputStream(), StandardCharsets.US_ASCII))
                .readLine();
        ProcessHandle kernel = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
        started.add(kernel);
        try (KernelClient client = connect()) {
            client.awaitReady(SOON);
            client.execute("spin").next(SOON);
        }

        parent.destroyForcibly().waitFor();

        // a zombie is as dead: whoever adopts it reaps it or not
        long end = System.nanoTime() + SOON.toNanos();
        while (kernel.isAlive() && !isZombie(kernel.pid()) && System.nanoTime() < end) {
            Thread.sleep(50);
        }
        assertThat(!kernel.isAlive() || isZombie(kernel.pid())).isTrue();
    }

    @Test
    void saysWhatIsWrongAndEnds() throws Exception {
        assertThat(output(start("--nonsense")))
                .contains("unknown option --nonsense")
                .contains("usage:");
        Files.writeString(file, "{\"transport\":\"ipc\",\"ip\":\"/tmp/x\"}");
        assertThat(output(start())).contains("transport ipc is not available");
        try (ServerSocket taken = new ServerSocket(0)) {
            Map<Channel, Integer> ports = new EnumMap<>(ConnectionFile.local().ports());
            ports.put(Channel.IOPUB, taken.getLocalPort());
            ConnectionFile.local().withPorts(ports).write(file, "assay");

            Process kernel = start();
            assertThat(output(kernel)).contains("for iopub: the port is taken");
            assertThat(kernel.exitValue()).isEqualTo(1);
        }
    }

    @Test
    void knowsItsOptions() {
        Arguments arguments = Arguments.parse(List.of(
                "--no-history",
                "--headless",
                "--class-path=a.jar",
                "--import=static java.lang.Math.*",
                "--javac=--enable-preview",
                "c.json"));

        assertThat(arguments.keepsHistory()).isFalse();
        assertThat(arguments.isHeadless()).isTrue();
        assertThat(Arguments.parse(List.of("c.json")).isHeadless()).isFalse();
        assertThat(arguments.connectionFile()).isEqualTo(Path.of("c.json"));
        assertThat(arguments.options().classPath()).containsExactly("a.jar");
        assertThat(arguments.options().imports())
                .contains(Import.of("java.util.*"), Import.of("static java.lang.Math.*"));
        assertThat(arguments.options().compilerOptions()).containsExactly("--enable-preview");
    }

    private static boolean isZombie(long pid) throws IOException {
        Path status = Path.of("/proc/" + pid + "/status");
        return Files.exists(status) && Files.readString(status).contains("State:\tZ");
    }

    private static String output(Process process) throws IOException, InterruptedException {
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return text;
    }

    private Process start(String... options) throws IOException {
        List<String> command = new ArrayList<>(java("dev.assay.assembly.ScriptedKernel"));
        command.add("--no-history");
        command.addAll(List.of(options));
        command.add(file.toString());
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().remove("JPY_PARENT_PID");
        Process process = builder.start();
        started.add(process.toHandle());
        return process;
    }

    private static List<String> java(String main) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return List.of(java, "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"), main);
    }

    /** Waits for the ports to be there. */
    private KernelClient connect() throws IOException, InterruptedException {
        long end = System.nanoTime() + SOON.toNanos();
        while (ConnectionFile.read(file).leavesPortsOpen()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("no ports after " + SOON);
            }
            Thread.sleep(20);
        }
        return KernelClient.connect(ConnectionFile.read(file));
    }
}
