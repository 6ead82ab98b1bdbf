package dev.assay.source.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.schema.Item;
import dev.assay.source.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestsTest {

    @TempDir
    Path folder;

    private ManifestItems read(Map<String, String> files) {
        files.forEach((name, text) -> {
            try {
                Files.writeString(folder.resolve(name), text);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        return Manifests.read(folder).orElseThrow();
    }

    private static Map<String, Item> byId(ManifestItems manifest) {
        return manifest.items().stream().collect(Collectors.toMap(Item::id, item -> item, (a, b) -> a, TreeMap::new));
    }

    private static Map<String, Object> values(ManifestItems manifest, String id) {
        return Objects.requireNonNull(byId(manifest).get(id), id).values();
    }

    @Test
    void dfdcTiesFakesToTheirOriginals() {
        ManifestItems manifest = read(Map.of(
                "whatever.json",
                "{\"a.mp4\":{\"label\":\"FAKE\",\"split\":\"train\",\"original\":\"b.mp4\"},"
                        + "\"b.mp4\":{\"label\":\"REAL\",\"split\":\"train\",\"original\":null},"
                        + "\"c.mp4\":{\"label\":\"REAL\",\"split\":\"train\"},"
                        + "\"../d.mp4\":{\"label\":\"REAL\",\"split\":\"train\"}}",
                "LICENSE",
                "text"));
        assertThat(manifest.kind()).isEqualTo("dfdc");
        assertThat(manifest.items()).hasSize(3);
        assertThat(manifest.warnings()).hasSize(1).allMatch(text -> text.contains("leads outside"));
        assertThat(values(manifest, "a.mp4"))
                .containsEntry("label", "fake")
                .containsEntry("label_raw", "FAKE")
                .containsEntry("label_source", "manifest")
                .containsEntry("source_video", "b.mp4");
        assertThat(values(manifest, "b.mp4")).containsEntry("label", "real").containsEntry("source_video", "b.mp4");
        assertThat(values(manifest, "c.mp4")).doesNotContainKey("source_video");
    }

    @Test
    void faceForensicsPairsAreSequencesWithTheirSplit() {
        ManifestItems manifest = read(Map.of(
                "splits_val.json", "[[\"003\",\"000\"]]",
                "ids.json", "{\"000\":\"--b1Ua-kWJE 0\",\"003\":\"-9Gg5zdX7nU 10\",\"004\":\"-C5sgroT610 0\"}"));
        assertThat(manifest.items()).hasSize(2);
        assertThat(values(manifest, "000"))
                .containsEntry("label", "real")
                .containsEntry("split", "val")
                .containsEntry("pair", "000_003")
                .containsEntry("source_video", "--b1Ua-kWJE");
    }

    @Test
    void celebDfSaysOneForReal() {
        ManifestItems manifest =
                read(Map.of("List.txt", "1 YouTube-real/00170.mp4\n0 Celeb-synthesis/id1_id0_0001.mp4\n"));
        assertThat(values(manifest, "YouTube-real/00170.mp4")).containsEntry("label", "real");
        assertThat(values(manifest, "Celeb-synthesis/id1_id0_0001.mp4")).containsEntry("label", "fake");
    }

    @Test
    void fakeAvCelebIsReadInBothItsSpellings() {
        String header = "source,target1,target2,method,category,type,race,gender,";
        ManifestItems published = read(Map.of(
                "m.csv",
                header + "path,\nid00076,-,-,real,A,RealVideo-RealAudio,African,men,00109.mp4,FakeAVCeleb/x\n"
                        + "id00076,id1,-,faceswap-wav2lip,D,FakeVideo-FakeAudio,African,men,2.mp4,FakeAVCeleb/y\n"));
        assertThat(values(published, "FakeAVCeleb/x/00109.mp4"))
                .containsEntry("label", "real")
                .containsEntry("identity", "id00076")
                .containsEntry("ethnicity", "African")
                .doesNotContainKey("method");
        assertThat(values(published, "FakeAVCeleb/y/2.mp4"))
                .containsEntry("label", "fake")
                .containsEntry("label_raw", "FakeVideo-FakeAudio")
                .containsEntry("method", "faceswap-wav2lip");
        ManifestItems described =
                read(Map.of("m.csv", header + "filename,path\nid1,-,-,fsgan,C,F,Asian,women,3.mp4,z\n"));
        assertThat(values(described, "z/3.mp4"))
                .containsEntry("method", "fsgan")
                .containsEntry("gender", "women");
    }

    @Test
    void voxCelebAndHuggingFaceTables() throws IOException {
        ManifestItems vox = read(Map.of(
                "vox.tsv", "VoxCeleb1 ID\tVGGFace1 ID\tGender\tNationality\tSet\nid10001\tA\tm\tIreland\tdev\n"));
        assertThat(values(vox, "id10001"))
                .containsEntry("identity", "id10001")
                .containsEntry("gender", "m")
                .containsEntry("nationality", "Ireland")
                .containsEntry("split", "dev");
        Files.delete(folder.resolve("vox.tsv"));
        ManifestItems lines = read(
                Map.of(
                        "m.jsonl",
                        "\uFEFF{\"file_name\":\"a.mp4\",\"label\":\"spoof\"}\n\n{\"file_name\":\"b.mp4\",\"label\":\"1\"}\nnope\n"));
        assertThat(values(lines, "a.mp4")).containsEntry("label", "fake");
        assertThat(values(lines, "b.mp4")).containsEntry("label_raw", "1").doesNotContainKey("label");
        assertThat(lines.warnings()).hasSize(2).anyMatch(text -> text.startsWith("m.jsonl:4: no valid JSON"));
    }

    @Test
    void tablesOfOtherThingsAreNotManifests() throws IOException {
        Files.writeString(folder.resolve("a.csv"), "file,age\nx.jpg,3\n");
        Files.writeString(folder.resolve("b.json"), "{\"info\":{\"a\":1}}");
        Files.writeString(folder.resolve("c.txt"), "1 one\n2 two\n");
        Files.writeString(folder.resolve("d.jsonl"), "{\"path\":\"x.mp4\"}\n");
        assertThat(Manifests.read(folder)).isEmpty();
    }

    @Test
    void dfdcAsPublished() {
        ManifestItems manifest =
                Manifests.read(SharedData.folder("deepfake-dfdc")).orElseThrow();
        Map<String, Long> labels = manifest.items().stream()
                .collect(Collectors.groupingBy(
                        item -> String.valueOf(item.text("label")), TreeMap::new, Collectors.counting()));
        assertThat(labels).hasToString("{fake=323, real=77}");
        assertThat(manifest.items().stream()
                        .filter(item -> "real".equals(item.text("label")) && item.text("source_video") != null))
                .hasSize(42);
        assertThat(manifest.warnings()).isEmpty();
    }

    @Test
    void faceForensicsAsPublishedHoldsSevenVideosThatCrossSplits() {
        ManifestItems manifest =
                Manifests.read(SharedData.folder("deepfake-ffpp")).orElseThrow();
        assertThat(manifest.items()).hasSize(1000);
        Map<String, Set<String>> splits = new TreeMap<>();
        Map<String, Set<String>> ids = new TreeMap<>();
        for (Item item : manifest.items()) {
            String video = String.valueOf(item.text("source_video"));
            splits.computeIfAbsent(video, v -> new TreeSet<>()).add(String.valueOf(item.text("split")));
            ids.computeIfAbsent(video, v -> new TreeSet<>()).add(item.id());
        }
        List<String> crossing = splits.entrySet().stream()
                .filter(entry -> entry.getValue().size() > 1)
                .map(entry -> String.join("|", Objects.requireNonNull(ids.get(entry.getKey()))))
                .sorted()
                .toList();
        assertThat(splits).hasSize(977);
        assertThat(crossing)
                .containsExactly("605|606", "639|640", "755|756", "837|838", "875|876", "954|955", "982|983");
    }

    @Test
    void voxCelebAsPublished() {
        ManifestItems manifest =
                Manifests.read(SharedData.folder("voxceleb-meta")).orElseThrow();
        assertThat(manifest.items()).hasSize(1251);
        assertThat(values(manifest, "id10001")).containsEntry("gender", "m").containsEntry("nationality", "Ireland");
    }
}
