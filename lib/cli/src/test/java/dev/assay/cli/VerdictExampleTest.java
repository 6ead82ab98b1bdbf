package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

    /** A folder of unsorted downloads often holds the reals a second time: those are no reason to leave the reals out. */
    @Test
    void aCopyThatCannotBeTakenDoesNotStandForOneThatCan() throws IOException {
        Inventories items = new Inventories();
        for (int i = 0; i < 100; i++) {
            Map<String, Object> unsorted = Inventories.video("a unsorted/" + i + ".mp4");
            unsorted.put("label", "unknown");
            Map<String, Object> real = Inventories.video("real/" + i + ".mp4");
            real.put("environment", i % 2 == 0 ? "indoor" : "outdoor");
            Map<String, Object> again = new LinkedHashMap<>(real);
            again.put("id", "real/again " + i + ".mp4");
            List.of(unsorted, real, again).forEach(item -> {
                item.put("duplicate_of", unsorted.get("id"));
                items.add(item);
            });
        }
        JsonNode report = verdict(items, Exit.DONE);
        assertThat(report.at("/plan_choice/suitable").asInt()).isEqualTo(100);
        assertThat(report.at("/quotas/size").asInt()).isEqualTo(100);
        assertThat(Assay.lines(temp.resolve("verdict/real_sources.jsonl")))
                .allSatisfy(line -> assertThat(line.path("id").asText()).matches("real/[0-9]+\\.mp4"));
    }

    @Test
    void aContentThatIsLabelledRealAndFakeIsNeverTaken() throws IOException {
        Inventories items = new Inventories();
        for (int i = 0; i < 100; i++) {
            Map<String, Object> item = Inventories.video(i + ".mp4");
            item.put("environment", i % 2 == 0 ? "indoor" : "outdoor");
            items.add(item);
        }
        Map<String, Object> fake = Inventories.video("swapped.mp4");
        fake.put("label", "fake");
        fake.put("duplicate_of", "0.mp4"); // 0.mp4, which is kept, is labelled real
        JsonNode report = verdict(items.add(fake), Exit.DONE);
        assertThat(report.at("/plan_choice/suitable").asInt()).isEqualTo(99);
        assertThat(report.path("quality_concerns").toString()).contains("2 files have the content of another");
        assertThat(Assay.lines(temp.resolve("verdict/real_sources.jsonl")))
                .noneMatch(line -> line.path("id").asText().equals("0.mp4"));
        assertThat(report.at("/existing_fakes/total").asInt()).isEqualTo(1);
    }

    @Test
    void noVideoIdentityOrSourceGivesMoreClipsThanWereAskedFor() throws IOException {
        Inventories items = new Inventories();
        for (int i = 0; i < 100; i++) {
            Map<String, Object> item = Inventories.video(i + ".mp4");
            item.put("environment", i % 2 == 0 ? "indoor" : "outdoor");
            item.put("duration", 60);
            item.put(i < 50 ? "identity" : "source_video", "pair " + i / 2);
            items.add(item);
        }
        Path folder = temp.resolve("verdict");
        Path file = items.write(temp.resolve("items.jsonl"));
        Assay run = Assay.run("verdict", file, "-o", folder, "--max-clips", 3, "--quiet");
        assertThat(run.exit()).as(run.err()).isEqualTo(Exit.DONE);
        Map<String, Integer> clips = new TreeMap<>();
        for (JsonNode video : Assay.lines(folder.resolve("real_sources.jsonl"))) {
            clips.merge(video.path("group").asText(), video.path("clips").size(), Integer::sum);
        }
        assertThat(clips).hasSize(50).allSatisfy((group, n) -> assertThat(n).isBetween(2, 3));
        assertThat(clips).containsValue(3);
    }

    /** Of the datasets that are small enough and share nobody with another, the largest is for test alone. */
    @Test
    void oneSourceIsKeptForTheTestSplit() throws IOException {
        Inventories items = new Inventories();
        Map<String, Integer> sizes = Map.of("large", 146, "small", 14, "tiny", 10, "tangled", 20);
        sizes.forEach((dataset, size) -> {
            for (int i = 0; i < size; i++) {
                Map<String, Object> item = Inventories.video(dataset + " " + i + ".mp4");
                item.put("dataset", dataset);
                item.put("environment", i % 2 == 0 ? "indoor" : "outdoor");
                item.put("identity", dataset.equals("tangled") && i == 0 ? "large 0" : dataset + " " + i);
                items.add(item);
            }
        });
        JsonNode report = verdict(items, Exit.DONE);
        assertThat(report.at("/quotas/size").asInt()).isEqualTo(190);
        JsonNode assembly = report.at("/pipeline_recommendations/stage3_dataset_assembly");
        assertThat(assembly.at("/held_out/source").asText()).isEqualTo("small");

        Map<String, Integer> splits = new TreeMap<>();
        Map<String, Integer> indoor = new TreeMap<>();
        for (JsonNode video : Assay.lines(temp.resolve("verdict/real_sources.jsonl"))) {
            String split = video.path("split").asText();
            splits.merge(split, 1, Integer::sum);
            indoor.merge(split, video.path("environment").asText().equals("indoor") ? 1 : 0, Integer::sum);
            if (video.path("dataset").asText().equals("small")) {
                assertThat(split).isEqualTo("test");
            }
        }
        // 152, 19 and 19 would be the shares of 190: the 14 held out are most of the test split, not beside it.
        assertThat(splits.get("train")).isBetween(150, 154);
        assertThat(splits.get("val")).isBetween(17, 21);
        assertThat(splits.get("test")).isBetween(17, 21);
        double worst = 0;
        for (Map.Entry<String, Double> share :
                Map.of("train", 0.8, "val", 0.1, "test", 0.1).entrySet()) {
            double in = indoor.getOrDefault(share.getKey(), 0);
            double out = splits.getOrDefault(share.getKey(), 0) - in;
            worst = Math.max(
                    worst, Math.max(Math.abs(in / 95 - share.getValue()), Math.abs(out / 95 - share.getValue())));
        }
        assertThat(assembly.at("/split_quality/worst_deviation").asDouble(-1)).isEqualTo(worst, within(1e-12));
        assertThat(assembly.at("/split_quality/bound").isNull()).isTrue();
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
