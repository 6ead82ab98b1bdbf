package dev.assay.cube;

/**
 * Something a cube can be held against, such as a target distribution. It lets the path of data read from left to right
 * ({@code cube.compare(target)}) while the cube knows nothing of what comes after it.
 *
 * @param <R> what the comparison finds
 */
@FunctionalInterface
public interface Comparison<R> {

    /** Holds the cube against this. */
    R against(Cube cube);
}
