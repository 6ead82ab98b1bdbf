package dev.assay.quota;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Kinds of items to limits and parts. */
final class CapsReading {

    final List<Caps.Limit> limits = new ArrayList<>();
    final List<Caps.Part> parts = new ArrayList<>();
    final long[] free;
    final long[] musts;
    final long[][] freeLeast;

    private final List<Caps.Cap> caps;
    private final boolean priced;
    private final Map<Group, Integer> places = new LinkedHashMap<>();
    /** Prices of musts, and of what else is free, in each cell. */
    private final List<List<long[]>> mustPrices = new ArrayList<>();

    private final List<List<long[]>> freePrices = new ArrayList<>();

    /** A group under a cap. */
    private record Group(int cap, String name) {}

    /** Where a part stands: cell, and the limits that hold it back. */
    private record Where(int cell, List<Integer> limits) {}

    CapsReading(List<Caps.Cap> caps, List<Kind> kinds, int cells, boolean priced) {
        this.caps = caps;
        this.priced = priced;
        this.free = new long[cells];
        this.musts = new long[cells];
        this.freeLeast = new long[priced ? cells : 0][];
        for (int c = 0; c < cells; c++) {
            mustPrices.add(new ArrayList<>());
            freePrices.add(new ArrayList<>());
        }
        limits(kinds);
        Map<Where, List<Kind>> merged = new LinkedHashMap<>();
        for (Kind kind : kinds) {
            musts[kind.cell()] += kind.musts();
            free[kind.cell()] += kind.musts();
            mustPrices.get(kind.cell()).add(kind.mustPrices());
            merged.computeIfAbsent(new Where(kind.cell(), held(kind)), where -> new ArrayList<>())
                    .add(kind);
        }
        int[] uses = new int[limits.size()];
        merged.keySet().forEach(where -> where.limits().forEach(limit -> uses[limit]++));
        merged.forEach((where, of) -> part(where, of, uses));
        Arrays.setAll(freeLeast, c -> sums(joined(mustPrices.get(c)), joined(freePrices.get(c))));
    }

    /** A limit for each group that has more items than its cap lets through. */
    private void limits(List<Kind> kinds) {
        Map<Group, long[]> counts = new LinkedHashMap<>();
        for (Kind kind : kinds) {
            for (int k = 0; k < caps.size(); k++) {
                String name = kind.groups().get(caps.get(k).key());
                if (name != null) {
                    long[] count = counts.computeIfAbsent(new Group(k, name), group -> new long[2]);
                    count[0] += kind.there(priced);
                    count[1] += kind.musts();
                }
            }
        }
        counts.forEach((group, count) -> {
            long max = caps.get(group.cap()).max();
            if (count[0] > max) {
                places.put(group, limits.size());
                limits.add(new Caps.Limit(group.cap(), group.name(), max - count[1], count[1] > 0));
            }
        });
    }

    private List<Integer> held(Kind kind) {
        List<Integer> held = new ArrayList<>();
        for (int k = 0; k < caps.size(); k++) {
            String name = kind.groups().get(caps.get(k).key());
            Integer place = name == null ? null : places.get(new Group(k, name));
            if (place != null) {
                held.add(place);
            }
        }
        held.sort(null);
        return held;
    }

    /** A group that lies in one cell, and under one cap, only makes fewer items free there. */
    private void part(Where where, List<Kind> of, int[] uses) {
        long count =
                of.stream().mapToLong(kind -> kind.there(priced) - kind.musts()).sum();
        long[] prices = joined(of.stream().map(Kind::prices).toList());
        List<Integer> held = where.limits();
        long most = held.size() == 1 ? limits.get(held.get(0)).most() : -1;
        if (held.isEmpty() || (most >= 0 && uses[held.get(0)] == 1)) {
            long through = held.isEmpty() ? count : Math.min(count, most);
            free[where.cell()] += through;
            freePrices.get(where.cell()).add(priced ? Arrays.copyOf(prices, (int) through) : prices);
        } else {
            int[] places = held.stream().mapToInt(Integer::intValue).toArray();
            parts.add(new Caps.Part(where.cell(), places, count, priced ? sums(new long[0], prices) : new long[0]));
        }
    }

    private static long[] joined(List<long[]> prices) {
        return prices.stream().flatMapToLong(Arrays::stream).sorted().toArray();
    }

    /** What so many cost at least, the first ones before all others. */
    private static long[] sums(long[] first, long[] others) {
        long[] sums = new long[first.length + others.length + 1];
        for (int k = 0; k < sums.length - 1; k++) {
            sums[k + 1] = sums[k] + (k < first.length ? first[k] : others[k - first.length]);
        }
        return sums;
    }
}
