package dev.assay.notebook.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

final class UnwritableTest {

    /** Their message is the file's path, which is no reason. */
    @Test
    void kindsThatNameTheFileAloneAreTold() {
        assertThat(Unwritable.words(new AccessDeniedException("/a"))).isEqualTo("not allowed to write");
        assertThat(Unwritable.words(new NoSuchFileException("/a"))).isEqualTo("no such file or folder");
        assertThat(Unwritable.words(new FileAlreadyExistsException("/a"))).isEqualTo("a file is in the way");
        assertThat(Unwritable.wordsWithFile(new AccessDeniedException("/a"))).isEqualTo("/a: not allowed to write");
    }

    @Test
    void aReasonThatIsSaidStays() {
        assertThat(Unwritable.words(new FileSystemException("/a", null, "No space left on device")))
                .isEqualTo("No space left on device");
        assertThat(Unwritable.words(new AccessDeniedException("/a", null, "why")))
                .isEqualTo("why");
        assertThat(Unwritable.wordsWithFile(new IOException("a cannot be put on pages")))
                .isEqualTo("a cannot be put on pages");
    }
}
