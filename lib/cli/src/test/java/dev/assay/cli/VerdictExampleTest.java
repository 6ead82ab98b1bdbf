package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Verdicts on inventories whose answer can be worked out by hand. */
final class VerdictExampleTest {

    @TempDir
    Path temp;

    /**
     * The tolerance, 0.02, is relative to the share of one half: with all 200 interviews taken and n in all,
     * |200/n - 1/2| / (1/2) = 1 - 400/n is at most 0.02 up to n = 400/0.98 = 408.2. So 408: 208 selfies, 200 interviews.
     */
    @Test
    void eightHundredSelfiesAndTwoHundredInterviewsGiveEqualHalves() throws IOException {
        Inventories items = new Inventories();
        for (int i = 0; i < 1000; i++) {
            Map<String, Object> item = Inventories.video("clip " + i + ".mp4");
            item.put("environment", i < 800 ? "indoor" : "outdoor");
            item.put("shot_type", i < 800 ? "selfie" : "interview");
            items.add(item);
        }
        JsonNode report = verdict(items, Exit.DONE);

        assertThat(report.at("/plan_choice/suitable").asInt()).isEqualTo(1000);
        assertThat(report.at("/plan_choice/size").asInt()).isEqualTo(408);
        assertThat(report.at("/plan_choice/tolerance_used").asDouble()).isEqualTo(0.02);
        assertThat(report.at("/quotas/objective/worst_deviation").asDouble()).isEqualTo(8 / 408.0);
        JsonNode after = report.at("/bias/after/axes");
        assertThat(after.get(0).path("axis").asText()).isEqualTo("environment");
        assertThat(after.get(0).path("levels")).hasSize(2).allSatisfy(level -> assertThat(
                        level.path("share").asDouble())
                .isBetween(0.49, 0.51)
                .isBetween(0.10, 0.60));
        long selfies = Assay.lines(temp.resolve("verdict/real_sources.jsonl")).stream()
                .filter(source -> source.path("shot_type").asText().equals("selfie"))
                .count();
        assertThat(selfies).isEqualTo(208);
    }

    @Test
    void nothingLongEnoughIsNotFeasible() throws IOException {
        Inventories items = new Inventories();
        for (int i = 0; i < 100; i++) {
            Map<String, Object> item = Inventories.video(i + ".mp4");
            item.put("environment", i % 2 == 0 ? "indoor" : "outdoor");
            item.put("duration", 9.9);
            items.add(item);
        }
        assertThat(verdict(items, Exit.NO).at("/plan_choice/suitable").asInt(-1))
                .isZero();
        assertThat(temp.resolve("verdict/real_sources.jsonl")).isEmptyFile();
    }

    /** Selected items without a measured size or duration are never suitable. */
    @Test
    void nothingMeasuredIsNotFeasible() throws IOException {
        Inventories items = new Inventories();
        for (int i = 0; i < 100; i++) {
            Map<String, Object> item = Inventories.video(i + ".mp4");
            item.put("environment", i % 2 == 0 ? "indoor" : "outdoor");
            item.keySet().removeAll(List.of("width", "height", "duration"));
            items.add(item);
        }
        assertThat(verdict(items, Exit.NO).at("/plan_choice/suitable").asInt(-1))
                .isZero();
    }

    @Test
    void everyAxisMostlyUnknownIsNotFeasible() throws IOException {
        Inventories items = new Inventories();
        for (int i = 0; i < 400; i++) {
            Map<String, Object> item = Inventories.video(i + ".mp4");
            item.put("environment", i > 150 ? "unknown" : i % 2 == 0 ? "indoor" : "outdoor");
            items.add(item);
        }
        JsonNode report = verdict(items, Exit.NO);
        assertThat(report.at("/plan_choice/suitable").asInt()).isEqualTo(400);
        assertThat(report.at("/plan_choice/axes")).isEmpty();
    }

    @Test
    void labelsMostlyUnknownAreAReservation() throws IOException {
        Inventories items = new Inventories();
        for (int i = 0; i < 400; i++) {
            Map<String, Object> item = Inventories.video(i + ".mp4");
            item.put("label", i < 120 ? "real" : "unknown");
            item.put("environment", i % 2 == 0 ? "indoor" : "outdoor");
            items.add(item);
        }
        assertThat(verdict(items, Exit.DONE).at("/verdict/status").asText()).isEqualTo("FEASIBLE WITH RESERVATIONS");
    }

    /** An axis that is mostly unknown leaves the plan, becomes a gap, and bars FEASIBLE without reservations. */
    @Test
    void anAxisMostlyUnknownIsAGapAndNoAxisToBalance() throws IOException {
        Inventories items = new Inventories();
        for (int i = 0; i < 200; i++) {
            Map<String, Object> item = Inventories.video(i + ".mp4");
            item.put("environment", i % 2 == 0 ? "indoor" : "outdoor");
            item.put("shot_type", i < 150 ? "unknown" : i % 3 == 0 ? "selfie" : "interview");
            items.add(item);
        }
        JsonNode report = verdict(items, Exit.DONE);
        assertThat(report.at("/verdict/status").asText()).isEqualTo("FEASIBLE WITH RESERVATIONS");
        assertThat(report.at("/plan_choice/axes").toString()).isEqualTo("[\"environment\"]");
        assertThat(report.path("diversity_gaps"))
                .anySatisfy(gap -> assertThat(gap.path("axis").asText()).isEqualTo("shot_type"));
    }

    private JsonNode verdict(Inventories items, int exit) throws IOException {
        Path folder = temp.resolve("verdict");
        Assay run = Assay.run("verdict", items.write(temp.resolve("items.jsonl")), "-o", folder, "--json", "--quiet");
        assertThat(run.exit()).as(run.out() + run.err()).isEqualTo(exit);
        if (exit == Exit.NO) {
            assertThat(run.json().at("/verdict/status").asText()).isEqualTo("NOT FEASIBLE");
        }
        assertThat(Files.readString(folder.resolve("report.json"))).isEqualTo(run.out());
        return run.json();
    }
}
