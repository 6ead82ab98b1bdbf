package dev.assay.quota;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/**
 * What group caps let through, against a count of every choice of items: quotas are handed out because {@link Caps#supply}
 * says that items supply them, so that nothing it says may be more than the items do, nor less.
 */
@NullUnmarked
class CapsTest {

    private static final int TRIALS = 400;

    private int refused;
    private int bound;
    private int overdrawn;
    private int tangled;

    @Test
    void quotasAreSuppliedThatSomeChoiceOfItemsHas() {
        for (int seed = 0; seed < TRIALS; seed++) {
            Small small = new Small(seed, false);
            Caps caps = small.caps();
            String words = "seed " + seed + ": " + small;
            Map<List<Long>, Long> chosen = small.chosen(small.caps, small.kinds);
            same(words, caps, chosen, false);
            bound += caps.binding() ? 1 : 0;
            tangled += caps.single() ? 0 : 1;
            boolean tooMany = small.overdrawn();
            overdrawn += tooMany ? 1 : 0;
            assertThat(caps.overdrawn()).as(words).isEqualTo(tooMany);
            assertThat(caps.single())
                    .as(words)
                    .isEqualTo(caps.parts.stream().noneMatch(part -> part.limits().length > 1));
            long[] most = caps.most();
            for (List<Long> quotas : chosen.keySet()) {
                for (int c = 0; c < Small.CELLS; c++) {
                    assertThat(quotas.get(c)).as(words).isLessThanOrEqualTo(most[c]);
                }
            }
        }
        assertThat(refused).isGreaterThan(1000);
        assertThat(bound).isGreaterThan(TRIALS / 2);
        assertThat(overdrawn).isGreaterThan(10);
        assertThat(tangled).isGreaterThan(TRIALS / 10);
    }

    @Test
    void quotasCostWhatTheCheapestChoiceOfItemsCosts() {
        for (int seed = 0; seed < TRIALS; seed++) {
            Small small = new Small(seed, true);
            same("seed " + seed + ": " + small, small.caps(), small.chosen(small.caps, small.kinds), true);
        }
    }

    /** Fewer caps, another count, musts let go: each time what the same items give under what is left. */
    @Test
    void whatIsLeftOfCapsIsCountedAnew() {
        int kept = 0;
        for (int seed = 0; seed < TRIALS; seed++) {
            Small small = new Small(seed, seed % 2 == 0);
            boolean priced = small.priced;
            String words = "seed " + seed + ": " + small;
            Caps caps = small.caps();

            List<Caps.Cap> first = small.caps.subList(0, 1);
            List<Kind> freed = small.kinds.stream()
                    .map(kind -> kind.cell() == 0 ? kind.withoutMusts() : kind)
                    .toList();
            Caps less = caps.keeping(Set.of(first.get(0).name()), Set.of(1), priced);
            same(words + " keeping", less, small.chosen(first, freed), priced);
            assertThat(caps.keeping(Set.of("another"), Set.of(0, 1), priced)).isNull();
            kept += caps.keeping(Set.copyOf(caps.names()), Set.of(0, 1), priced) == caps ? 1 : 0;
            same(
                    words + " freed",
                    caps.keeping(Set.copyOf(caps.names()), Set.of(1), priced),
                    small.chosen(small.caps, freed),
                    priced);

            Caps.Cap cap = small.caps.get(0);
            List<Caps.Cap> moved = new ArrayList<>(small.caps);
            moved.set(0, new Caps.Cap(cap.name(), cap.column(), cap.key(), cap.max() + 1));
            same(words + " moved", caps.moved(0, cap.max() + 1), small.chosen(moved, small.kinds), priced);

            Kind must = small.kinds.get(0);
            if (must.musts() > 0) {
                List<Kind> let = new ArrayList<>(small.kinds);
                let.set(0, must.withoutMusts(1));
                same(words + " let go", caps.without(must, 1), small.chosen(small.caps, let), priced);
            }
        }
        assertThat(kept).isEqualTo(TRIALS);
    }

    /** All quotas, by all that could be said of how the parts supply them: among it what is less than none or more than all. */
    private void same(String words, Caps caps, Map<List<Long>, Long> chosen, boolean priced) {
        long[] counts = caps.parts.stream().mapToLong(Caps.Part::count).toArray();
        List<long[]> takens = new ArrayList<>();
        vectors(new long[counts.length], counts, 0, takens);
        Map<List<Long>, Long> supplied = new TreeMap<>(CapsTest::compare);
        List<long[]> quotas = new ArrayList<>();
        vectors(new long[Small.CELLS], new long[] {6, 6}, 0, quotas);
        for (long[] each : quotas) {
            for (long[] taken : takens) {
                if (caps.supply(each, taken)) {
                    supplied.merge(list(each), priced ? caps.cost(each, taken) : 0, Math::min);
                } else {
                    refused++;
                }
            }
        }
        assertThat(supplied).as(words).isEqualTo(chosen);
    }

