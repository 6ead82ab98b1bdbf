package dev.assay.report;

import dev.assay.inventory.Inventory;
import dev.assay.schema.Copies;
import dev.assay.schema.EvidenceSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Picks what a person should look at: values whose sources disagree, then unknown ones, then the least trusted. */
final class LeastCertain {

    private static final int CONFLICT = 0;
    private static final int UNKNOWN_LABEL = 1;
    private static final int UNKNOWN = 2;
    private static final int DOUBTED = 3;

    private static final Comparator<Candidate> ORDER = Comparator.comparingInt(Candidate::rank)
            .thenComparingDouble(Candidate::confidence)
            .thenComparing(candidate -> candidate.item().id())
            .thenComparingInt(Candidate::place);

    private final Inventory inventory;
    private final List<String> axes;

    private record Candidate(int rank, double confidence, int place, ReviewItem item) {}

    LeastCertain(Inventory inventory, List<String> axes) {
        this.inventory = inventory;
        this.axes = axes;
    }

    /** The first so many; no more than these are held at a time. */
    List<ReviewItem> first(int most) {
        PriorityQueue<Candidate> kept = new PriorityQueue<>(ORDER.reversed());
        for (int row = 0; row < inventory.size(); row++) {
            for (int place = 0; place < axes.size() && isLookedAt(row); place++) {
                Candidate candidate = candidate(row, place);
                if (candidate != null) {
                    kept.add(candidate);
                }
                if (kept.size() > most) {
                    kept.remove();
                }
            }
        }
        List<Candidate> ordered = new ArrayList<>(kept);
        ordered.sort(ORDER);
        return ordered.stream().map(Candidate::item).toList();
    }

    /** Files that open, once each: the others cannot be looked at, and a copy shows what its original shows. */
    private boolean isLookedAt(int row) {
        String status = inventory.text(row, "status");
        String media = inventory.text(row, "media");
        String keeper = Copies.content(inventory, row);
        return (status == null || status.equals("ok"))
                && (media == null || media.equals("video"))
                && (keeper == null || keeper.equals(inventory.id(row)));
    }

    private @Nullable Candidate candidate(int row, int place) {
        String axis = axes.get(place);
        String value = inventory.text(row, axis);
        String source = inventory.text(row, axis + "_source");
        if (EvidenceSource.USER.word().equals(source)) {
            return null;
        }
        double confidence = inventory.number(row, axis + "_confidence");
        String conflict = inventory.text(row, axis + "_conflict");
        int rank = conflict != null
                ? CONFLICT
                : value == null ? (axis.equals("label") ? UNKNOWN_LABEL : UNKNOWN) : confidence < 1 ? DOUBTED : -1;
        if (rank < 0) {
            return null;
        }
        ReviewItem item = new ReviewItem(
                inventory.id(row),
                inventory.text(row, "path"),
                axis,
                value,
                source,
                Double.isNaN(confidence) ? null : confidence,
                conflict);
        return new Candidate(rank, value == null || Double.isNaN(confidence) ? 0 : confidence, place, item);
    }
}
