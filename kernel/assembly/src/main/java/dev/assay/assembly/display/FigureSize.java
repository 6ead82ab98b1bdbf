package dev.assay.assembly.display;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import tech.tablesaw.plotly.components.Figure;
import tech.tablesaw.plotly.traces.Trace;

/**
 * How many values a figure holds, before any of them is written: as text they take twenty bytes and more each, in the
 * notebook's file and in the memory of every page that shows it. jsplot's traces keep them in arrays and tell nobody.
 */
final class FigureSize {

    /** Values up to which a figure is live: 4.1 MB of JSON where they are random doubles. */
    static final long MOST_LIVE = 200_000;

    /** Values up to which a still picture is drawn: so many random doubles let a kernel grow by 550 MB, and take 5 s. */
    static final long MOST_DRAWN = 2_000_000;

    private FigureSize() {}

    static long values(Figure figure) {
        long values = 0;
        for (Trace trace : figure.getTraces()) {
            for (Class<?> type = trace.getClass(); type != null; type = type.getSuperclass()) {
                for (Field field : type.getDeclaredFields()) {
                    values += values(trace, field);
                }
            }
        }
        return values;
    }

    private static long values(Trace trace, Field field) {
        if (!field.getType().isArray() || Modifier.isStatic(field.getModifiers())) {
            return 0;
        }
        try {
            field.setAccessible(true);
            return values(field.get(trace));
        } catch (IllegalAccessException | InaccessibleObjectException e) {
            return 0; // a trace of a module that is closed to us: nothing is known of it
        }
    }

    private static long values(Object array) {
        if (array instanceof Object[] rows && rows.getClass().getComponentType().isArray()) {
            long values = 0;
            for (Object row : rows) {
                values += row == null ? 0 : values(row);
            }
            return values;
        }
        return array == null ? 0 : Array.getLength(array);
    }
}
