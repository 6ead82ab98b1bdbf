package dev.assay.inventory;

import static dev.assay.inventory.Collected.write;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import dev.assay.source.Root;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Most users sit before {@code X:\dataset_3}. */
class WindowsScanTest {

    private final Scan scan = Scan.withDefaults().withEngine(new FakeEngine()).withThreads(2);

    private static FileSystem windows() {
        return Jimfs.newFileSystem(
                Configuration.windows().toBuilder().setRoots("C:\\", "X:\\").build());
    }

    @Test
    void backslashesCaseAndDrivesInSidecarsFindTheirFiles() throws IOException {
        try (FileSystem files = windows()) {
            Path root = Files.createDirectory(files.getPath("X:\\dataset_3"));
            write(root, "Clips\\Night Walk.MP4", "video");
            write(root, "Clips\\b.mp4", "video");
            write(root, "Clips\\B.JSON", "{\"environment\": \"outside\"}");
            write(
                    root,
                    "metadata.json",
                    "[{\"path\": \"X:\\\\Dataset_3\\\\clips\\\\night walk.mp4\", \"label\": \"REAL\"}]");
            Collected found = Collected.of(scan, List.of(Root.parse("X:\\dataset_3", files)));
            assertThat(found.items().keySet())
                    .containsExactly("dataset_3/Clips/Night Walk.MP4", "dataset_3/Clips/b.mp4");
            assertThat(found.get("dataset_3/Clips/Night Walk.MP4").values())
                    .containsEntry("label", "real")
                    .containsEntry("path", "X:\\dataset_3/Clips/Night Walk.MP4");
            assertThat(found.get("dataset_3/Clips/b.mp4").values()).containsEntry("environment", "outdoor");
        }
    }

    @Test
    void drivesHaveNamesAndLongPathsAreRead() throws IOException {
        try (FileSystem files = windows()) {
            Path drive = files.getPath("X:\\");
            String deep = ("a".repeat(60) + "\\").repeat(6);
            write(drive, deep + "b.mp4", "video");
            Collected found = Collected.of(scan, List.of(Root.parse("X:\\", files)));
            String id = "X/" + deep.replace('\\', '/') + "b.mp4";
            assertThat(found.items().keySet()).containsExactly(id);
            assertThat(found.get(id).text("path")).isEqualTo("X:\\" + deep.replace('\\', '/') + "b.mp4");
            assertThat(Root.parse("clips=X:\\a", files).name()).isEqualTo("clips");
            assertThat(Root.parse("X:\\a=b", files).name()).isEqualTo("a=b");
        }
    }
}
