package dev.assay.notebook.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The folders that docs.jupyter.org ("Common Directories and File Locations") names for each system. */
final class JupyterFoldersTest {

    @Test
    void onWindowsTheyAreTheRoamingOnesOfTheUserAndProgramData() throws IOException {
        try (FileSystem windows = Jimfs.newFileSystem(Configuration.windows())) {
            Path home = windows.getPath("C:\\Users\\Zoë Müller");
            JupyterFolders folders = new JupyterFolders(
                    "Windows 11",
                    Map.of(
                            "APPDATA", "C:\\Users\\Zoë Müller\\AppData\\Roaming",
                            "PROGRAMDATA", "C:\\ProgramData",
                            "JUPYTER_PATH", "D:\\one;D:\\two three",
                            "CONDA_PREFIX", "C:\\conda\\envs\\java"),
                    home);
            assertThat(folders.user()).hasToString("C:\\Users\\Zoë Müller\\AppData\\Roaming\\jupyter\\kernels");
            assertThat(folders.all().stream().map(Path::toString))
                    .containsExactly(
                            "D:\\one\\kernels",
                            "D:\\two three\\kernels",
                            "C:\\Users\\Zoë Müller\\AppData\\Roaming\\jupyter\\kernels",
                            "C:\\conda\\envs\\java\\share\\jupyter\\kernels",
                            "C:\\ProgramData\\jupyter\\kernels");
            assertThat(JupyterFolders.kernels(windows.getPath("C:\\venv")))
                    .hasToString("C:\\venv\\share\\jupyter\\kernels");
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "paths of Unix")
    void onLinuxAndMacTheyAreBelowTheHome() {
        Path home = Path.of("/home/zoë");
        assertThat(new JupyterFolders("Linux", Map.of(), home).user())
                .hasToString("/home/zoë/.local/share/jupyter/kernels");
        assertThat(new JupyterFolders("Linux", Map.of("XDG_DATA_HOME", "/data"), home).user())
                .hasToString("/data/jupyter/kernels");
        assertThat(new JupyterFolders("Mac OS X", Map.of("XDG_DATA_HOME", "/data"), home).user())
                .hasToString("/home/zoë/Library/Jupyter/kernels");
        assertThat(new JupyterFolders("Linux", Map.of("JUPYTER_DATA_DIR", "/jd"), home).all())
                .containsExactly(
                        Path.of("/jd/kernels"),
                        Path.of("/usr/local/share/jupyter/kernels"),
                        Path.of("/usr/share/jupyter/kernels"));
    }

    @Test
    void anEmptyVariableCountsAsUnset() {
        Path home = Path.of("home").toAbsolutePath();
        assertThat(new JupyterFolders("Linux", Map.of("JUPYTER_DATA_DIR", ""), home).user())
                .isEqualTo(home.resolve(".local/share/jupyter/kernels"));
    }
}
