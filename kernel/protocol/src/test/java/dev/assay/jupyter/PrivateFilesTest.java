package dev.assay.jupyter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateFilesTest {
    @TempDir
    Path folder;

    @Test
    void makesADirectoryForTheUserAlone() throws IOException {
        Path directory = folder.resolve("a/b");
        PrivateFiles.createDirectories(directory);
        Assumptions.assumeTrue(
                directory.getFileSystem().supportedFileAttributeViews().contains("posix"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                .isEqualTo("rwx------");
    }

    @Test
    void makesADirectoryThatOthersMakeAtTheSameTime() throws Exception {
        int makers = 8;
        ExecutorService threads = Executors.newFixedThreadPool(makers);
        try {
            for (int round = 0; round < 200; round++) {
                Path directory = folder.resolve("history-" + round);
                CyclicBarrier start = new CyclicBarrier(makers);
                List<Future<?>> made = new ArrayList<>();
                for (int i = 0; i < makers; i++) {
                    made.add(threads.submit(() -> {
                        start.await();
                        PrivateFiles.createDirectories(directory);
                        return null;
                    }));
                }
                for (Future<?> maker : made) {
                    maker.get();
                }
                assertThat(directory).isDirectory();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void takesNoFileForADirectory() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() -> PrivateFiles.createDirectories(file)).isInstanceOf(FileAlreadyExistsException.class);
    }
}
