package dev.assay.report;

import dev.assay.quota.Infeasible;
import dev.assay.quota.Quotas;
import dev.assay.verdict.Criterion;
import dev.assay.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;

/** A verdict as a fragment: the status, the criteria, the quotas and how the shares move. The report has the rest. */
final class VerdictFragment {

    private VerdictFragment() {}

    static Piece of(Verdict verdict) {
        Piece piece = new Piece();
        piece.page().put(VerdictHtml.summary(verdict));
        piece.line(verdict.status().words() + ": " + Words.answer(verdict));
        List<Object[]> rows = new ArrayList<>();
        for (Criterion criterion : verdict.criteria()) {
            rows.add(new Object[] {
                criterion.name(),
                criterion.met() ? "✓ met" : "✗ not met",
                criterion.expected(),
                criterion.found(),
                criterion.required() ? "required" : "desired"
            });
        }
        piece.table(
                "Criteria: they alone decide the status",
                true,
                List.of("criterion", "met", "expected", "found", "weight"),
                rows);
        if (verdict.quotas() instanceof Quotas quotas) {
            piece.line("quotas: " + quotas.size() + " of "
                    + Words.count(verdict.choice().suitable(), "suitable item"));
        } else if (verdict.quotas() instanceof Infeasible infeasible) {
            piece.list(infeasible.reasons());
        }
        if (!verdict.selected().isEmpty()) {
            SamplingHtml.moves(verdict, piece.page());
        }
        if (!verdict.concerns().isEmpty()) {
            piece.heading("Concerns").list(verdict.concerns());
        }
        return piece;
    }
}
