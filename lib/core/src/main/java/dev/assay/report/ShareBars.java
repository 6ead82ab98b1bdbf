package dev.assay.report;

import dev.assay.bias.AxisBias;
import dev.assay.bias.Finding;
import dev.assay.bias.LevelShare;
import dev.assay.verdict.Parameters;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The shares of an axis's levels with their intervals, between the limits; the unknown hatched, beside them. */
final class ShareBars {

    private static final int ROW = 42;
    private static final int TOP = 20;
    private static final int LONGEST = 24;

    private ShareBars() {}

    static Html of(AxisBias axis, Parameters limits) {
        boolean unknown = axis.unknown() > 0;
        int rows = axis.levels().size() + (unknown ? 1 : 0);
        Drawing chart = new Drawing(
                TOP + ROW * rows + 6,
                "Shares of " + axis.axis() + " among " + axis.known() + " items known on it, " + axis.unknown()
                        + " unknown");
        tick(chart, limits.under(), limits.under());
        tick(chart, limits.over(), limits.over());
        int y = TOP;
        for (LevelShare level : axis.levels()) {
            level(chart, level, y);
            limits(chart, limits, y + 16.0, y + 36.0);
            y += ROW;
        }
        Double share = axis.unknownShare();
        if (unknown && share != null) {
            chart.text(0, y + 14.0, "start", "label", "unknown");
            chart.text(1, y + 14.0, "end", "value", axis.unknown() + " · " + Words.percent(share) + " of all items");
            chart.rect(0, y + 20.0, 1, 12, "track", null).rect(0, y + 20.0, share, 12, "unknown", null);
        }
        return chart.done();
    }

    /** A share in words, at its place along the drawing. */
    static void tick(Drawing chart, double share, double at) {
        String percent = Words.number(100 * share, 100 * share == Math.rint(100 * share) ? 0 : 1) + " %";
        chart.text(at, TOP - 8.0, "middle", "tick", percent);
    }

    /** The limits beside one row, where they do not cross its words. */
    private static void limits(Drawing chart, Parameters limits, double from, double to) {
        chart.line(limits.under(), from, limits.under(), to, "limit");
        chart.line(limits.over(), from, limits.over(), to, "limit");
    }

    private static void level(Drawing chart, LevelShare level, int y) {
        Double share = level.share();
        String finding = finding(level.finding());
        chart.text(0, y + 14.0, "start", "label", Html.clip(level.level(), LONGEST));
        if (share == null) {
            chart.text(1, y + 14.0, "end", "value", "no item");
            return;
        }
        String value = Words.percent(share) + " · " + level.count() + (finding.isEmpty() ? "" : " · " + finding);
        chart.text(1, y + 14.0, "end", "value " + kind(level.finding()), value);
        String interval = level.level() + ": " + Words.percent(share) + ", interval " + Words.percent(level.low())
                + " to " + Words.percent(level.high());
        chart.rect(0, y + 20.0, 1, 12, "track", null)
                .rect(0, y + 20.0, share, 12, "bar " + kind(level.finding()), interval);
        double middle = y + 26.0;
        chart.line(level.low(), middle, level.high(), middle, "whisker")
                .line(level.low(), middle - 4, level.low(), middle + 4, "whisker")
                .line(level.high(), middle - 4, level.high(), middle + 4, "whisker");
    }

    /** A finding in a word and a sign, so that it does not rest on colour. */
    static String finding(@Nullable Finding finding) {
        if (finding == null || finding == Finding.OK) {
            return "";
        }
        String word = finding.word().replace('_', ' ');
        return switch (finding) {
            case OVER -> "▲ " + word;
            case SUSPECT_OVER -> "△ " + word;
            case UNDER -> "▼ " + word;
            case SUSPECT_UNDER -> "▽ " + word;
            default -> word;
        };
    }

    private static String kind(@Nullable Finding finding) {
        if (finding == null) {
            return "";
        }
        String word = finding.word().toLowerCase(Locale.ROOT);
        return word.endsWith("over") ? "over" : word.endsWith("under") ? "under" : "";
    }
}