    /** From -1 to one more than there are. */
    private static void vectors(long[] vector, long[] most, int place, List<long[]> to) {
        if (place == vector.length) {
            to.add(vector.clone());
            return;
        }
        for (long value = -1; value <= most[place] + 1; value++) {
            vector[place] = value;
            vectors(vector, most, place + 1, to);
        }
    }

    private static List<Long> list(long[] values) {
        return LongStream.of(values).boxed().toList();
    }

    private static int compare(List<Long> one, List<Long> other) {
        return Arrays.compare(
                one.stream().mapToLong(Long::longValue).toArray(),
                other.stream().mapToLong(Long::longValue).toArray());
    }

    /** Two cells, up to three kinds of items of two keys, and one to three caps. */
    private static final class Small {
        static final int CELLS = 2;

        final boolean priced;
        final List<Caps.Cap> caps = new ArrayList<>();
        final List<Kind> kinds = new ArrayList<>();

        Small(long seed, boolean priced) {
            this.priced = priced;
            Random random = new Random(seed);
            int count = 1 + random.nextInt(3);
            for (int k = 0; k < count; k++) {
                int key = random.nextInt(2);
                caps.add(new Caps.Cap("cap" + k, "key" + key, key, random.nextInt(3)));
            }
            for (int k = 0; k < 3; k++) {
                int items = 1 + random.nextInt(2);
                int musts = random.nextInt(4) == 0 ? 1 : 0;
                List<String> groups = new ArrayList<>();
                for (int key = 0; key < 2; key++) {
                    int group = random.nextInt(3);
                    groups.add(group == 0 ? null : "g" + group);
                }
                // Of an item of unknown cost nothing can be said beside a budget.
                int known = priced ? random.nextInt(items - musts + 1) : 0;
                long[] mustPrices =
                        random.longs(priced ? musts : 0, 0, 9).sorted().toArray();
                long[] prices = random.longs(known, 0, 9).sorted().toArray();
                Kind kind = new Kind(random.nextInt(CELLS), groups, items, musts, mustPrices, prices);
                // Items that no cap tells apart are of one kind.
                if (kinds.stream()
                        .noneMatch(each ->
                                each.cell() == kind.cell() && each.groups().equals(groups))) {
                    kinds.add(kind);
                }
            }
        }

        Caps caps() {
            return new Caps(caps, kinds, CELLS, priced);
        }

        boolean overdrawn() {
            return caps.stream().anyMatch(cap -> kinds.stream()
                    .filter(kind -> kind.groups().get(cap.key()) != null)
                    .anyMatch(kind -> given(
                                    cap,
                                    kind,
                                    kinds.stream().mapToLong(Kind::musts).toArray(),
                                    kinds)
                            > cap.max()));
        }

        /** Items of a kind's group under a cap, with so many of each kind. */
        private static long given(Caps.Cap cap, Kind kind, long[] taken, List<Kind> kinds) {
            long given = 0;
            for (int k = 0; k < taken.length; k++) {
                boolean same = kind.groups()
                        .get(cap.key())
                        .equals(kinds.get(k).groups().get(cap.key()));
                given += same ? taken[k] : 0;
            }
            return given;
        }

        /** The quotas of every choice of items that keeps these caps, each with what its cheapest choice costs. */
        Map<List<Long>, Long> chosen(List<Caps.Cap> under, List<Kind> of) {
            Map<List<Long>, Long> chosen = new TreeMap<>(CapsTest::compare);
            choose(under, of, new long[of.size()], 0, chosen);
            return chosen;
        }

        private void choose(List<Caps.Cap> under, List<Kind> of, long[] taken, int place, Map<List<Long>, Long> to) {
            if (place < taken.length) {
                Kind kind = of.get(place);
                for (taken[place] = kind.musts(); taken[place] <= kind.there(priced); taken[place]++) {
                    choose(under, of, taken, place + 1, to);
                }
                return;
            }
            boolean kept = under.stream().allMatch(cap -> of.stream()
                    .filter(kind -> kind.groups().get(cap.key()) != null)
                    .allMatch(kind -> given(cap, kind, taken, of) <= cap.max()));
            if (kept) {
                long[] quotas = new long[CELLS];
                long cost = 0;
                for (int k = 0; k < taken.length; k++) {
                    Kind kind = of.get(k);
                    quotas[kind.cell()] += taken[k];
                    if (priced) {
                        cost += LongStream.of(kind.mustPrices()).sum()
                                + LongStream.of(kind.prices())
                                        .limit(taken[k] - kind.musts())
                                        .sum();
                    }
                }
                to.merge(list(quotas), cost, Math::min);
            }
        }

        @Override
        public String toString() {
            return caps + " " + kinds;
        }
    }
}
