package dev.assay.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import dev.assay.promotion.PromotionResult.Placed;
import dev.assay.promotion.PromotionResult.Refusal;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PromotionTest {

    private static final PromotionOptions OPTIONS = PromotionOptions.of(
                    "ada", "plan-7", LocalDate.of(2026, 1, 31), Instant.parse("2026-01-31T10:00:00.5Z"))
            .withTags(Map.of("b", "2", "a", "1"));

    @TempDir
    Path temp;

    private Path source;
    private Path dataset;

    @BeforeEach
    void twoFiles() throws IOException {
        source = Files.createDirectories(temp.resolve("staging/run"));
        dataset = temp.resolve("dataset");
        Files.writeString(source.resolve("report.json"), "{}");
        Files.createDirectories(source.resolve("clips"));
        Files.writeString(source.resolve("clips/ｆｕｌｌ？ 🎬.mp4"), "clip");
    }

    @Test
    void copiesFilesUnderTheDayAndWritesALineEach() throws IOException {
        PromotionResult result = promote();

        assertThat(result.promoted()).isEqualTo(2);
        assertThat(result.alreadyThere()).isZero();
        assertThat(result.refused()).isEmpty();
        assertThat(dataset.resolve("2026/01/31/run/report.json")).hasContent("{}");
        assertThat(dataset.resolve("2026/01/31/run/clips/ｆｕｌｌ？ 🎬.mp4")).hasContent("clip");
        assertThat(Files.readAllLines(Manifest.file(dataset)).get(1))
                // sha256 of "{}" by sha256sum
                .isEqualTo("{\"ts\":\"2026-01-31T10:00:00Z\",\"src\":\"" + source + "/report.json\","
                        + "\"dst\":\"dataset/2026/01/31/run/report.json\","
                        + "\"sha256\":\"44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a\","
                        + "\"bytes\":2,\"actor\":\"ada\",\"plan_id\":\"plan-7\",\"tags\":{\"a\":\"1\",\"b\":\"2\"}}");
        assertThat(Manifest.read(dataset).verify(dataset)).isEmpty();
        assertThat(dataset.resolve(".manifests/incoming")).isEmptyDirectory();
    }

    @Test
    void theSameContentTwiceIsReportedNotCopied() throws IOException {
        Files.writeString(source.resolve("twin.json"), "{}");
        assertThat(promote().json()).containsEntry("promoted", 2).containsEntry("already_there", 1);
        byte[] manifest = Files.readAllBytes(Manifest.file(dataset));

        PromotionResult again = Promotion.promote(
                source,
                dataset,
                PromotionOptions.of("bob", "plan-8", LocalDate.of(2026, 2, 1), Instant.parse("2026-02-01T10:00:00Z")));

        assertThat(again.json()).containsEntry("promoted", 0).containsEntry("already_there", 3);
        assertThat(again.files()).contains(new Placed("twin.json", "dataset/2026/01/31/run/report.json", true));
        assertThat(Files.readAllBytes(Manifest.file(dataset))).isEqualTo(manifest);
        assertThat(dataset.resolve("2026/02")).doesNotExist();
    }

    @Test
    void aChangedRerunOfTheSameDayGetsItsOwnFolderAndOverwritesNothing() throws IOException {
        promote();
        Files.writeString(source.resolve("report.json"), "{\"changed\":1}");
        Files.writeString(source.resolve("new.txt"), "new");

        PromotionResult result = promote();

        assertThat(result.files())
                .extracting(Placed::dst)
                .containsExactly(
                        "dataset/2026/01/31/run/clips/ｆｕｌｌ？ 🎬.mp4",
                        "dataset/2026/01/31/run-2/new.txt",
                        "dataset/2026/01/31/run-2/report.json");
        assertThat(dataset.resolve("2026/01/31/run/report.json")).hasContent("{}");
        assertThat(Manifest.read(dataset).verify(dataset)).isEmpty();
    }

    @Test
    void aFileNobodyWroteDownIsNeverOverwritten() throws IOException {
        Path foreign =
                Files.createDirectories(dataset.resolve("2026/01/31/run")).resolve("report.json");
        Files.writeString(foreign, "somebody's");

        promote();

        assertThat(foreign).hasContent("somebody's");
        assertThat(dataset.resolve("2026/01/31/run-2/report.json")).hasContent("{}");
    }

    @Test
    void aKillBetweenMovingAndWritingIsMended() throws IOException {
        Path moved = Files.createDirectories(dataset.resolve("2026/01/31/run")).resolve("report.json");
        Files.writeString(moved, "{}");
        Path leftover =
                Files.createDirectories(dataset.resolve(".manifests/incoming")).resolve("0");
        Files.writeString(leftover, "half a fi");

        PromotionResult result = promote();

        assertThat(result.promoted()).isEqualTo(2);
        assertThat(leftover).doesNotExist();
        assertThat(dataset.resolve("2026/01/31/run-2")).doesNotExist();
        assertThat(Manifest.read(dataset).lines()).hasSize(2);
        assertThat(Manifest.read(dataset).verify(dataset)).isEmpty();
    }

    @Test
    void aTornLastLineIsLeftAloneReportedAndFollowedByANewLine() throws IOException {
        promote();
        Files.writeString(Manifest.file(dataset), "{\"ts\":\"2026-01-3", StandardOpenOption.APPEND);
        byte[] before = Files.readAllBytes(Manifest.file(dataset));
        Files.writeString(source.resolve("new.txt"), "new");

        PromotionResult result = promote();

        assertThat(result.promoted()).isEqualTo(1);
        assertThat(result.warnings()).hasSize(2);
        assertThat(result.warnings().get(0)).startsWith("the manifest ended within a line");
        assertThat(result.warnings().get(1)).startsWith("manifest line 3: no JSON");
        assertThat(Files.readAllBytes(Manifest.file(dataset))).startsWith(before);
        Manifest manifest = Manifest.read(dataset);
        assertThat(manifest.lines()).hasSize(3);
        assertThat(manifest.problems()).extracting(Manifest.Problem::where).containsExactly("line 3");
        assertThat(manifest.tornTail()).isFalse();
    }

    @Test
    void aPromotedFileThatWasLostOrHarmedIsTakenAgain() throws IOException {
        promote();
        Files.delete(dataset.resolve("2026/01/31/run/report.json"));
        Files.writeString(dataset.resolve("2026/01/31/run/clips/ｆｕｌｌ？ 🎬.mp4"), "bits");

        PromotionResult result = promote();

        assertThat(result.promoted()).isEqualTo(2);
        assertThat(result.warnings())
                .containsExactly(
                        "manifest names dataset/2026/01/31/run/clips/ｆｕｌｌ？ 🎬.mp4: expected sha256 "
                                + Digests.sha256(source.resolve("clips/ｆｕｌｌ？ 🎬.mp4")) + ", found "
                                + Digests.sha256(dataset.resolve("2026/01/31/run/clips/ｆｕｌｌ？ 🎬.mp4")),
                        "manifest names dataset/2026/01/31/run/report.json: no such file");
        assertThat(dataset.resolve("2026/01/31/run-2/report.json")).hasContent("{}");
    }

    @Test
    void linksAndNamesNoLineCanSpellAreRefusedAndTheRestPromoted() throws IOException {
        Path secret = Files.writeString(temp.resolve("secret"), "secret");
        Files.createSymbolicLink(source.resolve("link"), secret);
        Files.createSymbolicLink(source.resolve("up"), temp);
        Files.writeString(source.resolve("..\\..\\evil.exe"), "evil");
        Files.writeString(source.resolve("two\nlines"), "evil");
        Files.createDirectories(source.resolve("bell\u0007"));

        PromotionResult result = promote();

        assertThat(result.promoted()).isEqualTo(2);
        assertThat(result.refused())
                .containsExactly(
                        new Refusal("..\\..\\evil.exe", "its name holds a path separator of another system"),
                        new Refusal("bell\u0007", "its name holds a control character"),
                        new Refusal("link", "is a symbolic link"),
                        new Refusal("two\nlines", "its name holds a control character"),
                        new Refusal("up", "is a symbolic link"));
        try (var all = Files.walk(dataset)) {
            assertThat(all.filter(Files::isRegularFile)
                            .map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder(".lock", "dataset_manifest.jsonl", "report.json", "ｆｕｌｌ？ 🎬.mp4");
        }
    }

    @Test
    void aLinkInsideTheDatasetLeadsNothingOut() throws IOException {
        Path outside = Files.createDirectories(temp.resolve("outside"));
        Files.createDirectories(dataset.resolve("2026/01/31"));
        Files.createSymbolicLink(dataset.resolve("2026/01/31/run"), outside);

        promote();

        assertThat(outside).isEmptyDirectory();
        assertThat(dataset.resolve("2026/01/31/run-2/report.json")).hasContent("{}");

        Path other = Files.createDirectories(temp.resolve("other"));
        Files.createSymbolicLink(other.resolve("2026"), outside);
        assertThatThrownBy(() -> Promotion.promote(source, other, OPTIONS)).isInstanceOf(NotDirectoryException.class);
        assertThat(outside).isEmptyDirectory();
    }

    @Test
    void hardLinksShareTheFileOnlyWhereAskedFor() throws IOException {
        promote();
        assertThat(Files.getAttribute(source.resolve("report.json"), "unix:nlink"))
                .isEqualTo(1);

        Path linked = temp.resolve("linked");
        Promotion.promote(source, linked, OPTIONS.withHardLinks());

        assertThat(Files.isSameFile(source.resolve("report.json"), linked.resolve("2026/01/31/run/report.json")))
                .isTrue();
        assertThat(Manifest.read(linked).verify(linked)).isEmpty();
    }

    @Test
    void oneFolderWithinTheOtherIsRefusedAndSoIsWhatIsNoFolder() {
        assertThatThrownBy(() -> Promotion.promote(temp, dataset, OPTIONS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("one folder lies within the other");
        assertThatThrownBy(() -> Promotion.promote(source, source.resolve("dataset"), OPTIONS))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(source.resolve("dataset")).doesNotExist();
        assertThatThrownBy(() -> Promotion.promote(source.resolve("report.json"), dataset, OPTIONS))
                .isInstanceOf(NotDirectoryException.class);
    }

    @Test
    void windowsPathsStandInTheManifestWithSlashes() throws IOException {
        try (FileSystem windows = Jimfs.newFileSystem(Configuration.windows())) {
            Path run = Files.createDirectories(windows.getPath("C:\\staging\\run\\clips"));
            Files.writeString(run.resolve("a.mp4"), "clip");
            Path target = windows.getPath("C:\\big\\dataset");

            PromotionResult result = Promotion.promote(windows.getPath("C:\\staging\\run\\"), target, OPTIONS);

            assertThat(result.files())
                    .containsExactly(new Placed("clips/a.mp4", "dataset/2026/01/31/run/clips/a.mp4", false));
            ManifestLine line = Manifest.read(target).lines().get(0);
            assertThat(line.src()).isEqualTo("C:/staging/run/clips/a.mp4");
            assertThat(line.dst()).isEqualTo("dataset/2026/01/31/run/clips/a.mp4");
            assertThat(Manifest.read(target).verify(target)).isEmpty();
            assertThat(Promotion.promote(windows.getPath("C:\\STAGING\\RUN"), target, OPTIONS)
                            .alreadyThere())
                    .isEqualTo(1);
        }
    }

    @Test
    void theResultIsOneJsonDocument() throws IOException {
        Files.createSymbolicLink(source.resolve("link"), source);

        assertThat(new ObjectMapper().writeValueAsString(promote().json()))
                .isEqualTo("{\"promoted\":2,\"already_there\":0,"
                        + "\"refused\":[{\"file\":\"link\",\"reason\":\"is a symbolic link\"}],"
                        + "\"files\":[{\"file\":\"clips/ｆｕｌｌ？ 🎬.mp4\","
                        + "\"dst\":\"dataset/2026/01/31/run/clips/ｆｕｌｌ？ 🎬.mp4\",\"already_there\":false},"
                        + "{\"file\":\"report.json\",\"dst\":\"dataset/2026/01/31/run/report.json\","
                        + "\"already_there\":false}],\"warnings\":[]}");
    }

    @Test
    void theSourceIsLeftAsItWas() throws IOException {
        List<String> before = listing();
        promote();
        assertThat(listing()).isEqualTo(before);
    }

    private List<String> listing() throws IOException {
        try (var all = Files.walk(source)) {
            return all.map(path -> path + " " + path.toFile().lastModified() + " "
                            + path.toFile().length())
                    .sorted()
                    .toList();
        }
    }

    private PromotionResult promote() throws IOException {
        return Promotion.promote(source, dataset, OPTIONS);
    }
}
