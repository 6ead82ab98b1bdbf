package dev.assay.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.source.MediaEngine;
import dev.assay.source.MediaEngine.Depth;
import dev.assay.source.MediaEngines;
import dev.assay.source.MediaFacts;
import dev.assay.source.SourceException;
import dev.assay.source.Timeline;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(900)
class IsolatedEngineTest {

    private static final WorkerLimits TIGHT = new WorkerLimits(400 << 20, 1, 60);

    /** Bytes of a file whose pixels are looked at twice in no time. */
    private static final int SMALL = 20_000;

    @TempDir
    Path folder;

    private final WorkerPool workers = new WorkerPool(new WorkerCommand(FaultyEngine.class, TIGHT), 4);
    private final IsolatedEngine engine = new IsolatedEngine(workers);

    @Test
    void isTheEngineOfThisInstallation() {
        MediaEngine found = MediaEngines.find().engine().orElseThrow();
        assertThat(found).isInstanceOf(IsolatedEngine.class);
        assertThat(found.version()).isEqualTo(new FFmpegEngine().version());
        assertThat(found.obstacle()).isEmpty();
        assertThat(found.fingerprint()).startsWith(found.version()).matches(".*, [0-9a-f]{16}, .*");
    }

    /** Everything at hand, good and bad, by both engines. */
    @Test
    void saysTheVerySameAsInThisProcess() throws IOException {
        MediaEngine isolated = new IsolatedEngine();
        MediaEngine here = new FFmpegEngine();
        List<Path> files = files();
        assertThat(isolated.probe(files, Depth.HEADERS)).isEqualTo(here.probe(files, Depth.HEADERS));
        List<Path> small =
                files.stream().filter(file -> file.toFile().length() < SMALL).toList();
        assertThat(small).hasSizeGreaterThan(50);
        assertThat(isolated.probe(small, Depth.PIXELS)).isEqualTo(here.probe(small, Depth.PIXELS));
        Path film =
                Clips.record(folder.resolve("film \u5168\u89d2\uff1f.mp4"), "mp4", 60, i -> Clips.plain(i * 0x040404));
        assertThat(isolated.probe(film, Depth.FULL)).isEqualTo(here.probe(film, Depth.FULL));
        assertThat(isolated.timeline(film)).isEqualTo(here.timeline(film));
        assertThat(isolated.thumbnail(film, 1, 64).orElseThrow())
                .isEqualTo(here.thumbnail(film, 1, 64).orElseThrow());
        Path text = Files.writeString(folder.resolve("text.mp4"), "no film");
        assertThat(isolated.thumbnail(text, 1, 64)).isEmpty();
        String reason = reason(() -> here.timeline(text));
        assertThatThrownBy(() -> isolated.timeline(text))
                .isInstanceOf(IOException.class)
                .hasMessage(reason);
    }

    private interface Look {
        Object at() throws IOException;
    }

