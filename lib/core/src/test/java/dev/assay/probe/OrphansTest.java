package dev.assay.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.inventory.Inventory;
import dev.assay.schema.Item;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Orphans, and cells of one label. */
final class OrphansTest {

    private final List<Item> items = new ArrayList<>();

    private void add(int count, Object... pairs) {
        for (int i = 0; i < count; i++) {
            Map<String, Object> values = new LinkedHashMap<>();
            for (int p = 0; p < pairs.length; p += 2) {
                values.put(pairs[p].toString(), pairs[p + 1]);
            }
            items.add(new Item("v%03d".formatted(items.size()), values));
        }
    }

    private Inventory inventory() {
        return Inventory.of(items);
    }

    private Positivity positivity() {
        return Positivity.of(inventory(), "label", row -> 1);
    }

    @Test
    void aFakeIsNoOrphanWhereItsRealIsThere() {
        add(1, "label", "real", "source_video", "a");
        add(2, "label", "fake", "source_video", "a");
        add(1, "label", "real", "pair", "p");
        add(1, "label", "fake", "pair", "p", "source_video", "elsewhere");
        add(3, "label", "fake", "source_video", "gone");
        add(4, "label", "fake");
        // A fake is nobody's real.
        add(1, "label", "fake", "source_video", "gone");
        Orphans orphans = Orphans.of(inventory(), row -> 1);
        assertThat(orphans.fakes()).isEqualTo(11);
        assertThat(orphans.withoutReal()).isEqualTo(4);
        assertThat(orphans.unlinked()).isEqualTo(4);
        assertThat(orphans.items()).containsExactly("v005", "v006", "v007", "v012");
    }

    @Test
    void aMethodInOneCodecIsNamedUnlessChanceExplainsIt() {
        add(20, "label", "fake", "method", "swap", "vcodec", "vp9", "split", "train");
        add(20, "label", "fake", "method", "lips", "vcodec", "h264", "split", "train");
        add(5, "label", "fake", "method", "lips", "vcodec", "vp9", "split", "train");
        // Four are too few to be seen in one codec only.
        add(4, "label", "fake", "method", "rare", "vcodec", "h264", "split", "train");
        assertThat(Orphans.of(inventory(), row -> 1).single())
                .containsExactly(new Orphans.Single("swap", "vcodec", "vp9", 20));
    }

    @Test
    void cellsOfOneLabelAreFound() {
        add(40, "label", "real", "dataset", "a", "vcodec", "h264");
        add(40, "label", "fake", "dataset", "b", "vcodec", "h264");
        add(10, "label", "real", "dataset", "b", "vcodec", "vp9");
        add(10, "label", "fake", "dataset", "b", "vcodec", "vp9");
        Positivity found = positivity();
        assertThat(found.axes()).containsExactly("dataset", "vcodec");
        assertThat(found.cells()).isEqualTo(3);
        assertThat(found.oneLabel()).isEqualTo(2);
        assertThat(found.share()).isEqualTo(0.8);
        assertThat(found.expectedShare()).isLessThan(1e-6);
        assertThat(found.finding()).isEqualTo(ProbeFinding.FAIL);
        assertThat(found.largest().get(0))
                .isEqualTo(new Positivity.Cell(Map.of("dataset", "a", "vcodec", "h264"), "real", 40));
    }

    /** Where each cell holds an item, each holds one label: that says nothing. */
    @Test
    void smallCellsSayNothing() {
        for (int i = 0; i < 40; i++) {
            add(1, "label", i % 2 == 0 ? "real" : "fake", "resolution", "r" + i);
        }
        Positivity found = positivity();
        assertThat(found.share()).isEqualTo(1);
        assertThat(found.expectedShare()).isCloseTo(1, within(1e-9));
        assertThat(found.finding()).isEqualTo(ProbeFinding.OK);
        assertThat(found.cells()).isZero();
    }

    @Test
    void withoutTwoLabelsOrAnyAxisNothingIsSaid() {
        add(9, "label", "real", "dataset", "a");
        assertThat(positivity().share()).isNull();
        assertThat(positivity().finding()).isNull();
        items.clear();
        add(9, "label", "real");
        add(9, "label", "fake");
        assertThat(positivity().finding()).isNull();
        items.clear();
        add(3, "label", "unknown");
        assertThat(Orphans.of(inventory(), row -> 1).fakes()).isZero();
        assertThat(positivity().items()).isZero();
    }

    @Test
    void aRowCountsByItsWeight() {
        add(1, "label", "real", "dataset", "a");
        add(1, "label", "fake", "dataset", "b");
        Positivity found = Positivity.of(inventory(), "label", row -> row == 0 ? 30 : 20);
        assertThat(found.items()).isEqualTo(50);
        assertThat(found.oneLabel()).isEqualTo(2);
        assertThat(found.finding()).isEqualTo(ProbeFinding.FAIL);
    }
}
