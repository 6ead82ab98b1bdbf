package dev.assay.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.Inventory;
import dev.assay.schema.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TellTest {

    private final List<Item> items = new ArrayList<>();

    private void item(String label, double jitter) {
        String id = String.format("%s%03d", label, items.size());
        items.add(new Item(id, Map.of("label", label, "media", "video", "m_face_jitter", jitter)));
    }

    private List<Tell> tells() {
        Inventory inventory = Inventory.of(items);
        return Tell.of(inventory, row -> "real".equals(inventory.text(row, "label")), row -> "fake"
                .equals(inventory.text(row, "label")));
    }

    @Test
    void setsFakesBesideTheSpreadOfReals() {
        for (int i = 1; i <= 100; i++) {
            item("real", i / 1000.0);
        }
        item("fake", .004);
        item("fake", .050);
        item("fake", .096);
        item("unknown", 9);
        assertThat(tells()).containsExactly(new Tell("m_face_jitter", 100, .005, .050, .095, 3, .050, .666667));
    }

    @Test
    void fewRealsHaveNoSpread() {
        for (int i = 0; i < 19; i++) {
            item("real", i);
        }
        item("fake", 7);
        assertThat(tells()).isEmpty();
        item("real", 19);
        assertThat(tells()).hasSize(1);
    }
}
