package dev.assay.cube;

/**
 * A rule that divides a sample over the cells of a cube, such as a plan; see {@link Comparison} for why it is one.
 *
 * @param <R> quotas, or why there can be none
 */
@FunctionalInterface
public interface Allocation<R> {

    /** Divides over the cells of the cube. */
    R over(Cube cube);
}
