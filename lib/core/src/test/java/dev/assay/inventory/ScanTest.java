package dev.assay.inventory;

import static dev.assay.inventory.Collected.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.source.Root;
import dev.assay.source.SourceException;
import dev.assay.source.rules.Rules;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScanTest {

    @TempDir
    Path work;

    private Path root;
    private final Scan scan = Scan.withDefaults().withEngine(new FakeEngine()).withThreads(3);

    @BeforeEach
    void makeRoot() throws IOException {
        root = Files.createDirectory(work.resolve("set"));
    }

    @Test
    void everyFileIsARowWithAStatusAndAReason() {
        write(root, "a.mp4", "video");
        write(root, "empty.mp4", "");
        write(root, "broken.mov", "broken");
        write(root, "crash.mkv", "crash");
        write(root, "notes.md", "text");
        write(root, "unnamed", "\u001AE");
        write(root, "sniffed", "GIF89a");
        write(root, ".git/objects/x.mp4", "video");
        write(root, "Thumbs.db", "x");
        Collected found = Collected.of(scan, root);

        assertThat(found.items().keySet())
                .containsExactly(
                        "set/a.mp4",
                        "set/broken.mov",
                        "set/crash.mkv",
                        "set/empty.mp4",
                        "set/notes.md",
                        "set/sniffed",
                        "set/unnamed");
        assertThat(found.get("set/a.mp4").values())
                .containsEntry("media", "video")
                .containsEntry("status", "ok")
                .containsEntry("bytes", 5L)
                .containsEntry("path", root + "/a.mp4")
                .doesNotContainKeys("error", "label", "environment");
        assertThat(found.get("set/empty.mp4").values())
                .containsEntry("media", "other")
                .containsEntry("status", "unreadable")
                .containsEntry("error", "empty file (0 bytes)");
        assertThat(found.get("set/broken.mov").text("error")).isEqualTo("no stream found");
        assertThat(found.get("set/crash.mkv").text("error")).contains("out of luck");
        assertThat(found.get("set/notes.md").text("error")).isEqualTo("not a media file (.md)");
        assertThat(found.get("set/sniffed").text("status")).isEqualTo("ok");
        assertThat(found.get("set/unnamed").text("error")).isEqualTo("not a media file (no extension)");
        assertThat(found.summary().byStatus().toString()).isEqualTo("{ok=2, unreadable=3, skipped=2}");
        assertThat(found.summary().warnings())
                .containsExactly("root set: 2 hidden folders and system files were left out");
    }

    /** A model of the user's that cannot be used is for the user to mend, and no row's fault. */
    @Test
    void whatTheEngineRefusesEndsTheScan() {
        write(root, "a.mp4", "video");
        write(root, "b.mp4", "refuse");
        assertThatThrownBy(() -> Collected.of(scan, root))
                .isInstanceOf(SourceException.class)
                .hasMessage("a model that cannot be used");
    }

    @Test
    void aClassifierThatFailsIsToldOnceWithItsNumberAndFirstReason() {
        for (int i = 0; i < 40; i++) {
            write(root, "odd/" + i + ".mp4", "video odd " + i);
        }
        Collected found = Collected.of(scan, root);
        assertThat(found.summary().warnings())
                .filteredOn(text -> text.contains("classifier"))
                .containsExactly("a classifier of yours gave no answer that can be used for 40 items; the first is "
                        + "set/odd/0.mp4: rooms.onnx: video odd 0");
    }

    @Test
    void namesAloneHaveToDoWithoutDecoding() {
        write(root, "a.mp4", "broken");
        write(root, "sniffed", "GIF89a");
        Collected found = Collected.of(scan.withoutDecoding(), root);
        assertThat(found.get("set/a.mp4").values())
                .containsEntry("media", "video")
                .containsEntry("status", "ok")
                .doesNotContainKey("width");
        assertThat(found.get("set/sniffed").text("status")).isEqualTo("skipped");
        assertThat(found.summary().decoded()).isFalse();
    }

    @Test
    void sidecarsOfThreeStylesBecomeEvidence() {
        write(root, "one/a.mp4", "video outdoor");
        write(
                root,
                "one/a.json",
                "{\"Environment\": \"Studio\", \"is_fake\": true, \"subject\": \"p1\", \"width\": 1}");
        write(root, "two/b.mp4", "video");
        write(root, "two/metadata.json", "{\"b.mp4\": {\"label\": \"bona-fide\", \"shotType\": \"close-up\"}}");
        write(root, "three/c.mp4", "video");
        write(root, "three/metadata.json", "[{\"file\": \"X:\\\\set\\\\three\\\\c.mp4\", \"lighting\": \"dim\"}]");
        Collected found = Collected.of(scan, root);

        assertThat(found.items()).hasSize(3);
        assertThat(found.get("set/one/a.mp4").values())
                .containsEntry("environment", "indoor")
                .containsEntry("environment_source", "sidecar")
                .containsEntry("environment_confidence", 0.9)
                .containsEntry("environment_conflict", "sidecar=indoor 0.9; pixels=outdoor 0.6")
                .containsEntry("label", "fake")
                .containsEntry("label_raw", "is_fake=true")
                .containsEntry("identity", "p1")
                .containsEntry("width", 1920L);
        assertThat(found.get("set/two/b.mp4").values())
                .containsEntry("label", "real")
                .containsEntry("shot_type", "talking_head")
                .doesNotContainKey("label_conflict");
        assertThat(found.get("set/three/c.mp4").values()).containsEntry("lighting", "low");
        assertThat(found.summary().metadataFiles().get("set"))
                .containsExactly("one/a.json", "three/metadata.json", "two/metadata.json");
    }

    @Test
    void whatASidecarDoesNotKnowIsNotGuessed() {
        write(root, "a.mp4", "video");
        write(
                root,
                "a.json",
                "{\"label\": 1, \"environment\": \"moon\", \"quality\": \"unknown\", \"lighting\": null}");
        write(root, "b.mp4", "video");
        write(root, "b.json", "{\"label\": 1}");
        Collected found = Collected.of(scan, root);
        assertThat(found.get("set/a.mp4").values())
                .containsEntry("label_raw", "1")
                .doesNotContainKeys("label", "environment", "quality", "lighting");
        assertThat(found.summary().warnings()).hasSize(2).anyMatch(text -> text.contains("ambiguous"));
        assertThat(found.summary().warningCount()).isEqualTo(3);
    }

    @Test
    void brokenSidecarsAreToldWithFileAndLine() {
        write(root, "a.mp4", "video");
        write(root, "a.json", "{\n\"label\": \"real\",\n oops }");
        write(root, "b.mp4", "video");
        write(root, "b.json", "{\n\"label\": \"real\",\n\"label\": \"fake\"}");
        write(root, "c.mp4", "video");
        write(root, "c.json", "[".repeat(5000));
        write(root, "d.mp4", "video");
        write(root, "d.json", "");
        Collected found = Collected.of(scan, root);
        assertThat(found.get("set/b.mp4").text("label")).isEqualTo("fake");
        assertThat(found.summary().warnings())
                .hasSize(4)
                .anyMatch(text -> text.contains("a.json:3: no valid JSON"))
                .anyMatch(text -> text.contains("b.json:3: \"label\" stands twice"))
                .anyMatch(text -> text.contains("c.json:1: no valid JSON") && text.contains("64"))
                .anyMatch(text -> text.contains("d.json:1: expected an object"));
    }

    @Test
    void rootsAreNamedAndNestedOnesCountOnce() {
        write(root, "a.mp4", "video");
        write(root, "inner/b.mp4", "video");
        Collected found =
                Collected.of(scan, List.of(Root.parse(root.toString()), Root.parse("other=" + root.resolve("inner"))));
        assertThat(found.items().keySet()).containsExactly("other/b.mp4", "set/a.mp4");
        assertThat(found.summary().byDataset().toString()).isEqualTo("{other=1, set=1}");

        Path twin = work.resolve("x/set");
        write(twin, "c.mp4", "video");
        assertThatThrownBy(() -> Collected.of(scan, root, twin))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("two roots are named set")
                .hasMessageContaining("other=");
        assertThatThrownBy(() -> Collected.of(scan, work.resolve("nowhere")))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("there is nothing of that name");
        assertThatThrownBy(() ->
                        Collected.of(scan, List.of(Root.parse("a=" + root), Root.parse("b=" + root.resolve("../set")))))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("are one folder");
    }

    @Test
    void linksAreNotFollowedOutOrRoundInCircles() throws IOException {
        write(work, "outside.mp4", "video");
        write(root, "a.mp4", "video");
        write(root, ".store/content", "video of its own");
        Files.createSymbolicLink(root.resolve("b.mp4"), root.resolve("a.mp4"));
        Files.createSymbolicLink(root.resolve("c.mp4"), work.resolve("outside.mp4"));
        Files.createSymbolicLink(root.resolve("d"), root);
        Files.createSymbolicLink(root.resolve("e.mp4"), root.resolve("nothing"));
        Files.createSymbolicLink(root.resolve("f.mp4"), root.resolve("f.mp4"));
        Files.createSymbolicLink(root.resolve("g.mp4"), root.resolve(".store/content"));
        Collected found = Collected.of(scan, root);
        assertThat(found.items()).hasSize(7);
        assertThat(found.get("set/b.mp4").text("error")).isEqualTo("a link to a.mp4, which counts where it stands");
        assertThat(found.get("set/c.mp4").text("error")).isEqualTo("a link that leads outside its root");
        assertThat(found.get("set/d").text("error")).contains("a link to its root");
        assertThat(found.get("set/e.mp4").text("error")).isEqualTo("a link that leads nowhere");
        assertThat(found.get("set/f.mp4").text("status")).isEqualTo("skipped");
        assertThat(found.get("set/g.mp4").text("status")).isEqualTo("ok");
    }

    @Test
    void decomposedNamesAreOneWithTheirComposedId() {
        write(root, "cafe\u0301.mp4", "video");
        write(root, "cafe\u0301.json", "{\"label\": \"real\"}");
        write(root, "u\u0308/a.mp4", "video");
        write(root, "b/e\u0301.mp4", "video");
        write(root, "b/\u00e9.mp4", "video");
        Collected found = Collected.of(scan, root);
        assertThat(found.items().keySet()).containsExactly("set/b/\u00e9.mp4", "set/caf\u00e9.mp4", "set/\u00fc/a.mp4");
        // The path is what others open the file by: it keeps the disk's spelling.
        assertThat(found.get("set/caf\u00e9.mp4").text("path")).isEqualTo(root + "/cafe\u0301.mp4");
        assertThat(found.get("set/\u00fc/a.mp4").text("path")).isEqualTo(root + "/u\u0308/a.mp4");
        assertThat(found.get("set/caf\u00e9.mp4").values())
                .containsEntry("label", "real")
                .containsEntry("status", "ok");
        assertThat(found.summary().warnings()).anyMatch(text -> text.contains("two names that read the same"));
    }

    @Test
    void aNameThatIsNoUtf8IsSkippedAndSaysSo() throws IOException {
        write(root, "a\uFFFD.mp4", "video");
        try {
            Files.writeString(Path.of(URI.create(root.toUri() + "b%FF.mp4")), "video");
            Files.createDirectory(Path.of(URI.create(root.toUri() + "c%FF")));
        } catch (IOException | IllegalArgumentException e) {
            Assumptions.abort("this file system takes no such name");
        }
        Collected found = Collected.of(scan, root);
        assertThat(found.get("set/a\uFFFD.mp4").text("status")).isEqualTo("ok");
        assertThat(found.items()).hasSize(3);
        for (String name : List.of("set/b\uFFFD.mp4", "set/c\uFFFD")) {
            assertThat(found.get(name).text("status")).isEqualTo("skipped");
            assertThat(found.get(name).text("error")).contains("no UTF-8", "rename it");
        }
        assertThat(found.summary().warnings()).isEmpty();
    }

    @Test
    void unreadableFoldersAndFilesStopNothing() throws IOException {
        write(root, "a.mp4", "video");
        write(root, "closed/b.mp4", "video");
        Path closed = root.resolve("closed");
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
        try {
            Assumptions.assumeFalse(Files.isReadable(closed), "permissions do not bind this user");
            Collected found = Collected.of(scan, root);
            assertThat(found.items().keySet()).containsExactly("set/a.mp4");
            assertThat(found.summary().warnings()).anyMatch(text -> text.contains("closed/ cannot be read"));
        } finally {
            Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void exactDuplicatesPointToTheFirst() {
        write(root, "z/copy.mp4", "video one");
        write(root, "b.mp4", "video one");
        write(root, "c.mp4", "video two");
        write(root, "d.mp4", "video alone");
        write(root, "e.mp4", "");
        write(root, "f.mp4", "");
        Collected found = Collected.of(scan, root);
        assertThat(found.get("set/b.mp4").text("duplicate_of")).isEqualTo("set/b.mp4");
        assertThat(found.get("set/z/copy.mp4").text("duplicate_of")).isEqualTo("set/b.mp4");
        for (String alone : List.of("set/c.mp4", "set/d.mp4", "set/e.mp4", "set/f.mp4")) {
            assertThat(found.get(alone).values()).doesNotContainKey("duplicate_of");
        }
        assertThat(Collected.of(scan.withoutHash(), root).bytes()).doesNotContain("duplicate_of");
    }

    @Test
    void threadsAndTheOrderOnDiskDoNotShow() throws IOException {
        List<String> names = List.of("a-b.mp4", "a/x.mp4", "a/b/y.mp4", "a.mp4", "É.mp4", "z \"<script>.mp4", "=1.mp4");
        Path other = Files.createDirectories(work.resolve("other/set"));
        List<String> backwards = new ArrayList<>(names);
        Collections.reverse(backwards);
        names.forEach(name -> write(root, name, "video"));
        backwards.forEach(name -> write(other, name, "video"));
        Collected one = Collected.of(scan.withThreads(1), root);
        Collected many = Collected.of(scan.withThreads(5), other);
        assertThat(one.bytes()).isEqualTo(many.bytes().replace(other.toString(), root.toString()));
        assertThat(List.copyOf(one.items().keySet())).isSorted().hasSize(names.size());
    }

    @Test
    void peopleHaveTheLastWord() {
        write(root, "real/a.mp4", "video outdoor");
        write(root, "real/b.mp4", "video outdoor");
        Path csv = write(
                work,
                "o.csv",
                "id,axis,value,by,note\nset/real/a.mp4,label,fake,ann,\nset/real/b.mp4,environment,unknown,,\n");
        Overrides overrides = Overrides.read(csv, Rules.builtIn());
        Collected found = Collected.of(scan.withOverrides(overrides), root);
        assertThat(found.get("set/real/a.mp4").values())
                .containsEntry("label", "fake")
                .containsEntry("label_source", "user")
                .containsEntry("label_conflict", "user=fake 1; path=real 0.7");
        assertThat(found.get("set/real/b.mp4").values()).doesNotContainKey("environment");

        write(root, "real/caf\u00e9.mp4", "video outdoor");
        Path decomposed = write(work, "d.csv", "id,axis,value\nset/real/cafe\u0301.mp4,label,fake\n");
        Collected spelled = Collected.of(scan.withOverrides(Overrides.read(decomposed, Rules.builtIn())), root);
        assertThat(spelled.get("set/real/caf\u00e9.mp4").values()).containsEntry("label", "fake");

        Path wrong = write(work, "w.csv", "id,axis,value\nx,label,maybe\ny,mood,good\n");
        assertThatThrownBy(() -> Overrides.read(wrong, Rules.builtIn()))
                .hasMessageContaining("w.csv:2: \"maybe\" is no level of label")
                .hasMessageContaining("w.csv:3: no axis is called \"mood\"");
        Path missing = write(work, "m.csv", "id,axis,value\nset/nothing,label,real\n");
        Overrides none = Overrides.read(missing, Rules.builtIn());
        assertThatThrownBy(() -> Collected.of(scan.withOverrides(none), root))
                .hasMessageContaining("m.csv:2: no item has the id \"set/nothing\"");
    }

    @Test
    void rootsAreOnlyRead() throws IOException {
        write(root, "a.mp4", "video");
        write(root, "a.json", "{\"label\":\"real\"}");
        write(root, "sub/b.mp4", "video");
        for (Path each : paths()) {
            Files.setPosixFilePermissions(
                    each, PosixFilePermissions.fromString(Files.isDirectory(each) ? "r-xr-xr-x" : "r--r--r--"));
        }
        try {
            List<String> before = state();
            Collected found = Collected.of(scan.withCache(FactsCache.in(work.resolve("cache"))), root);
            assertThat(found.summary().byStatus()).containsEntry("ok", 2L);
            assertThat(state()).isEqualTo(before);
        } finally {
            for (Path each : paths()) {
                Files.setPosixFilePermissions(each, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        }
        Collected.of(scan.withCache(FactsCache.in(root.resolve("sub/new"))), root);
        assertThat(root.resolve("sub/new")).doesNotExist();
    }

    private List<Path> paths() throws IOException {
        try (Stream<Path> walk = Files.walk(root)) {
            return walk.sorted().toList();
        }
    }

    private List<String> state() throws IOException {
        List<String> state = new ArrayList<>();
        for (Path path : paths()) {
            String content = Files.isDirectory(path) ? "" : Files.readString(path);
            state.add(path + " " + Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS) + " " + content);
        }
        return state;
    }
}
