package dev.assay.verdict;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.assay.schema.Axis;
import dev.assay.schema.Population;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The fakes there are already.
 *
 * @param total readable fake videos that are no copies
 * @param byMethod their number per method
 * @param byQuality their number per quality level
 * @param byMethodAndQuality their number per method, and within it per quality level
 * @param byDataset their number per dataset
 * @param withoutOriginal fakes whose original is not among the items
 * @param tells numbers that forged faces are known to move, beside their spread over the real videos
 */
@JsonNaming(SnakeCaseStrategy.class)
public record ExistingFakes(
        int total,
        Map<String, Integer> byMethod,
        Map<String, Integer> byQuality,
        Map<String, Map<String, Integer>> byMethodAndQuality,
        Map<String, Integer> byDataset,
        int withoutOriginal,
        List<Tell> tells) {

    public ExistingFakes {
        tells = List.copyOf(tells);
    }

    static ExistingFakes of(Population items, Suitability suitability) {
        Map<String, Integer> methods = new TreeMap<>();
        Map<String, Integer> qualities = new TreeMap<>();
        Map<String, Map<String, Integer>> both = new TreeMap<>();
        Map<String, Integer> datasets = new TreeMap<>();
        Set<String> realSources = new HashSet<>();
        for (int row = 0; row < items.size(); row++) {
            String source = items.text(row, "source_video");
            if (suitability.isReal(row) && source != null) {
                realSources.add(source);
            }
        }
        int total = 0;
        int orphans = 0;
        for (int row = 0; row < items.size(); row++) {
            if (!isFake(items, suitability, row)) {
                continue;
            }
            total++;
            String method = level(items, row, "method");
            String quality = level(items, row, "quality");
            methods.merge(method, 1, Integer::sum);
            qualities.merge(quality, 1, Integer::sum);
            both.computeIfAbsent(method, name -> new TreeMap<>()).merge(quality, 1, Integer::sum);
            datasets.merge(level(items, row, "dataset"), 1, Integer::sum);
            String source = items.text(row, "source_video");
            orphans += source == null || !realSources.contains(source) ? 1 : 0;
        }
        return new ExistingFakes(total, methods, qualities, both, datasets, orphans, tells(items, suitability));
    }

    private static boolean isFake(Population items, Suitability suitability, int row) {
        return "fake".equals(items.text(row, "label"))
                && suitability.isVideo(row)
                && suitability.isReadable(row)
                && !suitability.isCopy(row);
    }

    private static List<Tell> tells(Population items, Suitability suitability) {
        return Tell.of(items, suitability::isSuitable, row -> isFake(items, suitability, row));
    }

    private static String level(Population items, int row, String column) {
        String level = items.text(row, column);
        return level == null ? Axis.UNKNOWN : level;
    }
}
