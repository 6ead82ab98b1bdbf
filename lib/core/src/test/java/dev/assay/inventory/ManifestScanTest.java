package dev.assay.inventory;

import static dev.assay.inventory.Collected.write;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestScanTest {

    @TempDir
    Path work;

    private final Scan scan = Scan.withDefaults().withEngine(new FakeEngine());

    @Test
    void aFolderWithAManifestAndNoMediaIsThatManifest() {
        Path root = work.resolve("m");
        write(root, "x.json", "{\"a.mp4\":{\"label\":\"FAKE\",\"split\":\"train\",\"original\":\"b.mp4\"}}");
        write(root, "LICENSE", "text");
        Path files = work.resolve("z");
        write(files, "c.mp4", "video");
        Collected found = Collected.of(scan, root, files);
        assertThat(found.items().keySet()).containsExactly("m/a.mp4", "z/c.mp4");
        assertThat(found.get("m/a.mp4").values())
                .containsEntry("label", "fake")
                .containsEntry("dataset", "m")
                .containsEntry("media", "video")
                .doesNotContainKey("bytes");
        assertThat(found.summary().manifests()).containsEntry("m", "dfdc");
        assertThat(found.summary().metadataFiles().get("m")).containsExactly("x.json");
        assertThat(found.summary().items()).isEqualTo(2);
    }

    @Test
    void faceForensicsOnDiskTakesSplitsFromBeside() {
        Path root = work.resolve("ff");
        write(root, "splits/train.json", "[[\"000\",\"003\"]]");
        write(root, "conversion_dict.json", "{\"000\":\"--b1Ua-kWJE 0\",\"003\":\"-9Gg5zdX7nU 0\"}");
        write(root, "original_sequences/youtube/c23/videos/000.mp4", "video");
        write(root, "manipulated_sequences/Face2Face/c23/videos/003_000.mp4", "video");
        Collected found = Collected.of(scan, root);
        assertThat(found.items()).hasSize(2);
        assertThat(found.get("ff/original_sequences/youtube/c23/videos/000.mp4").values())
                .containsEntry("label", "real")
                .containsEntry("source_video", "--b1Ua-kWJE")
                .containsEntry("split", "train")
                .containsEntry("pair", "000_003");
        assertThat(found.get("ff/manipulated_sequences/Face2Face/c23/videos/003_000.mp4")
                        .values())
                .containsEntry("label", "fake")
                .containsEntry("method", "face2face")
                .containsEntry("source_video", "-9Gg5zdX7nU")
                .containsEntry("pair", "000_003")
                .doesNotContainKey("label_conflict");
    }

    @Test
    void anEntryThatCouldMeanTwoFilesMeansNone() {
        Path root = work.resolve("s");
        write(root, "metadata.json", "{\"a.mp4\":{\"label\":\"fake\"},\"b.mp4\":{\"label\":\"fake\"},\"no.mp4\":{}}");
        write(root, "x/a.mp4", "video");
        write(root, "y/a.mp4", "video");
        write(root, "y/b.mp4", "video");
        Collected found = Collected.of(scan, root);
        assertThat(found.get("s/x/a.mp4").text("label")).isNull();
        assertThat(found.get("s/y/b.mp4").text("label")).isEqualTo("fake");
        assertThat(found.summary().warnings())
                .anyMatch(text -> text.endsWith("metadata.json: names 1 files that are not there"))
                .anyMatch(text -> text.endsWith("names 1 files by a name that stands in several folders"));
    }
}
