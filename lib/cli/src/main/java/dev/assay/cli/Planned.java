package dev.assay.cli;

import dev.assay.inventory.Inventory;
import dev.assay.quota.Plan;
import java.util.Set;

/** The items that a plan speaks of. */
final class Planned {

    private Planned() {}

    static Inventory population(Inventory all, Plan plan) {
        String where = plan.where();
        Inventory kept = where == null ? all : all.where(where);
        Set<String> excluded = Set.copyOf(plan.mustExclude());
        return kept.rows(row -> !excluded.contains(kept.id(row)));
    }
}
