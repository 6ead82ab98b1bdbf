package dev.assay.lottery;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.fraction.BigFraction;
import org.jspecify.annotations.Nullable;

/**
 * A lottery in whole numbers: {@code draws[v]} of {@code total} draws give vector v.
 *
 * @param vectors distinct quota vectors
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never shared
record Mix(List<long[]> vectors, long[] draws, long total) {

    /** More parts than this are published as a rounding. */
    static final int MOST_PARTS = 2000;

    private static final int FINE = 40;

    /** The chances as fractions of one small number of parts where they are such, else rounded to 40 binary digits. */
    static Mix of(List<long[]> vectors, double[] chances) {
        for (int parts = 1; parts <= MOST_PARTS; parts++) {
            long[] draws = parts(chances, parts, 1e-8);
            if (draws != null) {
                return drawn(vectors, draws, parts);
            }
        }
        long total = 1L << FINE;
        long[] draws = new long[chances.length];
        int largest = 0;
        long left = total;
        for (int v = 0; v < draws.length; v++) {
            draws[v] = (long) Math.floor(chances[v] * total);
            left -= draws[v];
            largest = chances[v] > chances[largest] ? v : largest;
        }
        draws[largest] += left;
        return drawn(vectors, draws, total);
    }

    private static long @Nullable [] parts(double[] chances, int parts, double apart) {
        long[] draws = new long[chances.length];
        long sum = 0;
        for (int v = 0; v < draws.length; v++) {
            draws[v] = Math.round(chances[v] * parts);
            sum += draws[v];
            if (Math.abs(chances[v] * parts - draws[v]) > apart) {
                return null;
            }
        }
        return sum == parts ? draws : null;
    }

    /** Without the vectors that are never drawn. */
    static Mix drawn(List<long[]> vectors, long[] draws, long total) {
        List<long[]> kept = new ArrayList<>();
        List<Long> often = new ArrayList<>();
        for (int v = 0; v < draws.length; v++) {
            if (draws[v] > 0) {
                kept.add(vectors.get(v));
                often.add(draws[v]);
            }
        }
        return new Mix(kept, often.stream().mapToLong(Long::longValue).toArray(), total);
    }

    /** The expected quota of a cell, exactly. */
    BigFraction expected(int cell) {
        BigInteger sum = BigInteger.ZERO;
        for (int v = 0; v < draws.length; v++) {
            sum = sum.add(BigInteger.valueOf(draws[v]).multiply(BigInteger.valueOf(vectors.get(v)[cell])));
        }
        return new BigFraction(sum, BigInteger.valueOf(total));
    }

    /** The chance of each of the other items of a cell, exactly: those beyond the ones taken in any case. */
    BigFraction chance(int cell, long base, long pool) {
        return expected(cell).subtract(new BigFraction(base)).divide(new BigFraction(pool));
    }

    /** The same chances out of more draws. */
    Mix times(long factor) {
        return new Mix(
                vectors, Arrays.stream(draws).map(often -> often * factor).toArray(), total * factor);
    }

    /** The same with the vectors ascending. */
    Mix sorted() {
        Integer[] order = IntStream.range(0, draws.length).boxed().toArray(Integer[]::new);
        Arrays.sort(order, (one, two) -> Arrays.compare(vectors.get(one), vectors.get(two)));
        return new Mix(
                Arrays.stream(order).map(vectors::get).toList(),
                Arrays.stream(order).mapToLong(v -> draws[v]).toArray(),
                total);
    }
}
