package dev.assay.inventory;

import static dev.assay.inventory.Collected.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.schema.Copies;
import dev.assay.schema.Item;
import dev.assay.source.MediaEngine.Depth;
import dev.assay.source.Root;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Near-duplicates of a scan, by hashes that the engine makes up. */
class NearScanTest {

    @TempDir
    Path work;

    private Path root;
    private final Scan scan = Scan.withDefaults().withEngine(new FakeEngine()).withThreads(3);

    @BeforeEach
    void makeRoot() throws IOException {
        root = Files.createDirectory(work.resolve("set"));
    }

    /** Hashes of scenes that are far from each other, each some bits from its scene's. */
    private static String hashes(int bits, int... scenes) {
        return " hashes "
                + Arrays.stream(scenes).mapToObj(scene -> hash(scene, bits)).collect(Collectors.joining(" "));
    }

    private static String hash(int scene, int bits) {
        long[] words = new SplittableRandom(scene).longs(4).toArray();
        words[0] ^= (1L << bits) - 1;
        return String.format("%016x%016x%016x%016x", words[3], words[2], words[1], words[0]);
    }

    private static @Nullable String cluster(Collected found, String name) {
        Item item = found.get("set/" + name);
        String first = item.text("duplicate_of");
        return first == null ? null : first + " " + item.text("duplicate_distance") + " " + item.text("copy_of");
    }

    @Test
    void whatShowsNearlyTheSameIsOneClusterAndCopiesAreToldApart() {
        write(root, "a.mp4", "video" + hashes(0, 1, 2, 3, 4));
        write(root, "b.mp4", "video again" + hashes(9, 9, 2, 3, 4));
        write(root, "c.mp4", "video cut" + hashes(9, 1, 8, 7, 6));
        write(root, "d.mp4", "video again" + hashes(9, 9, 2, 3, 4));
        write(root, "e.mp4", "video plain");
        write(root, "f.mp4", "video plain");
        write(root, "g.jpg", "image" + hashes(0, 1));
        write(root, "h.jpg", "image smaller" + hashes(31, 1));
        write(root, "j.jpg", "image other" + hashes(0, 5));
        Collected found = Collected.of(scan, root);
        assertThat(cluster(found, "a.mp4")).isEqualTo("set/a.mp4 0 null");
        assertThat(cluster(found, "b.mp4")).isEqualTo("set/a.mp4 9 set/b.mp4");
        assertThat(cluster(found, "d.mp4")).isEqualTo("set/a.mp4 9 set/b.mp4");
        assertThat(cluster(found, "e.mp4")).isEqualTo("set/e.mp4 0 set/e.mp4");
        assertThat(cluster(found, "f.mp4")).isEqualTo("set/e.mp4 0 set/e.mp4");
        assertThat(cluster(found, "g.jpg")).isEqualTo("set/g.jpg 0 null");
        assertThat(cluster(found, "h.jpg")).isEqualTo("set/g.jpg 31 null");
        for (String alone : List.of("c.mp4", "j.jpg")) {
            assertThat(cluster(found, alone)).isNull();
        }
        CopyTally tally = new CopyTally();
        found.items().values().forEach(tally::accept);
        assertThat(tally.copies()).isEqualTo(2);
        assertThat(tally.near()).isEqualTo(2);
    }

    private static Item video(String id, Map<String, Object> hashes) {
        Map<String, Object> values = new LinkedHashMap<>(hashes);
        values.put("media", "video");
        return new Item(id, values);
    }

    /** A clip below a second has one hash second by second, which no video is near by. */
    /** Comparing comes when all rows are done, and may take as long as they did. */
    @Test
    void whoListensHearsThatPicturesAreCompared() throws IOException {
        write(root, "a.jpg", "image" + hashes(0, 1));
        write(root, "b.jpg", "image" + hashes(2, 1));
        write(root, "c.jpg", "image");
        write(root, "d.mp4", "video" + hashes(0, 2, 3));
        List<String> heard = new ArrayList<>();
        ScanListener listener = new ScanListener() {
            @Override
            public void done(long items) {
                heard.add("done " + items);
            }

            @Override
            public void comparing(long items) {
                heard.add("comparing " + items);
            }
        };
        scan.run(List.of(Root.parse(root.toString())), item -> heard.add(item.id()), listener);
        assertThat(heard).containsExactly("done 4", "comparing 3", "set/a.jpg", "set/b.jpg", "set/c.jpg", "set/d.mp4");
    }

    @Test
    void whatIsTooShortForSecondsIsNearByItsFrames() {
        String frames = hash(1, 0) + " " + hash(2, 0);
        List<Item> found = Likenesses.compared(List.of(
                video("a", Map.of("m_pdq", frames, "m_pdq_seconds", hash(1, 0))),
                video("b", Map.of("m_pdq", frames, "m_pdq_seconds", hash(1, 0))),
                video("c", Map.of("m_pdq", frames, "m_pdq_seconds", hash(1, 0) + " " + hash(2, 0)))));
        assertThat(found).extracting(item -> item.text("duplicate_of")).containsExactly("a", "a", "a");
        assertThat(found).extracting(item -> item.number("duplicate_distance")).containsExactly(0.0, 0.0, 0.0);
    }

