package dev.assay.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ScopedStyleTest {

    /** A comment before a rule, or a rule for some media before it, once took the rule away. */
    @Test
    void allRulesOfThePagesSpeakOfAPieceThatNeedsThem() {
        Html piece = new Html().open("section", "class", "stratum").leaf("h4", "indoor");
        piece.open("div", "class", "sheet").open("figure").leaf("figcaption", "a.mp4");
        String html = ScopedStyle.around(piece.close().close().close());
        assertThat(html)
                .contains(
                        "\n.assay.assay figure{margin: 0; min-width: 0;}\n",
                        "\n.assay.assay .sheet{display: grid;",
                        "\n@media all{\n.assay.assay .stratum{min-width: 152px;",
                        "\n.assay.assay .stratum .sheet{display: flex; flex-wrap: wrap;}\n",
                        "\n.assay.assay h4{")
                .doesNotContain("/*", "table.grid", "figure img");
    }
}
