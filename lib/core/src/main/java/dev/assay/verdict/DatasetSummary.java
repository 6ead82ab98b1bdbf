package dev.assay.verdict;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.assay.schema.Axis;
import dev.assay.schema.Population;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one dataset is made of.
 *
 * @param totalVideos readable videos
 * @param realVideos of these, labelled real
 * @param fakeVideos of these, labelled fake
 * @param unknownVideos of these, without a label
 * @param suitableReal reals a pipeline could take
 * @param otherFiles readable items that are no videos: images, audio files, records of a manifest that names no media
 * @param unreadableFiles files that none of the decoders could make sense of
 * @param skippedFiles files that are no media
 * @param formats videos per container
 * @param codecs videos per video codec
 * @param resolutions videos per resolution class
 * @param durations seconds
 * @param labels videos per label as the source spelled it, unknown included
 * @param methods fakes per method
 * @param metadataFiles files read as metadata, relative to the root
 * @param layout files per folder, two levels deep
 * @param recommendations what to do with this dataset, in words
 */
@JsonNaming(SnakeCaseStrategy.class)
public record DatasetSummary(
        int totalVideos,
        int realVideos,
        int fakeVideos,
        int unknownVideos,
        int suitableReal,
        int otherFiles,
        int unreadableFiles,
        int skippedFiles,
        Map<String, Integer> formats,
        Map<String, Integer> codecs,
        Map<String, Integer> resolutions,
        Durations durations,
        Map<String, Integer> labels,
        Map<String, Integer> methods,
        List<String> metadataFiles,
        Map<String, Integer> layout,
        Map<String, String> recommendations) {

    /** Seconds over the videos whose duration is known; null where none is. */
    public record Durations(
            @Nullable Double min, @Nullable Double median, @Nullable Double max, double total, int known) {

        static Durations of(double[] seconds) {
            double[] sorted = Arrays.stream(seconds)
                    .filter(s -> !Double.isNaN(s))
                    .sorted()
                    .toArray();
            int n = sorted.length;
            if (n == 0) {
                return new Durations(null, null, null, 0, 0);
            }
            double median = n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
            return new Durations(
                    sorted[0],
                    Rounding.millis(median),
                    sorted[n - 1],
                    Rounding.millis(Arrays.stream(sorted).sum()),
                    n);
        }
    }

    /** The datasets of an inventory, by name. */
    static Map<String, DatasetSummary> all(
            Population items, Parameters parameters, Map<String, List<String>> metadataFiles) {
        Suitability suitability = new Suitability(items, parameters);
        Map<String, List<Integer>> rows = new TreeMap<>();
        for (int row = 0; row < items.size(); row++) {
            String dataset = items.text(row, "dataset");
            rows.computeIfAbsent(dataset == null ? "items" : dataset, name -> new ArrayList<>())
                    .add(row);
        }
        metadataFiles.keySet().forEach(name -> rows.putIfAbsent(name, List.of()));
        Map<String, DatasetSummary> all = new LinkedHashMap<>();
        rows.forEach(
                (name, own) -> all.put(name, of(items, suitability, own, metadataFiles.getOrDefault(name, List.of()))));
        return all;
    }

    /** The readable videos of all datasets. */
    static int videos(Map<String, DatasetSummary> datasets) {
        return datasets.values().stream().mapToInt(DatasetSummary::totalVideos).sum();
    }

    private static DatasetSummary of(
            Population items, Suitability suitability, List<Integer> rows, List<String> metadataFiles) {
        List<Integer> readable = rows.stream().filter(suitability::isReadable).toList();
        List<Integer> videos = readable.stream().filter(suitability::isVideo).toList();
        Map<String, Integer> labels = counts(items, videos, "label");
        int suitable = (int) videos.stream().filter(suitability::isSuitable).count();
        int skipped = (int) rows.stream()
                .filter(row -> "skipped".equals(items.text(row, "status")))
                .count();
        int real = labels.getOrDefault("real", 0);
        int fake = labels.getOrDefault("fake", 0);
        return new DatasetSummary(
                videos.size(),
                real,
                fake,
                videos.size() - real - fake,
                suitable,
                readable.size() - videos.size(),
                rows.size() - readable.size() - skipped,
                skipped,
                counts(items, videos, "format"),
                counts(items, videos, "vcodec"),
                counts(items, videos, "resolution"),
                Durations.of(videos.stream()
                        .mapToDouble(row -> items.number(row, "duration"))
                        .toArray()),
                labels,
                counts(
                        items,
                        videos.stream()
                                .filter(row -> "fake".equals(items.text(row, "label")))
                                .toList(),
                        "method"),
                metadataFiles,
                layout(items, rows),
                Recommendations.of(videos.size(), readable.size() - videos.size(), real, fake, suitable));
    }

    private static Map<String, Integer> counts(Population items, List<Integer> rows, String column) {
        Map<String, Integer> counts = new TreeMap<>();
        for (int row : rows) {
            String level = items.text(row, column);
            counts.merge(level == null ? Axis.UNKNOWN : level, 1, Integer::sum);
        }
        return counts;
    }

    private static Map<String, Integer> layout(Population items, List<Integer> rows) {
        Map<String, Integer> folders = new TreeMap<>();
        for (int row : rows) {
            String[] parts = items.id(row).split("/", -1);
            String folder = String.join("/", Arrays.copyOfRange(parts, 0, Math.min(3, parts.length - 1)));
            folders.merge(folder.isEmpty() ? "." : folder, 1, Integer::sum);
        }
        return folders;
    }
}
