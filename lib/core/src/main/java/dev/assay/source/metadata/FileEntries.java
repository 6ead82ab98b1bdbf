package dev.assay.source.metadata;

import dev.assay.schema.Evidence;
import dev.assay.source.walk.Names;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The entries of one recognised file, found by the path of a media file.
 *
 * <p>An entry and a path match where one ends with the other, in whole segments: {@code X:\data\a\b.mp4} in a sidecar is
 * {@code a/b.mp4} here. Of several files that an entry ends with, the longest path is meant; an entry that is shorter
 * than the path counts only when it could mean no other file.
 */
final class FileEntries {

    private final MetadataFile file;
    private final boolean ignoreCase;
    private final Map<String, List<Named>> byName = new HashMap<>();
    private final Map<String, List<Evidence>> byId = new HashMap<>();

    /** An entry while files are matched to it. */
    private static final class Named {
        final String[] segments;
        final List<Evidence> evidence;
        /** Segments of the longest path so far that the whole entry ends with, 0 before there is one. */
        int within;
        /** How many longer paths end with the entry. */
        int beyond;

        Named(String[] segments, List<Evidence> evidence) {
            this.segments = segments;
            this.evidence = evidence;
        }
    }

    FileEntries(MetadataFile file, boolean ignoreCase) {
        this.file = file;
        this.ignoreCase = ignoreCase;
        for (MetadataEntry entry : file.entries()) {
            if (file.kind().keyedById()) {
                byId.computeIfAbsent(entry.key(), key -> new ArrayList<>()).addAll(entry.evidence());
            } else {
                String[] segments = Names.key(entry.key(), ignoreCase).split("/");
                byName.computeIfAbsent(segments[segments.length - 1], name -> new ArrayList<>())
                        .add(new Named(segments, entry.evidence()));
            }
        }
    }

    MetadataFile file() {
        return file;
    }

    /** Tells the entries that a media file exists, before any evidence is asked for. */
    void announce(String relative) {
        String[] path = Names.key(relative, ignoreCase).split("/");
        for (Named entry : byName.getOrDefault(path[path.length - 1], List.of())) {
            if (endsAlike(entry.segments, path)) {
                if (entry.segments.length >= path.length) {
                    entry.within = Math.max(entry.within, path.length);
                } else {
                    entry.beyond++;
                }
            }
        }
    }

    /** What the file says of a media file, or null where it says nothing or cannot be told which it means. */
    @Nullable
    List<Evidence> evidence(String relative, @Nullable String id) {
        if (file.kind().keyedById()) {
            List<Evidence> said = id == null ? null : byId.get(id);
            // The label of a sequence is that of its original; the file at hand may be one of its fakes.
            return said == null
                    ? null
                    : said.stream().filter(each -> !each.axis().equals("label")).toList();
        }
        String[] path = Names.key(relative, ignoreCase).split("/");
        Named best = null;
        for (Named entry : byName.getOrDefault(path[path.length - 1], List.of())) {
            boolean meant = entry.within == 0 ? entry.beyond == 1 : entry.within == path.length;
            if (meant && endsAlike(entry.segments, path) && (best == null || nearer(entry, best, path.length))) {
                best = entry;
            }
        }
        return best == null ? null : best.evidence;
    }

    private static boolean nearer(Named entry, Named best, int length) {
        return Math.abs(entry.segments.length - length) < Math.abs(best.segments.length - length);
    }

    private static boolean endsAlike(String[] a, String[] b) {
        for (int i = 1; i <= Math.min(a.length, b.length); i++) {
            if (!a[a.length - i].equals(b[b.length - i])) {
                return false;
            }
        }
        return true;
    }

    /** How many entries name a file that is not there. */
    long withoutFile() {
        return byName.values().stream()
                .flatMap(List::stream)
                .filter(entry -> entry.within == 0 && entry.beyond == 0)
                .count();
    }

    /** How many entries could mean several files, and so count for none. */
    long ambiguous() {
        return byName.values().stream()
                .flatMap(List::stream)
                .filter(entry -> entry.within == 0 && entry.beyond > 1)
                .count();
    }
}
