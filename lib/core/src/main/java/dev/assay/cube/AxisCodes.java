package dev.assay.cube;

import dev.assay.schema.Axis;
import dev.assay.schema.LevelCodes;

/**
 * One axis of many items: a level index per item, the number of known levels standing for unknown.
 *
 * <p>Held in one byte an item while the levels fit, so that counting reads as little memory as it can.
 */
public final class AxisCodes implements LevelCodes {

    private final Axis axis;
    private final byte[] narrow;
    private final int[] wide;

    private AxisCodes(Axis axis, byte[] narrow, int[] wide) {
        this.axis = axis;
        this.narrow = narrow;
        this.wide = wide;
    }

    /**
     * Codes of an axis.
     *
     * @param axis its levels
     * @param codes a level index per item in [0, levels]; not copied when wide
     */
    public static AxisCodes of(Axis axis, int[] codes) {
        if (axis.levels().size() >= 255) {
            return new AxisCodes(axis, new byte[0], codes);
        }
        byte[] narrow = new byte[codes.length];
        for (int i = 0; i < codes.length; i++) {
            narrow[i] = (byte) codes[i];
        }
        return new AxisCodes(axis, narrow, new int[0]);
    }

    /** Codes of an axis with fewer than 255 levels, one unsigned byte an item; not copied. */
    public static AxisCodes of(Axis axis, byte[] codes) {
        if (axis.levels().size() >= 255) {
            throw new IllegalArgumentException(
                    axis.name() + " has " + axis.levels().size() + " levels: too many for bytes");
        }
        return new AxisCodes(axis, codes, new int[0]);
    }

    @Override
    public Axis axis() {
        return axis;
    }

    /** The number of items. */
    public int size() {
        return isNarrow() ? narrow.length : wide.length;
    }

    @Override
    public int code(int item) {
        return isNarrow() ? narrow[item] & 0xff : wide[item];
    }

    /** The number of different codes, unknown included. */
    int radix() {
        return axis.levels().size() + 1;
    }

    private boolean isNarrow() {
        return axis.levels().size() < 255;
    }

    /** {@code keys[i] = keys[i] * radix + code(from + i)}: a step of a mixed-radix number, plain enough to vectorise. */
    void append(int[] keys, int from, int length) {
        int radix = radix();
        if (isNarrow()) {
            for (int i = 0; i < length; i++) {
                keys[i] = keys[i] * radix + (narrow[from + i] & 0xff);
            }
        } else {
            for (int i = 0; i < length; i++) {
                keys[i] = keys[i] * radix + wide[from + i];
            }
        }
    }

    /** The same for keys that need 64 bits. */
    void append(long[] keys, int from, int length) {
        int radix = radix();
        for (int i = 0; i < length; i++) {
            keys[i] = keys[i] * radix + code(from + i);
        }
    }
}
