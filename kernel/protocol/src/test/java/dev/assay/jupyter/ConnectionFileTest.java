package dev.assay.jupyter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectionFileTest {
    private static final String JUPYTERS =
            """
            {"shell_port": 41033, "iopub_port": 60521, "stdin_port": 47575, "control_port": 53577, "hb_port": 53443,
             "ip": "127.0.0.1", "key": "00f4cc0f-0d3c18b9", "transport": "tcp", "signature_scheme": "hmac-sha256",
             "kernel_name": "assay", "jupyter_session": "/home/me/a.ipynb"}
            """;

    @TempDir
    private Path dir;

    @Test
    void readsWhatJupyterWrites() throws IOException {
        ConnectionFile file = ConnectionFile.read(write(JUPYTERS));

        assertThat(file.ip()).isEqualTo("127.0.0.1");
        assertThat(file.key()).isEqualTo("00f4cc0f-0d3c18b9");
        assertThat(file.port(Channel.HEARTBEAT)).isEqualTo(53443);
        assertThat(file.port(Channel.SHELL)).isEqualTo(41033);
        assertThat(file.endpoint(Channel.CONTROL)).isEqualTo("tcp://127.0.0.1:53577");
    }

    @Test
    void keepsTheKeyToItself() throws IOException {
        ConnectionFile file = ConnectionFile.read(write(JUPYTERS));

        assertThat(file.toString()).doesNotContain(file.key()).contains("signed");
        assertThatThrownBy(() -> ConnectionFile.read(write(JUPYTERS.replace("tcp\"", "tcp\" tcp"))))
                .hasMessageNotContaining(file.key());
    }

    @Test
    void saysWhatItCannotDo() throws IOException {
        assertThatThrownBy(() -> ConnectionFile.read(write(JUPYTERS.replace("\"tcp\"", "\"ipc\""))))
                .hasMessageEndingWith("transport ipc is not available; use tcp (KernelManager.transport = 'tcp')");
        assertThatThrownBy(() -> ConnectionFile.read(write(JUPYTERS.replace("hmac-sha256", "hmac-md5"))))
                .hasMessageEndingWith("signature_scheme hmac-md5 is not available; use hmac-sha256");
        assertThatThrownBy(() -> ConnectionFile.read(write(JUPYTERS.replace("41033", "410330"))))
                .hasMessageEndingWith("shell_port is 410330, expected 0 to 65535");
        assertThatThrownBy(() -> ConnectionFile.read(write(JUPYTERS.replace("\"hb_port\"", "\"x\""))))
                .hasMessageEndingWith("hb_port is missing or no number");
    }

    @Test
    void writesForTheUserAlone() throws IOException {
        Path path = dir.resolve("kernel.json");
        ConnectionFile file = ConnectionFile.local();
        Files.writeString(path, "readable by all");

        file.write(path, "assay");

        assertThat(ConnectionFile.read(path)).isEqualTo(file);
        Assumptions.assumeTrue(Files.getFileStore(path).supportsFileAttributeView("posix"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
        try (var left = Files.list(dir)) {
            assertThat(left).containsExactly(path);
        }
    }

    @Test
    void makesANewKeyEachTime() {
        assertThat(ConnectionFile.local().key())
                .hasSize(64)
                .isNotEqualTo(ConnectionFile.local().key());
    }

    private Path write(String text) throws IOException {
        return Files.writeString(dir.resolve("connection.json"), text);
    }
}
