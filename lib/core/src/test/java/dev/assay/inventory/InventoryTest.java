package dev.assay.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.cube.Cube;
import dev.assay.schema.Item;
import dev.assay.schema.Schema;
import dev.assay.source.Root;
import dev.assay.source.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class InventoryTest {

    private static final List<Item> ITEMS = List.of(
            new Item("a", Map.of("label", "real", "duration", 12.5, "code", "007", "environment", "indoor")),
            new Item("b", Map.of("label", "fake", "duration", 8.0, "code", "7", "environment", "outdoor")),
            new Item("c", Map.of("label", "real", "code", "NO", "environment", "unknown")));

    @Test
    void aRootIsCalledAsItSays(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("notes.md"), "text");
        Inventory scanned = Inventory.scan(List.of(Root.parse("set=" + folder)));
        assertThat(scanned.text(0, "id")).isEqualTo("set/notes.md");
    }

    @Test
    void levelsKeepTheirSpelling() {
        Cube cube = Inventory.of(ITEMS).cube("code");
        assertThat(cube.axes().get(0).levels()).containsExactlyInAnyOrder("007", "7", "NO");
    }

    @Test
    void ownLevelsComeInTheirOwnOrderAndOnlyWhereTheyOccur() {
        Cube cube = Inventory.of(ITEMS).cube("environment");
        assertThat(cube.axes().get(0).levels()).containsExactly("indoor", "outdoor");
        assertThat(cube.margin(0)).as("unknown is counted last").containsExactly(1, 1, 1);
    }

    @Test
    void orderOfItemsDoesNotMatter() {
        List<Item> shuffled = new ArrayList<>(ITEMS);
        Collections.shuffle(shuffled, new Random(3));
        assertThat(Inventory.of(shuffled).cube("label", "code"))
                .isEqualTo(Inventory.of(ITEMS).cube("label", "code"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            label=real|ac
            label=real and duration>=10|a
            label = fake or code = "NO"|bc
            not (label=real)|b
            duration=8|b
            duration<12.5|b
            duration!=8|ac
            environment=unknown|c
            code=007|a
            code in (7, NO)|bc
            label!=real|b
            duration>100|''
            width>=720|''
            """)
    void filters(String condition, String ids) {
        Inventory kept = Inventory.of(ITEMS).where(condition);
        StringBuilder found = new StringBuilder();
        for (int row = 0; row < kept.size(); row++) {
            found.append(kept.id(row));
        }
        assertThat(found).hasToString(ids);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "label",
                "label=",
                "=real",
                "label=real and",
                "(label=real",
                "label=real)",
                "label in real",
                "label ~ x",
                "'",
                "label=real label=fake"
            })
    void unreadableFiltersSayWhere(String condition) {
        assertThatThrownBy(() -> Inventory.of(ITEMS).where(condition))
                .isInstanceOf(InventoryException.class)
                .hasMessageContaining("filter");
    }

    @Test
    void aFilterOnAnUnknownColumnNamesTheColumns() {
        assertThatThrownBy(() -> Inventory.of(ITEMS).where("hue=red"))
                .hasMessageContaining("no column 'hue'")
                .hasMessageContaining("environment");
    }

    @ParameterizedTest
    @CsvSource({
        "blank.csv, 'id,mood\nx,\ny,\n'",
        "unknown.csv, 'id,mood\nx,unknown\ny,unknown\n'",
        "null.jsonl, '{\"id\":\"x\",\"mood\":null}\n{\"id\":\"y\"}\n'"
    })
    void aColumnWithoutAValueIsNotCalledMissing(String name, String lines, @TempDir Path folder) throws IOException {
        Inventory items = Inventory.read(Files.writeString(folder.resolve(name), lines));
        for (Inventory each : List.of(items, items.where("id=x"))) {
            assertThatThrownBy(() -> each.cube("mood"))
                    .isInstanceOf(InventoryException.class)
                    .hasMessage("column 'mood' is known for no item; columns with values are [id]");
            assertThat(each.where("mood=glad").size()).isZero();
        }
        assertThatThrownBy(() -> items.cube("food")).hasMessage("no column 'food'; columns with values are [id]");
    }

    @Test
    void columnsAreThereForThoseWhoAskThoughNoItemHasAValue() {
        Inventory items = Inventory.of(ITEMS).withColumns("error", "fps", "label");
        assertThat(items.table().selectColumns("id", "error", "label").rowCount())
                .isEqualTo(3);
        assertThat(items.cube("error").margin(0)).as("all are unknown").containsExactly(3);
        assertThat(items.cube("label").margin(0)).as("what was known stays").containsExactly(2, 1, 0);
        assertThat(items.table().doubleColumn("fps").countMissing()).isEqualTo(3);
        assertThat(items.where("label=fake").text(0, "error")).isNull();
        assertThat(Inventory.of(List.<Item>of())
                        .withColumns("label")
                        .cube("label")
                        .total())
                .isZero();
    }

    @Test
    void deepFiltersAreRefused() {
        assertThatThrownBy(() -> Inventory.of(ITEMS).where("(".repeat(5000) + "label=real" + ")".repeat(5000)))
                .hasMessageContaining("deep");
    }

    @Test
    void idsAreTheNamedColumnElseTheFirstUniqueOneElseAHashOfTheContent() {
        Table people = Table.create(
                StringColumn.create("sex", "f", "m", "f"), IntColumn.create("number", new int[] {7, 8, 9}));
        assertThat(Inventory.of(people).id(2)).isEqualTo("9");
        Table equal = Table.create(StringColumn.create("sex", "f", "m", "f"));
        Inventory hashed = Inventory.of(equal);
        assertThat(hashed.id(2)).isEqualTo(hashed.id(0) + "-2").doesNotContain(hashed.id(1));
        assertThatThrownBy(() -> Inventory.of(people, Schema.withDefaults().withId("sex")))
                .hasMessageContaining("'f' twice");
    }

    /** Columns are written in an order of ours; which of them names the items is up to the file. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            people.csv   | zip,number,email,age\\n1,p0,e0,7\\n1,p1,e1,8\\n | p1
            people.jsonl | {"zip":1,"number":"p0","age":3}\\n{"age":4,"zip":1,"number":"p1"} | p1
            gaps.csv     | note,number,email\\n,p0,e0\\nx,p1,e1\\n | p1
            """)
    void idsComeFromTheFirstUniqueColumnOfTheFile(String name, String text, String second, @TempDir Path folder)
            throws IOException {
        Path file = Files.writeString(folder.resolve(name), text.replace("\\n", "\n"));
        assertThat(Inventory.read(file).id(1)).isEqualTo(second);
    }

    @Test
    void aRealPoolIsNamedByItsMemberNumbers() {
        Path pool = SharedData.folder("sortition-sf").resolve("tests_fixtures_candidates.csv");
        assertThat(Inventory.read(pool).id(0)).isEqualTo("p0");
    }

    @Test
    void idsAreComposed(@TempDir Path folder) throws IOException {
        String decomposed = "cafe\u0301";
        String csv = "name,duplicate_of,label\n%1$s,,real\nb,%1$s,real\n".formatted(decomposed);
        Inventory inventory = Inventory.read(Files.writeString(folder.resolve("a.csv"), csv));
        assertThat(inventory.id(0)).isEqualTo("caf\u00e9");
        assertThat(inventory.text(1, "duplicate_of")).isEqualTo("caf\u00e9");
        assertThat(inventory.text(0, "name")).as("the data's spelling").isEqualTo(decomposed);
        assertThatThrownBy(() -> Inventory.of(List.of(new Item(decomposed, Map.of()), new Item("caf\u00e9", Map.of()))))
                .hasMessageContaining("twice");
    }

    @Test
    void weightsMustBeCounts() {
        Table cells = Table.create(StringColumn.create("sex", "f", "m"), StringColumn.create("Freq", "3", "4.5"));
        Inventory inventory = Inventory.of(cells, Schema.withDefaults().withWeight("Freq"));
        assertThatThrownBy(() -> inventory.cube("sex"))
                .hasMessageContaining("4.5")
                .hasMessageContaining("Freq");
    }

    @Test
    void countsSumToLessThanDoublesCanHold() {
        String most = "9007199254740991"; // 2^53 - 1
        Inventory within = weighted(most, "0");
        assertThat(within.total()).isEqualTo(9007199254740991L);
        assertThat(within.cube("sex").total()).isEqualTo(9007199254740991L);
        for (Inventory beyond : List.of(weighted(most, "1"), weighted(most, "1", "0", "0"))) {
            assertThatThrownBy(beyond::total)
                    .isInstanceOf(InventoryException.class)
                    .hasMessage("the counts of column Freq sum to 9007199254740992, and a sum must be below"
                            + " 2^53 = 9007199254740992");
            assertThatThrownBy(() -> beyond.cube("sex"))
                    .isInstanceOf(InventoryException.class)
                    .hasMessageContaining("Freq")
                    .hasMessageContaining("9007199254740992");
        }
    }

    @Test
    void aSumBeyondLongsIsNamedAsItIs() {
        String[] counts = new String[2000]; // 2000 (2^53 - 1) > 2^63, which as a long is negative
        Arrays.fill(counts, "9007199254740991");
        assertThatThrownBy(weighted(counts)::total).hasMessageContaining("sum to 18014398509481982000,");
    }

    private static Inventory weighted(String... counts) {
        String[] levels =
                IntStream.range(0, counts.length).mapToObj(row -> "s" + row).toArray(String[]::new);
        Table cells = Table.create(StringColumn.create("sex", levels), StringColumn.create("Freq", counts));
        return Inventory.of(cells, Schema.withDefaults().withWeight("Freq"));
    }

    @Test
    void itemsSurviveTheTable() {
        Inventory inventory = Inventory.of(ITEMS);
        assertThat(inventory.item(0).values())
                .containsExactlyInAnyOrderEntriesOf(ITEMS.get(0).values());
        assertThat(inventory.item(2).values()).doesNotContainKeys("environment", "duration");
    }

    @Test
    void manyLevelsAreCountedTooWhereTheDictionaryGivesUp() {
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < 70_000; i++) {
            items.add(new Item("i" + i, Map.of("name", "n" + (i % 40_000), "few", "f" + (i % 300))));
        }
        Inventory inventory = Inventory.of(items);
        assertThat(inventory.cube("name").size()).isEqualTo(40_000);
        assertThat(inventory.cube("few").margin(0)[0]).isBetween(233L, 234L);
    }
}
