package dev.assay.report;

import dev.assay.clip.Clip;
import dev.assay.schema.Axis;
import dev.assay.schema.Columns;
import dev.assay.schema.Item;
import dev.assay.verdict.Selected;
import dev.assay.verdict.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code real_sources.jsonl}: a line for every selected video, with its clips. */
final class RealSources {

    private RealSources() {}

    static String of(Verdict verdict) {
        StringBuilder lines = new StringBuilder();
        verdict.selected().forEach(video -> lines.append(Json.line(line(video))));
        return lines.toString();
    }

    static Map<String, @Nullable Object> line(Selected video) {
        Item item = video.item();
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("id", item.id());
        line.put("path", item.text("path"));
        line.put("dataset", item.text("dataset"));
        line.put("label", level(item, "label"));
        Columns.OWN_AXES.forEach(axis -> line.put(axis, level(item, axis)));
        line.put("width", item.number("width"));
        line.put("height", item.number("height"));
        line.put("resolution", item.text("resolution"));
        line.put("duration", item.number("duration"));
        line.put("duration_sec", item.number("duration"));
        line.put("category", video.category());
        line.put("stratum", video.stratum());
        line.put("reason", video.reason());
        line.put("extract_clips", video.clips().size());
        line.put("clips", clips(video.clips()));
        line.put("split", video.split());
        line.put("group", video.group());
        line.put("inclusion_probability", video.inclusionProbability());
        line.put("sha256", video.sha256());
        return line;
    }

    private static List<Map<String, Double>> clips(List<Clip> clips) {
        return clips.stream()
                .map(clip -> {
                    Map<String, Double> span = new LinkedHashMap<>();
                    span.put("start", clip.start());
                    span.put("end", clip.end());
                    return span;
                })
                .toList();
    }

    private static String level(Item item, String axis) {
        String level = item.text(axis);
        return level == null ? Axis.UNKNOWN : level;
    }
}
