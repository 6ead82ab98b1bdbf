package dev.assay.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.group.Leak;
import dev.assay.schema.Item;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SplitFileTest {

    private static final Inventory ITEMS = Inventory.of(List.of(
            new Item("a", Map.of("identity", "ann", "split", "train")),
            new Item("b", Map.of("identity", "ann", "split", "train")),
            new Item("caf\u00e9", Map.of("identity", "bob")),
            new Item("d", Map.of("identity", "bob"))));

    @TempDir
    Path folder;

    private SplitFile file(String name, String lines) throws IOException {
        return SplitFile.read(Files.writeString(folder.resolve(name), lines));
    }

    @ParameterizedTest
    @CsvSource({
        "s.csv, 'id,split,component\na,train,1\nb,test,1\ncafe\u0301,val,2\n'",
        "s.tsv, 'split\tid\ntrain\ta\ntest\tb\nval\tcafe\u0301\n'",
        "s.jsonl, '{\"id\":\"a\",\"split\":\"train\"}\n{\"id\":\"b\",\"split\":\"test\"}\n"
                + "{\"id\":\"cafe\u0301\",\"split\":\"val\"}'"
    })
    void splitsReplaceThoseOfTheInventory(String name, String lines) throws IOException {
        SplitFile file = file(name, lines);
        Inventory items = file.over(ITEMS);
        assertThat(List.of(String.valueOf(items.text(0, "split")), String.valueOf(items.text(1, "split"))))
                .containsExactly("train", "test");
        assertThat(items.text(2, "split")).as("ids are compared in NFC").isEqualTo("val");
        assertThat(items.isKnown(3, "split")).as("in no split").isFalse();
        assertThat(Leak.in(items, "split", List.of("identity")))
                .containsExactly(new Leak("identity", "ann", List.of("test", "train"), List.of("a", "b")));
        assertThat(Leak.in(ITEMS, "split", List.of("identity"))).isEmpty();
    }

    @Test
    void idsThatNoItemHasAreCountedAndNamed() throws IOException {
        StringBuilder lines = new StringBuilder("id,split\na,train\n");
        for (int i = 9; i > 0; i--) {
            lines.append("x").append(i).append(",test\n");
        }
        assertThatThrownBy(() -> file("s.csv", lines.toString()).over(ITEMS))
                .isInstanceOf(InventoryException.class)
                .hasMessageEndingWith(
                        "s.csv names 9 ids of 10 that the inventory does not have: x1, x2, x3, x4, x5, ...");
        assertThatThrownBy(() -> file("s.csv", "id,split\nset/a,train\n").over(ITEMS))
                .hasMessageEndingWith("names 1 id of 1 that the inventory does not have: set/a;"
                        + " its ids are such as a, b, caf\u00e9, d");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id,split\\na,train\\na,test | s.csv puts a into two splits: train, and in row 2 test",
                "id,fold\\na,1 | s.csv, row 1: expected a value of split, found only id, fold",
                "name,split\\na,1 | s.csv, row 1: expected a value of id, found only name, split",
                "id,split\\n | s.csv holds no rows; expected the columns id and split"
            })
    void filesThatAreNoSplitSayWhy(String lines, String message) {
        assertThatThrownBy(() -> file("s.csv", lines.replace("\\n", "\n")))
                .isInstanceOf(InventoryException.class)
                .hasMessageEndingWith(message);
    }
}
