package dev.assay.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SuitabilityTest {

    private static boolean isVideo(Object... pairs) {
        return new Suitability(new Videos().add(1, pairs).inventory(), Parameters.withDefaults()).isVideo(0);
    }

    @Test
    void whatIsKnownOfTheMediaDecides() {
        assertThat(isVideo("media", "video", "path", "a.jpg", "duration", "")).isTrue();
        assertThat(isVideo("media", "image", "path", "a.mp4")).isFalse();
        assertThat(isVideo("media", "other")).isFalse();
    }

    /** Rows of a manifest or a table, which says nothing of media. */
    @Test
    void withoutItTheNameOrTheMeasuresDo() {
        assertThat(isVideo("media", "", "width", "", "height", "", "duration", "", "path", "x/a.mp4"))
                .isTrue();
        assertThat(isVideo("media", "", "width", "", "height", "", "path", "x/a.wav"))
                .isFalse();
        assertThat(isVideo("media", "", "width", "", "height", "")).isTrue();
        assertThat(isVideo("media", "")).isTrue();
        assertThat(isVideo("media", "", "duration", "", "path", "x/a.jpg")).isFalse();
    }

    /** A speaker of VoxCeleb is a person. */
    @Test
    void aRecordWithoutNameAndMeasuresIsNone() {
        assertThat(isVideo("media", "", "width", "", "height", "", "duration", "", "gender", "f"))
                .isFalse();
    }

    @Test
    void ofTwoCopiesTheUsableOneIsKeptAndADisputedContentIsNone() {
        Suitability copies = new Suitability(
                new Videos()
                        .add(1, "duration", 1.0)
                        .add(1, "duplicate_of", "v0000")
                        .add(1)
                        .add(1, "duplicate_of", "v0002", "label", "fake")
                        .inventory(),
                Parameters.withDefaults());
        assertThat(copies.isSuitable(0)).isFalse();
        assertThat(copies.isSuitable(1)).isTrue();
        assertThat(copies.isSuitable(2)).isFalse();
        assertThat(copies.isDisputed(3)).isTrue();
    }
}
