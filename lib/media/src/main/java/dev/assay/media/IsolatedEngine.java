package dev.assay.media;

import dev.assay.source.EngineException;
import dev.assay.source.MediaEngine;
import dev.assay.source.MediaFacts;
import dev.assay.source.SourceException;
import dev.assay.source.Timeline;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks into media files as {@link FFmpegEngine} does, and with the same answers, in processes of its own: a file that
 * crashes, stalls or bloats native code costs a process and not this one.
 *
 * <p>Processes start when they are needed, one for each thread that asks, and end when nobody has asked for a while, or
 * with this process. Where one ends too soon, the files it had been given and not answered are asked again one by one,
 * each of a process that has no other: so the guilty one is found, and it alone gets a row with the reason. A file whose
 * time is over is known without that, and is not tried twice. A process that somebody else stopped says nothing of the
 * file, which is tried again a few times.
 */
public final class IsolatedEngine implements MediaEngine {

    /** How often a file is tried whose process is stopped from outside. */
    private static final int MOST_TRIES = 6;

    /** Threads that wait for a worker wait for its file, so that a few more than cores may be of use; not hundreds. */
    private static final int MOST_WORKERS = 2 * Math.max(2, Runtime.getRuntime().availableProcessors());

    /** One for the whole process, as native libraries are: two scans at once share its workers. */
    private static final WorkerPool SHARED =
            new WorkerPool(new WorkerCommand(FFmpegEngine.class, WorkerLimits.standard()), MOST_WORKERS);

    private final WorkerPool workers;
    private final Path models;

    /** Starts and loads nothing yet. */
    public IsolatedEngine() {
        this(SHARED);
    }

    IsolatedEngine(WorkerPool workers) {
        this(workers, FaceModels.folder());
    }

    /** The same, whose classifiers are those of a folder. */
    IsolatedEngine(WorkerPool workers, Path models) {
        this.workers = workers;
        this.models = models;
    }

    /** Such as {@code FFmpeg 8.0.1 (bytedeco presets 1.5.13)}. */
    @Override
    public String version() {
        return Libav.statedVersion();
    }

    /** The version, the machine's architecture, and a hash of this module's code and thresholds and the user's models. */
    @Override
    public String fingerprint() {
        Classifiers.read(models);
        String fingerprint = version() + ", OpenCV " + Libav.stated("opencv") + ", " + System.getProperty("os.arch")
                + ", " + CodeHash.ofThisModule() + ", " + CodeHash.ofModels(models);
        // A worker that has loaded other models than lie there now would measure what this name does not say.
        workers.renewFor(fingerprint);
        return fingerprint;
    }

    @Override
    public Optional<String> obstacle() {
        Classifiers.read(models);
        try {
            workers.warmUp();
            return Optional.empty();
        } catch (EngineException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public Map<String, Long> counts() {
        return Map.of("workers_started", workers.started(), "workers_lost", workers.lost());
    }

    @Override
    public MediaFacts probe(Path file, Depth depth) {
        return probe(List.of(file), depth).get(0);
    }

    @Override
    public List<MediaFacts> probe(List<Path> files, Depth depth) {
        return ask(files.stream().map(file -> Ask.probe(file, depth)).toList()).stream()
                .map(IsolatedEngine::facts)
                .toList();
    }

    private static MediaFacts facts(Answer answer) {
        return answer instanceof Answer.Facts found
                ? found.facts()
                : MediaFacts.unreadableNow("the media engine failed: " + reason(answer));
    }

    @Override
    public Timeline timeline(Path file) throws IOException {
        Answer answer = ask(List.of(Ask.timeline(file))).get(0);
        if (answer instanceof Answer.Scenes scenes) {
            return scenes.timeline();
        }
        throw new UnreadableException(reason(answer));
    }

    @Override
    public Optional<byte[]> thumbnail(Path file, double atSeconds, int longSide) {
        Answer answer = ask(List.of(Ask.thumbnail(file, atSeconds, longSide))).get(0);
        return answer instanceof Answer.Jpeg jpeg ? jpeg.bytes() : Optional.empty();
    }

    private static String reason(Answer answer) {
        if (answer instanceof Answer.Undecodable undecodable) {
            return undecodable.reason();
        }
        return answer instanceof Answer.Failed failed ? failed.failure() : "an answer to another question";
    }

    private List<Answer> ask(List<Ask> asks) {
        @Nullable Answer[] answers = new @Nullable Answer[asks.size()];
        Optional<Death> death = workers.ask(asks, answers);
        List<Answer> all = new ArrayList<>(asks.size());
        boolean inHand = true;
        for (int i = 0; i < answers.length; i++) {
            Answer answer = answers[i];
            if (answer == null) {
                boolean isKnown = inHand && death.equals(Optional.of(Death.HUNG));
                answer = isKnown ? lost(asks.get(i), Death.HUNG) : alone(asks.get(i));
                inHand = false;
            }
            if (answer instanceof Answer.Refused refused) {
                throw new SourceException(refused.reason());
            }
            all.add(answer);
        }
        return all;
    }

    private Answer alone(Ask ask) {
        @Nullable Answer[] one = new @Nullable Answer[1];
        Optional<Death> death = Optional.empty();
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            death = workers.ask(List.of(ask), one);
            if (one[0] != null) {
                return one[0];
            }
            if (!death.equals(Optional.of(Death.STOPPED))) {
                break;
            }
        }
        return lost(ask, death.orElse(Death.STOPPED));
    }

    private static Answer lost(Ask ask, Death death) {
        return ask.kind() == Ask.Kind.PROBE ? new Answer.Facts(death.facts()) : new Answer.Undecodable(death.reason());
    }
}
