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
 * @param tier how far Assay looks for it: {@code stated} by others alone, {@code headers}, {@code frames} (a few of every
 *     item), or {@code stretches} (whole seconds of suitable reals, fakes and copies; of all with {@code --full})
 * @param why why some are missing, and what would mend it; empty where none is
 */
public record Coverage(String axis, int measured, int missing, String tier, String why) {

    private static final String FRAMES = "frames";

    /** How an axis would come to be known: by which tier, and what is missing where it is not. */
    private record Way(String tier, String why) {}

    /** Axes that curators ask for; why frames do not tell one depends on whether any were looked at. */
    private static final Map<String, Way> WAYS = ways();

    private static Map<String, Way> ways() {
        Way guessed = stated("state it in sidecars or a manifest; it is never guessed from faces");
        Way frames = new Way(FRAMES, "");
        Way header = new Way("headers", "needs a readable header (unreadable file or --no-decode)");
        Map<String, Way> ways = new LinkedHashMap<>();
        ways.put("age", guessed);
        ways.put("gender", guessed);
        ways.put("ethnicity", guessed);
        ways.put("environment", frames);
        ways.put("lighting", frames);
        ways.put("quality", frames);
        ways.put("head_pose", frames);
        ways.put(
                "motion",
                new Way("stretches", "measured for suitable reals, fakes and copies; --full measures every video"));
        ways.put("background", frames);
        ways.put("camera", new Way("headers", "few containers carry it: state it in sidecars"));
        ways.put(
                "source",
                stated("state source_video or identity in sidecars, or follow a dataset's naming convention"));
        ways.put("codec", header);
        ways.put("resolution", header);
        ways.put("duration", header);
        ways.put(
                "method",
                stated("only fakes have one: a manifest or a folder such as manipulated_sequences/<method> states it"));
        ways.put("shot_type", frames);
        return ways;
    }

    private static Way stated(String why) {
        return new Way("stated", why);
    }

    /** One row for every axis, over the items of a population. */
    static List<Coverage> of(Population items) {
        List<Coverage> rows = new ArrayList<>();
        WAYS.forEach((axis, way) -> {
            int[] missing = IntStream.range(0, items.size())
                    .filter(row -> !isKnown(items, row, axis))
                    .toArray();
            String why = missing.length == 0 ? "" : way.tier().equals(FRAMES) ? frames(items, missing) : way.why();
            rows.add(new Coverage(axis, items.size() - missing.length, missing.length, way.tier(), why));
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