    /** A is near b by a few frames, b is near c second by second; no hashes of one kind are held by both a and c. */
    @Test
    void whatIsNearByOtherHashesThanTheFirstHasIsNoByteCopy() {
        String frames = hash(1, 0) + " " + hash(2, 0);
        String seconds = hash(3, 0) + " " + hash(4, 0);
        Item a = video("a", Map.of("m_pdq", frames));
        Item b = video("b", Map.of("m_pdq", frames, "m_pdq_seconds", seconds));
        Item c = video("c", Map.of("m_pdq_seconds", seconds));
        List<Item> found = Likenesses.compared(List.of(a, b, c));
        assertThat(found).extracting(item -> item.text("duplicate_of")).containsExactly("a", "a", "a");
        assertThat(found).extracting(item -> item.text("duplicate_distance")).containsExactly("0", "0", null);
        assertThat(found).extracting(item -> item.text("copy_of")).containsExactly(null, null, "c");
        Inventory items = Inventory.of(found);
        assertThat(IntStream.range(0, 3).mapToObj(row -> Copies.content(items, row)))
                .containsExactly(null, null, "c");
        // Compared again without what linked them, it is near to nothing.
        List<Item> again = Likenesses.compared(List.of(found.get(0), found.get(2)));
        assertThat(again).extracting(item -> item.text("duplicate_of")).containsExactly(null, null);
    }

    @Test
    void withoutHashesOrPicturesNothingIsCompared() {
        write(root, "a.mp4", "video" + hashes(0, 1, 2));
        write(root, "b.mp4", "video again" + hashes(0, 1, 2));
        assertThat(Collected.of(scan, root).bytes()).contains("duplicate_of", "m_pdq");
        for (Scan off : List.of(scan.withoutHash(), scan.withDepth(Depth.HEADERS), scan.withoutDecoding())) {
            assertThat(Collected.of(off, root).bytes()).doesNotContain("duplicate_of", "m_pdq");
        }
    }

    @Test
    void withoutHashesFactsHaveNoneEither() throws IOException {
        write(root, "a.mp4", "video" + hashes(0, 1, 2));
        List<Root> roots = List.of(Root.parse(root.toString()));
        List<String> ids = List.of("set/a.mp4");
        assertThat(scan.facts(roots, ids, ScanListener.NONE).toString()).contains("m_pdq");
        assertThat(scan.withoutHash().facts(roots, ids, ScanListener.NONE).toString())
                .contains("width")
                .doesNotContain("m_pdq");
    }

    @Test
    void threadsDoNotShowAndTheCacheKeepsHashes() {
        for (int i = 0; i < 40; i++) {
            write(root, "%02d.mp4".formatted(i), "video " + i + hashes(i % 9, i % 5, i % 7, i % 5 + 20));
        }
        FactsCache cache = FactsCache.in(work.resolve("cache"));
        String one = Collected.of(scan.withThreads(1).withCache(cache), root).bytes();
        FakeEngine again = new FakeEngine();
        assertThat(Collected.of(scan.withEngine(again).withThreads(5).withCache(cache), root)
                        .bytes())
                .isEqualTo(one)
                .contains("duplicate_distance");
        assertThat(again.probes).hasValue(0);
    }

    /** What an engine should not say is no reason to stop. */
    @Test
    void whatIsNoHashIsNotCompared() {
        write(root, "a.jpg", "image hashes " + hash(1, 0).substring(1));
        write(root, "b.jpg", "image too hashes " + hash(1, 0).substring(1));
        write(root, "c.mp4", "video hashes zz " + hash(1, 0));
        assertThat(Collected.of(scan, root).bytes()).doesNotContain("duplicate_of");
    }

    @Test
    void itemsComeBackFromDiskAsTheyWent() throws IOException {
        List<Item> items = List.of(
                new Item("é \uD83D\uDE00 \uD83D", Map.of("a", 1L, "b", .1, "c", "x\n\u20AC")),
                new Item("none", Map.of()));
        List<Item> back = new ArrayList<>();
        try (HeldItems held = new HeldItems()) {
            for (Item item : items) {
                held.accept(item);
            }
            held.release(back::add);
        }
        assertThat(back).isEqualTo(items);
    }

    @Test
    void whereRowsCannotBeHeldItIsSaidWhereAndWhatHelps() {
        Path gone = work.resolve("gone");
        assertThatThrownBy(() -> new HeldItems(gone).close())
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll("rows are held in " + gone, "-Djava.io.tmpdir", "--no-hash");
    }

    /** What takes the rows has its own reasons: they are no reason to look at the temporary folder. */
    @Test
    void whatTakesTheRowsFailsInItsOwnWords() throws IOException {
        IOException full = new IOException("disk of the inventory is full");
        try (HeldItems held = new HeldItems()) {
            held.accept(new Item("a", Map.of()));
            assertThatThrownBy(() -> held.release(item -> {
                        throw full;
                    }))
                    .isSameAs(full);
        }
    }
}
