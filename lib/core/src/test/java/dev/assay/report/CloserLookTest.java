package dev.assay.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.Inventory;
import dev.assay.schema.Item;
import dev.assay.source.MediaFacts;
import dev.assay.verdict.Parameters;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.Test;

class CloserLookTest {

    private final Set<String> asked = new ConcurrentSkipListSet<>();

    /** Knows the motion of every video but those that broke since or are gone. */
    private final CloserLook.Probe probe = (ids, listener) -> {
        Map<String, MediaFacts> facts = new LinkedHashMap<>();
        for (String id : ids) {
            asked.add(id);
            if (id.equals("broken")) {
                facts.put(id, MediaFacts.unreadable("cut off"));
            } else if (!id.equals("gone")) {
                Map<String, Object> values = Map.of("motion", "strong", "m_stretch_frames", 90L, "width", 7L);
                facts.put(id, new MediaFacts("video", null, values, List.of()));
            }
        }
        return facts;
    };

    private final List<Item> items = new ArrayList<>();

    private void item(String id, String label, double duration, Map<String, Object> more) {
        Map<String, Object> values = new LinkedHashMap<>(Map.of(
                "path", id, "media", "video", "label", label, "duration", duration, "width", 1280L, "height", 720L));
        values.put("m_frames_decoded", 4L);
        values.putAll(more);
        items.add(new Item(id, values));
    }

    /** By a few frames a and b are near, and c is not; second by second it is the other way round. */
    @Test
    void whatIsNearIsToldAnewSecondBySecond() throws IOException {
        String one = "1".repeat(64);
        String two = "a".repeat(64);
        String three = "0f".repeat(32);
        Map<String, Object> near = Map.of("m_pdq", one + " " + two, "duplicate_of", "a", "duplicate_distance", 0L);
        item("a", "real", 10, near);
        item("b", "real", 10, near);
        item("c", "real", 10, Map.of("m_pdq", three + " " + three));
        Map<String, String> seconds = Map.of(
                "a", one + " " + three, "b", two + " " + two, "c", three + " " + one.replaceFirst("1111", "0000"));
        CloserLook.Probe looks = (ids, listener) -> {
            Map<String, MediaFacts> facts = new LinkedHashMap<>();
            ids.forEach(id -> facts.put(
                    id,
                    new MediaFacts(
                            "video", null, Map.of("m_pdq_seconds", String.valueOf(seconds.get(id))), List.of())));
            return facts;
        };
        Inventory closer = CloserLook.at(Inventory.of(items), looks, Parameters.withDefaults(), StepListener.NONE);
        assertThat(closer.text(0, "duplicate_of")).isEqualTo("a");
        assertThat(closer.text(1, "duplicate_of")).isNull();
        assertThat(closer.text(1, "duplicate_distance")).isNull();
        assertThat(closer.text(2, "duplicate_of")).isEqualTo("a");
        // Of each of a's frames and c's the nearest is 4, 0, 4, 0 bits away; the lower median.
        assertThat(closer.number(2, "duplicate_distance")).isZero();
    }

    @Test
    void looksAtSuitableRealsFakesAndCopiesAlone() throws IOException {
        item("real", "real", 10, Map.of());
        item("short", "real", 9.9, Map.of());
        item("small", "real", 10, Map.of("height", 719L));
        item("fake", "fake", 2, Map.of());
        item("unlabelled", "unknown", 60, Map.of());
        item("copy", "unknown", 60, Map.of("duplicate_of", "unlabelled"));
        item("undecoded", "fake", 60, Map.of("m_frames_decoded", 0L));
        item("seen", "fake", 60, Map.of("m_stretch_frames", 12L));
        item("image", "fake", 60, Map.of("media", "image"));
        Inventory closer = CloserLook.at(Inventory.of(items), probe, Parameters.withDefaults(), StepListener.NONE);
        assertThat(asked).containsExactly("copy", "fake", "real");
        assertThat(closer.size()).isEqualTo(items.size());
        for (int row = 0; row < closer.size(); row++) {
            assertThat(closer.id(row)).isEqualTo(items.get(row).id());
            assertThat(closer.text(row, "motion")).isEqualTo(asked.contains(closer.id(row)) ? "strong" : null);
        }
    }

    @Test
    void whatIsKnownStays() throws IOException {
        item("stated", "fake", 10, Map.of("motion", "still"));
        item("broken", "fake", 10, Map.of());
        item("gone", "fake", 10, Map.of());
        Inventory closer = CloserLook.at(Inventory.of(items), probe, Parameters.withDefaults(), StepListener.NONE);
        int row = closer.rowsById().getOrDefault("stated", -1);
        assertThat(closer.text(row, "motion")).isEqualTo("still");
        assertThat(closer.number(row, "width")).isEqualTo(1280);
        assertThat(closer.number(row, "m_stretch_frames")).isEqualTo(90);
        for (String id : List.of("broken", "gone")) {
            assertThat(closer.text(closer.rowsById().getOrDefault(id, -1), "motion"))
                    .isNull();
        }
    }
}
