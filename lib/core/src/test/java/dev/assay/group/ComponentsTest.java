package dev.assay.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.selection.Items;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
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
        // A chain e - d - c - b: cut in the middle it leaves two and two, else three and one.
        assertThat(components.glue())
                .contains(new Glue(
                        "b",
                        4,
                        5,
                        List.of(
                                new Glue.Key("identity", 1, 3),
                                new Glue.Key("source_video", 1, 2),
                                new Glue.Key("duplicate_of", 1, 3)),
                        List.of(
                                new Glue.Value("source_video", "s", 2, 2),
                                new Glue.Value("identity", "p1", 2, 3),
                                new Glue.Value("duplicate_of", "c", 2, 3))));
    }

    /** Against taking each value away and joining again what is left. */
    @Test
    void glueIsWhatRemainsWhenAValueIsTakenAway() {
        int found = 0;
        for (int seed = 0; seed < 60; seed++) {
            Random random = new Random(seed);
            List<String> lines = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                lines.add("v" + i + " identity=p" + random.nextInt(14) + " session=s" + random.nextInt(22));
            }
            Glue glue = glue(lines);
            List<String> within = within(lines, glue.component());
            for (Glue.Value value : glue.values()) {
                String taken = " " + value.key() + "=" + value.value() + "(?= |$)";
                List<String> without =
                        within.stream().map(line -> line.replaceAll(taken, "")).toList();
                assertThat(largest(without)).isEqualTo(value.largestWithout());
                found++;
            }
            for (Glue.Key key : glue.keys()) {
                List<String> without = within.stream()
                        .map(line -> line.replaceAll(" " + key.key() + "=\\S+", ""))
                        .toList();
                assertThat(largest(without)).isEqualTo(key.largestWithout());
            }
            assertThat(least(within))
                    .isEqualTo(
                            glue.values().isEmpty()
                                    ? within.size()
                                    : glue.values().get(0).largestWithout());
        }
        assertThat(found).isGreaterThan(100);
    }

    private static final List<String> TWO = List.of("identity", "session");

    private static Glue glue(List<String> lines) {
        return Components.of(Items.of(lines.toArray(String[]::new)), TWO).glue().orElseThrow();
    }

    private static List<String> within(List<String> lines, String component) {
        Items items = Items.of(lines.toArray(String[]::new));
        Components components = Components.of(items, TWO);
        List<String> within = new ArrayList<>();
        for (int row = 0; row < lines.size(); row++) {
            if (components.of(row).name().equals(component)) {
                within.add(lines.get(row));
            }
        }
        return within;
    }

    private static int largest(List<String> lines) {
        return Components.of(Items.of(lines.toArray(String[]::new)), TWO)
                .largest()
                .orElseThrow()
                .size();
    }

    /** The least that any one value's absence leaves together. */
    private static int least(List<String> lines) {
        return lines.stream()
                .flatMap(line -> Stream.of(line.split(" ", -1)).skip(1))
                .distinct()
                .mapToInt(value -> largest(lines.stream()
                        .map(line -> line.replaceAll(" " + value + "(?= |$)", ""))
                        .toList()))
                .min()
                .orElseThrow();
    }

    /** Nine of ten items bear the name of nobody in particular. */
    @Test
    void aDefaultThatGluesIsNamed() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            lines.add("v" + i + " identity=" + (i < 90 ? "unnamed" : "p" + i) + " session=s" + i / 2);
        }
        Glue glue = glue(lines);
        assertThat(glue.values().get(0)).isEqualTo(new Glue.Value("identity", "unnamed", 90, 2));
        assertThat(glue.words())
                .startsWith("90 of 100 items (90.0 %) cannot be parted; without identity (1 values)")
                .contains("identity=unnamed joins 90 of them: without it the largest piece would hold 2");
    }

    /** A hundred thousand items in a row, each tied to the next: no search may run out of stack. */
    @Test
    void aLongChainIsNoTrouble() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            lines.add("v" + i + " identity=p" + i / 2 + " session=s" + (i + 1) / 2);
        }
        Glue glue = glue(lines);
        assertThat(glue.items()).isEqualTo(100_000);
        assertThat(glue.values().get(0).largestWithout()).isEqualTo(50_000);
    }

    @Test
    void aValueMayLieInThreeSplits() {
        Items items = Items.of(
                "a identity=p split=train", "b identity=p split=val", "c identity=p split=test", "d identity=p", "e");
        assertThat(Leak.in(items, "split", KEYS))
                .containsExactly(new Leak("identity", "p", List.of("test", "train", "val"), List.of("a", "b", "c")));
    }

    @Test
    void withoutKeysEveryItemStandsAlone() {
        assertThat(Components.of(ITEMS, List.of()).list()).hasSize(5);
        assertThat(Components.of(Items.of(), KEYS).largest()).isEmpty();
    }

    /** Neither a component of one item nor a value that one item alone has holds anything together. */
    @Test
    void whatJoinsNothingIsNoGlue() {
        assertThat(Components.of(ITEMS, List.of()).glue()).isEmpty();
        Items items = Items.of("a identity=p session=s", "b identity=p session=t", "c session=u");
        assertThat(Components.of(items, TWO).glue().orElseThrow().keys())
                .containsExactly(new Glue.Key("identity", 1, 1));
    }

    /** What is left of components joins as they did, and is cut where two items are in different splits, left or not. */
    @Test
    void someItemsAreJoinedAsAmongAll() {
        int cuts = 0;
        for (int seed = 0; seed < 40; seed++) {
            Random random = new Random(seed);
            List<String> lines = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                lines.add("v" + (10 + i) + " identity=p" + random.nextInt(14) + " session=s" + random.nextInt(22));
            }
            List<String> left =
                    lines.stream().filter(line -> random.nextInt(3) > 0).toList();
            Components all = Components.of(Items.of(lines.toArray(String[]::new)), TWO);
            Components some = all.among(Items.of(left.toArray(String[]::new)));
            Map<String, TreeSet<String>> pieces = new TreeMap<>();
            for (String line : left) {
                String name = all.of(lines.indexOf(line)).name();
                pieces.computeIfAbsent(name, key -> new TreeSet<>()).add(line.substring(0, 3));
            }
            assertThat(some.list())
                    .containsExactlyElementsOf(pieces.values().stream()
                            .map(ids -> new Components.Component(ids.first(), ids.size()))
                            .sorted(Comparator.comparing(Components.Component::name))
                            .toList());
            for (int row = 0; row < left.size(); row++) {
                assertThat(some.list().get(some.place(row))).isEqualTo(some.of(row));
                assertThat(pieces.values()).contains(new TreeSet<>(members(left, some, some.place(row))));
            }
            Map<String, String> splits = new TreeMap<>();
            lines.forEach(line -> splits.put(line.substring(0, 3), random.nextBoolean() ? "train" : "test"));
            Map<String, TreeSet<String>> parted = new TreeMap<>();
            for (int row = 0; row < lines.size(); row++) {
                String name = all.of(row).name();
                parted.computeIfAbsent(name, key -> new TreeSet<>())
                        .add(splits.get(lines.get(row).substring(0, 3)));
            }
            parted.keySet().retainAll(pieces.keySet());
            long cut = parted.values().stream().filter(of -> of.size() > 1).count();
            assertThat((long) some.cut(splits::get)).isEqualTo(cut);
            cuts += cut > 1 ? 1 : 0;
        }
        assertThat(cuts).isGreaterThan(5);
    }

    private static List<String> members(List<String> lines, Components components, int place) {
        List<String> members = new ArrayList<>();
        for (int row = 0; row < lines.size(); row++) {
            if (components.place(row) == place) {
                members.add(lines.get(row).substring(0, 3));
            }
        }
        return members;
    }

    @Test
    void whatWasNotJoinedIsRefused() {
        Components components = Components.of(ITEMS, KEYS);
        assertThatThrownBy(() -> components.among(Items.of("z")))
                .hasMessage("expected items that were joined, found z");
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
