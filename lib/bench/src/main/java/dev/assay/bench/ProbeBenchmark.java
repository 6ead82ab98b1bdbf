package dev.assay.bench;

import dev.assay.source.MediaEngine;
import dev.assay.source.MediaEngines;
import dev.assay.source.MediaFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * Headers of many files in mixed containers: by the engine of this installation on all cores, by one {@code ffprobe}
 * process a file and by one {@code mediainfo} process over all, in one run. The system's {@code ffmpeg} makes one clip of
 * each kind, and the rest are hard links of these. Throughput is the slope between a few files and many, so that starting up
 * does not count; it is told apart. Every file lies in the page cache.
 */
public final class ProbeBenchmark {

    private static final List<String> KINDS = List.of(
            "h264.mp4|-c:v libx264 -preset veryfast -c:a aac",
            "fast.mp4|-c:v libx264 -preset veryfast -c:a aac -movflags +faststart",
            "h264.mov|-c:v libx264 -preset veryfast -c:a aac",
            "h264.mkv|-c:v libx264 -preset veryfast -c:a aac",
            "hevc.mp4|-c:v libx265 -preset ultrafast -x265-params log-level=none -c:a aac",
            "vp8.webm|-c:v libvpx -b:v 1M -deadline realtime -cpu-used 8 -c:a libvorbis",
            "vp9.webm|-c:v libvpx-vp9 -b:v 1M -deadline realtime -cpu-used 8 -c:a libopus",
            "mpeg4.avi|-c:v mpeg4 -q:v 5 -c:a libmp3lame",
            "mjpeg.avi|-c:v mjpeg -q:v 5 -c:a pcm_s16le",
            "h264.ts|-c:v libx264 -preset veryfast -c:a aac");

    /** The peers that need so much longer are asked fewer files; a slope does not change by it. */
    private static final int[] FFPROBE = {20, 120};

    private static final int[] MEDIAINFO = {100, 600};

    /** As many as a scan hands over at a time. */
    private static final int BATCH = 32;

    /** A second in {@code /proc} has so many ticks on every Linux that Java runs on. */
    private static final double TICKS = 100;

    private ProbeBenchmark() {}

    /** Files a second, and seconds of all processors a file. */
    private record Rate(double files, double busy) {}

    /** Arguments: few files (3000), many files (30000), threads (as many as cores), folder (a temporary one). */
    public static void main(String[] args) throws Exception {
        int few = args.length > 0 ? Integer.parseInt(args[0]) : 3_000;
        int many = args.length > 1 ? Integer.parseInt(args[1]) : 30_000;
        int threads = args.length > 2
                ? Integer.parseInt(args[2])
                : Runtime.getRuntime().availableProcessors();
        Path folder = args.length > 3 ? Files.createDirectories(Path.of(args[3])) : Files.createTempDirectory("probe");
        List<Path> files = links(folder, clips(folder), many);
        Rate ours = ours(files, few, threads);
        Rate ffprobe = slope("one ffprobe a file", FFPROBE, n -> {
            for (Path file : files.subList(0, n)) {
                run(List.of("ffprobe", "-v", "error", "-show_format", "-show_streams", file.toString()));
            }
        });
        Rate mediainfo = slope("one mediainfo over all", MEDIAINFO, n -> {
            List<String> call = new ArrayList<>(List.of("mediainfo", "--Output=JSON"));
            files.subList(0, n).forEach(file -> call.add(file.toString()));
            run(call);
        });
        System.out.printf(
                Locale.ROOT,
                "ours / ffprobe = %.0f (processors %.0f)   ours / mediainfo = %.1f (processors %.1f)   %d threads, %d kinds%n",
                ours.files() / ffprobe.files(),
                ffprobe.busy() / ours.busy(),
                ours.files() / mediainfo.files(),
                mediainfo.busy() / ours.busy(),
                threads,
                KINDS.size());
    }

    private interface Work {
        void on(int files) throws Exception;
    }

