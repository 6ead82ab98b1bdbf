package dev.assay.quota;

import java.util.Map;

/** The answer to a plan: quotas, or why there can be none. */
public sealed interface QuotaResult permits Quotas, Infeasible {

    /** {@code optimal}, {@code bounded} (within limits, best not proved) or {@code infeasible}. */
    String status();

    /** How the status was proved: greedy, flow, dual+milp, propagation or solver-agreed. */
    String proof();

    /** The JSON document of {@code assay quota --json}: keys in their order, absent values null. */
    Map<String, Object> json();
}
