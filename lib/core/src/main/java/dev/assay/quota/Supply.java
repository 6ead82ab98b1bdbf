package dev.assay.quota;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Group caps in a {@link Merged} question. Under one cap alone, groups with the same items in the same variables are one
 * group with a count, since an aggregate of equal groups splits again, by integrality of flows. Under several, parts of
 * the same groups are one part, and each group stays a row of its own.
 */
final class Supply {

    private final Merged question;
    private final Caps caps;
    private final String mustNames;
    /** Under several caps, the variable of each part of the caps. */
    private final int[] variables;

    Supply(Merged question, Caps caps, String mustNames) {
        this.question = question;
        this.caps = caps;
        this.mustNames = mustNames;
        this.variables = new int[caps.parts.size()];
    }

    /** Adds the variables of parts to {@code ends}, their greatest values, and the inequalities to the question. */
    void state(List<Long> ends) {
        long[] free = new long[question.classes];
        for (int c = 0; c < question.home.length; c++) {
            free[question.home[c]] += caps.free[c];
        }
        Map<Integer, List<Integer>> suppliers = new HashMap<>();
        if (caps.single()) {
            merged(free, suppliers, ends);
        } else {
            apart(suppliers, ends);
        }
        String all =
                String.join("\n", caps.names()) + (Arrays.stream(caps.musts).sum() > 0 ? "\n" + mustNames : "");
        for (int v = 0; v < free.length; v++) {
            int[] parts = ints(suppliers.getOrDefault(v, List.of()));
            int[] of = Arrays.copyOf(parts, parts.length + 1);
            long[] coefficients = new long[of.length];
            Arrays.fill(coefficients, -1);
            of[parts.length] = v;
            coefficients[parts.length] = 1;
            question.inequalities.add(new Merged.Inequality(of, coefficients, Merged.NO_LOW, free[v], all));
        }
    }

    private String owner(Caps.Limit limit) {
        return caps.caps.get(limit.cap()).name() + (limit.musts() ? "\n" + mustNames : "");
    }

    /** What groups have in common: how many items of each variable, the most of them, and who says so. */
    private record Alike(Map<Integer, Long> counts, long most, String owner) {}

    private void merged(long[] free, Map<Integer, List<Integer>> suppliers, List<Long> ends) {
        List<Map<Integer, Long>> counts = new ArrayList<>();
        caps.limits.forEach(limit -> counts.add(new TreeMap<>()));
        for (Caps.Part part : caps.parts) {
            counts.get(part.limits()[0]).merge(question.home[part.cell()], part.count(), Long::sum);
        }
        Map<Alike, Long> kinds = new LinkedHashMap<>();
        for (int l = 0; l < counts.size(); l++) {
            Caps.Limit limit = caps.limits.get(l);
            counts.get(l).replaceAll((variable, count) -> Math.min(Math.max(0, limit.most()), count));
            // A group within one variable only adds to what is free; one without parts says something only by its
            // musts.
            if (counts.get(l).size() == 1 && limit.most() >= 0) {
                counts.get(l).forEach((variable, count) -> free[variable] += count);
            } else if (!counts.get(l).isEmpty() || limit.most() < 0) {
                kinds.merge(new Alike(counts.get(l), limit.most(), owner(limit)), 1L, Long::sum);
            }
        }
        kinds.forEach((alike, groups) -> {
            List<Integer> parts = new ArrayList<>();
            alike.counts().forEach((variable, count) -> {
                parts.add(ends.size());
                suppliers.computeIfAbsent(variable, v -> new ArrayList<>()).add(ends.size());
                ends.add(groups * count);
            });
            question.inequalities.add(
                    Merged.Inequality.ones(ints(parts), Merged.NO_LOW, groups * alike.most(), alike.owner()));
        });
    }

    /** Where parts stand: in a variable, under limits. */
    private record Where(int variable, List<Integer> limits) {}

    private void apart(Map<Integer, List<Integer>> suppliers, List<Long> ends) {
        Map<Where, Integer> places = new HashMap<>();
        Map<Integer, List<Integer>> under = new TreeMap<>();
        for (int p = 0; p < variables.length; p++) {
            Caps.Part part = caps.parts.get(p);
            List<Integer> limits = IntStream.of(part.limits()).boxed().toList();
            Where where = new Where(question.home[part.cell()], limits);
            Integer known = places.get(where);
            if (known == null) {
                known = ends.size();
                places.put(where, known);
                ends.add(0L);
                suppliers
                        .computeIfAbsent(where.variable(), v -> new ArrayList<>())
                        .add(known);
                for (int limit : limits) {
                    under.computeIfAbsent(limit, l -> new ArrayList<>()).add(known);
                }
            }
            variables[p] = known;
            ends.set(known, ends.get(known) + part.count());
        }
        for (int l = 0; l < caps.limits.size(); l++) {
            Caps.Limit limit = caps.limits.get(l);
            int[] parts = ints(under.getOrDefault(l, List.of()));
            question.inequalities.add(Merged.Inequality.ones(parts, Merged.NO_LOW, limit.most(), owner(limit)));
        }
    }

    private static int[] ints(List<Integer> list) {
        return list.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Quotas of cells for values of variables, as far as they can be supplied. */
    long[] quotas(long[] values) {
        return caps.single() ? flowing(values) : filled(values);
    }

    /** Items flow from groups, or from what is free, to cells, and from cells to what their variable asks. */
    private long[] flowing(long[] values) {
        int cells = question.home.length;
        int limits = caps.limits.size();
        Flow flow = new Flow(cells + limits + question.classes + 2);
        int source = cells + limits + question.classes;
        int[] out = new int[cells];
        for (int c = 0; c < cells; c++) {
            flow.arc(source, c, caps.free[c]);
            out[c] = flow.arc(c, cells + limits + question.home[c], question.model.available[c]);
        }
        for (int l = 0; l < limits; l++) {
            flow.arc(source, cells + l, Math.max(0, caps.limits.get(l).most()));
        }
        for (Caps.Part part : caps.parts) {
            flow.arc(cells + part.limits()[0], part.cell(), part.count());
        }
        for (int v = 0; v < question.classes; v++) {
            flow.arc(cells + limits + v, source + 1, values[v]);
        }
        flow.push(source, source + 1);
        return Arrays.stream(out).mapToLong(flow::through).toArray();
    }

    /** Items of parts first, as their variables say, then what is free. */
    private long[] filled(long[] values) {
        long[] left = values.clone();
        long[] quotas = new long[question.home.length];
        for (int p = 0; p < variables.length; p++) {
            Caps.Part part = caps.parts.get(p);
            int home = question.home[part.cell()];
            long taken = Math.min(Math.min(part.count(), left[variables[p]]), left[home]);
            quotas[part.cell()] += taken;
            left[variables[p]] -= taken;
            left[home] -= taken;
        }
        for (int c = 0; c < quotas.length; c++) {
            long free = Math.min(caps.free[c], left[question.home[c]]);
            quotas[c] += free;
            left[question.home[c]] -= free;
        }
        return quotas;
    }

    /** Whether quotas can be supplied. */
    boolean holds(long[] quotas) {
        return Provision.of(question.model.withCosts(null).withCaps(caps), quotas) != null;
    }
}
