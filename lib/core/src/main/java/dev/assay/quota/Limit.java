package dev.assay.quota;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A hard limit of a plan.
 *
 * <p>Shares here are of the whole size N, so that a limit is a linear row even while N is still open: "no level above
 * 60 %" is {@code 10 n(level) <= 6 N}. Items whose level is unknown count towards N, hence towards caps, and no limit
 * but one that names the level {@code unknown} speaks of them.
 */
public sealed interface Limit {

    /**
     * A limit on one level of an axis, or on each of its known levels. A level is known where the cube holds at least
     * one item of it.
     *
     * @param axis one of the plan's axes
     * @param level the level by its text, or null for every known level
     */
    record Level(String axis, @Nullable String level, Range range) implements Limit {}

    /**
     * A limit on all items with some levels at once.
     *
     * @param cell axis to level, in the order given; need not name every axis
     */
    record Cell(Map<String, String> cell, Range range) implements Limit {

        public Cell {
            cell = Collections.unmodifiableMap(new LinkedHashMap<>(cell));
        }
    }

    /**
     * At most so many items of any one group. An item without the key is a group of its own.
     *
     * @param key the group's column, such as {@code identity}
     * @param max items a group, at least 1
     */
    record Group(String key, long max) implements Limit {}
}
