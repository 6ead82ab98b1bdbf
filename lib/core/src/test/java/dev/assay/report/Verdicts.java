package dev.assay.report;

import dev.assay.generation.Catalogue;
import dev.assay.inventory.Inventory;
import dev.assay.quota.Plan;
import dev.assay.schema.Item;
import dev.assay.verdict.Judge;
import dev.assay.verdict.Parameters;
import dev.assay.verdict.Timelines;
import dev.assay.verdict.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Verdicts on made-up items, some of them named by an enemy. */
final class Verdicts {

    static final List<String> HOSTILE = List.of(
            "<script>alert(1)</script>.mp4",
            "\" onload=\"alert(1)\".mp4",
            "'><img src=http://evil.example/x.png>.mp4",
            "exe\u202e4pm.mp4",
            "bell\u0007 and \ufffe and \ud800 alone.mp4",
            "two\nlines\tand a tab.mp4",
            "=HYPERLINK(\"http://evil.example\").mp4",
            "]]><!--.mp4",
            "&lt;b&gt; &amp; ？｜ 👩‍🚀 عربي.mp4");

    private Verdicts() {}

    /** 320 videos, uneven on every axis, 60 of them fake, some unknown, one a copy. */
    static Inventory inventory() {
        return Inventory.of(items(320));
    }

    static List<Item> items(int count) {
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            items.add(item(i));
        }
        return items;
    }

    private static Item item(int i) {
        Map<String, Object> values = new LinkedHashMap<>();
        boolean fake = i % 16 > 12;
        values.put("path", "/data/" + id(i));
        values.put("dataset", i % 3 == 0 ? "first" : "second <b>");
        values.put("media", "video");
        values.put("status", "ok");
        values.put("format", i % 5 == 0 ? "webm" : "mp4");
        values.put("vcodec", i % 5 == 0 ? "vp9" : "h264");
        values.put("width", 1920L);
        values.put("height", 1080L);
        values.put("resolution", "1080p");
        values.put("duration", 12.0 + i % 40);
        values.put("label", fake ? "fake" : "real");
        values.put("label_source", "manifest");
        values.put("environment", i % 4 == 3 ? "outdoor" : "indoor");
        values.put("environment_source", "sidecar");
        if (i % 11 != 0) {
            values.put(
                    "shot_type", List.of("selfie", "interview", "talking_head").get(i % 7 % 3));
        }
        values.put("lighting", List.of("low", "neutral", "bright").get(i % 6 < 4 ? 1 : i % 6 - 4 == 0 ? 0 : 2));
        values.put("quality", i % 9 == 0 ? "lq" : i % 2 == 0 ? "mq" : "hq");
        if (fake) {
            values.put("method", i % 2 == 0 ? "faceswap" : "neural <i>textures</i>");
        }
        values.put("identity", "person " + i % 150);
        if (i == 20) {
            values.put("duplicate_of", id(19));
        }
        return new Item(id(i), values);
    }

    private static String id(int i) {
        String name = i % 2 == 0 ? HOSTILE.get((i / 2 + i / 18) % HOSTILE.size()) : "video.mp4";
        return (i % 3 == 0 ? "first/" : "second/") + i + " " + name;
    }

    static Verdict of(Inventory inventory) {
        return of(inventory, Parameters.withDefaults());
    }

    static Verdict of(Inventory inventory, Parameters parameters) {
        return judge(inventory, parameters).judge();
    }

    /** The verdict on what a given plan selects. */
    static Verdict of(Inventory inventory, Plan plan) {
        return judge(inventory, Parameters.withDefaults()).judge(plan);
    }

    private static Judge judge(Inventory inventory, Parameters parameters) {
        return new Judge(inventory, parameters, Timelines.none(), Catalogue.standard(), Map.of());
    }
}
