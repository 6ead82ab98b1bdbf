package dev.assay.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableFilesTest {

    @TempDir
    Path folder;

    @Test
    void jsonValuesStayAsWritten() throws IOException {
        assertThat(rows(
                        "a.jsonl",
                        "{\"a\":007e0,\"b\":true}".replace("007e0", "7.10") + "\n{\"a\":null,\"c\":[1,{\"d\":2}]}\n"))
                .containsExactly(Map.of("a", "7.10", "b", "true"), Map.of("c", "[1,{\"d\":2}]"));
    }

    @Test
    void anArrayOfObjectsIsTheSameAsLines() throws IOException {
        assertThat(rows("a.json", " [ {\"x\":\"1\"},\n {\"x\":\"2\"} ]"))
                .containsExactly(Map.of("x", "1"), Map.of("x", "2"));
    }

    @Test
    void csvMayBeMarkedQuotedTabbedOrWithSemicolons() throws IOException {
        assertThat(rows("a.csv", "\uFEFFx,y\n\"a,\"\"b\"\"\nc\",NO\n"))
                .containsExactly(Map.of("x", "a,\"b\"\nc", "y", "NO"));
        assertThat(rows("a.tsv", "x\ty\n1\t2\n")).containsExactly(Map.of("x", "1", "y", "2"));
        assertThat(rows("b.csv", "x;y\n1;\n")).containsExactly(Map.of("x", "1"));
    }

    /** Without a line of names the first person becomes the columns, and nobody says so. */
    @Test
    void aFirstLineThatLooksLikeDataIsTold() throws IOException {
        assertThat(warnings("39, Male, 13, x\n50, Male, 13, y\n28, Female, 9, z\n"))
                .singleElement()
                .asString()
                .isEqualTo(
                        "a.csv, line 1 is read as the names of columns, and looks like a row of data: 'Male', '13' are"
                                + " values below it; if so, put a line of names above it");
        assertThat(warnings("1,2.5\n3,4.5\n")).singleElement().asString().contains("'1', '2.5' are numbers");
        assertThat(warnings("country,2019,2020\nChad,1,2\n")).isEmpty();
        assertThat(warnings("id,label\na,real\nid,label\nb,fake\n")).isEmpty();
        assertThat(warnings("1,2\n")).isEmpty();
    }

    private List<String> warnings(String text) throws IOException {
        TableFiles files = file("a.csv", text);
        files.read(row -> {});
        return files.warnings();
    }

    @Test
    void raggedRowsAreKeptAndTold() throws IOException {
        TableFiles files = file("a.csv", "x,y\n1\n1,2,3\n");
        List<Map<String, Object>> rows = new ArrayList<>();
        files.read(rows::add);
        assertThat(rows).containsExactly(Map.of("x", "1"), Map.of("x", "1", "y", "2"));
        assertThat(files.warnings()).hasSize(2).first().asString().contains("line 2", "expected 2 fields, found 1");
    }

    @Test
    void aColumnThatStandsTwiceIsRefused() throws IOException {
        TableFiles files = file("a.csv", "id,label,label\n1,real,fake\n");
        assertThatThrownBy(() -> files.read(row -> {}))
                .isInstanceOf(InventoryException.class)
                .hasMessageContaining("line 1: column 'label' stands twice");
    }

    @Test
    void aQuoteThatNeverEndsIsToldWithoutOurClasses() throws IOException {
        TableFiles files = file("a.csv", "id,label\n1,\"real\n2,fake\n");
        assertThatThrownBy(() -> files.read(row -> {}))
                .isInstanceOf(InventoryException.class)
                .hasMessageContaining("a.csv")
                .hasMessageNotContaining("Exception");
    }

    @Test
    void brokenJsonNamesItsLine() throws IOException {
        TableFiles files = file("a.jsonl", "{\"x\":1}\n{\"x\":1,\"x\":2}\n");
        assertThatThrownBy(() -> files.read(row -> {}))
                .isInstanceOf(InventoryException.class)
                .hasMessageContaining("line 2")
                .hasMessageContaining("the name x stands twice");
        TableFiles lists = file("c.json", "[{\"x\":1},\n[2]]");
        assertThatThrownBy(() -> lists.read(row -> {}))
                .isInstanceOf(InventoryException.class)
                .hasMessageEndingWith("c.json, line 2: expected an object, found a list");
        TableFiles cut = file("d.jsonl", "{\"x\":1}\n{\"x\":");
        assertThatThrownBy(() -> cut.read(row -> {}))
                .isInstanceOf(InventoryException.class)
                .hasMessageContaining("d.jsonl, line 2: it ends too soon")
                .hasMessageNotContaining("REDACTED");
        TableFiles deep = file("b.json", "[".repeat(200_000));
        assertThatThrownBy(() -> deep.read(row -> {})).isInstanceOf(InventoryException.class);
    }

    @Test
    void textThatIsNotUtf8IsRefused() throws IOException {
        Path file = folder.resolve("latin.csv");
        Files.write(file, "x,y\nM\u00fcnchen,1\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> new TableFiles(file).read(row -> {})).hasMessageContaining("UTF-8");
    }

    private List<Map<String, Object>> rows(String name, String text) throws IOException {
        List<Map<String, Object>> rows = new ArrayList<>();
        file(name, text).read(rows::add);
        return rows;
    }

    private TableFiles file(String name, String text) throws IOException {
        return new TableFiles(Files.writeString(folder.resolve(name), text));
    }
}
