package dev.assay.probe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JointProbeTest {

    private static final int N = 400;
    private static final int[] ALONE = IntStream.range(0, N).toArray();

    private static List<String> labels() {
        return IntStream.range(0, N).mapToObj(i -> i % 2 == 0 ? "real" : "fake").toList();
    }

    private static ProbeColumn noise(String name, int levels, SplittableRandom random) {
        return ProbeColumn.texts(
                name,
                IntStream.range(0, N)
                        .mapToObj(i -> "v" + random.nextInt(levels))
                        .toList());
    }

    private static JointShortcut joint(List<ProbeColumn> columns, List<String> labels, int[] groups) {
        return Probe.withDefaults().joint(columns, labels, groups);
    }

    private static double auc(JointShortcut found) {
        return Objects.requireNonNull(found.auc());
    }

    /** Codec and resolution are as good as random each, and together tell everything. */
    @Test
    void findsWhatTwoColumnsTellOnlyTogether() {
        SplittableRandom random = new SplittableRandom(3);
        List<String> labels = labels();
        List<String> codec = new ArrayList<>();
        List<String> resolution = new ArrayList<>();
        for (String label : labels) {
            boolean first = random.nextBoolean();
            codec.add(first ? "h264" : "hevc");
            resolution.add(first == label.equals("real") ? "720p" : "1080p");
        }
        List<ProbeColumn> columns = new ArrayList<>(
                List.of(ProbeColumn.texts("vcodec", codec), ProbeColumn.texts("resolution", resolution)));
        IntStream.range(0, 6).forEach(c -> columns.add(noise("n" + c, 3, random)));
        assertThat(Probe.withDefaults().run(columns, labels, ALONE)).noneMatch(Shortcut::alarms);
        JointShortcut found = joint(columns, labels, ALONE);
        assertThat(found.finding()).isEqualTo(ProbeFinding.FAIL);
        assertThat(auc(found)).isGreaterThan(0.99);
        assertThat(found.importances().get(0).columns()).containsExactly("resolution", "vcodec");
    }

    /** Ten columns that each move the odds a little. */
    @Test
    void addsUpWhatManyColumnsTell() {
        SplittableRandom random = new SplittableRandom(4);
        List<String> labels = labels();
        List<ProbeColumn> columns = new ArrayList<>();
        int[] signs = new int[N];
        for (int c = 0; c < 10; c++) {
            List<String> column = labels.stream()
                    .map(label -> random.nextDouble() < (label.equals("real") ? 0.62 : 0.38) ? "a" : "b")
                    .toList();
            IntStream.range(0, N).forEach(i -> signs[i] += column.get(i).equals("a") ? 1 : 0);
            columns.add(ProbeColumn.texts("c" + c, column));
        }
        JointShortcut found = joint(columns, labels, ALONE);
        // Nobody can know more than how many of the ten signs an item has.
        assertThat(auc(found)).isBetween(oracle(signs) - 0.05, oracle(signs) + 0.02);
        assertThat(found.finding()).isEqualTo(ProbeFinding.FAIL);
        assertThat(found.importances().stream()
                        .mapToDouble(JointShortcut.Importance::share)
                        .sum())
                .isBetween(0.9, 1.0 + 1e-9);
    }

    /** How often a real has more signs than a fake. */
    private static double oracle(int[] signs) {
        double right = 0;
        for (int real = 0; real < N; real += 2) {
            for (int fake = 1; fake < N; fake += 2) {
                right += signs[real] > signs[fake] ? 1 : signs[real] == signs[fake] ? 0.5 : 0;
            }
        }
        return right / (N / 2.0) / (N / 2.0);
    }

    @Test
    void uselessColumnsTellNothingTogether() {
        int alarms = 0;
        for (int seed = 0; seed < 20; seed++) {
            SplittableRandom random = new SplittableRandom(100 + seed);
            List<ProbeColumn> columns = IntStream.range(0, 8)
                    .mapToObj(c -> noise("n" + c, 2 + c, random))
                    .toList();
            List<String> labels = IntStream.range(0, N)
                    .mapToObj(i -> i % 10 == 0 ? "real" : "fake")
                    .toList();
            alarms += Probe.withDefaults()
                            .withSeed(seed)
                            .joint(columns, labels, ALONE)
                            .alarms()
                    ? 1
                    : 0;
        }
        assertThat(alarms).isLessThanOrEqualTo(1);
    }

    @Test
    void groupsAreNotCut() {
        List<String> labels = IntStream.range(0, N)
                .mapToObj(i -> i / 100 % 2 == 0 ? "real" : "fake")
                .toList();
        ProbeColumn camera = ProbeColumn.texts(
                "camera", IntStream.range(0, N).mapToObj(i -> "c" + i / 100).toList());
        int[] people = IntStream.range(0, N).map(i -> i / 100).toArray();
        assertThat(joint(List.of(camera), labels, ALONE).finding()).isEqualTo(ProbeFinding.FAIL);
        assertThat(joint(List.of(camera), labels, people).alarms()).isFalse();
    }

    @Test
    void whatCannotBeTestedSaysWhy() {
        ProbeColumn constant = ProbeColumn.texts("media", Collections.nCopies(N, "video"));
        JointShortcut nothing = joint(List.of(constant), labels(), ALONE);
        assertThat(nothing.auc()).isNull();
        assertThat(nothing.finding()).isNull();
        assertThat(nothing.warnings()).containsExactly("no column differs");
        JointShortcut oneLabel = joint(List.of(constant), Collections.nCopies(N, "real"), ALONE);
        assertThat(oneLabel.warnings()).containsExactly("fewer than two labels with 5 items each");
        JointShortcut oneGroup = joint(List.of(noise("n", 3, new SplittableRandom(1))), labels(), new int[N]);
        assertThat(oneGroup.auc() == null || auc(oneGroup) == 0.5).isTrue();
        assertThat(oneGroup.alarms()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void theOrderOfColumnsDoesNotMatter(int seed) throws IOException {
        SplittableRandom random = new SplittableRandom(9);
        List<ProbeColumn> columns = new ArrayList<>(
                IntStream.range(0, 5).mapToObj(c -> noise("n" + c, 4, random)).toList());
        Probe probe = Probe.withDefaults().withSeed(seed);
        JointShortcut one = probe.joint(columns, labels(), ALONE);
        List<Shortcut> single = probe.run(columns, labels(), ALONE);
        Collections.reverse(columns);
        assertThat(probe.joint(columns, labels(), ALONE)).isEqualTo(one);
        assertThat(probe.run(columns, labels(), ALONE)).containsExactlyInAnyOrderElementsOf(single);
        JsonNode json = new ObjectMapper().readTree(new ObjectMapper().writeValueAsString(one));
        assertThat(json.fieldNames())
                .toIterable()
                .containsExactly("auc", "p_value", "finding", "items", "columns", "importances", "warnings");
    }

    /** Of many items the rarer label's are kept, and the answer is that of all. */
    @Test
    void manyItemsAreSampled() {
        int n = 12_000;
        SplittableRandom random = new SplittableRandom(5);
        List<String> labels = IntStream.range(0, n)
                .mapToObj(i -> i % 100 == 0 ? "real" : "fake")
                .toList();
        ProbeColumn codec = ProbeColumn.texts(
                "vcodec",
                labels.stream()
                        .map(label -> random.nextDouble() < (label.equals("real") ? 0.9 : 0.1) ? "a" : "b")
                        .toList());
        JointShortcut found = Probe.withDefaults()
                .joint(List.of(codec), labels, IntStream.range(0, n).toArray());
        assertThat(found.items()).isEqualTo(2_000);
        assertThat(auc(found)).isBetween(0.85, 0.95);
        assertThat(found.warnings()).containsExactly("2000 of 12000 items were looked at");
    }
}
