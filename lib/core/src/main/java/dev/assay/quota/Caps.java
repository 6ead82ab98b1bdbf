package dev.assay.quota;

import dev.assay.schema.Axis;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Group caps, as what quotas can be supplied with: of each cell, what no cap holds back, and parts whose groups lie in
 * several cells, or are of several keys, and let through at most so many altogether.
 *
 * <p>Items that must be included are taken before all others: they count as free, and leave their groups so much less
 * room. Groups too small for their cap to bind are not spoken of.
 */
final class Caps {

    /** A cap in words, its key's column, and that key's place in {@link Kind#groups()}. */
    record Cap(String name, String column, int key, long max) {}

    /**
     * Items of one cell under the same limits.
     *
     * @param limits places of these limits, ascending
     * @param count items beside the musts
     * @param least under a budget what k of them cost at least, k from 0 to {@code count}; else empty
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared, never shared
    record Part(int cell, int[] limits, long count, long[] least) {}

    /**
     * What one group may give beside its musts.
     *
     * @param cap the cap's place
     * @param most less than 0 where its musts alone are too many
     * @param musts whether some of its items must be included
     */
    record Limit(int cap, String group, long most, boolean musts) {}

    final List<Cap> caps;
    final List<Limit> limits;
    final List<Part> parts;
    /** Items of each cell that no limit holds back, musts among them. */
    final long[] free;

    final long[] musts;
    /** Under a budget, what so many of the free items of each cell cost at least: musts first, from them on convex. */
    final long[][] freeLeast;

    private final List<Kind> kinds;
    private final boolean priced;

    Caps(List<Cap> caps, List<Kind> kinds, int cells, boolean priced) {
        CapsReading reading = new CapsReading(caps, kinds, cells, priced);
        this.caps = List.copyOf(caps);
        this.kinds = kinds;
        this.priced = priced;
        this.limits = reading.limits;
        this.parts = reading.parts;
        this.free = reading.free;
        this.musts = reading.musts;
        this.freeLeast = reading.freeLeast;
    }

    /**
     * The caps of some names; null where no cap is left.
     *
     * @param mustCells cells whose musts must be included
     * @param withPrices whether items of unknown cost are not there
     */
    @Nullable
    Caps keeping(Set<String> names, Set<Integer> mustCells, boolean withPrices) {
        List<Cap> kept = caps.stream().filter(cap -> names.contains(cap.name())).toList();
        boolean freed = kinds.stream().anyMatch(kind -> kind.musts() > 0 && !mustCells.contains(kind.cell()));
        if (kept.isEmpty() || (kept.size() == caps.size() && !freed && priced == withPrices)) {
            return kept.isEmpty() ? null : this;
        }
        List<Kind> of = kinds.stream()
                .map(kind -> mustCells.contains(kind.cell()) ? kind : kind.withoutMusts())
                .toList();
        return new Caps(kept, of, free.length, withPrices);
    }

    /** The same with the cap at some place at another count. */
    Caps moved(int place, long max) {
        Cap cap = caps.get(place);
        List<Cap> now = new ArrayList<>(caps);
        now.set(place, new Cap("by=" + cap.column() + " max " + max, cap.column(), cap.key(), max));
        return new Caps(now, kinds, free.length, priced);
    }

    /** The same where so many musts of a kind are items like others. */
    Caps without(Kind kind, long freed) {
        List<Kind> now = kinds.stream()
                .map(each -> same(each, kind) ? each.withoutMusts(freed) : each)
                .toList();
        return new Caps(caps, now, free.length, priced);
    }

    private static boolean same(Kind one, Kind other) {
        return one.cell() == other.cell() && one.groups().equals(other.groups());
    }

    /** The kinds of a cell that have items that must be included. */
    List<Kind> musts(int cell) {
        return kinds.stream()
                .filter(kind -> kind.cell() == cell && kind.musts() > 0)
                .toList();
    }

    /** The groups of a kind, each with its key. */
    List<String> words(Kind kind) {
        return caps.stream()
                .map(cap -> cap.column() + "="
                        + Objects.requireNonNullElse(kind.groups().get(cap.key()), Axis.UNKNOWN))
                .distinct()
                .toList();
    }

    /** Items of the largest group of a cap's key: a cap of so many holds nothing back. */
    long largest(Cap cap) {
        Map<String, Long> sizes = new HashMap<>();
        for (Kind kind : kinds) {
            String group = kind.groups().get(cap.key());
            if (group != null) {
                sizes.merge(group, kind.items(), Long::sum);
            }
        }
        return sizes.values().stream().mapToLong(Long::longValue).max().orElse(0);
    }

    List<String> names() {
        return caps.stream().map(Cap::name).toList();
    }

    /** Whether any group gives less than it has. */
    boolean binding() {
        return !limits.isEmpty();
    }

    /** The places of those caps under which any group gives less than it has. */
    List<Integer> bound() {
        return limits.stream().map(Limit::cap).distinct().sorted().toList();
    }

    /** Whether the musts of some group alone are more than it may give. */
    boolean overdrawn() {
        return limits.stream().anyMatch(limit -> limit.most() < 0);
    }

    /** Whether each part is under one limit alone: then supply is a flow. */
    boolean single() {
        return parts.stream().allMatch(part -> part.limits().length == 1);
    }

    /** The most items of each cell that the caps could let through, were the cell alone. */
    long[] most() {
        long[] most = free.clone();
        for (Part part : parts) {
            long through = part.count();
            for (int limit : part.limits()) {
                through = Math.min(through, limits.get(limit).most());
            }
            most[part.cell()] += Math.max(0, through);
        }
        return most;
    }

    /** Whether quotas are supplied by so many items of each part, and the rest of them by what is free. */
    boolean supply(long[] quotas, long[] taken) {
        long[] rest = quotas.clone();
        long[] given = new long[limits.size()];
        for (int p = 0; p < taken.length; p++) {
            Part part = parts.get(p);
            if (taken[p] < 0 || taken[p] > part.count()) {
                return false;
            }
            rest[part.cell()] -= taken[p];
            for (int limit : part.limits()) {
                given[limit] += taken[p];
            }
        }
        for (int l = 0; l < given.length; l++) {
            if (given[l] > limits.get(l).most()) {
                return false;
            }
        }
        for (int c = 0; c < rest.length; c++) {
            if (rest[c] < musts[c] || rest[c] > free[c]) {
                return false;
            }
        }
        return true;
    }

    /** Under a budget, what quotas cost that are supplied so. */
    long cost(long[] quotas, long[] taken) {
        long[] rest = quotas.clone();
        long sum = 0;
        for (int p = 0; p < taken.length; p++) {
            rest[parts.get(p).cell()] -= taken[p];
            sum += parts.get(p).least()[(int) taken[p]];
        }
        for (int c = 0; c < rest.length; c++) {
            sum += freeLeast[c][(int) rest[c]];
        }
        return sum;
    }
}
