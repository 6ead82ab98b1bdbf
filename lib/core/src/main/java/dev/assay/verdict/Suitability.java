package dev.assay.verdict;

import dev.assay.inventory.Inventory;
import dev.assay.schema.Axis;
import dev.assay.schema.Columns;
import dev.assay.schema.Copies;
import dev.assay.schema.Population;
import dev.assay.source.rules.Rules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Which items a pipeline could take: real videos that are long and large enough, measured, and of those that show the same one.
 * A fake shows nearly what its real shows: that takes nothing from the real. Only byte copies of which one is labelled real and
 * one fake tell that a label is wrong.
 *
 * <p>An item whose size or duration is not known is not suitable: nobody measured it.
 */
final class Suitability {

    /** From the worst to the best. */
    private static final List<String> QUALITIES = List.of("lq", "mq", "hq");

    /**
     * Bits from the first of a cluster, and share of the duration. What was encoded, scaled or darkened again lay within 8
     * bits, other takes before a fixed camera 12 and 14 apart: those are kept in one split, and both can be taken.
     */
    private static final double SAME_BITS = 10;

    private static final double SAME_DURATION = 0.1;

    private final Population items;
    private final Parameters parameters;
    private final Rules rules = Rules.builtIn();
    private final Set<String> keepers = new HashSet<>();
    /** Rows that could be taken, of those that show the same take the best. */
    private final Set<Integer> suitable = new HashSet<>();

    /** Content and label to the row that stands for it. */
    private final Map<List<String>, Integer> kept = new HashMap<>();

    private final IntPredicate admitted;

    Suitability(Population items, Parameters parameters) {
        this(items, parameters, row -> true);
    }

    private Suitability(Population items, Parameters parameters, IntPredicate admitted) {
        this.items = items;
        this.parameters = parameters;
        this.admitted = admitted;
        for (int row = 0; row < items.size(); row++) {
            String keeper = Copies.content(items, row);
            if (keeper != null) {
                keepers.add(keeper);
            }
        }
        for (int row = 0; row < items.size(); row++) {
            String content = content(row);
            if (content != null) {
                kept.merge(List.of(content, label(row)), row, this::better);
            }
        }
        Map<String, List<Integer>> clusters = new HashMap<>();
        for (int row = 0; row < items.size(); row++) {
            if (isOriginal(row)) {
                clusters.computeIfAbsent(cluster(row), id -> new ArrayList<>()).add(row);
            }
        }
        clusters.values().forEach(this::takeBest);
    }

    /**
     * What could be taken of some items of an inventory, told by all: a form that is not among them outdoes none that is.
     *
     * @param admitted those that may be taken at all, such as a plan speaks of
     */
    static Suitability among(Inventory items, Parameters parameters, Inventory admitted) {
        Set<String> ids =
                IntStream.range(0, admitted.size()).mapToObj(admitted::id).collect(Collectors.toSet());
        return new Suitability(items, parameters, row -> ids.contains(items.id(row)));
    }

    /** The best first, and then whatever is no other form of one that is taken. */
    private void takeBest(List<Integer> cluster) {
        List<Integer> taken = new ArrayList<>();
        for (int row : cluster.stream().sorted(this::sharper).toList()) {
            if (taken.stream().noneMatch(better -> isSameTake(better, row))) {
                taken.add(row);
            }
        }
        suitable.addAll(taken);
    }

    /** About as long, for forms are trimmed, and hardly farther from the first of their cluster than coding again moves a picture. */
    private boolean isSameTake(int one, int other) {
        double longer = Math.max(items.number(one, "duration"), items.number(other, "duration"));
        double apart = Math.abs(items.number(one, "duration") - items.number(other, "duration"));
        double bits = Math.max(fromFirst(one), fromFirst(other));
        return bits <= SAME_BITS && apart <= SAME_DURATION * longer;
    }

    /** What shows the same, by the id of its first; an item that is like no other is a cluster of its own. */
    private String cluster(int row) {
        String cluster = items.text(row, Copies.DUPLICATE_OF);
        return cluster == null ? items.id(row) : cluster;
    }

    private double fromFirst(int row) {
        return items.id(row).equals(cluster(row)) ? 0 : items.number(row, Copies.DISTANCE);
    }

    /**
     * Of rows that show the same, those of a better level come first, then the larger, then the clearly less distorted where that was
     * measured (to order distortions of one picture is what BRISQUE is good for), then the first by id.
     */
    private int sharper(int one, int two) {
        int levels = Integer.compare(level(two), level(one));
        int sizes = levels != 0 ? levels : Double.compare(shortSide(two), shortSide(one));
        // What was not measured is NaN, which comes last.
        int distortions = sizes != 0 ? sizes : Double.compare(distortion(one), distortion(two));
        return distortions != 0 ? distortions : items.id(one).compareTo(items.id(two));
    }

