package dev.assay.quota;

import dev.assay.cube.Cube;
import dev.assay.schema.Axis;
import dev.assay.schema.Counted;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** A plan and a cube to a {@link Model}. */
final class ModelBuilder {

    private final Plan plan;
    private final Cube cube;
    private final int[] place;
    private final Levels levels;
    private final List<Row> rows = new ArrayList<>();
    private final List<Limit.Group> groups = new ArrayList<>();

    private ModelBuilder(Plan plan, Cube cube) {
        this.plan = plan;
        this.cube = cube;
        this.place = CellOrder.of(cube, cell -> plan.unknown() == Plan.Unknown.LEVEL || !anyUnknown(cell));
        this.levels = new Levels(cube, place);
    }

    /**
     * The model of a plan over a cube.
     *
     * @throws PlanException where they do not fit each other
     * @throws UnsupportedPlanException where the plan asks for what this version cannot answer
     */
    static Model of(Plan plan, Cube cube) {
        List<String> counted = cube.axes().stream().map(Axis::name).toList();
        if (!counted.containsAll(plan.axes()) || counted.size() != plan.axes().size()) {
            throw new PlanException("the plan's axes are " + plan.axes() + ", the cube was counted by " + counted);
        }
        return new ModelBuilder(plan, cube).build();
    }

    private Model build() {
        include();
        for (Limit limit : plan.limits()) {
            if (limit instanceof Limit.Level level) {
                level(level);
            } else if (limit instanceof Limit.Cell cell) {
                cell(cell);
            } else if (limit instanceof Limit.Group group) {
                groups.add(group);
            }
        }
        Goals goals = new Goals(plan, cube, place, levels);
        double[] expected = Expected.shares(cube, place, goals.list(), goals.unknown());
        Costs costs = Costs.of(plan, cube, place);
        Caps caps = groups.isEmpty() ? null : new CapsBuilder(plan, cube, place, costs).of(groups);
        return new Model(cube, place, rows, goals.list(), goals.unknown(), expected, caps, costs);
    }

    private boolean anyUnknown(int cell) {
        return IntStream.range(0, cube.axes().size())
                .anyMatch(
                        a -> cube.level(cell, a) == cube.axes().get(a).levels().size());
    }

    private int[] where(IntPredicate cubeCell) {
        return IntStream.range(0, place.length)
                .filter(c -> cubeCell.test(place[c]))
                .toArray();
    }

    private void include() {
        long marked = 0;
        for (int c = 0; c < place.length; c++) {
            marked += cube.marked(place[c]);
        }
        for (int c = 0; c < place.length; c++) {
            if (cube.marked(place[c]) > 0) {
                // One row a cell, all of one name: they are one wish of the user's.
                rows.add(new Row(
                        "must_include " + Counted.of(marked, "item"),
                        BigDecimal.valueOf(cube.marked(place[c])),
                        false,
                        false,
                        -1,
                        -1,
                        new int[] {c},
                        null));
            }
        }
    }

    private void level(Limit.Level limit) {
        int axis = cube.axisIndex(limit.axis());
        List<String> names = cube.axes().get(axis).levels();
        if (limit.level() == null) {
            for (int l = 0; l < names.size(); l++) {
                // A level that only excluded items have is not there, as if a filter had left them out.
                if (levels.cells(axis, l).length > 0) {
                    range(limit.axis() + "=" + names.get(l), axis, l, limit.range());
                }
            }
        } else {
            int named = limit.level().equals(Axis.UNKNOWN) ? names.size() : names.indexOf(limit.level());
            range(limit.axis() + "=" + limit.level(), axis, named, limit.range());
        }
    }

    private void range(String words, int axis, int level, Range range) {
        ends(words, axis, level, levels.cells(axis, level), range);
    }

    private void cell(Limit.Cell limit) {
        StringJoiner words = new StringJoiner(",");
        limit.cell().forEach((axis, level) -> words.add(axis + "=" + level));
        int[] cells = where(cell -> limit.cell().entrySet().stream()
                .allMatch(entry ->
                        cube.levelText(cell, cube.axisIndex(entry.getKey())).equals(entry.getValue())));
        if (limit.cell().size() == 1) {
            Map.Entry<String, String> only = limit.cell().entrySet().iterator().next();
            int axis = cube.axisIndex(only.getKey());
            int level = cells.length == 0 ? -1 : cube.level(place[cells[0]], axis);
            ends(words.toString(), axis, level, cells, limit.range());
        } else {
            ends(words.toString(), -1, -1, cells, limit.range());
        }
    }

    private void ends(String words, int axis, int level, int[] cells, Range range) {
        if (range.min() != null) {
            BigDecimal min = BigDecimal.valueOf(range.min());
            rows.add(new Row(words + " min", min, false, false, axis, level, cells, range.flexMin()));
        }
        if (range.max() != null) {
            BigDecimal max = BigDecimal.valueOf(range.max());
            rows.add(new Row(words + " max", max, false, true, axis, level, cells, range.flexMax()));
        }
        if (range.minShare() != null) {
            rows.add(new Row(words + " min_share", range.minShare(), true, false, axis, level, cells, range.flexMin()));
        }
        if (range.maxShare() != null) {
            rows.add(new Row(words + " max_share", range.maxShare(), true, true, axis, level, cells, range.flexMax()));
        }
    }
}
