package dev.assay.schema;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A column as numbers: the place of each item's level among the column's levels. */
public interface LevelCodes {

    /** The column and its known levels. */
    Axis axis();

    /** The place of an item's level; the number of known levels stands for unknown. */
    int code(int row);

    /** The codes of a column that is held as text, levels in the order of their first appearance. */
    static LevelCodes of(Population population, String column) {
        Map<String, Integer> places = new HashMap<>();
        List<String> levels = new ArrayList<>();
        int[] codes = new int[population.size()];
        for (int row = 0; row < codes.length; row++) {
            codes[row] = -1;
            if (population.isKnown(row, column)) {
                codes[row] = places.computeIfAbsent(String.valueOf(population.text(row, column)), level -> {
                    levels.add(level);
                    return levels.size() - 1;
                });
            }
        }
        Axis axis = new Axis(column, levels);
        return new LevelCodes() {
            @Override
            public Axis axis() {
                return axis;
            }

            @Override
            public int code(int row) {
                return codes[row] < 0 ? axis.levels().size() : codes[row];
            }
        };
    }
}
