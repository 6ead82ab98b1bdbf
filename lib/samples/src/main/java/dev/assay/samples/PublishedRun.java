package dev.assay.samples;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a careless analysis leaves behind, made up after one that was published: titles taken for labels, defaults counted
 * as measurements, no size and no duration, a quota that takes one cell nearly whole, FEASIBLE all the same, and the same
 * few files promoted again and again. No name in it is anybody's.
 */
final class PublishedRun {

    private static final int REAL = 85;
    private static final int FAKE = 95;
    private static final int OTHER = 220;
    private static final List<String> SHOWS =
            List.of("Evening Sofa", "Street Words", "Kitchen Court", "Harbour Radio", "Slow Science");
    private static final List<String> REAL_TITLES = List.of(
            "Is the Tooth Fairy real？",
            "The Real Bakers of Elm Street",
            "Real-Life Twins Meet",
            "What Is Their Real Name？",
            "The real meaning behind the song",
            "Are these real diamonds？",
            "Real Houseplants Reunion");
    private static final List<String> PLAIN_TITLES =
            List.of("How to fold a map", "A day at the ferry", "Ten soups", "Counting to twenty", "The night bus");
    private static final ObjectMapper JSON = new ObjectMapper();

    private PublishedRun() {}

    /** Writes the files into {@code published-run} under a folder. */
    static void write(Path root) throws IOException {
        Path folder = Files.createDirectories(root.resolve("published-run"));
        for (Map.Entry<String, String> file : files().entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
    }

    /** File name to text. */
    static Map<String, String> files() {
        List<Map<String, @Nullable Object>> videos = videos();
        List<Map<String, @Nullable Object>> real = videos.stream()
                .filter(video -> "real".equals(video.get("label")))
                .toList();
        Map<String, String> files = new LinkedHashMap<>();
        files.put("videos.jsonl", lines(videos));
        files.put("real_sources.jsonl", lines(real));
        files.put("diversity_balance.json", document(balance(real)));
        files.put("report.json", document(report(videos, real)));
        files.put("promotions.jsonl", lines(promotions()));
        return files;
    }

    private static List<Map<String, @Nullable Object>> videos() {
        List<Map<String, @Nullable Object>> videos = new ArrayList<>();
        for (int i = 0; i < REAL; i++) {
            String title = i == REAL - 1 ? "An Authentic Village Feast" : REAL_TITLES.get(i % REAL_TITLES.size());
            String environment = i == 3 ? "outdoor" : "unknown";
            videos.add(video(title, i, "real", environment, i == 10 || i == 20 ? "talking_head" : "other"));
        }
        for (int i = 0; i < FAKE; i++) {
            videos.add(video("deepfake " + i / 5, i, "fake", "unknown", "other"));
        }
        for (int i = 0; i < OTHER; i++) {
            String environment = i % 40 == 0 ? "outdoor" : i % 90 == 1 ? "indoor" : "unknown";
            String title = PLAIN_TITLES.get(i % PLAIN_TITLES.size());
            videos.add(video(title, i, "unknown", environment, i % 4 == 0 ? "talking_head" : "other"));
        }
        return videos;
    }

    private static Map<String, @Nullable Object> video(
            String title, int number, String label, String environment, String shot) {
        String dataset = label.equals("fake") ? "collected_fakes" : number % 5 < 3 ? "channels_2" : "channels_1";
        String show = SHOWS.get(number % SHOWS.size());
        Map<String, @Nullable Object> video = new LinkedHashMap<>();
        video.put("path", "/mnt/x/" + dataset + "/" + show + "/" + title + " ｜ " + show + " " + number + ".mp4");
        video.put("dataset", dataset);
        video.put("label", label);
        video.put("environment", environment);
        video.put("shot_type", shot);
        video.put("lighting", "neutral");
        video.put("quality", "mq");
        video.put("width", null);
        video.put("height", null);
        video.put("duration_sec", null);
        return video;
    }

    private static Map<String, Object> balance(List<Map<String, @Nullable Object>> real) {
        Map<String, Integer> quota = new TreeMap<>();
        for (Map<String, @Nullable Object> video : real) {
            String cell = video.get("environment") + ":" + video.get("shot_type") + ":" + video.get("lighting");
            quota.merge(cell, 1, Integer::sum);
        }
        Map<String, Object> balance = new LinkedHashMap<>();
        balance.put("target_total_real", real.size());
        balance.put("quota_per_category", quota);
        balance.put("selected_counts", quota);
        return balance;
    }

    private static Map<String, Object> report(
            List<Map<String, @Nullable Object>> videos, List<Map<String, @Nullable Object>> real) {
        Map<String, Object> axes = new LinkedHashMap<>();
        for (String axis : List.of("environment", "shot_type", "lighting", "quality")) {
            Map<String, Integer> counts = new TreeMap<>();
            videos.forEach(video -> counts.merge(String.valueOf(video.get(axis)), 1, Integer::sum));
            axes.put(axis, Map.of("counts", counts));
        }
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("total_videos", videos.size());
        report.put("total_real", real.size());
        report.put("total_fake", FAKE);
        report.put("suitable_real_count", 0);
        report.put("axes", axes);
        report.put("verdict", "FEASIBLE with sampling strategy applied");
        return report;
    }

    /** Twelve promotions of four contents. */
    private static List<Map<String, @Nullable Object>> promotions() {
        List<Map<String, @Nullable Object>> promotions = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            String name = i == 4 ? "report.json" : i == 8 ? "verdict.md" : i % 2 == 0 ? "result.txt" : "scan.py";
            Map<String, @Nullable Object> promotion = new LinkedHashMap<>();
            promotion.put("src", "staging/" + name);
            promotion.put("dst", "dataset/session-" + (i + 1) + "/" + name);
            promotion.put("sha256", String.format("%064x", Integer.toUnsignedLong(name.hashCode()) * 2_654_435_761L));
            promotion.put("bytes", 40 * name.length());
            promotions.add(promotion);
        }
        return promotions;
    }

    private static String lines(List<Map<String, @Nullable Object>> rows) {
        StringBuilder lines = new StringBuilder();
        rows.forEach(row -> lines.append(text(row, false)).append('\n'));
        return lines.toString();
    }

    private static String document(Map<String, Object> document) {
        return text(document, true).replace("\r\n", "\n") + "\n";
    }

    private static String text(Object value, boolean pretty) {
        try {
            return pretty
                    ? JSON.writerWithDefaultPrettyPrinter().writeValueAsString(value)
                    : JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps of texts and numbers have a JSON form", e);
        }
    }
}
