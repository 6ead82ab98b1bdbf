package dev.assay.bias;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.assay.cube.Cube;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is uneven in a cube, axis by axis and pair by pair: {@code cube.compare(Target.uniform())}.
 *
 * @param total items, unknown ones included
 * @param axes in the cube's order
 * @param pairs every pair of axes, in the cube's order
 * @param reversals where a difference in the label turns round once a third axis is held fixed
 * @param conditional what is left between each axis and the label once a third axis is held fixed; empty without a label axis
 */
@JsonNaming(SnakeCaseStrategy.class)
public record BiasReport(
        long total,
        List<AxisBias> axes,
        List<PairBias> pairs,
        List<Reversal> reversals,
        List<Conditional> conditional) {

    public BiasReport {
        axes = List.copyOf(axes);
        pairs = List.copyOf(pairs);
        reversals = List.copyOf(reversals);
        conditional = List.copyOf(conditional);
    }

    static BiasReport of(Cube cube, Target target) {
        List<AxisBias> axes = new ArrayList<>();
        List<PairBias> pairs = new ArrayList<>();
        for (int a = 0; a < cube.axes().size(); a++) {
            axes.add(AxisBias.of(cube.axes().get(a), cube.margin(a), target));
            for (int b = a + 1; b < cube.axes().size(); b++) {
                pairs.add(new PairBias(
                        cube.axes().get(a).name(),
                        cube.axes().get(b).name(),
                        Association.of(TwoWay.of(cube, a, b), target.seed())));
            }
        }
        return new BiasReport(
                cube.total(), axes, pairs, Reversals.of(cube, target), Conditional.of(cube, target.label()));
    }

    /** An axis's part, by name. */
    public Optional<AxisBias> axis(String name) {
        return axes.stream().filter(axis -> axis.axis().equals(name)).findFirst();
    }

    /**
     * An axis's part that has to be there.
     *
     * @throws IllegalArgumentException where it is not
     */
    public AxisBias found(String axis) {
        return axis(axis)
                .orElseThrow(() -> new IllegalArgumentException("no axis '" + axis + "' in this report; it has "
                        + axes.stream().map(AxisBias::axis).toList()));
    }

    /**
     * One level's share: {@code bias.level("environment", "indoor").share()}.
     *
     * @throws IllegalArgumentException where there is no such axis or level
     */
    public LevelShare level(String axis, String level) {
        AxisBias part = found(axis);
        return part.levels().stream()
                .filter(share -> share.level().equals(level))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no level '" + level + "' on " + axis + "; it has "
                        + part.levels().stream().map(LevelShare::level).toList()));
    }
}
