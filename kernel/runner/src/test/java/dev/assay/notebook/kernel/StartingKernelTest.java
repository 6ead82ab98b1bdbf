package dev.assay.notebook.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.notebook.ScriptedKernel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

final class StartingKernelTest {
    @TempDir
    private Path folder;

    /** Its key is in a file of the system's temporary folder from the first moment on. */
    @Test
    @Timeout(120)
    void aStartThatIsGivenUpAtAnyMomentLeavesNoFileAndNoProcess() throws IOException, InterruptedException {
        KernelLauncher launcher = new KernelLauncher(Duration.ofMinutes(1));
        Set<Path> before = connectionFolders();
        for (int i = 0; i < 12; i++) {
            List<StartingKernel> several = new ArrayList<>();
            for (int k = 0; k < 4; k++) {
                several.add(StartingKernel.begin(launcher, ScriptedKernel.spec("normal"), folder, () -> {}));
            }
            Thread.sleep(120L * i);
            several.parallelStream().forEach(StartingKernel::abandon);
            assertThat(ProcessHandle.current().descendants())
                    .as("after %d ms", 120 * i)
                    .isEmpty();
        }
        Set<Path> left = connectionFolders();
        left.removeAll(before);
        assertThat(left).isEmpty();
    }

    private static Set<Path> connectionFolders() throws IOException {
        try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return all.filter(one -> one.getFileName().toString().startsWith("assay-run"))
                    .collect(Collectors.toSet());
        }
    }
}