    private static String reason(Look look) {
        try {
            return "found " + look.at();
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>(below(samples()));
        SharedData.find("media-smallest-files").ifPresent(data -> files.addAll(below(data)));
        SharedData.find("media-opencv").ifPresent(data -> files.addAll(below(data)));
        assertThat(files).hasSizeGreaterThan(100);
        return files;
    }

    private static Path samples() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.isDirectory(at.resolve("data-samples"))) {
                return at.resolve("data-samples");
            }
        }
        throw new AssertionError("no data-samples above " + Path.of("").toAbsolutePath());
    }

    private static List<Path> below(Path folder) {
        try (Stream<Path> found = Files.walk(folder)) {
            return found.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private List<Path> named(String... names) {
        return Stream.of(names).map(folder::resolve).toList();
    }

    private static String error(MediaFacts facts) {
        return facts.error() == null ? "read " + facts.values().get("name") : facts.error();
    }

    @Test
    void aFileThatCrashesCostsItselfAndNotItsNeighbours() {
        List<MediaFacts> facts = engine.probe(named("a", "b", "crash-1", "c", "exit-2", "d"), Depth.HEADERS);
        assertThat(facts)
                .extracting(IsolatedEngineTest::error)
                .containsExactly(
                        "read a", "read b", Death.CRASHED.reason(), "read c", Death.CRASHED.reason(), "read d");
        assertThat(facts).allMatch(MediaFacts::lasting);
        assertThat(workers.lost())
                .as("two in the batch and alone, one of them shared")
                .isEqualTo(3);
    }

    @Test
    void aFileThatHangsIsGivenUpAfterItsTimeAndNotTriedTwice() {
        List<MediaFacts> facts = engine.probe(named("a", "hang-1", "b"), Depth.HEADERS);
        assertThat(facts)
                .extracting(IsolatedEngineTest::error)
                .containsExactly("read a", Death.HUNG.reason(), "read b");
        assertThat(facts).extracting(MediaFacts::lasting).containsExactly(true, false, true);
        assertThat(workers.lost()).isEqualTo(1);
    }

    /** The watch reads slower than headers are read, and must not take many files for one. */
    @Test
    void filesThatFollowFastAreNotTakenForOneThatHangs() throws IOException {
        Path clip = Clips.record(folder.resolve("clip.mp4"), "mp4", 10, i -> Clips.plain(i * 0x040404));
        List<MediaFacts> facts = new IsolatedEngine().probe(Collections.nCopies(10_000, clip), Depth.HEADERS);
        assertThat(facts).hasSize(10_000).allMatch(each -> each.error() == null);
    }

    @Test
    void aFileThatTakesTooMuchMemoryIsGivenUp() {
        WorkerLimits patient = new WorkerLimits(TIGHT.memory(), 20, TIGHT.silence());
        MediaEngine waiting = new IsolatedEngine(new WorkerPool(new WorkerCommand(FaultyEngine.class, patient), 4));
        assertThat(waiting.probe(named("a", "grow-1", "b", "heap-2", "c"), Depth.HEADERS))
                .extracting(IsolatedEngineTest::error)
                .containsExactly("read a", Death.GREW.reason(), "read b", Death.GREW.reason(), "read c");
    }

    @Test
    void whatIsPrintedOrThrownDoesNotDisturb() {
        List<MediaFacts> facts = engine.probe(named("print-1", "throw-2", "a"), Depth.HEADERS);
        assertThat(facts)
                .extracting(IsolatedEngineTest::error)
                .containsExactly(
                        "read print-1",
                        "the media engine failed: java.lang.IllegalStateException: out of luck",
                        "read a");
        assertThat(facts)
                .as("no later scan has to believe it")
                .extracting(MediaFacts::lasting)
                .containsExactly(true, false, true);
        assertThat(workers.lost()).isZero();
    }

    @Test
    void timelinesAndThumbnailsOutliveACrashToo() throws IOException {
        assertThat(engine.timeline(folder.resolve("a")))
                .isEqualTo(new Timeline(1.5, List.of(.25, .5), List.of(new Timeline.Span(0, 1))));
        assertThat(engine.thumbnail(folder.resolve("a"), 2.5, 64)
                        .map(bytes -> new String(bytes, StandardCharsets.UTF_8)))
                .contains("2.5 64");
        assertThatThrownBy(() -> engine.timeline(folder.resolve("crash-1")))
                .isInstanceOf(IOException.class)
                .hasMessage(Death.CRASHED.reason());
        assertThat(engine.thumbnail(folder.resolve("crash-1"), 0, 64)).isEmpty();
    }

    @Test
    void aWorkerKilledAtRandomLosesNothing() throws InterruptedException {
        Thread killer = new Thread(this::killSomeWorkers);
        List<Path> files = IntStream.range(0, 12)
                .mapToObj(i -> folder.resolve("slow-" + i))
                .toList();
        killer.start();
        List<MediaFacts> facts = engine.probe(files, Depth.HEADERS);
        killer.interrupt();
        killer.join();
        assertThat(facts)
                .extracting(IsolatedEngineTest::error)
                .containsExactlyElementsOf(
                        IntStream.range(0, 12).mapToObj(i -> "read slow-" + i).toList());
        assertThat(workers.lost()).isPositive();
    }

    /** Each when it has begun and is in the middle of a file. */
    private void killSomeWorkers() {
        try {
            for (int killed = 1; killed <= 4; killed++) {
                while (workers.started() < killed) {
                    Thread.sleep(10);
                }
                Thread.sleep(450);
                workers.pids().forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void workersAreUsedAgainAndEndWhenDismissed() {
        Object first = engine.probe(folder.resolve("a"), Depth.HEADERS).values().get("process");
        assertThat(engine.probe(folder.resolve("b"), Depth.HEADERS).values()).containsEntry("process", first);
        assertThat(workers.started()).isEqualTo(1);
    }

    @Test
    void aCardThatIsWrongIsRefusedBeforeAWorkerStarts() throws IOException {
        Path card = Files.writeString(folder.resolve("mine.yaml"), "axes: environment\n");
        MediaEngine refusing = new IsolatedEngine(workers, folder);
        for (ThrowingCallable way : List.<ThrowingCallable>of(refusing::fingerprint, refusing::obstacle)) {
            assertThatThrownBy(way)
                    .isInstanceOf(SourceException.class)
                    .hasMessageContaining(card + ": expected one of [axis, ")
                    .hasMessageContaining("found axes");
        }
        assertThat(workers.pids()).isEmpty();
        assertThat(workers.started()).isZero();
    }

    /** What only a worker finds, such as a model that does not run, is the user's to mend too. */
    @Test
    void whatAWorkerRefusesIsNoObstacleAndNoRow() {
        WorkerPool none = new WorkerPool(new WorkerCommand(FaultyEngine.Refusing.class, TIGHT), 1);
        assertThatThrownBy(() -> new IsolatedEngine(none).obstacle())
                .isInstanceOf(SourceException.class)
                .hasMessage("card.yaml: expected this, found that");
        assertThatThrownBy(() -> engine.probe(named("a", "refuse-1", "b"), Depth.HEADERS))
                .isInstanceOf(SourceException.class)
                .hasMessage("a model that cannot be used");
        assertThat(workers.lost()).isZero();
    }

    @Test
    void anEngineThatDoesNotLoadIsAnObstacleAndNotARow() {
        WorkerPool none = new WorkerPool(new WorkerCommand(WorkerLimits.class, TIGHT), 1);
        assertThat(new IsolatedEngine(none).obstacle()).hasValueSatisfying(why -> assertThat(why)
                .startsWith("the native part of the media engine cannot load here: "));
    }
}
