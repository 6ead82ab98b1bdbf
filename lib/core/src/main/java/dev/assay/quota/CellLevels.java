package dev.assay.quota;

import dev.assay.cube.Cube;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Axis to level of one cell, in the cube's order of axes; read from the cube, for a million of them stand side by side. */
final class CellLevels extends AbstractMap<String, String> {

    private final Cube cube;
    private final int cell;

    CellLevels(Cube cube, int cell) {
        this.cube = cube;
        this.cell = cell;
    }

    @Override
    public @Nullable String get(@Nullable Object axis) {
        for (int a = 0; a < cube.axes().size(); a++) {
            if (cube.axes().get(a).name().equals(axis)) {
                return cube.levelText(cell, a);
            }
        }
        return null;
    }

    @Override
    public boolean containsKey(@Nullable Object axis) {
        return get(axis) != null;
    }

    @Override
    public Set<Map.Entry<String, String>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Map.Entry<String, String>> iterator() {
                return IntStream.range(0, size())
                        .mapToObj(a -> Map.entry(cube.axes().get(a).name(), cube.levelText(cell, a)))
                        .iterator();
            }

            @Override
            public int size() {
                return cube.axes().size();
            }
        };
    }
}
