package dev.assay.cube;

import java.util.List;
import java.util.Set;

/**
 * What to count.
 *
 * @param axes columns whose combinations are the cells
 * @param groups keys whose incidence with the cells is needed, for group caps; may be empty
 * @param sums numeric columns whose values are kept per cell in ascending order, for budgets; may be empty
 * @param marked ids whose number per cell is needed, for must-include; may be empty
 */
public record CubeSpec(List<String> axes, List<String> groups, List<String> sums, Set<String> marked) {

    public CubeSpec {
        axes = List.copyOf(axes);
        groups = List.copyOf(groups);
        sums = List.copyOf(sums);
        marked = Set.copyOf(marked);
    }

    /** Counts over some axes, and nothing beside them. */
    public static CubeSpec of(List<String> axes) {
        return new CubeSpec(axes, List.of(), List.of(), Set.of());
    }
}
