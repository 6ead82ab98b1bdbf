package dev.assay.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.assay.bias.BiasReport;
import dev.assay.bias.CrossTab;
import dev.assay.bias.Target;
import dev.assay.cube.Cube;
import dev.assay.schema.Axis;
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
                .contains(">64.7 % → 50.0 %<", "before, n = 85", "after, n = 110");
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
