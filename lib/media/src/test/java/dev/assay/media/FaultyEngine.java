package dev.assay.media;

import dev.assay.source.MediaEngine;
import dev.assay.source.MediaFacts;
import dev.assay.source.SourceException;
import dev.assay.source.Timeline;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/** Does to its process what a file's name says; other files are read, and tell the process that read them. */
public class FaultyEngine implements MediaEngine {

    /** Does not begin, for something that the user can mend. */
    public static final class Refusing extends FaultyEngine {

        public Refusing() {
            throw new SourceException("card.yaml: expected this, found that");
        }
    }

    @Override
    public String version() {
        return "faulty";
    }

    @Override
    public MediaFacts probe(Path file, Depth depth) {
        String name = String.valueOf(file.getFileName());
        switch (name.split("-", 2)[0]) {
            case "crash" -> readNowhere();
            case "hang" -> waitForEver();
            case "grow" -> grow();
            case "heap" -> fillHeap();
            case "exit" -> Runtime.getRuntime().halt(1);
            case "print" -> System.out.println("not an answer");
            case "throw" -> throw new IllegalStateException("out of luck");
            case "refuse" -> throw new SourceException("a model that cannot be used");
            case "slow" -> sleep(300);
            default -> sleep(0);
        }
        return new MediaFacts(
                "video",
                null,
                Map.of("name", name, "process", ProcessHandle.current().pid()),
                List.of());
    }

    private static void readNowhere() {
        try (BytePointer nowhere = new BytePointer() {
            {
                address = 8;
            }
        }) {
            nowhere.get();
        }
    }

    private static void waitForEver() {
        while (true) {
            sleep(1000);
        }
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Some native memory a time, so that the watch and not the system's limit comes first. */
    private static void grow() {
        while (true) {
            Pointer.memset(Pointer.malloc(16 << 20), 1, 16 << 20);
            sleep(5);
        }
    }

    private static void fillHeap() {
        byte[][] kept = new byte[100_000][];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = new byte[1 << 20];
        }
    }

    @Override
    public Timeline timeline(Path file) {
        probe(file, Depth.FULL);
        return new Timeline(1.5, List.of(.25, .5), List.of(new Timeline.Span(0, 1)));
    }

    @Override
    public Optional<byte[]> thumbnail(Path file, double atSeconds, int longSide) {
        probe(file, Depth.FULL);
        return Optional.of((atSeconds + " " + longSide).getBytes(StandardCharsets.UTF_8));
    }
}
