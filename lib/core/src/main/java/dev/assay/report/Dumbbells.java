package dev.assay.report;

import dev.assay.bias.AxisBias;
import dev.assay.bias.LevelShare;
import dev.assay.verdict.Parameters;
import org.jspecify.annotations.Nullable;

/** Per level of an axis: its share before, and after in videos and in clips; without clips, before and after. */
final class Dumbbells {

    /** A ring: before. */
    static final String BEFORE = "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0 -10 0z";

    /** A square: after, in videos. */
    static final String VIDEOS = "M-4.5 -4.5h9v9h-9z";

    /** A lozenge: after, in clips. */
    static final String CLIPS = "M0 -6.5l6.5 6.5l-6.5 6.5l-6.5 -6.5z";

    private static final int ROW = 46;
    private static final int TOP = 20;
    private static final int LONGEST = 24;

    /** Share of the width on either side, so that marks at 0 and at 1 are whole where what lies outside is cut. */
    private static final double ROOM = 0.03;

    private Dumbbells() {}

    static Html of(AxisBias before, @Nullable AxisBias videos, @Nullable AxisBias clips, Parameters limits) {
        int bottom = TOP + ROW * before.levels().size();
        Drawing chart = new Drawing(
                bottom + 4,
                "Shares of " + before.axis()
                        + (clips == null ? " before and after" : " before, after in videos, and after in clips"));
        ShareBars.tick(chart, limits.under(), place(limits.under()));
        ShareBars.tick(chart, limits.over(), place(limits.over()));
        int y = TOP;
        for (LevelShare level : before.levels()) {
            Double was = level.share();
            Double inVideos = share(videos, level.level());
            Double inClips = share(clips, level.level());
            chart.text(0, y + 14.0, "start", "label", Html.clip(level.level(), LONGEST));
            chart.text(
                    1,
                    y + 14.0,
                    "end",
                    "value",
                    words(was) + " → " + words(inVideos) + (clips == null ? "" : " → " + words(inClips)));
            chart.line(place(limits.under()), y + 20.0, place(limits.under()), y + 38.0, "limit");
            chart.line(place(limits.over()), y + 20.0, place(limits.over()), y + 38.0, "limit");
            row(chart, y + 29.0, was, inVideos, inClips);
            y += ROW;
        }
        return chart.done();
    }

    private static double place(double share) {
        return ROOM + share * (1 - 2 * ROOM);
    }

    private static void row(
            Drawing chart, double y, @Nullable Double was, @Nullable Double inVideos, @Nullable Double inClips) {
        chart.line(place(0), y, place(1), y, "rail");
        if (was != null && inVideos != null) {
            chart.line(place(was), y, place(inVideos), y, "move");
        }
        if (was != null) {
            chart.mark(place(was), y, BEFORE, "before", "before " + Words.percent(was));
        }
        if (inVideos != null) {
            chart.mark(place(inVideos), y, VIDEOS, "videos", "after, videos " + Words.percent(inVideos));
        }
        if (inClips != null) {
            chart.mark(place(inClips), y, CLIPS, "clips", "after, clips " + Words.percent(inClips));
        }
    }

    /** What the marks mean. */
    static Html legend() {
        Html legend = new Html().open("p", "class", "legend");
        key(legend, BEFORE, "before", "before (suitable reals)");
        key(legend, VIDEOS, "videos", "after, videos");
        key(legend, CLIPS, "clips", "after, clips");
        return legend.closeLine();
    }

    /** The same where there are no clips, in words of one's own. */
    static Html legend(String before, String after) {
        Html legend = new Html().open("p", "class", "legend");
        key(legend, BEFORE, "before", before);
        key(legend, VIDEOS, "videos", after);
        return legend.closeLine();
    }

    private static void key(Html legend, String path, String kind, String words) {
        legend.open("span")
                .open("svg", "width", "16", "height", "16", "viewBox", "-8 -8 16 16", "aria-hidden", "true")
                .empty("path", "d", path, "class", kind)
                .close()
                .text(" " + words)
                .close()
                .text(" ");
    }

    /** The share of a level, 0 where an axis is known and has none of it; null where the axis is not known. */
    static @Nullable Double share(@Nullable AxisBias axis, String level) {
        if (axis == null || axis.known() == 0) {
            return null;
        }
        for (LevelShare found : axis.levels()) {
            if (found.level().equals(level)) {
                return found.share();
            }
        }
        return 0.0;
    }

    static String words(@Nullable Double share) {
        return share == null ? "–" : Words.percent(share);
    }
}
