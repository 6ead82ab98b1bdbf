package dev.assay.inventory;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a scan came to.
 *
 * @param items rows handed on
 * @param byStatus rows by {@code ok}, {@code unreadable} and {@code skipped}, all three always there
 * @param byDataset rows by dataset, in the order of names
 * @param metadataFiles files used as metadata by dataset, by relative path; at most {@value #MOST_FILES} of each
 * @param metadataFileCounts how many files were used as metadata, by dataset
 * @param manifests what kinds of manifest each dataset holds
 * @param warnings what people should know, at most {@value #MOST_WARNINGS}, each once
 * @param warningCount how many warnings there were before repetitions were left out
 * @param decoded whether files were looked into
 * @param notDecodedBecause why they were not; empty where they were
 */
public record ScanSummary(
        long items,
        Map<String, Long> byStatus,
        Map<String, Long> byDataset,
        Map<String, List<String>> metadataFiles,
        Map<String, Long> metadataFileCounts,
        Map<String, String> manifests,
        List<String> warnings,
        long warningCount,
        boolean decoded,
        String notDecodedBecause) {

    /** Most metadata files listed of one dataset. */
    public static final int MOST_FILES = 10_000;

    /** Most warnings kept. */
    public static final int MOST_WARNINGS = 1_000;

    public ScanSummary {
        byStatus = Collections.unmodifiableMap(new LinkedHashMap<>(byStatus));
        byDataset = Collections.unmodifiableMap(new LinkedHashMap<>(byDataset));
        metadataFiles = Collections.unmodifiableMap(new LinkedHashMap<>(metadataFiles));
        metadataFileCounts = Collections.unmodifiableMap(new LinkedHashMap<>(metadataFileCounts));
        manifests = Collections.unmodifiableMap(new LinkedHashMap<>(manifests));
        warnings = List.copyOf(warnings);
    }
}
