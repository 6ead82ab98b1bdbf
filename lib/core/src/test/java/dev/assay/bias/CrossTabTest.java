package dev.assay.bias;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.cube.Cube;
import dev.assay.schema.Axis;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class CrossTabTest {

    private static final Axis LIGHT = new Axis("light", List.of("low", "neutral"));
    private static final Axis PLACE = new Axis("place", List.of("indoor", "outdoor"));

    private static Cube scenes() {
        Map<List<String>, Long> cells = new LinkedHashMap<>();
        cells.put(List.of("low", "indoor"), 40L);
        cells.put(List.of("neutral", "indoor"), 20L);
        cells.put(List.of("neutral", "outdoor"), 30L);
        cells.put(List.of("unknown", "outdoor"), 10L);
        return Cube.of(List.of(LIGHT, PLACE), cells);
    }

    @Test
    void cellsHoldEveryItemAndOnlyKnownOnesAreCompared() {
        CrossTab table = CrossTab.of(scenes());
        assertThat(table.total()).isEqualTo(100);
        assertThat(table.cells().stream().mapToLong(CrossTab.Cell::count).sum()).isEqualTo(100);
        assertThat(Objects.requireNonNull(table.association()).n()).isEqualTo(90);
        CrossTab.Cell known = table.cells().get(0);
        assertThat(known.levels()).isEqualTo(Map.of("light", "low", "place", "indoor"));
        assertThat(known.expected()).isCloseTo(40.0 * 60 / 90, Reference.CLOSE);
        CrossTab.Cell unknown = table.cells().get(3);
        assertThat(unknown.levels()).isEqualTo(Map.of("light", "unknown", "place", "outdoor"));
        assertThat(unknown.count()).isEqualTo(10);
        assertThat(unknown.expected()).isNull();
        assertThat(unknown.adjustedResidual()).isNull();
        assertThat(table.emptyCells()).singleElement().satisfies(cell -> {
            assertThat(cell.levels()).isEqualTo(Map.of("light", "low", "place", "outdoor"));
            assertThat(cell.expected()).isCloseTo(40.0 * 30 / 90, Reference.CLOSE);
            assertThat(cell.adjustedResidual()).isLessThan(-3.0);
        });
    }

    @Test
    void textIsAlignedWithMarginsAndMarks() {
        assertThat(CrossTab.of(scenes()).text())
                .isEqualTo(
                        """
                        light \\ place        indoor       outdoor           all
                        low            40  100.0%++   0    0.0%--  40   40.0%
                        neutral        20   40.0%--  30   60.0%++  50   50.0%
                        unknown         0    0.0%    10  100.0%    10   10.0%
                        all            60   60.0%    40   40.0%    100
                        count, share of the row; + and - mark adjusted residuals beyond 2, ++ and -- beyond 3
                        chi-square 36.00, df 1, p < 0.001; Cramer's V 0.632 (corrected 0.627), large
                        """);
    }

    @Test
    void oneAxisAndManyAreLists() {
        assertThat(CrossTab.of(scenes().marginal(List.of("light"))).text())
                .isEqualTo(
                        """
                        light    count  share
                        low         40  40.0%
                        neutral     50  50.0%
                        unknown     10  10.0%
                        """);
        Cube three = Cube.of(
                List.of(LIGHT, PLACE, new Axis("label", List.of("real"))),
                Map.of(List.of("low", "indoor", "real"), 3L, List.of("neutral", "indoor", "real"), 1L));
        CrossTab table = CrossTab.of(three);
        assertThat(table.association()).isNull();
        assertThat(table.text())
                .isEqualTo(
                        """
                        light    place   label  count  share
                        low      indoor  real       3  75.0%
                        neutral  indoor  real       1  25.0%
                        """);
        assertThat(CrossTab.of(Cube.of(List.of(LIGHT), Map.of())).text()).isEqualTo("light  count  share\n");
    }

    @Test
    void wideTablesBecomeLists() {
        Map<List<String>, Long> cells = new LinkedHashMap<>();
        for (int i = 0; i < 300; i++) {
            cells.put(List.of("a" + i, "b" + i), 1L);
        }
        CrossTab table = CrossTab.of(Cube.of(
                List.of(new Axis("a", Reference.levels("a", 300)), new Axis("b", Reference.levels("b", 300))), cells));
        assertThat(table.emptyCells()).isEmpty();
        assertThat(table.warnings()).containsExactly("89700 empty cells are not listed");
        assertThat(table.text())
                .startsWith("a     b     count  share  expected  residual\n")
                .contains("mind: 89700 empty");
    }

    @Test
    void hostileLevelsCannotMoveTheCursor() {
        String evil = "\u001b[2J\u202Ereal\n";
        Cube cube = Cube.of(
                List.of(new Axis("x", List.of(evil, "？｜", "<script>"))), Map.of(List.of(evil), 1L, List.of("？｜"), 2L));
        String text = CrossTab.of(cube).text();
        assertThat(text)
                .contains("\\u001b[2J\\u202ereal\\u000a")
                .doesNotContain("\u001b")
                .doesNotContain("\u202E");
        assertThat(text.lines()).hasSize(3);
        assertThat(CrossTabText.width("？｜")).isEqualTo(4);
        assertThat(CrossTabText.width("e\u0301")).isEqualTo(1);
        assertThat(CrossTabText.shown("x".repeat(500))).hasSize(49).endsWith("…");
    }

    @Test
    void theJsonHasTheContractsKeys() throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        JsonNode json = mapper.readTree(mapper.writeValueAsString(CrossTab.of(scenes())));
        assertThat(json.get("axes").get(1).textValue()).isEqualTo("place");
        assertThat(json.get("total").intValue()).isEqualTo(100);
        JsonNode cell = json.get("cells").get(0);
        assertThat(cell.get("levels").get("light").textValue()).isEqualTo("low");
        assertThat(cell.get("count").intValue()).isEqualTo(40);
        assertThat(cell.get("expected").isDouble()).isTrue();
        assertThat(cell.get("adjusted_residual").isDouble()).isTrue();
        assertThat(json.get("cells").get(3).get("expected").isNull()).isTrue();
        assertThat(json.get("association").get("cramers_v_corrected").isDouble())
                .isTrue();
    }
}
