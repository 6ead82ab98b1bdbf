package dev.assay.notebook.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "permissions and links of POSIX")
final class WholeFileTest {
    @TempDir
    private Path folder;

    /** A notebook that only its owner may read holds what only its owner may read. */
    @Test
    void whoMayReadItStaysAsItWas() throws IOException {
        Path file = Files.createFile(
                folder.resolve("a"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        WholeFile.write(file, new byte[] {1});
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(file).hasBinaryContent(new byte[] {1});
    }

    @Test
    void aLinkStaysOneAndWhatItNamesIsWritten() throws IOException {
        Path file = Files.write(Files.createDirectory(folder.resolve("there")).resolve("a"), new byte[] {1});
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("there", "a"));
        WholeFile.write(link, new byte[] {2});
        assertThat(link).isSymbolicLink();
        assertThat(file).hasBinaryContent(new byte[] {2});
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void aLinkToAFileThatIsStillToComeStaysOne() throws IOException {
        Path second = Files.createSymbolicLink(folder.resolve("second"), Path.of("there", "a"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("second"));
        WholeFile.write(link, new byte[] {2});
        assertThat(link).isSymbolicLink();
        assertThat(second).isSymbolicLink();
        assertThat(folder.resolve("there").resolve("a")).hasBinaryContent(new byte[] {2});
    }

    @Test
    void aNameMayBeAsLongAsNamesCanBe() throws IOException {
        Path file = folder.resolve("a".repeat(255));
        WholeFile.write(file, new byte[] {2});
        assertThat(file).hasBinaryContent(new byte[] {2});
    }

    @Test
    void whatCannotBeWrittenLeavesNothing() throws IOException {
        Path inTheWay = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> WholeFile.write(inTheWay.resolve("a"), new byte[1]))
                .isInstanceOf(IOException.class);
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
        assertThat(inTheWay).isEmptyFile();
    }

    /** Nobody asked for the file beside it. */
    @Test
    void theFileThatWasAskedForIsNamed() throws IOException {
        Path inTheWay = Files.createDirectory(folder.resolve("taken"));
        assertThatThrownBy(() -> WholeFile.write(inTheWay, new byte[1]))
                .isInstanceOf(FileSystemException.class)
                .hasMessage(inTheWay + ": is a folder");
        assertThat(folder).isDirectoryNotContaining("glob:**.part");

        try (FileSystem small = Jimfs.newFileSystem(
                Configuration.unix().toBuilder().setMaxSize(8192).build())) {
            Path file = small.getPath("a").toAbsolutePath();
            assertThatThrownBy(() -> WholeFile.write(file, new byte[9000]))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("out of disk space")
                    .hasMessageNotContaining(".part");
        }
    }

    /** Who may do all could move a file over a device. */
    @Test
    @EnabledOnOs(OS.LINUX)
    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void onlyARegularFileIsReplaced() throws Exception {
        Path pipe = folder.resolve("a.ipynb");
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/mkfifo")));
        assertThat(new ProcessBuilder("/usr/bin/mkfifo", pipe.toString())
                        .start()
                        .waitFor())
                .isZero();
        assertThatThrownBy(() -> WholeFile.write(pipe, new byte[1])).hasMessage(pipe + ": is no regular file");
        assertThat(Files.readAttributes(pipe, BasicFileAttributes.class).isOther())
                .isTrue();
    }

    /** Root may write everywhere but in a file system that is none's to write. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void whatMayNotBeWrittenIsNamed() {
        Path file = Path.of("/proc/a.html");
        assertThatThrownBy(() -> WholeFile.write(file, new byte[1]))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageNotContaining(".part");
    }
}
