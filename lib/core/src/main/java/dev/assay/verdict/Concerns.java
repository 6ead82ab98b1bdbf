package dev.assay.verdict;

import dev.assay.inventory.Inventory;
import dev.assay.probe.Shortcut;
import dev.assay.schema.Columns;
import dev.assay.schema.Counted;
import dev.assay.schema.Unanswered;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** What is wrong with the quality of items or labels, in words that counts decide. */
final class Concerns {

    /** Fewer items than this may well be alike. */
    private static final int FEW = 20;

    private final Inventory items;
    private final Suitability suitability;
    private final List<String> words = new ArrayList<>();

    Concerns(Inventory items, Suitability suitability) {
        this.items = items;
        this.suitability = suitability;
    }

    List<String> find(Map<String, DatasetSummary> datasets, List<String> unmatched, List<Shortcut> shortcuts) {
        int unreadable = datasets.values().stream()
                .mapToInt(DatasetSummary::unreadableFiles)
                .sum();
        int videos = DatasetSummary.videos(datasets);
        int unlabelled = datasets.values().stream()
                .mapToInt(DatasetSummary::unknownVideos)
                .sum();
        add(
                unreadable,
                Counted.of(unreadable, "file") + " could not be read; the column error of inventory.jsonl says why");
        Unanswered unanswered = new Unanswered();
        for (int row = 0; row < items.size(); row++) {
            unanswered.add(items.id(row), items.text(row, Columns.CLASSIFIER_ERROR));
        }
        unanswered.words().ifPresent(words::add);
        boolean stated = items.has("label") && !items.has("label_source");
        add(stated ? 1 : 0, "labels are stated by the inventory alone; nothing says what they rest on");
        add(unlabelled, unlabelled + " of " + videos + " videos have no label, and were not used");
        int unmeasured = count(row -> isRealVideo(row) && !suitability.isMeasured(row));
        add(
                unmeasured,
                Counted.of(unmeasured, "real has", "reals have") + " no measured size or duration, and "
                        + (unmeasured == 1 ? "was" : "were") + " not used");
        int small = count(row -> isRealVideo(row) && suitability.isMeasured(row) && !suitability.isLargeEnough(row));
        add(small, Counted.of(small, "real is", "reals are") + " too small");
        int brief = count(row -> isRealVideo(row) && suitability.isMeasured(row) && !suitability.isLongEnough(row));
        add(brief, Counted.of(brief, "real is", "reals are") + " too short");
        int disputed = count(suitability::isDisputed);
        add(
                disputed,
                Counted.of(disputed, "file has", "files have")
                        + " the content of another that bears the opposite label; none is taken as real");
        int outdone = count(suitability::isOutdone);
        add(
                outdone,
                Counted.of(outdone, "real is another form of a better one", "reals are other forms of better ones")
                        + ": encoded or scaled again; the better was taken");
        unmatched.forEach(sentence -> words.add("in the plan, " + sentence));
        conflicts();
        defaults();
        shortcuts(shortcuts);
        return List.copyOf(words);
    }

    private void shortcuts(List<Shortcut> shortcuts) {
        List<String> alarming = shortcuts.stream()
                .filter(Shortcut::alarms)
                .map(shortcut -> shortcut.column() + " (" + score(shortcut) + ")")
                .toList();
        if (!alarming.isEmpty()) {
            words.add("a detector could learn these columns in place of the picture, score in brackets: "
                    + String.join(", ", alarming)
                    + "; encode reals and fakes by the same ladder, independently of the label");
        }
    }

    private static String score(Shortcut shortcut) {
        return shortcut.score() == null ? "unknown" : Columns.text(Math.round(shortcut.score() * 100) / 100.0);
    }

    /** One level for every item, and nobody who says so, is what a default looks like. */
    private void defaults() {
        for (String axis : Columns.OWN_AXES) {
            if (!items.has(axis) || items.has(axis + "_source") || items.size() < FEW) {
                continue;
            }
            List<String> levels = items.codes(axis).axis().levels();
            int known = count(row -> items.isKnown(row, axis));
            if (levels.size() == 1 && known == items.size()) {
                words.add(axis + " is " + levels.get(0) + " for all " + known
                        + " items, and nothing says who found that: a default rather than a measurement?");
            }
        }
    }

    private void conflicts() {
        for (String column : items.columns()) {
            if (column.endsWith("_conflict")) {
                int conflicts = count(row -> items.text(row, column) != null);
                String axis = column.substring(0, column.length() - "_conflict".length());
                add(
                        conflicts,
                        Counted.of(conflicts, "item has", "items have") + " sources that disagree on " + axis
                                + "; the stronger was taken");
            }
        }
    }

    private void add(int count, String text) {
        if (count > 0) {
            words.add(text);
        }
    }

    private boolean isRealVideo(int row) {
        return suitability.isReal(row) && suitability.isVideo(row) && suitability.isReadable(row);
    }

    private int count(IntPredicate condition) {
        return (int) IntStream.range(0, items.size()).filter(condition).count();
    }
}
