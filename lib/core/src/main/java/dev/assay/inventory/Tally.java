package dev.assay.inventory;

import dev.assay.schema.Columns;
import dev.assay.schema.Item;
import dev.assay.schema.Unanswered;
import dev.assay.source.Notice;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Counts what a scan hands on, and keeps its warnings within bounds. Used by one thread. */
final class Tally {

    private final Map<String, Long> byStatus = new LinkedHashMap<>();
    private final Map<String, Long> byDataset = new LinkedHashMap<>();
    private final Map<String, List<String>> metadataFiles = new TreeMap<>();
    private final Map<String, Long> metadataFileCounts = new TreeMap<>();
    private final List<String> warnings = new ArrayList<>();
    private final Unanswered unanswered = new Unanswered();
    private final Set<String> told = new HashSet<>();
    private long warningCount;
    private long items;

    Tally() {
        List.of("ok", "unreadable", "skipped").forEach(status -> byStatus.put(status, 0L));
    }

    void dataset(String name) {
        byDataset.put(name, 0L);
    }

    void metadata(String dataset, String relative) {
        metadataFileCounts.merge(dataset, 1L, Long::sum);
        List<String> files = metadataFiles.computeIfAbsent(dataset, name -> new ArrayList<>());
        if (files.size() < ScanSummary.MOST_FILES) {
            files.add(relative);
        }
    }

    void warn(Notice notice) {
        warningCount++;
        if (warnings.size() < ScanSummary.MOST_WARNINGS && told.add(notice.key())) {
            warnings.add(notice.text());
        }
    }

    void count(Item item) {
        items++;
        unanswered.add(item.id(), item.text(Columns.CLASSIFIER_ERROR));
        String status = item.text("status");
        String dataset = item.text("dataset");
        if (status != null) {
            byStatus.merge(status, 1L, Long::sum);
        }
        if (dataset != null) {
            byDataset.merge(dataset, 1L, Long::sum);
        }
    }

    long items() {
        return items;
    }

    /** What many items have in common first: there may be no room behind a thousand others. */
    private List<String> warnings() {
        return Stream.concat(unanswered.words().stream(), warnings.stream())
                .limit(ScanSummary.MOST_WARNINGS)
                .toList();
    }

    ScanSummary summary(Map<String, String> manifests, String notDecodedBecause) {
        return new ScanSummary(
                items,
                byStatus,
                byDataset,
                metadataFiles,
                metadataFileCounts,
                manifests,
                warnings(),
                warningCount + unanswered.words().stream().count(),
                notDecodedBecause.isEmpty(),
                notDecodedBecause);
    }
}
