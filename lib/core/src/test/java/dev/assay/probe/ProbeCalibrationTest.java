package dev.assay.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How often the probe alarms: seldom where there is nothing, nearly always where there is something worth an alarm. */
final class ProbeCalibrationTest {

    private static final int N = 500;

    private static List<String> texts(IntPredicate first, SplittableRandom random, double ifFirst, double ifNot) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < N; i++) {
            texts.add(random.nextDouble() < (first.test(i) ? ifFirst : ifNot) ? "h264" : "hevc");
        }
        return texts;
    }

    private static List<String> labels(IntPredicate real) {
        return IntStream.range(0, N)
                .mapToObj(i -> real.test(i) ? "real" : "fake")
                .toList();
    }

    private static List<Shortcut> probe(long seed, List<ProbeColumn> columns, List<String> labels, int perGroup) {
        return Probe.withDefaults()
                .withSeed(seed)
                .run(
                        columns,
                        labels,
                        IntStream.range(0, N).map(i -> i / perGroup).toArray());
    }

    /** P(h264) is .6 of the reals and .4 of the fakes; how many of so many seeds alarm. */
    private static long found(int seeds) {
        return IntStream.range(0, seeds)
                .filter(seed -> {
                    SplittableRandom random = new SplittableRandom(1_000 + seed);
                    IntPredicate real = i -> i % 2 == 0;
                    List<ProbeColumn> columns = List.of(
                            ProbeColumn.texts("vcodec", texts(real, random, 0.6, 0.4)),
                            ProbeColumn.texts("acodec", texts(real, random, 0.5, 0.5)),
                            ProbeColumn.numbers(
                                    "duration", random.doubles(N, 5, 60).toArray()));
                    return probe(seed, columns, labels(real), 1).get(0).alarms();
                })
                .count();
    }

    /** Findings of a useless column where every tenth item is real; groups of one size. */
    private static List<Shortcut> useless(String kind, int seeds, int perGroup) {
        return IntStream.range(0, seeds)
                .mapToObj(seed -> {
                    SplittableRandom random = new SplittableRandom(9_000 + seed);
                    int levels = kind.equals("two") ? 2 : 6;
                    ProbeColumn column = kind.equals("numbers")
                            ? ProbeColumn.numbers("x", random.doubles(N).toArray())
                            : ProbeColumn.texts(
                                    "x",
                                    IntStream.range(0, N)
                                            .mapToObj(i -> "v" + random.nextInt(levels))
                                            .toList());
                    return probe(seed, List.of(column), labels(i -> i % 10 == 0), perGroup)
                            .get(0);
                })
                .toList();
    }

    private static long count(List<Shortcut> found, ProbeFinding finding) {
        return found.stream().filter(shortcut -> shortcut.finding() == finding).count();
    }

    @Test
    void aPlantedDependenceIsFoundInNearlyAllSeeds() {
        assertThat(found(20)).isGreaterThanOrEqualTo(19);
    }

    @Tag("heavy")
    @Test
    void aPlantedDependenceIsFoundInNearlyAllOfAThousandSeeds() {
        assertThat(found(1_000)).isGreaterThanOrEqualTo(950);
    }

    @ParameterizedTest
    @ValueSource(strings = {"two", "six", "numbers"})
    void aUselessColumnRaisesHardlyAnAlarm(String kind) {
        List<Shortcut> found = useless(kind, 40, 1);
        assertThat(count(found, ProbeFinding.FAIL)).isZero();
        assertThat(count(found, ProbeFinding.WARN)).isLessThanOrEqualTo(1);
    }

    @Tag("heavy")
    @ParameterizedTest
    @ValueSource(strings = {"two", "six", "numbers"})
    void aUselessColumnRaisesHardlyAnAlarmInAThousandSeeds(String kind) {
        for (int perGroup : new int[] {1, 10}) {
            List<Shortcut> found = useless(kind, 1_000, perGroup);
            assertThat(count(found, ProbeFinding.FAIL)).isZero();
            // One in two hundred seeds would be five.
            assertThat(count(found, ProbeFinding.WARN)).isLessThanOrEqualTo(5);
            // P-values themselves: one in twenty at most .05, less where values tie.
            assertThat(found.stream().filter(s -> pValue(s) <= 0.05).count()).isLessThanOrEqualTo(75);
        }
    }

    private static double pValue(Shortcut shortcut) {
        Double p = shortcut.pValue();
        return p == null ? Double.NaN : p;
    }
}
