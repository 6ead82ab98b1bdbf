package dev.assay.inventory;

import static dev.assay.inventory.Collected.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.schema.Version;
import dev.assay.source.MediaEngine;
import dev.assay.source.MediaFacts;
import dev.assay.source.Root;
import dev.assay.source.Roots;
import dev.assay.source.rules.Rules;
import dev.assay.source.walk.Tree;
import dev.assay.source.walk.TreeWalk;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FactsCacheTest {

    private static final int FILES = 120;

    @TempDir
    Path work;

    private Path files() {
        Path root = work.resolve("set");
        for (int i = 0; i < FILES; i++) {
            write(root, "clip " + i + ".mp4", i % 10 == 0 ? "broken" : "video outdoor " + i / 2);
            write(root, "clip " + i + ".json", "{\"label\": \"real\", \"environment\": \"studio\"}");
        }
        return root;
    }

    @Test
    void aKilledScanResumesAndEndsWithTheSameBytes() throws Exception {
        Path root = files();
        Path cache = work.resolve("cache");
        Path out = work.resolve("out.jsonl");
        String whole = Collected.of(Scan.withDefaults().withEngine(new FakeEngine()), root)
                .bytes();

        Process killed = scan(root, cache, out, 20);
        while (killed.isAlive() && noted(cache) < FILES / 4) {
            Thread.sleep(5);
        }
        killed.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        int noted = noted(cache);
        assertThat(noted).isBetween(FILES / 4, FILES - 1);
        Files.write(only(cache), new byte[] {0, 0, 1, 0, 7, 7}, StandardOpenOption.APPEND);

        Process resumed = scan(root, cache, out, 0);
        String probes = new String(resumed.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(resumed.waitFor()).isZero();
        assertThat(Integer.parseInt(probes.strip())).isEqualTo(FILES - noted);
        assertThat(Files.readString(out)).isEqualTo(whole);
    }

    private static Process scan(Path root, Path cache, Path out, int delay) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        SlowScan.class.getName(),
                        root.toString(),
                        cache.toString(),
                        out.toString(),
                        Integer.toString(delay))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static Path only(Path cache) throws IOException {
        try (Stream<Path> files = Files.list(cache)) {
            List<Path> found = files.toList();
            assertThat(found).hasSize(1);
            return found.get(0);
        }
    }

    /** The whole records of facts, by the form that {@link FactsFile} documents. */
    private static int noted(Path cache) throws IOException {
        if (!Files.exists(cache) || isEmpty(cache)) {
            return 0;
        }
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(only(cache)));
        int noted = 0;
        while (bytes.remaining() > 8 && bytes.getInt(bytes.position()) + 8 <= bytes.remaining()) {
            noted += bytes.get(bytes.position() + 8) == 'F' ? 1 : 0;
            bytes.position(bytes.position() + 8 + bytes.getInt(bytes.position()));
        }
        return noted;
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    private final FakeEngine engine = new FakeEngine();
    private final List<String> remarks = new ArrayList<>();

    private Scan scan() {
        return Scan.withDefaults().withEngine(engine).withCache(FactsCache.in(work.resolve("cache")));
    }

    private String bytes(Scan scan, Path root) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ItemWriter writer = new ItemWriter(out)) {
            scan.run(List.of(Root.parse(root.toString())), writer, new ScanListener() {
                @Override
                public void remark(String words) {
                    remarks.add(words);
                }
            });
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aCloserLookIsKeptBesideTheFirst() throws IOException {
        Path root = files();
        Scan full = scan().withDepth(MediaEngine.Depth.FULL);
        List<Root> roots = List.of(Root.parse(root.toString()));
        bytes(scan(), root);
        engine.probes.set(0);
        List<String> ids = List.of("set/clip 7.mp4", "set/clip 3.mp4", "set/gone.mp4");
        Map<String, MediaFacts> facts = full.facts(roots, ids, ScanListener.NONE);
        assertThat(facts).containsOnlyKeys("set/clip 3.mp4", "set/clip 7.mp4");
        assertThat(engine.probes.getAndSet(0)).isEqualTo(2);
        assertThat(full.facts(roots, ids, ScanListener.NONE)).isEqualTo(facts);
        assertThat(engine.probes.get()).isZero();
        bytes(scan(), root);
        assertThat(engine.probes.get()).isZero();
    }

    /** An exception tells of the reader, and not of the bytes for good. */
    @Test
    void whatTheEngineFailedAtIsLookedIntoAgain() throws IOException {
        Path root = work.resolve("set");
        write(root, "a.mp4", "video");
        write(root, "b.mp4", "crash");
        write(root, "c.mp4", "broken");
        String first = bytes(scan().withThreads(1), root);
        assertThat(first).contains("the media engine failed");
        engine.probes.set(0);
        assertThat(bytes(scan().withThreads(1), root)).isEqualTo(first);
        assertThat(engine.probes).as("the one that failed").hasValue(1);
    }

    @Test
    void onlyWhatChangedIsLookedIntoAgain() throws IOException {
        Path root = files();
        String first = bytes(scan(), root);
        assertThat(engine.probes.getAndSet(0)).isEqualTo(FILES);
        assertThat(bytes(scan(), root)).isEqualTo(first);
        assertThat(engine.probes.getAndSet(0)).isZero();
        assertThat(engine.obstacles.getAndSet(0))
                .as("an engine that has nothing to do is not started")
                .isEqualTo(1);

        write(root, "clip 7.mp4", "video that grew longer");
        Files.delete(root.resolve("clip 8.mp4"));
        bytes(scan(), root);
        assertThat(engine.probes.getAndSet(0)).isEqualTo(1);
        Path touched = root.resolve("clip 9.mp4");
        Files.setLastModifiedTime(touched, FileTime.fromMillis(1_000_000));
        bytes(scan(), root);
        assertThat(engine.probes.getAndSet(0)).isEqualTo(1);
        bytes(scan().withDepth(MediaEngine.Depth.HEADERS), root);
        assertThat(engine.probes.getAndSet(0)).isEqualTo(FILES - 1);
        bytes(scan(), root);
        assertThat(engine.probes.get())
                .as("another depth has a file of its own")
                .isZero();
        assertThat(remarks).isEmpty();
    }

    @Test
    void whatMeasuresOtherwiseMeasuresAnew() throws IOException {
        Path root = files();
        bytes(scan(), root);
        engine.fingerprint = "fake 2";
        engine.probes.set(0);
        bytes(scan(), root);
        assertThat(engine.probes.get()).isEqualTo(FILES);
    }

    /** Contents are not read twice either: a file of the same size and time with another content goes unnoticed. */
    @Test
    void hashesAreKeptToo() throws IOException {
        Path root = work.resolve("set");
        Path one = write(root, "a.mp4", "video 1");
        write(root, "b.mp4", "video 1");
        String first = bytes(scan(), root);
        assertThat(first).contains("duplicate_of");
        FileTime time = Files.getLastModifiedTime(one);
        Files.setLastModifiedTime(write(root, "a.mp4", "video 2"), time);
        assertThat(bytes(scan(), root)).isEqualTo(first);
        Files.setLastModifiedTime(one, FileTime.fromMillis(1_000_000));
        assertThat(bytes(scan(), root)).doesNotContain("duplicate_of");
    }

    @Test
    void whatIsDamagedIsCutOffAndMeasuredAgain() throws IOException {
        Path root = files();
        String first = bytes(scan(), root);
        Path file = only(work.resolve("cache"));
        byte[] sound = Files.readAllBytes(file);
        Random random = new Random(7);
        for (int round = 0; round < 20; round++) {
            byte[] bytes = sound.clone();
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, bytes);
            remarks.clear();
            engine.probes.set(0);
            assertThat(bytes(scan(), root)).isEqualTo(first);
            assertThat(engine.probes.getAndSet(0)).isPositive();
            assertThat(bytes(scan(), root)).isEqualTo(first);
            assertThat(engine.probes.get()).as("mended").isZero();
        }
        Files.writeString(file, "something else altogether\n");
        remarks.clear();
        assertThat(bytes(scan(), root)).isEqualTo(first);
        assertThat(remarks).singleElement().asString().contains("were damaged");
    }

    @Test
    void twoScansAtOnceShareWhatThereIsAndOneWrites() throws IOException {
        Path root = files();
        String first = bytes(scan(), root);
        write(root, "clip 7.mp4", "video that grew longer");
        Tree tree = TreeWalk.walk(
                Roots.of(List.of(Root.parse(root.toString()))),
                name -> Rules.builtIn().media(name).isPresent(),
                notice -> {});
        String made = Version.assay() + "\n" + engine.fingerprint() + " PIXELS";
        engine.probes.set(0);
        try (Notes other =
                FactsCache.in(work.resolve("cache")).open(Roots.of(List.of(Root.parse(root.toString()))), tree, made)) {
            assertThat(other.remarks()).isEmpty();
            assertThat(bytes(scan(), root)).isNotEqualTo(first);
            assertThat(remarks).singleElement().asString().contains("another scan of set is keeping facts");
            assertThat(engine.probes.getAndSet(0)).isEqualTo(1);
        }
        bytes(scan(), root);
        assertThat(engine.probes.getAndSet(0)).as("not kept the first time").isEqualTo(1);
        bytes(scan(), root);
        assertThat(engine.probes.get()).isZero();
    }

    @Test
    void aFileOfManyDeadRecordsIsWrittenAnew() throws IOException {
        Path root = files();
        String last = bytes(scan(), root);
        long once = Files.size(only(work.resolve("cache")));
        for (int round = 0; round < 15; round++) {
            for (int i = 0; i < FILES; i++) {
                Files.setLastModifiedTime(
                        root.resolve("clip " + i + ".mp4"), FileTime.fromMillis(1_000_000L + 1_000L * round));
            }
            assertThat(bytes(scan(), root)).isEqualTo(last);
        }
        assertThat(Files.size(only(work.resolve("cache")))).isLessThan(14 * once);
        engine.probes.set(0);
        assertThat(bytes(scan(), root)).isEqualTo(last);
        assertThat(engine.probes.get()).isZero();
        assertThat(remarks).isEmpty();
    }

    @Test
    void whatWasOfUseLongestAgoGoesFirst() throws IOException {
        Path root = files();
        Path cache = work.resolve("cache");
        bytes(scan(), root);
        Path oldest = only(cache);
        long size = Files.size(oldest);
        Files.setLastModifiedTime(oldest, FileTime.fromMillis(1_000_000));
        Path older = Files.copy(oldest, cache.resolve("other.facts"));
        Files.setLastModifiedTime(older, FileTime.fromMillis(2_000_000));
        Scan small = scan().withCache(FactsCache.in(cache).withLimit(size + size / 2));
        bytes(small.withDepth(MediaEngine.Depth.HEADERS), root);
        assertThat(oldest).doesNotExist();
        assertThat(older).exists();

        bytes(scan().withCache(FactsCache.in(cache).withLimit(size / 2)).withDepth(MediaEngine.Depth.FULL), root);
        assertThat(remarks).singleElement().asString().startsWith("no more facts are kept for the next scan");
        try (Stream<Path> files = Files.list(cache)) {
            assertThat(files.mapToLong(file -> file.toFile().length()).max().orElse(0))
                    .isLessThan(size);
        }
    }

    @Test
    void aCacheThatCannotBeUsedCostsARemark() throws IOException {
        Path root = files();
        String first = bytes(scan(), root);
        Path blocked = write(work, "blocked", "a file");
        assertThat(bytes(scan().withCache(FactsCache.in(blocked)), root)).isEqualTo(first);
        assertThat(bytes(scan().withCache(FactsCache.in(root.resolve("cache"))), root))
                .isEqualTo(first);
        assertThat(remarks).hasSize(2).allSatisfy(words -> assertThat(words).contains("facts are not kept"));
        assertThat(root.resolve("cache")).doesNotExist();
    }

    @Test
    void liesWhereSystemsKeepCaches() {
        Path home = Path.of("home");
        assertThat(FactsCache.folder(Map.of("ASSAY_CACHE", "mine"), "Linux", home))
                .isEqualTo(Path.of("mine"));
        assertThat(FactsCache.folder(Map.of(), "Linux", home)).isEqualTo(home.resolve(".cache/assay"));
        assertThat(FactsCache.folder(Map.of("XDG_CACHE_HOME", "x"), "Linux", home))
                .isEqualTo(Path.of("x/assay"));
        assertThat(FactsCache.folder(Map.of(), "Mac OS X", home)).isEqualTo(home.resolve("Library/Caches/assay"));
        assertThat(FactsCache.folder(Map.of("LOCALAPPDATA", "l"), "Windows 11", home))
                .isEqualTo(Path.of("l/assay/Cache"));
        assertThat(FactsCache.ofUser().place())
                .as("the build keeps tests out of the user's cache")
                .isEqualTo(Path.of(System.getenv("ASSAY_CACHE")));
    }
}
