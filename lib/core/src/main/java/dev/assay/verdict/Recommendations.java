package dev.assay.verdict;

import java.util.LinkedHashMap;
import java.util.Map;

/** What to do with a dataset, in words that its counts decide. */
final class Recommendations {

    private Recommendations() {}

    static Map<String, String> of(int videos, int others, int real, int fake, int suitable) {
        Map<String, String> words = new LinkedHashMap<>();
        words.put(
                "use_for_real",
                real == 0 ? "no: nothing here is labelled real" : suitable + " of " + real + " reals are suitable");
        words.put("use_for_fake", fake == 0 ? "no: nothing here is labelled fake" : fake + " existing fakes");
        if (videos == 0 && others > 0) {
            words.put(
                    "media",
                    "none of " + others + " items is known to be a video: give the folder of its files, or state media"
                            + " or a path");
        }
        int unknown = videos - real - fake;
        if (unknown > 0) {
            words.put(
                    "label",
                    unknown + " of " + videos + " videos have no label: state it in a sidecar, a manifest,"
                            + " a folder named real/ or fake/, or an overrides file");
        }
        return words;
    }
}
