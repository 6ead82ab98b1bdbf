package dev.assay.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The environment of photographs and clips of many sources, by what was measured in them once ({@code seen-elsewhere.csv}): the
 * weights that stand in the file, and those that come out without one source after the other.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EnvironmentElsewhereTest {

    /** As {@code thresholds.properties} states it. */
    private static final double PENALTY = 3;

    private static final List<String> WEIGHTS =
            List.of("constant", "standing", "lying", "layers", "tints", "vegetation");

    private List<CSVRecord> all = List.of();

    @BeforeAll
    void read() throws IOException {
        try (Reader reader = new InputStreamReader(
                Objects.requireNonNull(Seen.class.getResourceAsStream("seen-elsewhere.csv")), StandardCharsets.UTF_8)) {
            all = CSVFormat.DEFAULT
                    .builder()
                    .setCommentMarker('#')
                    .setHeader()
                    .setSkipHeaderRecord(true)
                    .get()
                    .parse(reader)
                    .getRecords();
        }
    }

    @Test
    void nineOfTenAnswersAreRight() {
        Score score = new Score();
        all.stream().filter(EnvironmentElsewhereTest::isPlace).forEach(one -> add(score, one));
        assertThat(score.asked()).isEqualTo(175);
        String report = score + " " + score.wrong();
        assertThat(score.right()).as(report).isGreaterThan(.92).isGreaterThan(score.commonest() + .15);
        assertThat(score.answered()).as(report).isGreaterThan(.66);
    }

    /** What is chosen without a source holds there: no weight suits one photographer alone. */
    @Test
    void weightsThatAreChosenWithoutASourceHoldThere() {
        Score score = new Score();
        for (String source :
                all.stream().map(one -> one.get("source")).distinct().toList()) {
            Predicate<CSVRecord> here = one -> one.get("source").equals(source);
            Thresholds.with(fitted(here.negate()), () -> {
                all.stream().filter(here.and(EnvironmentElsewhereTest::isPlace)).forEach(one -> add(score, one));
                return score;
            });
        }
        String report = score + " " + score.wrong();
        assertThat(score.right()).as(report).isGreaterThan(.9).isGreaterThan(score.commonest() + .15);
        assertThat(score.answered()).as(report).isGreaterThan(.6);
    }

    @Test
    void theWeightsInTheFileAreThoseThatComeOutOfAll() {
        fitted(one -> true).forEach((name, weight) -> assertThat(Thresholds.number(name))
                .as(name)
                .isCloseTo(weight, within(.02 * Math.abs(weight) + .05)));
    }

    private static boolean isPlace(CSVRecord one) {
        return one.get("environment").equals("indoor") || one.get("environment").equals("outdoor");
    }

    private static void add(Score score, CSVRecord one) {
        boolean near = number(one, "face") >= Thresholds.number("shot.near");
        String answer = Environment.of(List.of(new Environment.Frame(scene(one), near)), 0)
                .map(Judgement::level)
                .orElse("");
        score.add(one.get("source") + "/" + one.get("file"), List.of(one.get("environment")), answer);
    }

    private static Scene scene(CSVRecord one) {
        return new Scene(
                0,
                number(one, "vegetation"),
                0,
                number(one, "smooth"),
                number(one, "flat"),
                0,
                1,
                number(one, "fineness"),
                0,
                0,
                number(one, "standing"),
                number(one, "lying"),
                number(one, "layers"),
                number(one, "tints"));
    }

    private static double number(CSVRecord one, String column) {
        return one.get(column).isEmpty() ? 0 : Double.parseDouble(one.get(column));
    }

    private Map<String, Double> fitted(Predicate<CSVRecord> which) {
        List<CSVRecord> places = all.stream()
                .filter(which.and(EnvironmentElsewhereTest::isPlace))
                .toList();
        double[][] cues = places.stream().map(EnvironmentElsewhereTest::cues).toArray(double[][]::new);
        boolean[] outdoor = new boolean[cues.length];
        for (int i = 0; i < outdoor.length; i++) {
            outdoor[i] = places.get(i).get("environment").equals("outdoor");
        }
        return RidgeLogit.fit(
                cues,
                outdoor,
                PENALTY,
                WEIGHTS.stream().map(name -> "environment.weight." + name).toList());
    }

    private static double[] cues(CSVRecord one) {
        double none = Thresholds.number("environment.lines.none");
        return new double[] {
            Math.log(number(one, "standing") + none),
            Math.log(number(one, "lying") + none),
            number(one, "layers"),
            number(one, "tints"),
            Math.min(number(one, "vegetation"), Thresholds.number("environment.vegetation.counts"))
        };
    }
}
