package dev.assay.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MarkdownPageTest {

    /** A user's level may be spelled like the mark of what is not known, and must not pass for it. */
    @Test
    void aLevelCalledLikeTheMarkOfUnknownIsText() {
        MarkdownPage page = new MarkdownPage();
        page.row("axis", "*unknown*", 3);
        page.row("axis", MarkdownPage.UNKNOWN, 3);
        assertThat(page.text().lines()).containsExactly("| axis | \\*unknown\\* | 3 |", "| axis | *unknown* | 3 |");
    }
}
