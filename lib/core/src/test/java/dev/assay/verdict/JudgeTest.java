package dev.assay.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.assay.bias.Association;
import dev.assay.bias.AxisBias;
import dev.assay.bias.LevelShare;
import dev.assay.generation.GenerationPlan;
import dev.assay.quota.Limit;
import dev.assay.quota.Plan;
import dev.assay.quota.Range;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JudgeTest {

    private static double association(GenerationPlan fakes) {
        Double v = Association.of(fakes.cube(List.of("generator", "environment")), "generator", "environment", 0)
                .cramersVCorrected();
        return v == null ? 0 : v;
    }

    /** The test split is one outdoor dataset: generators that only it sees go with outdoors by design, the others do not. */
    @Test
    void heldOutGeneratorsDoNotCountAsAShortcut() {
        Verdict verdict = new Videos()
                .add(60, "environment", "indoor", "duration", 60.0)
                .add(44, "environment", "outdoor", "duration", 10.0)
                .add(16, "environment", "outdoor", "duration", 300.0, "dataset", "kept")
                .judged();
        assertThat(verdict.heldOut().source()).isEqualTo("kept");
        assertThat(association(verdict.fakes())).isGreaterThan(Criteria.MOST_ASSOCIATION);
        assertThat(verdict.generatorAssociation())
                .containsExactly(
                        Map.entry("environment", association(verdict.fakes().withoutHeldOut())));
        assertThat(Videos.criterion(verdict, "generators independent of the axes")
                        .met())
                .isTrue();
    }

    /** A cap on a misspelled level says nothing, and the set looks as if it were kept. */
    @Test
    void whatThePlanNamesAndNothingHasIsAConcern() {
        Videos videos = new Videos().add(10, "environment", "indoor").add(10, "environment", "outdoor");
        Range most = new Range(null, 3L, null, null, null, null);
        Plan plan = Plan.of(List.of("environment")).withLimits(List.of(new Limit.Level("environment", "Indoor", most)));
        Judge judge = videos.judge(Parameters.withDefaults().withAxes(List.of("environment")));
        String concern = "in the plan, a limit names environment=Indoor, which no item has; did you mean indoor?";
        assertThat(judge.judge(plan).concerns()).contains(concern);
        assertThat(judge.judge(plan.withLimits(List.of(new Limit.Level("environment", "indoor", most))))
                        .concerns())
                .noneMatch(said -> said.contains("in the plan"));
    }

    /** Of a level that need not be there, nothing is to be collected. */
    @Test
    void aLevelThatIsNotThereIsAGapOnlyAboveAFloor() {
        Videos videos = new Videos().add(20, "environment", "indoor").add(20, "environment", "outdoor");
        Parameters asked = Parameters.withDefaults().withAxes(List.of("environment"));
        Plan plan = Plan.of(List.of("environment")).withSize(20L);
        assertThat(videos.judge(asked.withShares(0.6, 0.1)).judge(plan).gaps())
                .extracting(Gap::kind)
                .contains("absent");
        assertThat(videos.judge(asked.withShares(0.6, 0)).judge(plan).gaps())
                .extracting(Gap::kind)
                .doesNotContain("absent");
    }

    @Test
    void aLevelThatWasLostOnTheWayHasTheShareZero() {
        Videos videos = new Videos()
                .add(40, "environment", "indoor")
                .add(40, "environment", "outdoor")
                .add(9, "environment", "screen");
        Plan plan = Plan.of(List.of("environment")).withSize(40L).withWhere("environment!=screen");
        Verdict verdict = videos.judge(Parameters.withDefaults().withAxes(List.of("environment")))
                .judge(plan);
        AxisBias after = verdict.after().axis("environment").orElseThrow();
        assertThat(after.levels()).extracting(LevelShare::level).containsExactly("indoor", "outdoor", "screen");
        assertThat(after.levels()).extracting(LevelShare::count).containsExactly(20L, 20L, 0L);
        assertThat(Videos.criterion(verdict, "environment in videos").met()).isFalse();
    }

    /** Of 70 that are suitable, the plan takes the 12 of one source: too few to judge by, whatever else there is. */
    @Test
    void theVerdictRestsOnWhatThePlanAdmits() {
        Videos videos = new Videos()
                .add(29, "environment", "indoor", "quality", "lq")
                .add(29, "environment", "outdoor", "quality", "lq")
                .add(6, "environment", "indoor", "quality", "hq")
                .add(6, "quality", "hq");
        Plan plan = Plan.of(List.of("environment")).withSize(6L).withWhere("quality=hq");
        Verdict verdict = videos.judge(Parameters.withDefaults().withAxes(List.of("environment")))
                .judge(plan);
        assertThat(verdict.choice().suitable()).isEqualTo(12);
        Criterion suitable = Videos.criterion(verdict, "suitable reals");
        assertThat(suitable.found()).isEqualTo("12 suitable");
        assertThat(suitable.met()).isFalse();
        Criterion measured = Videos.criterion(verdict, "environment measured");
        assertThat(measured.found()).isEqualTo("6 of 12 known");
        assertThat(measured.met()).isFalse();
        assertThat(verdict.before().total()).as("what there is").isEqualTo(70);
    }

    @Test
    void aClassifierThatFailsIsAConcernToldOnce() {
        Verdict verdict = new Videos()
                .add(2, "environment", "indoor")
                .add(3, "classifier_error", "rooms.onnx: expected probabilities")
                .judged();
        assertThat(verdict.concerns())
                .filteredOn(concern -> concern.contains("classifier"))
                .containsExactly(
                        "a classifier of yours gave no answer that can be used for 3 items; the first is v0002:"
                                + " rooms.onnx: expected probabilities");
    }

    /** Two videos whose copies show one person are of one person, though the plan takes neither copy. */
    @Test
    void whatThePlanLeavesOutStillJoins() {
        Videos videos = new Videos()
                .add(1, "environment", "indoor", "quality", "hq")
                .add(1, "environment", "outdoor", "quality", "hq")
                .add(1, "environment", "indoor", "quality", "mq", "duplicate_of", "v0000", "identity", "p")
                .add(1, "environment", "outdoor", "quality", "mq", "duplicate_of", "v0001", "identity", "p");
        Plan plan = Plan.of(List.of("environment")).withSize(2L).withWhere("quality=hq");
        Verdict verdict = videos.judge(Parameters.withDefaults().withAxes(List.of("environment")))
                .judge(plan);
        assertThat(verdict.selected())
                .extracting(selected -> selected.item().id(), Selected::group)
                .containsExactlyInAnyOrder(tuple("v0000", "v0000"), tuple("v0001", "v0000"));
        assertThat(verdict.selected())
                .extracting(Selected::split)
                .containsOnly(verdict.selected().get(0).split());
    }

    /** Ten clips each, but two of them show one person and two were taken from one recording, as left out copies tell. */
    @Test
    void clipsAreCappedByWhomALeftOutCopyNames() {
        Object[][] copies = {
            {"v0000", "identity", "p"},
            {"v0001", "identity", "p"},
            {"v0002", "source_video", "s"},
            {"v0003", "source_video", "s"}
        };
        Videos videos = new Videos().add(5, "quality", "hq", "duration", 100.0);
        for (Object[] copy : copies) {
            videos.add(1, "quality", "mq", "duplicate_of", copy[0], copy[1], copy[2]);
        }
        // A fake shows another person: what it is near to is not of that person.
        videos.add(1, "label", "fake", "duplicate_of", "v0004", "identity", "p");
        Plan plan = Plan.of(List.of("quality")).withSize(5L).withWhere("quality=hq");
        Verdict verdict = videos.judge(
                        Parameters.withDefaults().withAxes(List.of("quality")).withClips(10, 12))
                .judge(plan);
        assertThat(verdict.clips().videos())
                .extracting(video -> video.clips().size())
                .containsExactly(6, 6, 6, 6, 10);
        assertThat(verdict.clips().videos().get(1).reason()).isEqualTo("at most 12 clips of identity p");
        assertThat(verdict.clips().videos().get(3).reason()).isEqualTo("at most 12 clips of source s");
    }

    /** One after another before one camera: their videos are near, and no copies. */
    @Test
    void peopleWhoseVideosAreNearAreCappedApart() {
        Videos videos = new Videos()
                .add(1, "identity", "anna", "quality", "hq", "duration", 100.0)
                .add(
                        1,
                        "identity",
                        "ben",
                        "quality",
                        "hq",
                        "duration",
                        100.0,
                        "duplicate_of",
                        "v0000",
                        "duplicate_distance",
                        14.0)
                .add(1, "quality", "hq", "duration", 100.0, "duplicate_of", "v0000", "duplicate_distance", 14.0)
                .add(2, "quality", "hq", "duration", 100.0);
        Verdict verdict = videos.judge(
                        Parameters.withDefaults().withAxes(List.of("quality")).withClips(10, 12))
                .judge(Plan.of(List.of("quality")).withSize(5L));
        assertThat(verdict.clips().videos())
                .extracting(video -> video.clips().size())
                .containsOnly(10);
    }

    @Test
    void whatCannotBeReadIsNotDescribed() {
        Verdict verdict = new Videos()
                .add(30, "environment", "indoor")
                .add(30, "environment", "outdoor")
                .add(7, "environment", "screen", "status", "unreadable")
                .add(3, "environment", "screen", "media", "image")
                .judged();
        assertThat(verdict.everything().total()).isEqualTo(60);
        assertThat(verdict.coverage()).allMatch(row -> row.measured() + row.missing() == 60);
        assertThat(verdict.funnel()).extracting(FunnelStep::left).startsWith(70, 67, 60);
        DatasetSummary set = verdict.datasets().values().iterator().next();
        assertThat(List.of(set.totalVideos(), set.otherFiles(), set.unreadableFiles()))
                .containsExactly(60, 3, 7);
    }

    @Test
    void recordsOfPeopleAreItemsAndNoVideos() {
        Verdict verdict = new Videos()
                .add(30, "gender", "f", "media", "", "width", "", "height", "", "duration", "")
                .add(70, "gender", "m", "media", "", "width", "", "height", "", "duration", "")
                .judged();
        assertThat(verdict.status()).isEqualTo(Status.NOT_FEASIBLE);
        assertThat(verdict.funnel()).extracting(FunnelStep::left).startsWith(100, 0, 0);
        assertThat(Videos.criterion(verdict, "labels known").found()).isEqualTo("no videos");
        assertThat(verdict.counted()).isEqualTo("items (none is known to be a video)");
        assertThat(verdict.datasets().values()).singleElement().satisfies(set -> {
            assertThat(set.totalVideos()).isZero();
            assertThat(set.otherFiles()).isEqualTo(100);
            assertThat(set.recommendations()).containsKey("media");
        });
        AxisBias gender = verdict.biases().axis("gender").orElseThrow();
        assertThat(gender.levels()).extracting(LevelShare::count).containsExactly(30L, 70L);
    }

    /** The word for what is not known is no level of anything. */
    @Test
    void theWordUnknownIsNotMeasured() {
        Verdict verdict = new Videos()
                .add(60, "environment", "indoor", "gender", "unknown")
                .add(60, "environment", "outdoor", "gender", "unknown")
                .add(20, "environment", "unknown")
                .judged();
        assertThat(verdict.coverage())
                .contains(new Coverage("environment", 120, 20, "frames", how(verdict, "environment")))
                .contains(new Coverage("gender", 0, 140, "stated", how(verdict, "gender")));
        assertThat(verdict.before().axis("environment").orElseThrow().unknown()).isEqualTo(20);
    }

    @Test
    void whyAnAxisIsMissingIsReadFromTheItems() {
        Verdict verdict = new Videos()
                .add(60, "head_pose", "frontal", "m_frames_decoded", "5")
                .add(1, "m_frames_decoded", "5")
                .add(20, "environment", "indoor")
                .judged();
        String unseen = "no frames were looked at of 20 items (unreadable file, --no-pixels or --no-decode)";
        String stated = ": state it in sidecars or an overrides file";
        assertThat(how(verdict, "head_pose"))
                .isEqualTo("the frames of 1 item were looked at and do not tell it; " + unseen + stated);
        assertThat(how(verdict, "environment"))
                .isEqualTo("the frames of 61 items were looked at and do not tell it" + stated);
    }

    private static String how(Verdict verdict, String axis) {
        return verdict.coverage().stream()
                .filter(row -> row.axis().equals(axis))
                .findFirst()
                .orElseThrow()
                .why();
    }

    @Test
    void withoutAPlanNothingIsMetForWantOfFakes() {
        Verdict nothing =
                new Videos().add(5, "environment", "indoor", "label", "").judged();
        assertThat(nothing.choice().plan()).isNull();
        for (String name : List.of("generators independent of the axes", "fakes planned")) {
            assertThat(Videos.criterion(nothing, name).found()).isEqualTo("no plan");
            assertThat(Videos.criterion(nothing, name).met()).isFalse();
        }
        for (String name : List.of("size and duration measured", "clips")) {
            assertThat(Videos.criterion(nothing, name).found()).isEqualTo("nothing selected");
            assertThat(Videos.criterion(nothing, name).met()).isFalse();
        }
        Verdict infeasible = new Videos()
                .add(5, "environment", "indoor")
                .judge(Parameters.withDefaults())
                .judge(Plan.of(List.of("environment")).withSize(6L));
        assertThat(Videos.criterion(infeasible, "fakes planned").found()).isEqualTo("nothing selected");
        assertThat(Videos.criterion(infeasible, "fakes planned").met()).isFalse();
    }

    @Test
    void theStatusFollowsFromTheCriteriaAlone() {
        Criterion met = new Criterion("a", "", "", true, true);
        Criterion wish = new Criterion("b", "", "", false, false);
        Criterion need = new Criterion("c", "", "", false, true);
        assertThat(Status.of(List.of(met))).isEqualTo(Status.FEASIBLE);
        assertThat(Status.of(List.of(met, wish))).isEqualTo(Status.FEASIBLE_WITH_RESERVATIONS);
        assertThat(Status.of(List.of(wish, need))).isEqualTo(Status.NOT_FEASIBLE);
    }

    @Test
    void theSeedDecidesWhoAndNotHowMany() {
        Videos videos = new Videos().add(100, "environment", "indoor").add(60, "environment", "outdoor");
        Parameters parameters = Parameters.withDefaults().withAxes(List.of("environment"));
        Verdict one = videos.judge(parameters.withSeed(1)).judge();
        Verdict two = videos.judge(parameters.withSeed(2)).judge();
        assertThat(one.selected()).hasSameSizeAs(two.selected());
        assertThat(ids(one)).isNotEqualTo(ids(two));
        assertThat(ids(one)).isEqualTo(ids(videos.judge(parameters.withSeed(1)).judge()));
    }

    private static List<String> ids(Verdict verdict) {
        return verdict.selected().stream().map(video -> video.item().id()).toList();
    }
}
