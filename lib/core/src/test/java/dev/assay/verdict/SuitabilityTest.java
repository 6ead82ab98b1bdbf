package dev.assay.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
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

    /** A fake is nearly what its real is: the real stays. */
    @Test
    void aNearFakeTakesNothingFromItsReal() {
        Suitability near = new Suitability(
                new Videos()
                        .add(1, "label", "fake", "duplicate_of", "v0000", "duplicate_distance", 0L)
                        .add(1, "duplicate_of", "v0000", "duplicate_distance", 4L)
                        .inventory(),
                Parameters.withDefaults());
        assertThat(near.isDisputed(0)).isFalse();
        assertThat(near.isDisputed(1)).isFalse();
        assertThat(near.isSuitable(1)).isTrue();
    }

    @Test
    void byteCopiesOfANearClusterCanBeDisputedStill() {
        Suitability near = new Suitability(
                new Videos()
                        .add(1, "duplicate_of", "v0000", "duplicate_distance", 0L)
                        .add(1, "duplicate_of", "v0000", "duplicate_distance", 4L, "copy_of", "v0001")
                        .add(1, "duplicate_of", "v0000", "duplicate_distance", 4L, "copy_of", "v0001", "label", "fake")
                        .inventory(),
                Parameters.withDefaults());
        assertThat(near.isDisputed(1)).isTrue();
        assertThat(near.isDisputed(2)).isTrue();
        assertThat(near.isSuitable(0)).isTrue();
    }

    @Test
    void ofNearRealsTheBestIsTaken() {
        Suitability near = new Suitability(
                new Videos()
                        .add(1, "duplicate_of", "v0000", "duplicate_distance", 0L, "quality", "lq")
                        .add(1, "duplicate_of", "v0000", "duplicate_distance", 9L, "quality", "hq", "height", 900L)
                        .add(1, "duplicate_of", "v0000", "duplicate_distance", 8L, "quality", "hq")
                        .add(1, "duplicate_of", "v0000", "duplicate_distance", 7L, "quality", "hq", "duration", 1.0)
                        .add(1)
                        .inventory(),
                Parameters.withDefaults());
        assertThat(IntStream.range(0, 5).filter(near::isSuitable)).containsExactly(2, 4);
        assertThat(near.funnel().get(6)).isEqualTo(new FunnelStep("at least 720p", 4));
        assertThat(near.funnel().get(7)).isEqualTo(new FunnelStep("not a copy of another", 4));
        assertThat(near.funnel().get(8)).isEqualTo(new FunnelStep("no other form of a better one", 2));
    }

    @Test
    void aFewPointsAreNoDistortion() {
        Suitability near = new Suitability(
                new Videos()
                        .add(1, "duplicate_of", "v0000", "duplicate_distance", 0L, "m_brisque", 78.3)
                        .add(1, "duplicate_of", "v0000", "duplicate_distance", 2L, "m_brisque", 76.8)
                        .inventory(),
                Parameters.withDefaults());
        assertThat(IntStream.range(0, 2).filter(near::isSuitable)).containsExactly(0);
    }

    @Test
    void ofFormsThatAreEquallyLargeTheLeastDistortedIsTaken() {
        Suitability near = new Suitability(
                new Videos()
                        .add(1, "duplicate_of", "v0000", "duplicate_distance", 0L)
                        .add(1, "duplicate_of", "v0000", "duplicate_distance", 4L, "m_brisque", 61.5)
                        .add(1, "duplicate_of", "v0000", "duplicate_distance", 2L, "m_brisque", 18.0)
                        .inventory(),
                Parameters.withDefaults());
        assertThat(IntStream.range(0, 3).filter(near::isSuitable)).containsExactly(2);
    }

    /** A fixed camera, a wall, and one person after another. */
    @Test
    void anotherTakeOfTheSamePlaceIsNoOtherForm() {
        Suitability near = new Suitability(
                new Videos()
                        .add(1, "duplicate_of", "v0000", "duplicate_distance", 0L)
                        .add(1, "duplicate_of", "v0000", "duplicate_distance", 4L, "duration", 22.5)
                        .add(1, "duplicate_of", "v0000", "duplicate_distance", 12L)
                        .add(1, "duplicate_of", "v0000", "duplicate_distance", 6L, "duration", 19.0)
                        .inventory(),
                Parameters.withDefaults());
        assertThat(IntStream.range(0, 4).filter(near::isSuitable)).containsExactly(0, 1, 2);
    }

    /** Chains: the third is like the second, the second like the first, and only the first was measured against. */
    @Test
    void ofAChainThatLeadsAwayBothEndsAreTaken() {
        Suitability chain = new Suitability(
                new Videos()
                        .add(1, "duplicate_of", "v0000", "duplicate_distance", 0L)
                        .add(1, "duplicate_of", "v0000", "duplicate_distance", 8L, "height", 2160L)
                        .add(1, "duplicate_of", "v0000", "duplicate_distance", 16L)
                        .add(1, "duplicate_of", "v0000", "copy_of", "v0003")
                        .add(1, "duplicate_of", "v0000")
                        .inventory(),
                Parameters.withDefaults());
        // A scan names the fourth its own copy: it is near by way of others alone. The fifth, so named by hand, is a
        // copy.
        assertThat(IntStream.range(0, 5).filter(chain::isSuitable)).containsExactly(1, 2, 3);
    }

    /** Part of somebody else's inventory, without the item that clusters and copies are named by. */
    @Test
    void aFirstThatIsNotThereNamesAClusterAllTheSame() {
        Suitability foreign = new Suitability(
                new Videos()
                        .add(1, "duplicate_of", "gone", "duplicate_distance", 3L)
                        .add(1, "duplicate_of", "gone", "duplicate_distance", 5L, "quality", "hq")
                        .add(1, "duplicate_of", "lost")
                        .add(1, "duplicate_of", "lost")
                        .add(1, "duplicate_of", "alone")
                        .inventory(),
                Parameters.withDefaults());
        assertThat(IntStream.range(0, 5).filter(foreign::isSuitable)).containsExactly(1, 2, 4);
        assertThat(foreign.isOutdone(0)).isTrue();
        assertThat(foreign.isCopy(3)).isTrue();
    }

    @Test
    void copiesAndNearOnesAreCountedApart() {
        Duplicates duplicates = Duplicates.of(new Videos()
                .add(1, "duplicate_of", "v0000", "duplicate_distance", 0L, "copy_of", "v0000")
                .add(1, "duplicate_of", "v0000", "duplicate_distance", 0L, "copy_of", "v0000", "label", "fake")
                .add(1, "duplicate_of", "v0000", "duplicate_distance", 12L, "label", "fake")
                .add(2, "duplicate_of", "v0003", "duplicate_distance", 0L, "copy_of", "v0003")
                .add(1)
                .inventory());
        assertThat(duplicates.sets()).containsExactly(List.of("v0000", "v0001"), List.of("v0003", "v0004"));
        assertThat(duplicates.copies()).isEqualTo(2);
        assertThat(duplicates.clusters())
                .containsExactly(
                        List.of(new Duplicates.Member("v0000", 0, "real"), new Duplicates.Member("v0002", 12, "fake")));
        assertThat(duplicates.near()).isEqualTo(1);
        assertThat(duplicates.nearGroups()).isEqualTo(1);
    }

    /** An inventory of somebody else's, who means by it what it says. */
    @Test
    void withoutADistanceDuplicatesAreCopies() {
        Duplicates duplicates = Duplicates.of(
                new Videos().add(1).add(1, "duplicate_of", "v0000").inventory());
        assertThat(duplicates.copies()).isEqualTo(1);
        assertThat(duplicates.near()).isZero();
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
