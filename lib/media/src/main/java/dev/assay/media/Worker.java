package dev.assay.media;

import dev.assay.source.EngineException;
import dev.assay.source.MediaEngine;
import dev.assay.source.SourceException;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The process in which native code runs: reads questions from its standard input, answers them one after another, and
 * ends when its input does, which is when its parent is gone. Started by {@link WorkerCommand}.
 *
 * <p>Arguments: where answers go ({@code -} for standard output, else a file to open), the engine's class, and memory and
 * grace of {@link WorkerLimits}.
 */
public final class Worker {

    private final MediaEngine engine;
    private final WorkerVoice voice;
    private final WorkerWatch watch;
    private final BlockingQueue<List<Ask>> batches = new LinkedBlockingQueue<>();

    private Worker(MediaEngine engine, WorkerVoice voice, WorkerWatch watch) {
        this.engine = engine;
        this.voice = voice;
        this.watch = watch;
    }

    /** Runs until its parent is gone. */
    public static void main(String[] args) throws Exception {
        // What native code or a library prints goes where nobody listens; the answers have a channel of their own.
        System.setOut(System.err);
        WorkerVoice voice = new WorkerVoice(channel(args[0]));
        MediaEngine engine;
        try {
            engine = Class.forName(args[1])
                    .asSubclass(MediaEngine.class)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException | ClassCastException | LinkageError e) {
            if (e.getCause() instanceof SourceException refused) {
                voice.refused(String.valueOf(refused.getMessage()));
                return;
            }
            voice.cannot(
                    e.getCause() instanceof EngineException known
                            ? String.valueOf(known.getMessage())
                            : String.valueOf(e.getCause() == null ? e : e.getCause()));
            return;
        }
        WorkerWatch watch = new WorkerWatch(voice, Long.parseLong(args[2]), Double.parseDouble(args[3]));
        Worker worker = new Worker(engine, voice, watch);
        watch.start();
        worker.listen();
        voice.ready(engine.version());
        worker.work();
    }

    private static OutputStream channel(String place) throws IOException {
        return place.equals("-") ? new FileOutputStream(FileDescriptor.out) : new FileOutputStream(place);
    }

    /** Takes questions in while others are being answered, so that the end of the parent is noticed at once. */
    private void listen() {
        Thread listener = new Thread(
                () -> {
                    try (DataInputStream in =
                            new DataInputStream(new BufferedInputStream(new FileInputStream(FileDescriptor.in)))) {
                        while (true) {
                            int count = in.readInt();
                            List<Ask> batch = new ArrayList<>(count);
                            for (int i = 0; i < count; i++) {
                                batch.add(Ask.read(in));
                            }
                            batches.add(batch);
                        }
                    } catch (IOException | RuntimeException e) {
                        // The parent is gone, or no longer makes sense.
                        Runtime.getRuntime().halt(0);
                    }
                },
                "assay-listener");
        listener.setDaemon(true);
        listener.start();
    }

    private void work() throws InterruptedException, IOException {
        while (true) {
            List<Ask> batch = batches.take();
            for (Ask ask : batch) {
                watch.begin();
                Answer answer = answer(ask);
                watch.end();
                voice.say(answer);
            }
            voice.flush();
        }
    }

    private Answer answer(Ask ask) {
        try {
            return switch (ask.kind()) {
                case PROBE -> new Answer.Facts(engine.probe(ask.file(), ask.depth()));
                case TIMELINE -> new Answer.Scenes(engine.timeline(ask.file()));
                case THUMBNAIL -> new Answer.Jpeg(engine.thumbnail(ask.file(), ask.atSeconds(), ask.longSide()));
            };
        } catch (IOException e) {
            return new Answer.Undecodable(String.valueOf(e.getMessage()));
        } catch (SourceException e) {
            return new Answer.Refused(String.valueOf(e.getMessage()));
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            return new Answer.Failed(e.toString());
        }
    }
}
