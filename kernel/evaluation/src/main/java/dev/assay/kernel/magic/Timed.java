package dev.assay.kernel.magic;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * What {@code %timeit} has the session compile: the code in a loop. Public since cells refer to it.
 *
 * <p>{@code keep} takes a result in, so that the compiler cannot leave the work out; the fence keeps it from doing work that
 * never changes only once. Both cost about a nanosecond.
 */
@FunctionalInterface
public interface Timed {
    /** Does the work so many times. */
    void run(long loops) throws Throwable;

    /** Uses a value up. */
    static void keep(int value) {
        Sink.INT.setOpaque(Sink.INTS, 0, value);
        VarHandle.acquireFence();
    }

    /** Uses a value up. */
    static void keep(long value) {
        Sink.LONG.setOpaque(Sink.LONGS, 0, value);
        VarHandle.acquireFence();
    }

    /** Uses a value up. */
    static void keep(double value) {
        Sink.DOUBLE.setOpaque(Sink.DOUBLES, 0, value);
        VarHandle.acquireFence();
    }

    /** Uses a value up. */
    static void keep(boolean value) {
        keep(value ? 1 : 0);
    }

    /** Uses a value up. */
    static void keep(@Nullable Object value) {
        Sink.OBJECT.setOpaque(Sink.OBJECTS, 0, value);
        VarHandle.acquireFence();
    }

    /** Where values end. */
    final class Sink {
        static final VarHandle INT = MethodHandles.arrayElementVarHandle(int[].class);
        static final VarHandle LONG = MethodHandles.arrayElementVarHandle(long[].class);
        static final VarHandle DOUBLE = MethodHandles.arrayElementVarHandle(double[].class);
        static final VarHandle OBJECT = MethodHandles.arrayElementVarHandle(Object[].class);
        static final int[] INTS = new int[1];
        static final long[] LONGS = new long[1];
        static final double[] DOUBLES = new double[1];
        static final @Nullable Object[] OBJECTS = new Object[1];

        private Sink() {}

        /** Forgets the last value. */
        static void clear() {
            OBJECTS[0] = null;
        }
    }
}
