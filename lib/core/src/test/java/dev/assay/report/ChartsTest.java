package dev.assay.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.assay.bias.BiasReport;
import dev.assay.bias.CrossTab;
import dev.assay.bias.Target;
import dev.assay.cube.Cube;
import dev.assay.inventory.Inventory;
import dev.assay.schema.Axis;
import dev.assay.schema.Item;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class ChartsTest {

    private static final Pattern AREA =
            Pattern.compile("width=\"([0-9.]+)%\" height=\"([0-9.]+)\" class=\"cell[^\"]*\"><title>[^:]*: ([0-9]+),");

    private static Cube cube(long hostile) {
        return Cube.of(
                List.of(
                        new Axis("place", List.of("indoor", "<b>out</b>")),
                        new Axis("light", List.of("low", "bright"))),
                Map.of(
                        List.of("indoor", "low"), 40L,
                        List.of("indoor", "bright"), 10L,
                        List.of("<b>out</b>", "bright"), hostile,
                        List.of("indoor", "unknown"), 5L));
    }

    /** What a mosaic is: equal counts have equal areas, whatever their shape. */
    @Test
    void areasOfAMosaicAreCounts() {
        String html = Charts.mosaic(CrossTab.of(cube(30))).html();
        Matcher areas = AREA.matcher(html);
        double each = Double.NaN;
        int found = 0;
        while (areas.find()) {
            double area = Double.parseDouble(areas.group(1)) * Double.parseDouble(areas.group(2));
            double perItem = area / Double.parseDouble(areas.group(3));
            assertThat(perItem).isCloseTo(found++ == 0 ? perItem : each, within(0.02 * perItem));
            each = perItem;
        }
        assertThat(found).isEqualTo(3);
    }

    /** A drawing shows no expected counts: what is to be minded about its tests stands below it. */
    @Test
    void drawingsOfFewItemsSayThatTheirTestsAreDoubtful() {
        CrossTab few = CrossTab.of(cube(1));
        for (Fragment drawing : List.of(Charts.mosaic(few), Charts.residuals(few))) {
            assertThat(drawing.html()).contains("Mind: expected count below 5 in 2 of 4 cells.");
        }
    }

    /** Bootstrap, in classic notebooks, has letters of 10 pixels, and writes whatever is of the class label in white. */
    @Test
    void thePageAroundChangesNeitherSizesNorTheColourOfNames() {
        BiasReport bias = cube(30).compare(Target.uniform());
        String html = Charts.shares(bias, 0.6, 0.1).html();
        assertThat(html)
                .contains(
                        "class=\"label\"", ".assay.assay svg .label{fill:var(--text)", "minmax(min(100%, 384px), 1fr)")
                .doesNotContainPattern("[0-9]rem");
    }

    @Test
    void namesAreData() {
        BiasReport bias = cube(30).compare(Target.uniform());
        for (Fragment fragment : List.of(
                Charts.mosaic(CrossTab.of(cube(30))),
                Charts.residuals(CrossTab.of(cube(30))),
                Charts.shares(bias, 0.6, 0.1),
                Charts.moves(bias, bias, 0.6, 0.1))) {
            assertThat(fragment.html()).doesNotContain("<b>").contains("&lt;b&gt;out");
            assertThat(fragment.text()).contains("<b>out</b>");
        }
    }

    private static final Pattern PLACE = Pattern.compile("<svg x=\"([0-9.]+)%\" y=\"[0-9.]+\" class=\"at\"><path");

    /** Pages cut what lies outside a drawing: a mark of 6.5 pixels needs them beside it, where 220 pixels are all. */
    @Test
    void marksAtNoneAndAtAllAreWhole() {
        Cube all = Cube.of(List.of(new Axis("place", List.of("indoor", "outdoor"))), Map.of(List.of("indoor"), 9L));
        BiasReport bias = all.compare(Target.uniform());
        Matcher places = PLACE.matcher(Charts.moves(bias, bias, 0.6, 0.1).html());
        int found = 0;
        for (; places.find(); found++) {
            assertThat(Double.parseDouble(places.group(1)) / 100 * 220).isBetween(6.5, 220 - 6.5);
        }
        assertThat(found).isEqualTo(4);
    }

    @Test
    void whereNothingIsKnownASentenceSaysSo() {
        Cube none = Cube.of(
                List.of(new Axis("place", List.of()), new Axis("light", List.of())),
                Map.of(List.of("unknown", "unknown"), 3L));
        assertThat(Charts.mosaic(CrossTab.of(none)).text())
                .isEqualTo("Nothing to draw: of 3 items none is known on place and light both.");
        BiasReport bias = none.compare(Target.uniform());
        assertThat(Charts.moves(bias, bias, 0.6, 0.1).text())
                .isEqualTo("No shares to compare: no axis that both have is known and has at most 24 levels.");
        assertThat(Charts.residuals(CrossTab.of(none)).text()).contains("unknown", "3");
        Cube empty = Cube.of(none.axes(), Map.of());
        assertThat(Charts.residuals(CrossTab.of(empty)).text()).startsWith("Nothing to draw: of 0 items");
    }

    /** A scan has a hundred columns, most of them numbers that nobody reads one by one. */
    @Test
    void columnsBehindTheAxesAreNamedTogether() {
        Inventory items = Inventory.of(
                List.of(new Item("a", Map.of("label", "real", "label_source", "path", "m_luma", 0.5, "m_cuts", 2.0))));
        assertThat(Fragment.of(items).text())
                .containsPattern("label +category")
                .contains("- 2 measured numbers: m_cuts, m_luma", "- 1 evidence column: label_source")
                .doesNotContainPattern("m_luma +number");
    }

    @Test
    void limitsStandWhereTheyAreAskedFor() {
        BiasReport bias = cube(30).compare(Target.uniform());
        assertThat(Charts.shares(bias, 0.45, 0.125, "place").html())
                .contains(">45 %<", ">12.5 %<", "place, n = 85")
                .doesNotContain("light, n");
    }

    @Test
    void aMoveSaysBothShares() {
        BiasReport before = cube(30).compare(Target.uniform());
        BiasReport after = cube(55).compare(Target.uniform());
        assertThat(Charts.moves(before, after, 0.6, 0.1).html())
                .contains(">64.7 % → 50.0 %<", "before, 85 items", "after, 110 items", "place, n = 85 → 110");
    }

    @Test
    void whatIsNotThereIsSaid() {
        BiasReport bias = cube(30).compare(Target.uniform());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Charts.shares(bias, 0.6, 0.1, "mood"))
                .withMessage("no axis 'mood' in this report; it has [place, light]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bias.level("light", "dim"))
                .withMessage("no level 'dim' on light; it has [low, bright]");
        assertThat(bias.level("light", "low").count()).isEqualTo(40);
    }
}
