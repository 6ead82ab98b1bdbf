package dev.assay.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a draw under a group cap says of its items. */
@org.jspecify.annotations.NullUnmarked
class CappedDrawTest {

    private static final List<String> HALF =
            IntStream.range(0, 20).mapToObj(i -> "v" + i).toList();

    /** No group has more than the cap lets through: items come by tier, then by the second stage's key. */
    @Test
    void ranksAreThoseOfTiersAndKeys() {
        Items items = Items.of(HALF.stream()
                .map(id -> id + " identity=" + id + (id.length() == 2 ? " quality=hq" : ""))
                .toArray(String[]::new));
        DrawRule tiers = DrawRule.ALIKE.withTiers("quality", List.of("hq"));
        Draw draw = Draw.of(List.of(), List.of(new Stratum(List.of(), 20, 14))).withCap("identity", 1);
        for (long seed = 0; seed < 10; seed++) {
            List<String> order = ordered(HALF, seed);
            List<String> byTier = Stream.concat(
                            order.stream().filter(id -> id.length() == 2),
                            order.stream().filter(id -> id.length() == 3))
                    .toList();
            for (Selected item : draw.from(items, seed).items()) {
                int rank = order.indexOf(item.id()) + 1;
                assertThat(rank).isLessThanOrEqualTo(14);
                assertThat(item.reason())
                        .isEqualTo("all is 100.0 % of the items to draw from; quota 14 of 20; rank " + rank
                                + " by seeded hash, at most 1 of each identity");
            }
            for (Selected item : draw.withRule(tiers).from(items, seed).items()) {
                String tier = item.id().length() == 2 ? "tier hq of quality" : "no tier of quality";
                assertThat(item.reason())
                        .contains("; " + tier + ", rank " + (byTier.indexOf(item.id()) + 1) + " by seeded hash");
            }
        }
    }

    private static List<String> ordered(List<String> ids, long seed) {
        List<String> order = new ArrayList<>(ids);
        Collections.sort(
                order, (one, other) -> Long.compareUnsigned(SeededHash.of(~seed, one), SeededHash.of(~seed, other)));
        return order;
    }

    /** The one of p that must be in leaves room for none of the other two; that it lies in one cell alone is said. */
    @Test
    void mustsMayTakeAllTheRoomOfTheirGroup() {
        Items items = Items.of("v0 identity=p", "v1 identity=p", "v2 identity=p", "v3");
        Draw draw = Draw.of(List.of(), List.of(new Stratum(List.of(), 4, 2)))
                .withCap("identity", 1)
                .withMust(List.of("v0"));
        for (long seed = 0; seed < 20; seed++) {
            assertThat(draw.from(items, seed).items())
                    .extracting(Selected::id, Selected::inclusionProbability)
                    .containsExactly(tuple("v0", 1.0), tuple("v3", 1.0));
        }
    }

    @Test
    void thatGroupsLieInSeveralCellsIsSaidWhereTheyDo() {
        Items items = Items.of("a1 k=1 identity=p", "a2 k=1", "b1 k=2 identity=p", "b2 k=2", "c1 k=3");
        Draw draw = Draw.of(
                        List.of("k"),
                        List.of(
                                new Stratum(List.of("1"), 2, 1),
                                new Stratum(List.of("2"), 2, 1),
                                new Stratum(List.of("3"), 1, 1)))
                .withCap("identity", 1);
        assertThat(draw.from(items, 5).items())
                .allSatisfy(item -> assertThat(item.reason().endsWith("at most 1 of each identity over several cells"))
                        .isEqualTo(!item.cell().equals("3")));
    }
}
