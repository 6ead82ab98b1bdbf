package dev.assay.verdict;

import dev.assay.schema.Population;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Whether an axis that curators ask for is known at all.
 *
 * @param axis the axis
 * @param measured items whose value is known
 * @param missing items whose value is not
 * @param tier how far Assay looks for it: {@code stated} by others alone, {@code headers}, {@code frames} (a few of every
 *     item), or {@code stretches} (whole seconds of suitable reals, fakes and copies; of all with {@code --full})
 * @param why why some are missing, and what would mend it; empty where none is
 */
public record Coverage(String axis, int measured, int missing, String tier, String why) {

    private static final Set<String> OF_HEADERS = Set.of("camera", "codec", "resolution", "duration");
    private static final Set<String> OF_FRAMES =
            Set.of("environment", "lighting", "quality", "head_pose", "background", "shot_type");

    /** Axes that curators ask for, and how each would come to be known. */
    private static final Map<String, String> HOW = how();

    private static Map<String, String> how() {
        String stated = "state it in sidecars or a manifest; it is never guessed from faces";
        String pixels =
                "needs decoded frames (unreadable file, --no-pixels or --no-decode), or a sidecar that states it";
        String header = "needs a readable header (unreadable file or --no-decode)";
        Map<String, String> how = new LinkedHashMap<>();
        how.put("age", stated);
        how.put("gender", stated);
        how.put("ethnicity", stated);
        how.put("environment", "no scene model is built in: state it in sidecars or an overrides file");
        how.put("lighting", pixels);
        how.put("quality", pixels);
        how.put("head_pose", "needs a face that a face network sees (assay models), or a sidecar that states it");
        how.put("motion", "measured for suitable reals, fakes and copies; --full measures every video");
        how.put("background", "needs a face to tell it from; or a sidecar that states it");
        how.put("camera", "few containers carry it: state it in sidecars");
        how.put("source", "state source_video or identity in sidecars, or follow a dataset's naming convention");
        how.put("codec", header);
        how.put("resolution", header);
        how.put("duration", header);
        how.put(
                "method",
                "only fakes have one: a manifest or a folder such as manipulated_sequences/<method> states it");
        how.put("shot_type", "no shot classifier is built in: state it in sidecars or an overrides file");
        return how;
    }

    /** One row for every axis, over the items of a population. */
    static List<Coverage> of(Population items) {
        List<Coverage> rows = new ArrayList<>();
        HOW.forEach((axis, how) -> {
            int measured = (int) IntStream.range(0, items.size())
                    .filter(row -> isKnown(items, row, axis))
                    .count();
            int missing = items.size() - measured;
            rows.add(new Coverage(axis, measured, missing, tier(axis), missing == 0 ? "" : how));
        });
        return rows;
    }

    private static String tier(String axis) {
        return axis.equals("motion")
                ? "stretches"
                : OF_FRAMES.contains(axis) ? "frames" : OF_HEADERS.contains(axis) ? "headers" : "stated";
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
