package dev.assay.report;

import dev.assay.quota.Quotas;

/** Per cell how many items there are, and how many of them are taken, on one scale. */
final class QuotaBars {

    private static final int ROW = 36;
    private static final int LONGEST = 40;

    private QuotaBars() {}

    static Html of(Quotas quotas) {
        long most =
                quotas.cells().stream().mapToLong(Quotas.Cell::available).max().orElse(1);
        Drawing chart = new Drawing(ROW * quotas.cells().size() + 2, "Quota and available items per cell");
        int y = 0;
        for (Quotas.Cell cell : quotas.cells()) {
            String name = String.join(":", cell.levels().values());
            chart.text(0, y + 14.0, "start", "label", Html.clip(name, LONGEST))
                    .text(1, y + 14.0, "end", "value", cell.quota() + " of " + cell.available())
                    .rect(0, y + 19.0, share(cell.available(), most), 9, "track", null)
                    .rect(0, y + 19.0, share(cell.quota(), most), 9, "bar", null);
            y += ROW;
        }
        return chart.done();
    }

    private static double share(long count, long most) {
        return most == 0 ? 0 : (double) count / most;
    }
}
