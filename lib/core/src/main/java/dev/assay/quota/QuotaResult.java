package dev.assay.quota;

import dev.assay.schema.Population;
import dev.assay.selection.Sample;
import java.util.Map;

/** The answer to a plan: quotas, or why there can be none. */
public sealed interface QuotaResult permits Quotas, Infeasible {

    /** {@code optimal}, {@code bounded} (within limits, best not proved) or {@code infeasible}. */
    String status();

    /** How the status was proved: greedy, flow, dual+milp, propagation or solver-agreed. */
    String proof();

    /**
     * Draws the items that the quotas ask for; where there can be no quotas, none.
     *
     * @param population the items that the cube was counted from
     * @throws IllegalArgumentException where their counts are not the cube's
     */
    Sample draw(Population population, long seed);

    /** The JSON document of {@code assay quota --json}: keys in their order, absent values null. */
    Map<String, Object> json();
}
