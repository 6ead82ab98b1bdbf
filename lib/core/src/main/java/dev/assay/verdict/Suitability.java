package dev.assay.verdict;

import dev.assay.schema.Columns;
import dev.assay.schema.Population;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Which items a pipeline could take: real videos that are long and large enough, measured, and not copies.
 *
 * <p>An item whose size or duration is not known is not suitable: nobody measured it.
 */
final class Suitability {

    private final Population items;
    private final Parameters parameters;

    Suitability(Population items, Parameters parameters) {
        this.items = items;
        this.parameters = parameters;
    }

    boolean isReal(int row) {
        return "real".equals(items.text(row, "label"));
    }

    /** A video, as far as is known: a manifest without media says nothing of it. */
    boolean isVideo(int row) {
        String media = items.text(row, "media");
        return media == null || media.equals("video");
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

    /** A copy of another item, which is the one kept. */
    boolean isCopy(int row) {
        String keeper = items.text(row, "duplicate_of");
        return keeper != null && !keeper.equals(items.id(row));
    }

    boolean isSuitable(int row) {
        return isReal(row)
                && isVideo(row)
                && isReadable(row)
                && isLargeEnough(row)
                && isLongEnough(row)
                && !isCopy(row);
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
                new FunnelStep("not a copy of another", count(this::isSuitable)));
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
