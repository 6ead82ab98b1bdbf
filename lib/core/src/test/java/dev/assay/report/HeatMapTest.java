package dev.assay.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.bias.CrossTab;
import dev.assay.cube.Cube;
import dev.assay.schema.Axis;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HeatMapTest {

    @Test
    void namesThatHaveRoomStandAboveTheirColumns() {
        assertThat(drawn(List.of("indoor", "outdoor"), List.of("selfie", "wide")))
                .contains("height=\"94\"", "class=\"head\">selfie</text>")
                .doesNotContain("rotate", "…");
    }

    /** Seven columns of a report are 40 pixels wide each, a notebook's 100. */
    @Test
    void longNamesAreSlantedAndWhole() {
        List<String> shots = List.of("selfie", "interview", "talking_head", "group", "wide", "object", "screen");
        String drawn = drawn(List.of("indoor", "outdoor"), shots);
        assertThat(shots).allSatisfy(shot -> assertThat(drawn)
                .containsPattern("<svg x=\"[0-9.]+%\" y=\"70.0\" class=\"at\"><text transform=\"rotate\\(40\\)\""
                        + " text-anchor=\"end\" class=\"head\">" + shot + "</text></svg>"));
        assertThat(drawn).contains("height=\"148\"").doesNotContain("…");
    }

    @Test
    void whatIsCutIsToldInFull() {
        String column = "a_level_with_a_name_beyond_all_room";
        String row = "another_long_name";
        assertThat(drawn(List.of("indoor", row), List.of("selfie", column)))
                .contains("<title>" + column + "</title>a_level_with_…l_room</text>")
                .contains("<title>" + row + "</title>another_lo…_name</text>")
                .contains("x=\"36.000%\"");
    }

    /** Seven letters of Latin have room above one of four columns, seven of Chinese do not. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u5ba4\u5185\u81ea\u62cd\u955c\u5934\u7247",
                "\ud55c\uad6d\uc5b4\uc774\ub984\uc790\ub9c9",
                "ＳＥＬＦＩＥＳ",
                "😀😀😀😀😀😀😀"
            })
    void wideLettersTakeTheRoomOfTwo(String wide) {
        List<String> shots = List.of("wide", "group", "object");
        assertThat(drawn(List.of("indoor"), with("selfies", shots))).doesNotContain("rotate");
        String drawn = drawn(List.of("indoor"), with(wide, shots));
        assertThat(drawn).contains("rotate(40)", "\">" + wide + "</text>", "height=\"123\"");
        assertThat(drawn(List.of(wide, "indoor"), shots)).contains("x=\"36.000%\"");
    }

    @Test
    void wideLettersAreCutToTheRoomThereIs() {
        String wide = "\u753b".repeat(9) + "\u5ba4";
        assertThat(drawn(List.of("indoor", wide), List.of("selfie")))
                .contains("<title>" + wide + "</title>" + "\u753b".repeat(5) + "…" + "\u753b\u5ba4</text>");
    }

    private static List<String> with(String first, List<String> others) {
        return Stream.concat(Stream.of(first), others.stream()).toList();
    }

    @Test
    void namesAreTextAndNoMarkup() {
        String evil = "<script>alert(1)</script>";
        assertThat(drawn(List.of("indoor", evil), List.of("selfie", evil)))
                .doesNotContain("<script", "</script")
                .contains("<title>&lt;script&gt;alert(1)&lt;/script&gt;</title>");
    }

    private static String drawn(List<String> rows, List<String> columns) {
        Map<List<String>, Long> counts = new HashMap<>();
        for (String row : rows) {
            columns.forEach(column -> counts.put(List.of(row, column), 3L));
        }
        Cube cube = Cube.of(List.of(new Axis("place", rows), new Axis("shot", columns)), counts);
        return HeatMap.of(CrossTab.of(cube), "place × shot").toString();
    }
}
