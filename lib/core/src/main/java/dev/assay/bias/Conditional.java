package dev.assay.bias;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.assay.cube.Cube;
import java.util.ArrayList;
import java.util.List;

/**
 * An axis and the label, once a third axis is held fixed.
 *
 * @param axis the axis
 * @param outcome the axis of labels
 * @param stratum the axis that is held fixed
 * @param test over the items known on all three
 */
@JsonNaming(SnakeCaseStrategy.class)
public record Conditional(String axis, String outcome, String stratum, CochranMantelHaenszel test) {

    /** Axes with more levels than this are keys rather than conditions. */
    private static final int MOST_LEVELS = 50;

    /** Beyond this many degrees of freedom a table says nothing that can be read, and takes long to invert. */
    private static final int MOST_DF = 200;

    /** Every axis within every other, where the cube has the label; an axis of one known level is none. */
    static List<Conditional> of(Cube cube, String label) {
        List<Conditional> all = new ArrayList<>();
        for (int outcome = 0; outcome < cube.axes().size(); outcome++) {
            if (cube.axes().get(outcome).name().equals(label)) {
                for (int axis = 0; axis < cube.axes().size(); axis++) {
                    for (int stratum = 0; stratum < cube.axes().size(); stratum++) {
                        if (axis != outcome && stratum != outcome && axis != stratum) {
                            add(cube, axis, outcome, stratum, all);
                        }
                    }
                }
            }
        }
        return all;
    }

    private static void add(Cube cube, int axis, int outcome, int stratum, List<Conditional> all) {
        int rows = levels(cube, axis);
        int columns = levels(cube, outcome);
        int strata = levels(cube, stratum);
        boolean readable = rows > 1
                && columns > 1
                && strata > 1
                && Math.max(rows, strata) <= MOST_LEVELS
                && (long) (rows - 1) * (columns - 1) <= MOST_DF;
        if (!readable) {
            return;
        }
        long[][][] counts = new long[strata][rows][columns];
        for (int c = 0; c < cube.size(); c++) {
            int s = cube.level(c, stratum);
            int r = cube.level(c, axis);
            int o = cube.level(c, outcome);
            if (s < strata && r < rows && o < columns) {
                counts[s][r][o] += cube.count(c);
            }
        }
        all.add(new Conditional(
                cube.axes().get(axis).name(),
                cube.axes().get(outcome).name(),
                cube.axes().get(stratum).name(),
                CochranMantelHaenszel.of(counts)));
    }

    private static int levels(Cube cube, int axis) {
        return cube.axes().get(axis).levels().size();
    }
}
