package dev.assay.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.schema.Evidence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * What thresholds are worth on media that nobody had in view when choosing them: those of each axis are chosen anew without
 * one source of files, by the others, and tried on that one. Writes its table to {@code target/seen.txt}.
 */
@Tag("heavy")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SeenElsewhereTest {

    /**
     * Which numbers may be chosen, and between which bounds; they do not know what stands in the file. What comes out of books,
     * as the scale of shots does, is not chosen.
     */
    private static final Map<String, Map<String, double[]>> CHOICES = Map.of(
            "lighting",
            Map.of("lighting.low.key", bounds(.15, .4), "lighting.bright.key", bounds(.5, .85)),
            "quality",
            Map.of(
                    "quality.sharpness.lq", bounds(.002, .03),
                    "quality.sharpness.hq", bounds(.02, .2),
                    "quality.quantiser.hq", bounds(24, 34)),
            "environment",
            Map.of(
                    "environment.weight.constant", bounds(-12, -5),
                    "environment.weight.standing", bounds(-2, -.5),
                    "environment.weight.lying", bounds(-1.5, -.2),
                    "environment.weight.layers", bounds(.7, 4),
                    "environment.weight.tints", bounds(1, 5),
                    "environment.weight.vegetation", bounds(3, 15),
                    "environment.lead", bounds(.4, 1.6)),
            "shot_type",
            Map.of(
                    "shot.detailed", bounds(.1, .4),
                    "shot.spread", bounds(1, 2.5),
                    "shot.upright", bounds(.15, .35),
                    "shot.central", bounds(1.5, 6)));

    private static final int STEPS = 6;
    private static final int STARTS = 3;

    private final Map<Seen, PixelProbe> probes = new LinkedHashMap<>();

    private static double[] bounds(double least, double most) {
        return new double[] {least, most};
    }

    @BeforeAll
    void decode() throws IOException {
        Libav.load();
        List<Seen> all = new ArrayList<>(Seen.filmed());
        all.addAll(Seen.smallest());
        all.addAll(Seen.drawn());
        for (Seen one : all) {
            try (MediaInput input = MediaInput.open(one.file())) {
                Header header = HeaderProbe.alone(input);
                if (header.picture() >= 0) {
                    probes.put(one, new PixelProbe(header, FrameSample.of(input, header)));
                }
            } catch (UnreadableException e) {
                // Some samples and some of the smallest files are damaged, and say nothing.
                assertThat(one.source()).as(e.reason()).isIn("data-samples", "media-smallest-files");
            }
        }
    }

    @Test
    void whatIsChosenOnSomeSourcesHoldsOnAnother() throws IOException {
        List<String> table = new ArrayList<>();
        Map<String, Score> elsewhere = new HashMap<>();
        List<String> sources =
                probes.keySet().stream().map(Seen::source).distinct().toList();
        for (String axis : Seen.AXES) {
            for (String source : sources) {
                Predicate<Seen> here = one -> one.source().equals(source);
                table.add(row(axis, source, "as they are", score(axis, Map.of(), here, new Score())));
                Map<String, Double> chosen = choose(axis, here.negate());
                table.add(row(axis, source, "elsewhere", score(axis, chosen, here, new Score())));
                if (source.startsWith("media-")) {
                    score(axis, chosen, here, elsewhere.computeIfAbsent(axis, name -> new Score()));
                }
            }
        }
        Files.write(Path.of("target", "seen.txt"), table);
        elsewhere.forEach((axis, score) ->
                assertThat(score.right()).as(axis + " " + score + score.wrong()).isGreaterThan(score.commonest()));
    }

    private static String row(String axis, String source, String chosen, Score score) {
        return String.format(Locale.ROOT, "%-12s %-22s %-12s %s %s", axis, source, chosen, score, few(score.wrong()));
    }

    private static List<String> few(List<String> wrong) {
        return wrong.subList(0, Math.min(4, wrong.size()));
    }

    private Score score(String axis, Map<String, Double> thresholds, Predicate<Seen> which, Score score) {
        return Thresholds.with(thresholds, () -> {
            probes.forEach((one, probe) -> {
                if (which.test(one)) {
                    String answer = probe.evidence().stream()
                            .filter(evidence -> evidence.axis().equals(axis))
                            .map(Evidence::value)
                            .findFirst()
                            .orElse("");
                    score.add(one.file().getFileName().toString(), one.truth().getOrDefault(axis, List.of()), answer);
                }
            });
            return score;
        });
    }

    /** One number after the other, from several beginnings: the best of what that comes to. */
    private Map<String, Double> choose(String axis, Predicate<Seen> which) {
        List<String> names = choices(axis).keySet().stream().sorted().toList();
        Map<String, Double> best = Map.of();
        int most = Integer.MIN_VALUE;
        Random random = new Random(11);
        for (int start = 0; start < STARTS; start++) {
            Map<String, Double> chosen = new HashMap<>();
            names.forEach(name -> chosen.put(name, at(axis, name, random.nextInt(STEPS + 1))));
            int worth = climb(axis, which, names, chosen);
            if (worth > most) {
                most = worth;
                best = chosen;
            }
        }
        return best;
    }

    private int climb(String axis, Predicate<Seen> which, List<String> names, Map<String, Double> chosen) {
        int worth = score(axis, chosen, which, new Score()).worth();
        int before = Integer.MIN_VALUE;
        while (worth > before) {
            before = worth;
            for (String name : names) {
                worth = better(axis, which, name, chosen, worth);
            }
        }
        return worth;
    }

    private int better(String axis, Predicate<Seen> which, String name, Map<String, Double> chosen, int worth) {
        int most = worth;
        double kept = chosen.getOrDefault(name, Double.NaN);
        for (int step = 0; step <= STEPS; step++) {
            chosen.put(name, at(axis, name, step));
            int now = score(axis, chosen, which, new Score()).worth();
            if (now > most) {
                most = now;
                kept = at(axis, name, step);
            }
        }
        chosen.put(name, kept);
        return most;
    }

    private static Map<String, double[]> choices(String axis) {
        return Objects.requireNonNull(CHOICES.get(axis), axis);
    }

    private static double at(String axis, String name, int step) {
        double[] bounds = Objects.requireNonNull(choices(axis).get(name), name);
        return bounds[0] * Math.pow(bounds[1] / bounds[0], (double) step / STEPS);
    }
}
