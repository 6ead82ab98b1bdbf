package dev.assay.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class HtmlTableTest {

    /** A path that cannot break pushes all columns behind it out of the page. */
    @Test
    void longWordsMayBreakAndOthersStayWhole() {
        Html page = new Html();
        new HtmlTable("Items", "id", "cell", "#weight")
                .row("DEEPFAKE_DATASETS/FaceForensics/videos/002.mp4", "indoor:talking_head", "1.56")
                .row("002.mp4", "long only as a whole, not in one of its words", "1.00")
                .into(page);
        assertThat(page.toString())
                .contains("<th scope=\"row\" class=\"long\">DEEPFAKE_DATASETS/")
                .contains("<td>indoor:talking_head</td>")
                .contains("<th scope=\"row\">002.mp4</th>")
                .contains("<td>long only as a whole");
        assertThat(Styles.css()).containsPattern("\\.long *\\{ *overflow-wrap: anywhere");
    }
}
