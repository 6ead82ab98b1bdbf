package dev.assay.verdict;

import dev.assay.inventory.Inventory;
import dev.assay.schema.Axis;
import dev.assay.schema.Columns;
import java.util.ArrayList;
import java.util.List;

/** What is missing among the suitable items, and how many more of it a selection of the wanted size would need. */
final class Gaps {

    private final Inventory suitable;
    private final Parameters parameters;

    Gaps(Inventory suitable, Parameters parameters) {
        this.suitable = suitable;
        this.parameters = parameters;
    }

    List<Gap> find() {
        List<Gap> gaps = new ArrayList<>();
        if (suitable.size() < parameters.minVideos()) {
            gaps.add(new Gap(
                    "label",
                    "real",
                    "scarce",
                    suitable.size(),
                    parameters.minVideos() - suitable.size(),
                    "collect or label more real videos of at least " + Columns.text(parameters.minDuration())
                            + " s and " + parameters.minShortSide() + "p"));
        }
        parameters.axes().forEach(axis -> addAxis(axis, gaps));
        return gaps;
    }

    private void addAxis(String axis, List<Gap> gaps) {
        long known = suitable.has(axis) ? known(axis) : 0;
        long unknown = suitable.size() - known;
        if (unknown > 0 && 2 * unknown >= suitable.size()) {
            gaps.add(new Gap(
                    axis,
                    null,
                    "unmeasured",
                    known,
                    unknown,
                    "state " + axis + " for the " + unknown
                            + " suitable items without it (sidecar, manifest or overrides)"));
        }
        if (known > 0) {
            addLevels(axis, known, gaps);
        }
    }

    private void addLevels(String axis, long known, List<Gap> gaps) {
        Axis found = suitable.codes(axis).axis();
        long[] margin = suitable.cube(axis).margin(0);
        if (found.levels().size() == 1) {
            gaps.add(new Gap(
                    axis,
                    found.levels().get(0),
                    "constant",
                    known,
                    share(2),
                    "every known item is " + found.levels().get(0) + ": collect items of another level"));
        }
        for (String level : suitable.schema().order(axis)) {
            if (floor() > 0 && !found.levels().contains(level) && !level.equals("other")) {
                gaps.add(new Gap(
                        axis,
                        level,
                        "absent",
                        0,
                        floor(),
                        "no suitable item is " + level + ": collect " + floor() + " if the detector must know it"));
            }
        }
        for (int level = 0; level < found.levels().size(); level++) {
            long wanted = share(found.levels().size());
            if (margin[level] < wanted) {
                boolean thin = margin[level] < floor();
                gaps.add(new Gap(
                        axis,
                        found.levels().get(level),
                        thin ? "thin" : "scarce",
                        margin[level],
                        wanted - margin[level],
                        "collect " + (wanted - margin[level]) + " more for an equal share of " + parameters.minVideos()
                                + " videos"));
            }
        }
    }

    private long known(String axis) {
        long[] margin = suitable.cube(axis).margin(0);
        return suitable.size() - margin[margin.length - 1];
    }

    /** An equal share of the fewest videos wanted. */
    private long share(int levels) {
        return (parameters.minVideos() + levels - 1L) / levels;
    }

    private long floor() {
        return (long) Math.ceil(parameters.under() * parameters.minVideos());
    }
}
