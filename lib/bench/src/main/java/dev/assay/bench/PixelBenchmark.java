package dev.assay.bench;

import dev.assay.source.MediaEngine;
import dev.assay.source.MediaEngine.Depth;
import dev.assay.source.MediaEngines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The quick tier, whole: open, decode a few frames, faces, all attributes; and the full tier beside it. Clips of ten seconds in H.264, a key frame every
 * 250 frames as the encoder has it by default, and stills of 640 x 480, made by the system's {@code ffmpeg} out of a video
 * that is given (real scenes with people cost more than drawn ones) or of its own test picture. Beside the clock stands
 * the time of all processors a file, which is worth more on a machine that is shared.
 */
public final class PixelBenchmark {

    /** Name, size, and how ffmpeg ends the call. */
    private record Kind(String name, String size, String coding) {}

    private static final List<Kind> KINDS = List.of(
            new Kind("720p.mp4", "1280:720", "-t 10 -c:v libx264 -preset veryfast -pix_fmt yuv420p"),
            new Kind("1080p.mp4", "1920:1080", "-t 10 -c:v libx264 -preset veryfast -pix_fmt yuv420p"),
            new Kind("still.jpg", "640:480", "-frames:v 1 -q:v 3"),
            new Kind("still.png", "640:480", "-frames:v 1"));

    private static final int ROUNDS = 3;
    /** The full tier decodes every second of a video: as much slower, so many files less. */
    private static final int FULL_LESS = 10;

    private PixelBenchmark() {}

    /** Arguments: files of a kind (100), threads (as many as cores), a video ({@code -} for the test picture), folder. */
    public static void main(String[] args) throws Exception {
        int files = args.length > 0 ? Integer.parseInt(args[0]) : 100;
        int threads = args.length > 1
                ? Integer.parseInt(args[1])
                : Runtime.getRuntime().availableProcessors();
        String video = args.length > 2 ? args[2] : "-";
        Path folder = args.length > 3 ? Files.createDirectories(Path.of(args[3])) : Files.createTempDirectory("pixels");
        MediaEngine engine = MediaEngines.find().engine().orElseThrow();
        for (Kind kind : KINDS) {
            Path file = made(kind, video, folder);
            report(kind, Depth.HEADERS, engine, file, files, threads);
            report(kind, Depth.PIXELS, engine, file, files, threads);
            report(kind, Depth.FULL, engine, file, Math.max(threads, files / FULL_LESS), threads);
        }
    }

    /** The best of a few rounds: what else runs on the machine only ever slows down. */
    private static void report(Kind kind, Depth depth, MediaEngine engine, Path file, int files, int threads)
            throws Exception {
        double seconds = Double.POSITIVE_INFINITY;
        double busy = Double.POSITIVE_INFINITY;
        for (int round = 0; round <= ROUNDS; round++) {
            long start = System.nanoTime();
            double before = processors();
            probe(engine, depth, file, files, threads);
            // The first round warms up.
            if (round > 0) {
                busy = Math.min(busy, processors() - before);
                seconds = Math.min(seconds, (System.nanoTime() - start) / 1e9);
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%-10s %-8s %8.1f files/s on %d threads, processors %6.2f ms a file%n",
                kind.name(),
                depth.name().toLowerCase(Locale.ROOT),
                files / seconds,
                threads,
                1e3 * busy / files);
    }

    private static void probe(MediaEngine engine, Depth depth, Path file, int files, int threads) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> parts = new ArrayList<>();
            for (int i = 0; i < files; i++) {
                parts.add(pool.submit(() -> {
                    String error = engine.probe(file, depth).error();
                    if (error != null) {
                        throw new IllegalStateException(file + ": " + error);
                    }
                }));
            }
            for (Future<?> part : parts) {
                part.get();
            }
        } finally {
            pool.shutdown();
        }
    }

    /** Seconds of all processors so far, for this process and those it started. */
    private static double processors() {
        return busy(ProcessHandle.current())
                + ProcessHandle.current()
                        .descendants()
                        .mapToDouble(PixelBenchmark::busy)
                        .sum();
    }

    private static double busy(ProcessHandle process) {
        return process.info().totalCpuDuration().map(Duration::toNanos).orElse(0L) / 1e9;
    }

    private static Path made(Kind kind, String video, Path folder) throws IOException, InterruptedException {
        Path file = folder.resolve(kind.name());
        String size = kind.size();
        List<String> call = new ArrayList<>(List.of("ffmpeg", "-v", "error", "-y"));
        call.addAll(
                video.equals("-")
                        ? List.of("-f", "lavfi", "-i", "testsrc2=size=1280x720:rate=30:duration=10")
                        : List.of("-stream_loop", "-1", "-i", video));
        call.addAll(List.of(
                "-an", "-vf", "scale=" + size + ":force_original_aspect_ratio=increase,crop=" + size + ",fps=30"));
        call.addAll(List.of(kind.coding().split(" ")));
        call.add(file.toString());
        if (!Files.exists(file)) {
            Process process = new ProcessBuilder(call).inheritIO().start();
            if (process.waitFor() != 0) {
                throw new IOException("ffmpeg failed: " + String.join(" ", call));
            }
        }
        return file;
    }
}
