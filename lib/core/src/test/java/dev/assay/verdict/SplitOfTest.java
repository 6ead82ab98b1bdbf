package dev.assay.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.group.Components;
import dev.assay.inventory.Inventory;
import dev.assay.schema.Columns;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

class SplitOfTest {

    private static SplitOf split(Inventory items) {
        return SplitOf.sample(items, Components.of(items, Columns.GROUP_KEYS), List.of("environment"), 0.1, 42);
    }

    private static Map<String, Integer> sizes(SplitOf splits) {
        Map<String, Integer> sizes = new HashMap<>();
        splits.splitOf().values().forEach(split -> sizes.merge(split, 1, Integer::sum));
        return sizes;
    }

    @Test
    void levelsAreDividedAsTheWholeIs() {
        SplitOf splits = split(new Videos()
                .add(100, "environment", "indoor")
                .add(50, "environment", "outdoor")
                .inventory());
        assertThat(sizes(splits)).isEqualTo(Map.of("train", 120, "val", 15, "test", 15));
        assertThat(splits.worstDeviation()).isCloseTo(0, within(1e-12));
        assertThat(splits.crossing()).isEqualTo(OptionalLong.of(0));
        assertThat(splits.belowFloor().values()).allMatch(List::isEmpty);
    }

    /** Three items of no known level, all in one split, are no deviation of a level. */
    @Test
    void theWordUnknownIsNoLevel() {
        SplitOf named = split(new Videos()
                .add(100, "environment", "indoor")
                .add(50, "environment", "outdoor")
                .add(3, "environment", "unknown")
                .inventory());
        SplitOf missing = split(new Videos()
                .add(100, "environment", "indoor")
                .add(50, "environment", "outdoor")
                .add(3, "environment", "")
                .inventory());
        assertThat(named).isEqualTo(missing);
        assertThat(named.worstDeviation()).isLessThan(0.02);
        assertThat(named.belowFloor().values()).allMatch(List::isEmpty);
    }

    @Test
    void noGroupIsCut() {
        Videos videos = new Videos();
        for (int i = 0; i < 60; i++) {
            videos.add(3, "environment", i % 2 == 0 ? "indoor" : "outdoor", "identity", "p" + i);
        }
        Inventory items = videos.inventory();
        SplitOf splits = split(items);
        Map<String, String> splitOfPerson = new HashMap<>();
        for (int row = 0; row < items.size(); row++) {
            String person = String.valueOf(items.text(row, "identity"));
            String split = String.valueOf(splits.splitOf().get(items.id(row)));
            assertThat(splitOfPerson.getOrDefault(person, split)).isEqualTo(split);
            splitOfPerson.put(person, split);
        }
        assertThat(sizes(splits)).containsOnlyKeys("train", "val", "test");
    }

    /** Two videos whose copies show one person are of one person, also where neither copy is chosen. */
    @Test
    void whatWasLeftOutStillJoins() {
        Inventory all = twoOfOnePerson().inventory();
        Inventory chosen = all.where("quality=hq");
        Components joined = Components.of(all, Columns.GROUP_KEYS);
        SplitOf splits = SplitOf.sample(chosen, joined, List.of("environment"), 0.1, 42);
        assertThat(chosen.size()).isEqualTo(2);
        assertThat(splits.splitOf().values())
                .containsOnly(String.valueOf(splits.splitOf().get("v0000")));
        assertThat(splits.groupOf()).isEqualTo(Map.of("v0000", "v0000", "v0001", "v0000"));
        assertThat(splits.crossing()).hasValue(0);
        assertThat(joined.cut(id -> Map.of("v0000", "train", "v0001", "test").get(id)))
                .isOne();
    }

    /** What the folds of a cross-validation keep whole, too. */
    @Test
    void whatWasLeftOutJoinsForFolds() {
        Inventory all = twoOfOnePerson().inventory();
        IntUnaryOperator folds = SplitOf.components(all.where("quality=hq"), Components.of(all, Columns.GROUP_KEYS));
        assertThat(folds.applyAsInt(0)).isEqualTo(folds.applyAsInt(1));
    }

    private static Videos twoOfOnePerson() {
        return new Videos()
                .add(1, "environment", "indoor", "quality", "hq")
                .add(1, "environment", "indoor", "quality", "hq")
                .add(1, "environment", "indoor", "quality", "mq", "duplicate_of", "v0000", "identity", "p")
                .add(1, "environment", "indoor", "quality", "mq", "duplicate_of", "v0001", "identity", "p");
    }

    /** Held out whole where it is at most 15 % of the videos, and never where an identity ties it to another. */
    @Test
    void aSmallDatasetIsKeptForTest() {
        Videos free = new Videos()
                .add(90, "environment", "indoor", "dataset", "large")
                .add(10, "environment", "outdoor", "dataset", "small");
        SplitOf splits = split(free.inventory());
        assertThat(splits.heldOutSource()).isEqualTo("small");
        for (int i = 90; i < 100; i++) {
            assertThat(splits.splitOf()).containsEntry("v00" + i, "test");
        }
        SplitOf tied = split(new Videos()
                .add(90, "environment", "indoor", "dataset", "large", "identity", "one person")
                .add(10, "environment", "outdoor", "dataset", "small", "identity", "one person")
                .inventory());
        assertThat(tied.heldOutSource()).isNull();
        assertThat(tied.whyNoHeldOutSource()).contains("15 %");
    }

    @Test
    void ofNothingThereAreNoSplits() {
        SplitOf none = split(new Videos().inventory());
        assertThat(none.crossing()).isEmpty();
        assertThat(none.json()).isNull();
    }
}
