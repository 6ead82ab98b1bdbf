package dev.assay.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.inventory.Inventory;
import dev.assay.quota.Plan;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlanChooserTest {

    private static final Parameters ONE_AXIS = Parameters.withDefaults().withAxes(List.of("environment"));

    private static PlanChoice choice(Inventory items, Parameters parameters) {
        Suitability suitability = new Suitability(items, parameters);
        return new PlanChooser(items, parameters).choose(items.rows(suitability::isSuitable));
    }

    private static Plan plan(PlanChoice choice) {
        return Objects.requireNonNull(choice.plan(), choice.why());
    }

    /** Twice the smaller half keeps equal shares; 2 % of tolerance gives a few more. */
    @Test
    void theLargestSizeWithinTheTolerance() {
        Inventory items = new Videos()
                .add(300, "environment", "indoor")
                .add(100, "environment", "outdoor")
                .inventory();
        PlanChoice choice = choice(items, ONE_AXIS);
        long size = Objects.requireNonNull(plan(choice).size());
        assertThat(size).isEqualTo(204);
        assertThat(104 / 102.0 - 1).isLessThanOrEqualTo(0.02);
        assertThat(105 / 102.5 - 1).isGreaterThan(0.02);
        assertThat(choice.tolerance()).isEqualTo(0.02);
        assertThat(choice.curve()).isNotEmpty();
    }

    /** What the plan admits is what is suitable, however much else there is. */
    @Test
    void thePlanAdmitsWhatIsSuitable() {
        Inventory items = new Videos()
                .add(60, "environment", "indoor")
                .add(60, "environment", "outdoor")
                .add(9, "environment", "outdoor", "status", "unreadable")
                .add(9, "environment", "outdoor", "media", "image")
                .add(9, "environment", "outdoor", "media", "")
                .add(9, "environment", "outdoor", "height", 480L)
                .add(9, "environment", "outdoor", "duration", 9.5)
                .add(9, "environment", "outdoor", "duration", "")
                .add(9, "environment", "outdoor", "label", "fake")
                .add(9, "environment", "outdoor", "label", "")
                .add(9, "environment", "outdoor", "duplicate_of", "v0000")
                .add(9, "environment", "outdoor", "duplicate_of", "v0001", "duplicate_distance", 8L)
                .inventory();
        Suitability suitability = new Suitability(items, ONE_AXIS);
        List<String> suitable = IntStream.range(0, items.size())
                .filter(suitability::isSuitable)
                .mapToObj(items::id)
                .toList();
        Inventory admitted = plan(choice(items, ONE_AXIS)).population(items);
        assertThat(IntStream.range(0, admitted.size()).mapToObj(admitted::id)).containsExactlyElementsOf(suitable);
        assertThat(suitable).hasSize(129);
    }

    @Test
    void aLevelTooThinToBeAStratumIsSetAside() {
        PlanChoice choice = choice(
                new Videos()
                        .add(100, "environment", "indoor")
                        .add(100, "environment", "outdoor")
                        .add(1, "environment", "screen")
                        .inventory(),
                ONE_AXIS);
        assertThat(choice.setAside()).containsExactly(new PlanChoice.SetAside("environment", "screen", 1));
        assertThat(plan(choice).where()).contains("environment!=\"screen\"");
        assertThat(plan(choice).size()).isEqualTo(200);
    }

    /** Nine of the twelve of poor quality are screens: with these set aside, three are no stratum either. */
    @Test
    void aLevelThatAnotherTakesAlongIsSetAsideToo() {
        Inventory items = new Videos()
                .add(60, "environment", "indoor", "quality", "hq")
                .add(57, "environment", "outdoor", "quality", "mq")
                .add(3, "environment", "outdoor", "quality", "lq")
                .add(9, "environment", "screen", "quality", "lq")
                .inventory();
        PlanChoice choice = choice(items, Parameters.withDefaults().withAxes(List.of("environment", "quality")));
        assertThat(choice.setAside())
                .containsExactly(
                        new PlanChoice.SetAside("environment", "screen", 9),
                        new PlanChoice.SetAside("quality", "lq", 3));
        assertThat(plan(choice).size()).isGreaterThanOrEqualTo(100);
    }

    /** A screen recording, sharp, and the same filmed off the screen: with the screens goes one form, and not the take. */
    @Test
    void whereTheBestFormIsSetAsideTheNextStandsForIt() {
        Inventory items = new Videos()
                .add(99, "environment", "indoor")
                .add(100, "environment", "outdoor")
                .add(1, "environment", "screen", "duplicate_of", "v0199", "duplicate_distance", 0L, "quality", "hq")
                .add(1, "environment", "indoor", "duplicate_of", "v0199", "duplicate_distance", 4L, "quality", "mq")
                .add(1, "environment", "indoor", "duplicate_of", "v0199", "duplicate_distance", 4L, "quality", "lq")
                .inventory();
        Plan plan = plan(choice(items, ONE_AXIS));
        assertThat(plan.mustExclude()).containsExactly("v0201");
        assertThat(ids(plan.population(items))).contains("v0200").doesNotContain("v0199", "v0201");
        assertThat(plan.size()).isEqualTo(200);
        assertThat(ids(ONE_AXIS.suitable(items))).contains("v0199").doesNotContain("v0200", "v0201");
        assertThat(ids(ONE_AXIS.suitable(items, plan))).contains("v0200").doesNotContain("v0199", "v0201");
    }

    /** The same bytes, of which one name says nothing of the place and another says it is a screen. */
    @Test
    void ofCopiesOneThatThePlanAdmitsStandsForAll() {
        Inventory items = new Videos()
                .add(99, "environment", "indoor")
                .add(100, "environment", "outdoor")
                .add(1, "environment", "screen", "duplicate_of", "v0199", "duplicate_distance", 0L, "copy_of", "v0199")
                .add(1, "environment", "indoor", "duplicate_of", "v0199", "duplicate_distance", 0L, "copy_of", "v0199")
                .inventory();
        Plan plan = plan(choice(items, ONE_AXIS));
        assertThat(ids(plan.population(items))).contains("v0200").doesNotContain("v0199");
        assertThat(plan.size()).isEqualTo(200);
    }

    /** Who leaves a take out by name, or by what is not known of it, leaves out that form of it. */
    @Test
    void whatIsSuitableForAPlanIsToldAmongWhatItAdmits() {
        Inventory items = new Videos()
                .add(1, "duplicate_of", "v0000", "duplicate_distance", 0L, "height", 2160L)
                .add(1, "duplicate_of", "v0000", "duplicate_distance", 2L, "height", 1440L, "environment", "indoor")
                .add(1, "duplicate_of", "v0000", "duplicate_distance", 2L, "environment", "indoor")
                .inventory();
        Plan plan = Plan.of(List.of("environment"));
        assertThat(ids(ONE_AXIS.suitable(items, plan))).containsExactly("v0000");
        assertThat(ids(ONE_AXIS.suitable(items, plan.withUnknown(Plan.Unknown.EXCLUDE))))
                .containsExactly("v0001");
        assertThat(ids(ONE_AXIS.suitable(items, plan.withMustExclude(List.of("v0000", "v0001")))))
                .containsExactly("v0002");
    }

    private static List<String> ids(Inventory items) {
        return IntStream.range(0, items.size()).mapToObj(items::id).toList();
    }

    @Test
    void anAxisThatIsMostlyUnknownOrHasOneLevelIsLeftOut() {
        PlanChoice choice = choice(
                new Videos()
                        .add(60, "environment", "indoor", "lighting", "low")
                        .add(10, "environment", "outdoor", "lighting", "low", "quality", "hq")
                        .add(50, "environment", "outdoor", "lighting", "low")
                        .inventory(),
                Parameters.withDefaults());
        assertThat(plan(choice).axes()).containsExactly("environment");
        assertThat(choice.leftOut())
                .containsExactly(
                        new PlanChoice.LeftOut("shot_type", "not known for any suitable item"),
                        new PlanChoice.LeftOut("lighting", "every known item is low"),
                        new PlanChoice.LeftOut("quality", "unknown for 110 of 120 suitable items"));
    }

    @Test
    void nothingSuitableIsNoPlan() {
        PlanChoice choice = choice(new Videos().add(5, "label", "fake").inventory(), ONE_AXIS);
        assertThat(choice.plan()).isNull();
        assertThat(choice.why()).isEqualTo("nothing is suitable, so there is nothing to choose from");
    }

    @Test
    void theFewestCannotBeMoreThanTheMost() {
        assertThatThrownBy(() -> ONE_AXIS.withSizes(5, 100, 0.02))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("min_videos must be at most max_videos, found 100 and 5");
        assertThat(ONE_AXIS.withSizes(100, 100, 0.02).minVideos()).isEqualTo(100);
    }
}
