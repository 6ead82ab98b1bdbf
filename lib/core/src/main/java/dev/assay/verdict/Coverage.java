package dev.assay.verdict;

import dev.assay.schema.Counted;
import dev.assay.schema.Population;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Whether an axis that curators ask for is known at all.
 *
 * @param axis the axis
 * @param measured items whose value is known
 * @param missing items whose value is not
 * @param why why some are missing, and what would mend it; empty where none is
 */
public record Coverage(String axis, int measured, int missing, String why) {

    /** What frames may tell: why it is missing depends on whether any were looked at. */
    private static final String FRAMES = "";

    /** Axes that curators ask for, and how each would come to be known. */
    private static final Map<String, String> HOW = how();

    private static Map<String, String> how() {
        String stated = "state it in sidecars or a manifest; it is never guessed from faces";
        String header = "needs a readable header (unreadable file or --no-decode)";
        Map<String, String> how = new LinkedHashMap<>();
        how.put("age", stated);
        how.put("gender", stated);
        how.put("ethnicity", stated);
        how.put("environment", FRAMES);
        how.put("lighting", FRAMES);
        how.put("quality", FRAMES);
        how.put("head_pose", FRAMES);
        how.put("motion", FRAMES);
        how.put("background", FRAMES);
        how.put("camera", "few containers carry it: state it in sidecars");
        how.put("source", "state source_video or identity in sidecars, or follow a dataset's naming convention");
        how.put("codec", header);
        how.put("resolution", header);
        how.put("duration", header);
        how.put(
                "method",
                "only fakes have one: a manifest or a folder such as manipulated_sequences/<method> states it");
        how.put("shot_type", FRAMES);
        return how;
    }

    /** One row for every axis, over the items of a population. */
    static List<Coverage> of(Population items) {
        List<Coverage> rows = new ArrayList<>();
        HOW.forEach((axis, how) -> {
            int[] missing = IntStream.range(0, items.size())
                    .filter(row -> !isKnown(items, row, axis))
                    .toArray();
            String why = missing.length == 0 ? "" : how.equals(FRAMES) ? frames(items, missing) : how;
            rows.add(new Coverage(axis, items.size() - missing.length, missing.length, why));
        });
        return rows;
    }

    private static String frames(Population items, int[] missing) {
        int seen = (int) IntStream.of(missing)
                .filter(row -> items.number(row, "m_frames_decoded") > 0)
                .count();
        int unseen = missing.length - seen;
        List<String> why = new ArrayList<>();
        if (seen > 0) {
            why.add("the frames of " + Counted.of(seen, "item") + " were looked at and do not tell it");
        }
        if (unseen > 0) {
            why.add("no frames were looked at of " + Counted.of(unseen, "item")
                    + " (unreadable file, --no-pixels or --no-decode)");
        }
        return String.join("; ", why) + ": state it in sidecars or an overrides file";
    }

    private static boolean isKnown(Population items, int row, String axis) {
        return switch (axis) {
            case "codec" -> items.isKnown(row, "vcodec");
            case "duration" -> items.number(row, "duration") > 0;
            case "source" -> items.isKnown(row, "source_video") || items.isKnown(row, "identity");
            default -> items.isKnown(row, axis);
        };
    }
}
