package dev.assay.group;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.selection.Items;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@org.jspecify.annotations.NullUnmarked
class ComponentsTest {

    private static final Items ITEMS = Items.of(
            "e identity=p1 label=real split=train",
            "d identity=p1 source_video=s label=fake split=test",
            "c source_video=s label=fake split=test",
            "b duplicate_of=c label=real split=val",
            "a label=real split=val");

    private static final List<String> KEYS = List.of("identity", "source_video", "pair", "duplicate_of");

    @Test
    void keysGlueItemsTogether() {
        Components components = Components.of(ITEMS, KEYS);
        assertThat(components.list())
                .containsExactly(new Components.Component("a", 1), new Components.Component("b", 4));
        assertThat(components.of(0).name()).isEqualTo("b");
        assertThat(components.of(4).name()).isEqualTo("a");
        assertThat(components.largest()).contains(new Components.Component("b", 4));
        assertThat(components.glue()).isEqualTo(Map.of("identity", 1, "source_video", 1, "duplicate_of", 1));
    }

    @Test
    void withoutKeysEveryItemStandsAlone() {
        assertThat(Components.of(ITEMS, List.of()).list()).hasSize(5);
        assertThat(Components.of(Items.of(), KEYS).largest()).isEmpty();
    }

    @Test
    void auditsCountGroupsAndMixedLabels() {
        assertThat(GroupAudit.of(ITEMS, KEYS))
                .containsExactly(
                        new GroupAudit("identity", 1, 2, 1),
                        new GroupAudit("source_video", 1, 2, 0),
                        new GroupAudit("duplicate_of", 1, 2, 1));
    }

    @Test
    void leaksNameSplitsAndItems() {
        assertThat(Leak.in(ITEMS, "split", KEYS))
                .containsExactly(
                        new Leak("identity", "p1", List.of("test", "train"), List.of("d", "e")),
                        new Leak("duplicate_of", "c", List.of("test", "val"), List.of("b", "c")));
        assertThat(Leak.in(ITEMS, "no_such_column", KEYS)).isEmpty();
    }
}
