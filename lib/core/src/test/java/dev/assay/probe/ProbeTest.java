package dev.assay.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

final class ProbeTest {

    private static final int N = 400;

    /** Every tenth is real. */
    private static final List<@Nullable String> LABELS = texts(N, i -> i % 10 == 0 ? "real" : "fake");

    private static final int[] ALONE = IntStream.range(0, N).toArray();

    private static List<@Nullable String> texts(int n, IntFunction<@Nullable String> text) {
        List<@Nullable String> texts = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            texts.add(text.apply(i));
        }
        return texts;
    }

    private static Shortcut probe(ProbeColumn column, List<@Nullable String> labels, int[] groups) {
        return Probe.withDefaults().run(List.of(column), labels, groups).get(0);
    }

    @Test
    void uselessColumnsOfUnbalancedDataAreNotFlagged() {
        SplittableRandom random = new SplittableRandom(1);
        List<ProbeColumn> columns = new ArrayList<>();
        for (int c = 0; c < 40; c++) {
            int levels = 2 + c % 8;
            columns.add(
                    c % 4 == 0
                            ? ProbeColumn.numbers("n" + c, random.doubles(N).toArray())
                            : ProbeColumn.texts("c" + c, texts(N, i -> "v" + random.nextInt(levels))));
        }
        List<Shortcut> shortcuts = Probe.withDefaults().run(columns, LABELS, ALONE);
        assertThat(shortcuts).hasSize(40).noneMatch(s -> s.finding() == ProbeFinding.FAIL);
        // One in twenty may reach p <= .05; corrected for forty columns none should.
        assertThat(shortcuts).filteredOn(s -> s.finding() == ProbeFinding.WARN).hasSizeLessThanOrEqualTo(4);
        assertThat(shortcuts).allSatisfy(s -> assertThat(s.pAdjusted()).isGreaterThan(0.05));
    }

    @Test
    void aPlantedDependenceIsFound() {
        SplittableRandom random = new SplittableRandom(2);
        ProbeColumn codec = ProbeColumn.texts(
                "codec", texts(N, i -> random.nextInt(5) == 0 ? "vp9" : i % 10 == 0 ? "h264" : "hevc"));
        Shortcut found = probe(codec, LABELS, ALONE);
        assertThat(found.finding()).isEqualTo(ProbeFinding.FAIL);
        assertThat(found.score()).isBetween(0.6, 1.0);
        assertThat(found.pValue()).isEqualTo(0.001);
        assertThat(found.levels()).isEqualTo(3);
        double[] seconds = IntStream.range(0, N)
                .mapToDouble(i -> i % 10 == 0 ? 30 + random.nextDouble() : 10 * random.nextDouble())
                .toArray();
        assertThat(probe(ProbeColumn.numbers("duration", seconds), LABELS, ALONE)
                        .score())
                .isGreaterThan(0.9);
    }

    @Test
    void aWeakDependenceWarns() {
        SplittableRandom random = new SplittableRandom(4);
        ProbeColumn weak =
                ProbeColumn.texts("fps", texts(N, i -> random.nextInt(100) < (i % 2 == 0 ? 60 : 40) ? "30" : "25"));
        Shortcut found = probe(weak, texts(N, i -> i % 2 == 0 ? "real" : "fake"), ALONE);
        assertThat(found.finding()).isEqualTo(ProbeFinding.WARN);
        assertThat(found.score()).isBetween(0.1, 0.3);
    }

    @Test
    void whatIsMissingCanTellToo() {
        ProbeColumn audio = ProbeColumn.texts("acodec", texts(N, i -> i % 10 == 0 ? "aac" : null));
        assertThat(probe(audio, LABELS, ALONE).score()).isEqualTo(1);
        double[] rate = IntStream.range(0, N)
                .mapToDouble(i -> i % 10 == 0 ? Double.NaN : 5)
                .toArray();
        assertThat(probe(ProbeColumn.numbers("bitrate", rate), LABELS, ALONE).score())
                .isEqualTo(1);
    }

    @Test
    void keysAndConstantsAreNoShortcuts() {
        Shortcut key = probe(ProbeColumn.texts("id", texts(N, i -> "item " + i)), LABELS, ALONE);
        assertThat(key).isEqualTo(new Shortcut("id", null, null, null, ProbeFinding.KEY, null, N, N));
        for (ProbeColumn constant : List.of(
                ProbeColumn.texts("media", texts(N, i -> "video")),
                ProbeColumn.texts("age", texts(N, i -> null)),
                ProbeColumn.numbers("rotation", new double[N]))) {
            Shortcut shortcut = probe(constant, LABELS, ALONE);
            assertThat(shortcut.finding()).isEqualTo(ProbeFinding.OK);
            assertThat(shortcut.score()).isZero();
            assertThat(shortcut.balancedAccuracy()).isEqualTo(0.5);
            assertThat(shortcut.pValue()).isEqualTo(1);
        }
    }

    @Test
    void whatOnlyNamesAGroupIsNotLearned() {
        // Ten items a person, all of one label: the person tells everything where groups are cut, and nothing where
        // not.
        List<@Nullable String> labels = texts(N, i -> i / 10 % 2 == 0 ? "real" : "fake");
        ProbeColumn person = ProbeColumn.texts("person", texts(N, i -> "p" + i / 10));
        int[] people = IntStream.range(0, N).map(i -> i / 10).toArray();
        assertThat(probe(person, labels, ALONE).score()).isEqualTo(1);
        assertThat(probe(person, labels, people).finding()).isEqualTo(ProbeFinding.OK);
        assertThat(probe(person, labels, people).score()).isZero();
    }

    @Test
    void groupsWeighAsOneInTheNull() {
        // Four people of a hundred items: a camera that goes with the label among four is no evidence.
        List<@Nullable String> labels = texts(N, i -> i / 100 % 2 == 0 ? "real" : "fake");
        ProbeColumn camera = ProbeColumn.texts("camera", texts(N, i -> i / 100 % 2 == 0 ? "a" : "b"));
        int[] people = IntStream.range(0, N).map(i -> i / 100).toArray();
        assertThat(probe(camera, labels, ALONE).finding()).isEqualTo(ProbeFinding.FAIL);
        Shortcut grouped = probe(camera, labels, people);
        assertThat(grouped.pValue()).isGreaterThan(0.1);
        assertThat(grouped.finding()).isEqualTo(ProbeFinding.OK);
    }

    @Test
    void itemsWithoutALabelAreLeftOut() {
        List<@Nullable String> labels = new ArrayList<>(LABELS);
        labels.addAll(Arrays.asList(null, "unknown"));
        ProbeColumn column = ProbeColumn.texts("codec", texts(N + 2, i -> i % 10 == 0 ? "h264" : "hevc"));
        Shortcut found = probe(column, labels, IntStream.range(0, N + 2).toArray());
        assertThat(found.score()).isEqualTo(1);
    }

    @Test
    void withoutTwoLabelsNothingIsTested() {
        ProbeColumn column = ProbeColumn.texts("codec", texts(N, i -> "h264"));
        assertThat(Probe.withDefaults().run(List.of(column), texts(N, i -> "real"), ALONE))
                .isEmpty();
        assertThat(Probe.withDefaults().run(List.of(column), texts(N, i -> i < 4 ? "real" : "fake"), ALONE))
                .isEmpty();
        assertThat(Probe.withDefaults().run(List.of(), Collections.emptyList(), new int[0]))
                .isEmpty();
    }

    @Test
    void theSameSeedGivesTheSameAnswer() {
        SplittableRandom random = new SplittableRandom(9);
        ProbeColumn column = ProbeColumn.texts("c", texts(N, i -> "v" + random.nextInt(6)));
        assertThat(probe(column, LABELS, ALONE)).isEqualTo(probe(column, LABELS, ALONE));
        assertThat(Probe.withDefaults()
                        .withSeed(1)
                        .run(List.of(column), LABELS, ALONE)
                        .get(0))
                .isNotEqualTo(probe(column, LABELS, ALONE));
    }

    @Test
    void lengthsMustAgree() {
        assertThatThrownBy(() -> probe(ProbeColumn.numbers("x", new double[3]), LABELS, ALONE))
                .hasMessage("column x: expected 400 values and groups as there are labels, found 3 and 400");
    }

    @Test
    void theJsonHasTheContractsKeys() throws IOException {
        Shortcut shortcut = new Shortcut("codec", 0.5, 0.005, 0.01, ProbeFinding.FAIL, 0.75, 3, 9);
        assertThat(new ObjectMapper().writeValueAsString(shortcut))
                .isEqualTo("{\"column\":\"codec\",\"score\":0.5,\"p_value\":0.005,\"p_adjusted\":0.01,"
                        + "\"finding\":\"fail\",\"balanced_accuracy\":0.75,\"levels\":3,\"known\":9}");
    }

    @Test
    void aThousandItemsByFortyColumnsTakeSeconds() {
        SplittableRandom random = new SplittableRandom(6);
        List<ProbeColumn> columns = new ArrayList<>();
        for (int c = 0; c < 40; c++) {
            columns.add(
                    c % 2 == 0
                            ? ProbeColumn.numbers("n" + c, random.doubles(1_000).toArray())
                            : ProbeColumn.texts("c" + c, texts(1_000, i -> "v" + random.nextInt(20))));
        }
        List<@Nullable String> labels = texts(1_000, i -> random.nextBoolean() ? "real" : "fake");
        Assertions.assertTimeout(Duration.ofSeconds(20), () -> Probe.withDefaults()
                .run(columns, labels, IntStream.range(0, 1_000).toArray()));
    }
}