    private static Rate ours(List<Path> files, int few, int threads) throws Exception {
        long start = System.nanoTime();
        MediaEngines.Found found = MediaEngines.find();
        MediaEngine engine = found.engine().orElseThrow(() -> new IllegalStateException(found.reason()));
        probe(engine, files.subList(0, 1), 1);
        System.out.printf(
                Locale.ROOT, "%s: first file after %.2f s%n", engine.version(), (System.nanoTime() - start) / 1e9);
        return slope("ours", new int[] {few, files.size()}, n -> probe(engine, files.subList(0, n), threads));
    }

    private static void probe(MediaEngine engine, List<Path> files, int threads) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> parts = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                int first = t;
                parts.add(pool.submit(() -> {
                    for (int from = first * BATCH; from < files.size(); from += threads * BATCH) {
                        List<Path> batch = files.subList(from, Math.min(files.size(), from + BATCH));
                        for (MediaFacts facts : engine.probe(batch, MediaEngine.Depth.HEADERS)) {
                            if (facts.error() != null) {
                                throw new IllegalStateException("one of " + batch + ": " + facts.error());
                            }
                        }
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

    /** Files a second between a few and many, in turn and each once: what starting up costs stands in both. */
    private static Rate slope(String name, int[] sizes, Work work) throws Exception {
        double[] seconds = new double[2];
        double[] busy = new double[2];
        for (int i = 0; i < 2; i++) {
            long start = System.nanoTime();
            double before = processors();
            work.on(sizes[i]);
            busy[i] = processors() - before;
            seconds[i] = (System.nanoTime() - start) / 1e9;
        }
        double rate = (sizes[1] - sizes[0]) / (seconds[1] - seconds[0]);
        double cost = (busy[1] - busy[0]) / (sizes[1] - sizes[0]);
        System.out.printf(
                Locale.ROOT,
                "%-24s %,6d files %8.2f s, %,6d files %8.2f s: %,9.1f files/s, start-up %.2f s, processors %.3f ms a file%n",
                name,
                sizes[0],
                seconds[0],
                sizes[1],
                seconds[1],
                rate,
                Math.max(0, seconds[0] - sizes[0] / rate),
                1e3 * cost);
        return new Rate(rate, cost);
    }

    /**
     * Seconds of all processors so far for this process, its ended children and those that live: worth more than the clock on
     * a machine that is shared. Linux tells; elsewhere it is 0.
     */
    private static double processors() throws IOException {
        Path stat = Path.of("/proc/self/stat");
        if (!Files.exists(stat)) {
            return 0;
        }
        String text = Files.readString(stat);
        String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ");
        double ticks = 0;
        for (int i = 11; i <= 14; i++) {
            ticks += Long.parseLong(fields[i]);
        }
        double living = ProcessHandle.current()
                .descendants()
                .mapToDouble(child -> child.info()
                        .totalCpuDuration()
                        .map(time -> time.toNanos() / 1e9)
                        .orElse(0.0))
                .sum();
        return ticks / TICKS + living;
    }

    private static List<Path> clips(Path folder) throws IOException, InterruptedException {
        List<Path> clips = new ArrayList<>();
        for (String kind : KINDS) {
            String[] parts = kind.split("\\|");
            Path clip = folder.resolve(parts[0]);
            String source = "ffmpeg -v error -y -f lavfi -i testsrc2=size=1280x720:rate=30:duration=4"
                    + " -f lavfi -i sine=frequency=440:duration=4 ";
            if (!Files.exists(clip)) {
                List<String> call = new ArrayList<>(List.of((source + parts[1]).split(" +")));
                call.add(clip.toString());
                run(call);
            }
            clips.add(clip);
        }
        return clips;
    }

    private static List<Path> links(Path folder, List<Path> clips, int count) throws IOException {
        Path links = folder.resolve("links");
        if (Files.exists(links)) {
            try (Stream<Path> old = Files.list(links)) {
                for (Path link : (Iterable<Path>) old::iterator) {
                    Files.delete(link);
                }
            }
        }
        Files.createDirectories(links);
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Path clip = clips.get(i % clips.size());
            files.add(Files.createLink(links.resolve(i + "_" + clip.getFileName()), clip));
        }
        return files;
    }

    private static void run(List<String> call) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(call)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        process.getOutputStream().close();
        if (process.waitFor() != 0) {
            throw new IOException(
                    call.get(0) + " failed: " + String.join(" ", call.subList(0, Math.min(20, call.size()))));
        }
    }
}
