package dev.assay.cli;

import dev.assay.inventory.FactsCache;
import dev.assay.inventory.Overrides;
import dev.assay.inventory.Scan;
import dev.assay.source.MediaEngine;
import dev.assay.source.rules.Rules;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How folders are scanned. */
final class ScanOptions {

    @Option(names = "--no-decode", description = "names, paths and JSON alone: open no media file")
    private boolean noDecode;

    @Option(names = "--no-pixels", description = "read headers, decode no frames")
    private boolean noPixels;

    @Option(names = "--full", description = "decode contiguous stretches where a number needs them")
    private boolean full;

    @Option(names = "--no-hash", description = "do not compare files by content")
    private boolean noHash;

    @Option(names = "--no-cache", description = "measure every file, and keep nothing for the next scan")
    private boolean noCache;

    @Option(names = "--threads", paramLabel = "N", description = "files looked into at once (default: cores)")
    private @Nullable Integer threads;

    @Option(names = "--rules", paramLabel = "YAML", description = "rules of yours, read over the built-in ones")
    private List<Path> rules = List.of();

    @Option(names = "--sidecar-map", paramLabel = "YAML", description = "what foreign sidecar fields mean")
    private @Nullable Path sidecarMap;

    @Option(names = "--overrides", paramLabel = "CSV", description = "what people say: id,axis,value,by,note")
    private @Nullable Path overrides;

    /** The rules, with the user's over ours. */
    Rules rules() {
        Rules all = Rules.builtIn();
        for (Path file : rules) {
            all = all.with(file);
        }
        return sidecarMap == null ? all : all.withSidecarMap(sidecarMap);
    }

    @Nullable
    Path overrides() {
        return overrides;
    }

    /** A scan as asked for, with the user's cache. */
    Scan scan() {
        Rules all = rules();
        Scan scan = Scan.withDefaults().withRules(all).withDepth(depth());
        scan = noDecode ? scan.withoutDecoding() : scan;
        scan = noHash ? scan.withoutHash() : scan;
        scan = threads == null ? scan : scan.withThreads(threads);
        scan = overrides == null ? scan : scan.withOverrides(Overrides.read(overrides, all));
        return noCache ? scan : scan.withCache(FactsCache.ofUser());
    }

    /** Which tier the numbers rest on, for {@code run.json}. */
    String tier() {
        return noDecode ? "names" : depth().name().toLowerCase(Locale.ROOT);
    }

    private MediaEngine.Depth depth() {
        if (noPixels) {
            return MediaEngine.Depth.HEADERS;
        }
        return full ? MediaEngine.Depth.FULL : MediaEngine.Depth.PIXELS;
    }
}
