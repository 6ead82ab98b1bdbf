package dev.assay.report;

import dev.assay.bias.BiasReport;
import dev.assay.bias.CrossTab;
import dev.assay.cube.Cube;
import dev.assay.inventory.Inventory;
import dev.assay.quota.QuotaResult;
import dev.assay.selection.Sample;
import dev.assay.selection.Splits;
import dev.assay.verdict.Verdict;

/**
 * One value as a piece of somebody else's page, such as a notebook's, in the look of our reports. Bounded in size whatever
 * the value's; the same bytes for the same value.
 *
 * @param html well-formed; all content is escaped, nothing in it runs or is loaded, and its style sheet speaks of this
 *     piece alone. It follows the theme of the page it is in where that names one (JupyterLab, VS Code), and is light
 *     elsewhere. Where style sheets and drawings are stripped the tables stay
 * @param text the same for a console
 */
public record Fragment(String html, String text) {

    /** How many items there are, and what is known of them. */
    public static Fragment of(Inventory inventory) {
        return InventoryFragment.of(inventory).done();
    }

    /** Counts: as a cross-tab where there are two axes. */
    public static Fragment of(Cube cube) {
        return CubeFragment.of(cube).done();
    }

    /** Counts with shares, margins and residuals. */
    public static Fragment of(CrossTab table) {
        return CubeFragment.of(table).done();
    }

    /** Shares with intervals, between the limits of the defaults; pairs of axes; reversals. */
    public static Fragment of(BiasReport report) {
        return BiasFragment.of(report).done();
    }

    /** Quotas, or the conflicts and what would mend them. */
    public static Fragment of(QuotaResult result) {
        return QuotaFragment.of(result).done();
    }

    /** Items by cell, and the first of them. */
    public static Fragment of(Sample sample) {
        return SampleFragment.of(sample).done();
    }

    /** How many items went where, and how even that is. */
    public static Fragment of(Splits splits) {
        return SampleFragment.of(splits).done();
    }

    /** The status, what it follows from, and how the shares move. */
    public static Fragment of(Verdict verdict) {
        return VerdictFragment.of(verdict).done();
    }
}
