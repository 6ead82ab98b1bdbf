package dev.assay.quota;

import dev.assay.selection.Draw;
import dev.assay.selection.GroupSupply;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which groups supply quotas under caps, and a budget. Under one cap alone that is a flow, and exact; else the integer
 * solver looks for it, and what it finds is checked here: quotas that nobody can be shown to supply count as broken.
 */
final class Provision {

    /** Effort for quotas that are given: little is left to choose. */
    private static final double EFFORT = 2;

    private Provision() {}

    /** How many items of each part are taken, or null where none were found. */
    static long @Nullable [] of(Model model, long[] quotas) {
        Caps caps = model.caps;
        if (caps == null) {
            return new long[0];
        }
        long[] taken = model.costs == null && caps.single() ? flowing(caps, quotas) : solved(model, quotas);
        return taken != null && supplies(model, caps, quotas, taken) ? taken : null;
    }

    /** Whether so many items of each part supply quotas, within the budget. */
    static boolean supplies(Model model, Caps caps, long[] quotas, long[] taken) {
        return caps.supply(quotas, taken) && (model.costs == null || caps.cost(quotas, taken) <= model.costs.max);
    }

    private static long @Nullable [] flowing(Caps caps, long[] quotas) {
        int limits = caps.limits.size();
        Flow flow = new Flow(limits + quotas.length + 2);
        int source = limits + quotas.length;
        for (int l = 0; l < limits; l++) {
            flow.arc(source, l, Math.max(0, caps.limits.get(l).most()));
        }
        int[] arcs = new int[caps.parts.size()];
        for (int p = 0; p < arcs.length; p++) {
            Caps.Part part = caps.parts.get(p);
            arcs[p] = flow.arc(part.limits()[0], limits + part.cell(), part.count());
        }
        long needed = 0;
        for (int c = 0; c < quotas.length; c++) {
            long need = Math.max(0, quotas[c] - caps.free[c]);
            flow.arc(limits + c, source + 1, need);
            needed += need;
        }
        return flow.push(source, source + 1) < needed
                ? null
                : Arrays.stream(arcs).mapToLong(flow::through).toArray();
    }

    /** The same in the words of a draw, for quotas that can be supplied; null without caps. */
    static @Nullable GroupSupply supply(Model model, long[] quotas) {
        Caps caps = model.caps;
        long[] taken = caps == null ? null : of(model, quotas);
        if (caps == null || taken == null) {
            return null;
        }
        int[] strata = new int[model.cells()];
        int[] order = Routing.order(model);
        for (int s = 0; s < order.length; s++) {
            strata[order[s]] = s;
        }
        List<Integer> bound = caps.bound();
        List<GroupSupply.Part> parts = new ArrayList<>();
        for (int p = 0; p < taken.length; p++) {
            Caps.Part part = caps.parts.get(p);
            List<@Nullable String> groups = new ArrayList<>(Collections.nCopies(bound.size(), null));
            for (int limit : part.limits()) {
                Caps.Limit held = caps.limits.get(limit);
                groups.set(bound.indexOf(held.cap()), held.group());
            }
            parts.add(new GroupSupply.Part(strata[part.cell()], groups, taken[p]));
        }
        return new GroupSupply(
                bound.stream()
                        .map(caps.caps::get)
                        .map(cap -> new Draw.Cap(cap.column(), cap.max()))
                        .toList(),
                parts);
    }

    private static long @Nullable [] solved(Model model, long[] quotas) {
        if (!Solver.available()) {
            return null;
        }
        Solver solver = new Solver(model, Arrays.stream(quotas).sum(), true);
        solver.fix(quotas);
        return solver.run(EFFORT).found() ? solver.taken() : null;
    }
}
