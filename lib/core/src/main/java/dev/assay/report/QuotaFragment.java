package dev.assay.report;

import dev.assay.quota.Infeasible;
import dev.assay.quota.Lots;
import dev.assay.quota.Plan;
import dev.assay.quota.QuotaResult;
import dev.assay.quota.Quotas;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The answer to a plan as a fragment. */
final class QuotaFragment {

    private static final int MOST_BARS = 24;

    private QuotaFragment() {}

    static Piece of(QuotaResult result) {
        if (result instanceof Quotas quotas) {
            return quotas(quotas);
        }
        return infeasible((Infeasible) result);
    }

    private static Piece quotas(Quotas quotas) {
        Piece piece = new Piece();
        piece.page().open("p").leaf("strong", "✓ quotas, " + quotas.status(), "class", "tag good");
        piece.page().text(" " + words(quotas)).closeLine();
        piece.line("quotas, " + quotas.status() + " " + words(quotas));
        if (quotas.cells().size() <= MOST_BARS && !quotas.cells().isEmpty()) {
            piece.page().put(QuotaBars.of(quotas));
        }
        List<Object[]> rows = new ArrayList<>();
        for (Quotas.Cell cell : quotas.cells()) {
            List<Object> row = new ArrayList<>(cell.levels().values());
            row.add(cell.available());
            row.add(cell.quota());
            double probability = cell.inclusionProbability();
            row.add(Double.isNaN(probability) ? "–" : Words.number(probability, 3));
            rows.add(row.toArray());
        }
        List<String> columns = new ArrayList<>(quotas.axes());
        columns.addAll(List.of("#available", "#quota", "#inclusion probability"));
        return piece.table("Quota per cell", quotas.cells().size() <= MOST_BARS, columns, rows);
    }

    private static String words(Quotas quotas) {
        Lots lots = quotas.lots();
        if (lots != null) {
            return Words.count(quotas.size(), "item") + " in "
                    + Words.count(quotas.cells().size(), "cell") + " by a lottery over " + lots.size()
                    + " equally likely quotas"
                    + (lots.size() == lots.vectors().size()
                            ? ""
                            : " (" + lots.vectors().size() + " of them distinct)")
                    + "; smallest probability of an item "
                    + Words.number(lots.minimumProbability(), 6) + " (no lottery: above "
                    + Words.number(quotas.bound(), 6) + ", proved by " + quotas.proof()
                    + "). Shown are the quotas nearest to the mean.";
        }
        String items = Words.count(quotas.size(), "item") + " in "
                + Words.count(quotas.cells().size(), "cell");
        if (quotas.plan().objective() == Plan.Objective.NEYMAN) {
            return items
                    + (Double.isNaN(quotas.bound())
                            ? "; a cell that varies has no item: the variance of the total stays open"
                            : ", variance of the total " + Words.number(quotas.bound(), 4)
                                    + " (none is less, proved by " + quotas.proof() + ")")
                    + "; worst deviation " + Words.percent(quotas.objective().worstDeviation()) + ".";
        }
        return items
                + ", worst deviation " + Words.percent(quotas.objective().worstDeviation())
                + " (no quotas of this size: below "
                + Words.percent(quotas.bound()) + ", proved by " + quotas.proof() + ").";
    }

    private static Piece infeasible(Infeasible answer) {
        Piece piece = new Piece();
        String size = answer.size() == null ? "No selection" : "No selection of " + Words.count(answer.size(), "item");
        piece.page().open("p").leaf("strong", "✗ infeasible", "class", "tag bad");
        piece.page()
                .text(" " + size + " keeps all limits (proved by " + answer.proof() + ").")
                .closeLine();
        piece.line("infeasible: " + size + " keeps all limits (proved by " + answer.proof() + ").");
        piece.heading("What cannot hold together");
        List<String> conflicts = new ArrayList<>();
        for (int i = 0; i < answer.conflicts().size(); i++) {
            String reason =
                    i < answer.reasons().size() ? ": " + answer.reasons().get(i) : "";
            conflicts.add(String.join("; ", answer.conflicts().get(i)) + reason);
        }
        piece.list(conflicts);
        if (!answer.repairs().isEmpty()) {
            List<Object[]> rows = new ArrayList<>();
            for (Infeasible.Repair repair : answer.repairs()) {
                rows.add(new Object[] {
                    repair.changes().stream()
                            .map(change -> change.limit() + ": " + change.from() + " → " + change.to())
                            .collect(Collectors.joining(", ")),
                    repair.size(),
                    Words.number(repair.cost(), 2)
                });
            }
            piece.table("What would mend it", false, List.of("change", "#size then", "#relative change"), rows);
        }
        if (!answer.allAsked()) {
            piece.paragraph(Infeasible.CUT);
        }
        if (answer.largestSize() != null) {
            piece.paragraph("All other limits hold up to " + Words.count(answer.largestSize(), "item") + ".");
        }
        return piece;
    }
}
