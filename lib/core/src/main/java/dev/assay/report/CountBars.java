package dev.assay.report;

import java.util.Map;

/** Counts as bars, one under the other, on one scale. */
final class CountBars {

    private static final int ROW = 36;
    private static final int LONGEST = 40;

    private CountBars() {}

    static Html of(String title, Map<String, ? extends Number> counts) {
        long most = counts.values().stream().mapToLong(Number::longValue).max().orElse(0);
        Drawing chart = new Drawing(ROW * counts.size() + 2, title);
        int y = 0;
        for (Map.Entry<String, ? extends Number> entry : counts.entrySet()) {
            long count = entry.getValue().longValue();
            chart.text(0, y + 14.0, "start", "label", Html.clip(entry.getKey(), LONGEST))
                    .text(1, y + 14.0, "end", "value", Long.toString(count))
                    .rect(0, y + 19.0, 1, 9, "track", null)
                    .rect(0, y + 19.0, most == 0 ? 0.0 : (double) count / most, 9, "bar", null);
            y += ROW;
        }
        return chart.done();
    }
}
