package dev.assay.notebook.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.notebook.format.Cell;
import dev.assay.notebook.format.Fields;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TitlesTest {
    private static final List<Cell> CELLS = List.of(
            new Cell.Markdown("a", Fields.none(), "## Shares by axis\nand more"),
            new Cell.Code("b", Fields.none(), "int x = 3;\nx"),
            new Cell.Code("c", Fields.none(), "\n  // Draw the sample\nint y = 4;"),
            new Cell.Markdown("d", Fields.none(), "no heading"),
            new Cell.Code("e", Fields.none(), "# python\u001b[31m red"),
            new Cell.Code("f", Fields.none(), "// " + "\uD83D\uDC1F".repeat(80)));

    @Test
    void isTheFirstCommentElseTheHeadingAbove() {
        assertThat(Titles.of(CELLS, 1)).isEqualTo("Shares by axis");
        assertThat(Titles.of(CELLS, 2)).isEqualTo("Draw the sample");
        assertThat(Titles.of(CELLS.subList(1, 2), 0)).isEqualTo("int x = 3;");
    }

    @Test
    void movesNoCursorAndCutsNoCharacter() {
        assertThat(Titles.of(CELLS, 4)).isEqualTo("python [31m red");
        assertThat(Titles.of(CELLS, 5)).isEqualTo("\uD83D\uDC1F".repeat(59) + "…");
    }
}
