package dev.assay.quota;

import java.math.BigInteger;
import org.apache.commons.math3.fraction.BigFraction;
import org.jspecify.annotations.Nullable;

/**
 * A soft row: the share of some cells in the known items should be the target. Once an earlier stage holds it, how far it may be
 * from there is a ceiling of its own, which counts like a row, and later stages ask about the others.
 *
 * @param axis the axis of which the cells are one whole level, or -1 for a cell of a joint target
 * @param level that level's index in the cube, or -1
 * @param cells places of cells in the model, ascending; may be empty, for a target on what is not there
 * @param base the index of the base that the share is of
 * @param target in [0,1]
 * @param held how far it may be, whatever is asked of the others; null while it is as free as they are
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never shared
record Goal(int axis, int level, int[] cells, int base, BigFraction target, @Nullable Ceiling held) {

    Goal(int axis, int level, int[] cells, int base, BigFraction target) {
        this(axis, level, cells, base, target, null);
    }

    Goal holding(Ceiling ceiling) {
        return new Goal(axis, level, cells, base, target, ceiling);
    }

    /** What it must stay within where the worst deviation must within a ceiling (null: any); null where it may be anywhere. */
    @Nullable
    Ceiling within(@Nullable Ceiling ceiling) {
        return held == null ? ceiling : held;
    }

    /** {@code |count/known - target| / target}; the count itself where the target is 0, 1 where nothing is known. */
    BigFraction deviation(long count, long known) {
        if (target.getNumerator().signum() == 0) {
            return new BigFraction(count);
        }
        if (known == 0) {
            return BigFraction.ONE;
        }
        return new BigFraction(count).divide(target.multiply(known)).subtract(1).abs();
    }

    /** The most items of these cells among so many known ones that stay within the ceiling. */
    long most(long known, Ceiling ceiling) {
        if (known == 0) {
            return 0;
        }
        BigFraction edge = zero()
                ? ceiling.value()
                : target.multiply(known).multiply(ceiling.value().add(1));
        BigInteger[] parts = edge.getNumerator().divideAndRemainder(edge.getDenominator());
        long floor = parts[0].min(BigInteger.valueOf(Long.MAX_VALUE / 4)).longValue();
        return ceiling.strict() && parts[1].signum() == 0 ? floor - 1 : floor;
    }

    /** The least items of these cells among so many known ones that stay within the ceiling. */
    long least(long known, Ceiling ceiling) {
        if (zero() || known == 0 || ceiling.value().compareTo(BigFraction.ONE) > 0) {
            return 0;
        }
        BigFraction edge = target.multiply(known).multiply(BigFraction.ONE.subtract(ceiling.value()));
        BigInteger[] parts = edge.getNumerator().divideAndRemainder(edge.getDenominator());
        long floor = parts[0].longValueExact();
        return parts[1].signum() != 0 || ceiling.strict() ? floor + 1 : floor;
    }

    boolean zero() {
        return target.getNumerator().signum() == 0;
    }
}
