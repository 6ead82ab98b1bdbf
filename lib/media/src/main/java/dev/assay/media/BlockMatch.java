package dev.assay.media;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Motion between two pictures of one size, for the codecs that do not tell theirs: each block is sought near its place (least sum
 * of absolute differences, then a parabola through the neighbours of the best place). Blocks without texture tell nothing.
 */
final class BlockMatch {

    private static final int BLOCK = 16;

    /** Steps between the values compared within a block: every other one is enough to find its place. */
    private static final int THINNED = 2;

    private final Grey from;
    private final Grey to;
    private final int reach = Thresholds.integer("motion.reach");

    private BlockMatch(Grey from, Grey to) {
        this.from = from;
        this.to = to;
    }

    /** The field, or nothing where most blocks have no texture or no counterpart (a cut). */
    static Optional<MotionField> between(Grey from, Grey to, double seconds) {
        boolean alike = from.width() == to.width() && from.height() == to.height();
        return alike && seconds > 0 ? new BlockMatch(from, to).field(seconds) : Optional.empty();
    }

    private Optional<MotionField> field(double seconds) {
        List<double[]> moved = new ArrayList<>();
        int textured = 0;
        int blocks = 0;
        for (int y = 0; y + BLOCK <= to.height(); y += BLOCK) {
            for (int x = 0; x + BLOCK <= to.width(); x += BLOCK) {
                blocks++;
                double texture = texture(x, y);
                if (texture >= Thresholds.number("motion.texture")) {
                    textured++;
                    double[] place = place(x, y);
                    // A counterpart differs by less than the block's own texture.
                    if (place[2] < texture) {
                        moved.add(place);
                    }
                }
            }
        }
        if (moved.isEmpty() || 2 * moved.size() < textured) {
            return Optional.empty();
        }
        double unit = 1 / (Math.max(to.width(), to.height()) * seconds);
        return Optional.of(new MotionField(
                moved.stream().mapToDouble(place -> -place[0] * unit).toArray(),
                moved.stream().mapToDouble(place -> -place[1] * unit).toArray(),
                blocks - moved.size()));
    }

    /** The mean absolute deviation from the mean of a block. */
    private double texture(int x, int y) {
        double mean = 0;
        for (int i = 0; i < BLOCK * BLOCK; i++) {
            mean += to.at(x + i % BLOCK, y + i / BLOCK);
        }
        mean /= BLOCK * BLOCK;
        double sum = 0;
        for (int i = 0; i < BLOCK * BLOCK; i++) {
            sum += Math.abs(to.at(x + i % BLOCK, y + i / BLOCK) - mean);
        }
        return sum / (BLOCK * BLOCK);
    }

    /** Where a block was: across, down, and the mean absolute difference there. Of equal places the nearest counts. */
    private double[] place(int x, int y) {
        int bestX = 0;
        int bestY = 0;
        double best = difference(x, y, 0, 0, Double.POSITIVE_INFINITY);
        for (int ring = 1; ring <= reach; ring++) {
            for (int i = -ring; i < ring; i++) {
                int[][] edge = {{i, -ring}, {ring, i}, {-i, ring}, {-ring, -i}};
                for (int[] step : edge) {
                    double found = difference(x, y, step[0], step[1], best);
                    if (found < best) {
                        best = found;
                        bestX = step[0];
                        bestY = step[1];
                    }
                }
            }
        }
        return new double[] {
            bestX + peak(x, y, bestX, bestY, 1, 0, best), bestY + peak(x, y, bestX, bestY, 0, 1, best), best
        };
    }

    /** How far beside the best whole step a parabola has its least value, in [-0.5,0.5]. */
    private double peak(int x, int y, int stepX, int stepY, int alongX, int alongY, double best) {
        double before = difference(x, y, stepX - alongX, stepY - alongY, Double.POSITIVE_INFINITY);
        double after = difference(x, y, stepX + alongX, stepY + alongY, Double.POSITIVE_INFINITY);
        double bend = before + after - 2 * best;
        return Double.isFinite(bend) && bend > 0 ? Math.max(-.5, Math.min(.5, (before - after) / (2 * bend))) : 0;
    }

    /** The mean absolute difference of a block and its shifted counterpart; infinite where that is not in the picture. */
    private double difference(int x, int y, int stepX, int stepY, double enough) {
        int fromX = x + stepX;
        int fromY = y + stepY;
        if (fromX < 0 || fromY < 0 || fromX + BLOCK > from.width() || fromY + BLOCK > from.height()) {
            return Double.POSITIVE_INFINITY;
        }
        int count = BLOCK * BLOCK / THINNED;
        double most = enough * count;
        double sum = 0;
        for (int row = 0; row < BLOCK && sum < most; row++) {
            for (int column = row % THINNED; column < BLOCK; column += THINNED) {
                sum += Math.abs(to.at(x + column, y + row) - from.at(fromX + column, fromY + row));
            }
        }
        return sum / count;
    }
}
