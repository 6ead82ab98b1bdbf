package dev.assay.report;

import dev.assay.generation.SplitTotals;
import dev.assay.schema.Columns;
import dev.assay.verdict.Duplicates;
import dev.assay.verdict.Selected;
import dev.assay.verdict.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What each stage of the pipeline that follows is told to do. */
final class PipelineJson {

    private PipelineJson() {}

    static Map<String, Object> of(Verdict verdict) {
        Map<String, Object> stages = new LinkedHashMap<>();
        stages.put("stage1_real_selection", stage1(verdict));
        stages.put("stage2_fake_generation", stage2(verdict));
        stages.put("stage3_dataset_assembly", stage3(verdict));
        stages.put("remedies", verdict.remedies());
        return stages;
    }

    private static Map<String, Object> stage1(Verdict verdict) {
        Map<String, Object> stage = new LinkedHashMap<>();
        Map<String, Integer> categories = new TreeMap<>();
        verdict.selected().forEach(video -> categories.merge(video.category(), 1, Integer::sum));
        stage.put("file", "real_sources.jsonl");
        stage.put("videos", verdict.selected().size());
        stage.put("videos_per_category", categories);
        stage.put("clips", verdict.clips().total());
        stage.put("clip_seconds", verdict.parameters().clipSeconds());
        stage.put("max_clips", verdict.parameters().maxClips());
        stage.put("deduplicated", verdict.duplicates().copies());
        stage.put("near_duplicates", verdict.duplicates().near());
        return stage;
    }

    private static Map<String, Object> stage2(Verdict verdict) {
        Map<String, Object> stage = new LinkedHashMap<>();
        Map<String, Integer> generators = new TreeMap<>();
        Map<String, Integer> crfs = new TreeMap<>();
        verdict.fakes().jobs().forEach(job -> {
            generators.merge(job.generator().name(), 1, Integer::sum);
            crfs.merge(Integer.toString(job.crf()), 1, Integer::sum);
        });
        stage.put("file", "fake_plan.jsonl");
        stage.put("fakes", verdict.fakes().fakeClips());
        stage.put("fakes_per_clip", verdict.fakes().fakesPerClip());
        stage.put("per_generator", generators);
        stage.put("reencode_crf", crfs);
        stage.put("cramers_v", verdict.generatorAssociation());
        stage.put(
                "not_made",
                verdict.fakes().unassigned().stream()
                        .map(open ->
                                Map.of("clip", open.clip().id(), "missing", open.missing(), "reason", open.reason()))
                        .toList());
        stage.put("notes", verdict.fakes().notes());
        return stage;
    }

    private static Map<String, @Nullable Object> stage3(Verdict verdict) {
        Map<String, @Nullable Object> stage = new LinkedHashMap<>();
        Map<String, Object> splits = new LinkedHashMap<>();
        for (SplitTotals total : verdict.fakes().totals()) {
            Map<String, Object> split = new LinkedHashMap<>();
            List<Selected> videos = verdict.selected().stream()
                    .filter(video -> video.split().equals(total.split()))
                    .toList();
            split.put("videos", videos.size());
            split.put("real_clips", total.real());
            split.put("fake_clips", total.fake());
            split.put("fakes_per_real", total.fakesPerReal());
            split.put("level_shares", levelShares(verdict, videos));
            splits.put(total.split(), split);
        }
        stage.put("splits", splits);
        stage.put("split_quality", verdict.splits());
        stage.put("disjoint_by", Columns.GROUP_KEYS);
        stage.put("held_out", verdict.heldOut());
        stage.put("deduplication", deduplication(verdict.duplicates()));
        stage.put("manifest_schema", schema());
        return stage;
    }

    /** What was not compared may be selected twice, and lie in two splits. */
    private static String deduplication(Duplicates duplicates) {
        if (duplicates.picturesCompared()) {
            return "one real of each cluster is selected, the best; a cluster stays in one split, a fake beside its real";
        }
        return duplicates.contentCompared()
                ? "one real of each content is selected; what shows nearly the same was not compared"
                : "not compared: no item states a copy or has hashes of what it shows";
    }

    private static Map<String, Object> levelShares(Verdict verdict, List<Selected> videos) {
        Map<String, Object> axes = new LinkedHashMap<>();
        for (String axis : verdict.parameters().axes()) {
            Map<String, Integer> counts = new TreeMap<>();
            for (Selected video : videos) {
                String level = video.item().text(axis);
                if (level != null) {
                    counts.merge(level, 1, Integer::sum);
                }
            }
            int known = counts.values().stream().mapToInt(count -> count).sum();
            Map<String, Double> shares = new LinkedHashMap<>();
            counts.forEach((level, count) -> shares.put(level, (double) count / known));
            axes.put(axis, shares);
        }
        return axes;
    }

    /** The columns of the manifest that the assembled dataset should carry, and what they hold. */
    private static Map<String, String> schema() {
        Map<String, String> schema = new LinkedHashMap<>();
        schema.put("clip", "text: id of the video, #, number of the clip");
        schema.put("label", "real or fake");
        schema.put("source_clip", "text: of a fake, the real clip it was made of");
        schema.put("generator", "text: of a fake, what made it");
        schema.put("seed", "integer: of a fake, the generator's seed");
        schema.put("donor", "text: of a swap, whose face was used");
        schema.put("crf", "integer: how it was encoded again, drawn independently of the label");
        schema.put("split", "train, val or test");
        schema.put("group", "text: component that lies in one split");
        schema.put("identity", "text: who is seen, where known");
        Columns.OWN_AXES.forEach(axis -> schema.put(axis, "level of " + axis + ", or unknown"));
        schema.put("sha256", "text: of the clip's file");
        return schema;
    }
}
