package dev.assay.quota;

import org.apache.commons.math3.fraction.BigFraction;

/**
 * How far the worst deviation may go.
 *
 * @param value the deviation, exact
 * @param strict whether it must stay below the value, else it may reach it
 */
record Ceiling(BigFraction value, boolean strict) {

    static Ceiling at(BigFraction value) {
        return new Ceiling(value, false);
    }

    /** Whether a deviation of 1, that of a level of which nothing is there, is within. */
    boolean admitsOne() {
        return value.compareTo(BigFraction.ONE) >= (strict ? 1 : 0);
    }

    boolean admits(BigFraction deviation) {
        return deviation.compareTo(value) <= (strict ? -1 : 0);
    }

    static Ceiling below(BigFraction value) {
        return new Ceiling(value, true);
    }
}