    /** In steps of ten points: two looks at one video are a few apart, while blur adds 20 to 60. */
    private double distortion(int row) {
        return Math.rint(items.number(row, "m_brisque") / 10);
    }

    private int level(int row) {
        String quality = items.text(row, "quality");
        return quality == null ? -1 : QUALITIES.indexOf(quality);
    }

    /** What is found under several names, named by the first of them; null where an item is the only one of its content. */
    private @Nullable String content(int row) {
        String keeper = Copies.content(items, row);
        String id = items.id(row);
        return keeper != null ? keeper : keepers.contains(id) ? id : null;
    }

    private String label(int row) {
        String label = items.text(row, "label");
        return label == null ? Axis.UNKNOWN : label;
    }

    /** Of two copies the one that can be taken, else the first by id: one that nobody labelled must not stand for a real. */
    private int better(int one, int two) {
        if (isEligible(one) != isEligible(two)) {
            return isEligible(one) ? one : two;
        }
        return items.id(one).compareTo(items.id(two)) <= 0 ? one : two;
    }

    boolean isReal(int row) {
        return "real".equals(items.text(row, "label"));
    }

    /**
     * Whether an item is known to be a video: its media says so; where nothing does, it has a picture and lasts, or its
     * name ends like a video's, or it lasts and its name tells nothing. A record of a person is none of these.
     */
    boolean isVideo(int row) {
        String media = items.text(row, "media");
        if (media != null) {
            return media.equals("video");
        }
        boolean lasts = items.number(row, "duration") >= 0;
        if (lasts && shortSide(row) >= 0) {
            return true;
        }
        String path = items.text(row, "path");
        return rules.media(path == null ? items.id(row) : path)
                .map("video"::equals)
                .orElse(lasts);
    }

    boolean isReadable(int row) {
        String status = items.text(row, "status");
        return status == null || status.equals("ok");
    }

    boolean isMeasured(int row) {
        return shortSide(row) > 0 && items.number(row, "duration") > 0;
    }

    boolean isLargeEnough(int row) {
        return shortSide(row) >= parameters.minShortSide();
    }

    boolean isLongEnough(int row) {
        return items.number(row, "duration") >= parameters.minDuration();
    }

    /** A copy of another item with the same label, which is the one kept. */
    boolean isCopy(int row) {
        String content = content(row);
        return content != null && !Integer.valueOf(row).equals(kept.get(List.of(content, label(row))));
    }

    /** The same content is labelled real under one name and fake under another: one of the two is wrong. */
    boolean isDisputed(int row) {
        String content = content(row);
        return content != null
                && kept.containsKey(List.of(content, "real"))
                && kept.containsKey(List.of(content, "fake"));
    }

    /** It could be taken, were it not another form of a better one. */
    boolean isOutdone(int row) {
        return isOriginal(row) && !isSuitable(row);
    }

    boolean isSuitable(int row) {
        return suitable.contains(row);
    }

    private boolean isOriginal(int row) {
        return isEligible(row) && !isCopy(row) && !isDisputed(row);
    }

    private boolean isEligible(int row) {
        return admitted.test(row)
                && isReal(row)
                && isVideo(row)
                && isReadable(row)
                && isLargeEnough(row)
                && isLongEnough(row);
    }

    /** How many items are left after each condition, in turn. */
    List<FunnelStep> funnel() {
        IntPredicate video = this::isVideo;
        IntPredicate readable = video.and(this::isReadable);
        IntPredicate real = readable.and(this::isReal);
        IntPredicate measured = real.and(this::isMeasured);
        IntPredicate longEnough = measured.and(this::isLongEnough);
        IntPredicate largeEnough = longEnough.and(this::isLargeEnough);
        return List.of(
                new FunnelStep("items", items.size()),
                new FunnelStep("videos", count(video)),
                new FunnelStep("readable", count(readable)),
                new FunnelStep("labelled real", count(real)),
                new FunnelStep("size and duration measured", count(measured)),
                new FunnelStep("at least " + whole(parameters.minDuration()) + " s", count(longEnough)),
                new FunnelStep("at least " + parameters.minShortSide() + "p", count(largeEnough)),
                new FunnelStep("not a copy of another", count(this::isOriginal)),
                new FunnelStep("no other form of a better one", count(this::isSuitable)));
    }

    private int count(IntPredicate condition) {
        return (int) IntStream.range(0, items.size()).filter(condition).count();
    }

    private static String whole(double seconds) {
        return Columns.text(seconds);
    }

    private double shortSide(int row) {
        return Math.min(items.number(row, "width"), items.number(row, "height"));
    }
}
