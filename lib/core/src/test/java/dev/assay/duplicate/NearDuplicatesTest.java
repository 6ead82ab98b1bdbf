package dev.assay.duplicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NearDuplicatesTest {

    /** All pairs, compared one by one. */
    private static int[] byHand(Hashes hashes) {
        int[] names = IntStream.range(0, hashes.size()).toArray();
        boolean changed = true;
        boolean[][] near = new boolean[hashes.size()][hashes.size()];
        for (int i = 0; i < near.length; i++) {
            for (int j = 0; j < near.length; j++) {
                near[i][j] = hashes.distance(i, j) <= 31;
            }
        }
        while (changed) {
            changed = false;
            for (int i = 0; i < names.length; i++) {
                for (int j = 0; j < names.length; j++) {
                    if (near[i][j] && names[j] < names[i]) {
                        names[i] = names[j];
                        changed = true;
                    }
                }
            }
        }
        int[] sizes = new int[names.length];
        Arrays.stream(names).forEach(name -> sizes[name]++);
        return Arrays.stream(names).map(name -> sizes[name] > 1 ? name : -1).toArray();
    }

    private static int[] found(Hashes hashes) {
        NearDuplicates duplicates = NearDuplicates.among(hashes);
        return IntStream.range(0, hashes.size()).map(duplicates::keeper).toArray();
    }

    private static long[] random(SplittableRandom random) {
        return random.longs(4).toArray();
    }

    private static long[] flipped(long[] hash, int bits, SplittableRandom random) {
        long[] flipped = hash.clone();
        for (int left = bits; left > 0; ) {
            int bit = random.nextInt(256);
            if (isSame(flipped, hash, bit)) {
                flipped[bit / 64] ^= 1L << bit % 64;
                left--;
            }
        }
        return flipped;
    }

    private static boolean isSame(long[] a, long[] b, int bit) {
        return ((a[bit / 64] ^ b[bit / 64]) >>> bit % 64 & 1) == 0;
    }

    private static void add(Hashes hashes, long[] hash) {
        hashes.add(hash[0], hash[1], hash[2], hash[3]);
    }

    /** Hashes around some centres, up to a number of bits away from them, of which some bits alone are random. */
    private static Hashes scattered(long seed, int count, int centres, int bits, int freeWords) {
        SplittableRandom random = new SplittableRandom(seed);
        long[][] centre = new long[centres][];
        for (int i = 0; i < centres; i++) {
            centre[i] = random(random);
            Arrays.fill(centre[i], freeWords, 4, 0);
        }
        Hashes hashes = new Hashes();
        for (int i = 0; i < count; i++) {
            add(hashes, flipped(centre[random.nextInt(centres)], random.nextInt(bits + 1), random));
        }
        return hashes;
    }

    @ParameterizedTest
    @CsvSource({
        // Small clusters, chains, one crowd, two crowds, crowds that share most bits, equal hashes.
        "1500, 600, 20, 4",
        "1500, 300, 45, 4",
        "1500, 1, 40, 4",
        "1500, 2, 24, 4",
        "1500, 12, 60, 1",
        "1500, 700, 22, 1",
        "1000, 900, 30, 1",
        "1500, 40, 1, 4",
        "1000, 500, 0, 4",
    })
    void findsWhatAllPairsWouldFind(int count, int centres, int bits, int freeWords) {
        for (int seed = 0; seed < 3; seed++) {
            Hashes hashes = scattered(seed, count, centres, bits, freeWords);
            assertThat(found(hashes)).isEqualTo(byHand(hashes));
        }
    }

    @Test
    void findsEveryPairThatWasPlantedAmongMany() {
        SplittableRandom random = new SplittableRandom(7);
        Hashes hashes = new Hashes();
        for (int i = 0; i < 20_000; i++) {
            long[] hash = random(random);
            add(hashes, hash);
            // Two kinds in turn: as far as may be, and one bit further.
            add(hashes, flipped(hash, 31 + i % 2, random));
        }
        int[] keepers = found(hashes);
        for (int i = 0; i < keepers.length; i += 2) {
            boolean near = i / 2 % 2 == 0;
            assertThat(keepers[i]).isEqualTo(near ? i : -1);
            assertThat(keepers[i + 1]).isEqualTo(near ? i : -1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 15})
    void theWorstSpreadOfDifferencesIsFound(int shift) {
        // Two bits in each diagonal but one in the last: only that one betrays the pair.
        Hashes hashes = new Hashes();
        hashes.add(0, 0, 0, 0);
        long[] other = new long[4];
        for (int part = 0; part < 16; part++) {
            for (int row = 0; row < (part == shift ? 1 : 2); row++) {
                int bit = row * 16 + (part - row & 15);
                other[bit / 64] |= 1L << bit % 64;
            }
        }
        add(hashes, other);
        assertThat(hashes.distance(0, 1)).isEqualTo(31);
        assertThat(found(hashes)).containsExactly(0, 0);
    }

    @Test
    void diagonalsTakeEachBitOnce() {
        for (int bit = 0; bit < 256; bit++) {
            long[] hash = new long[4];
            hash[bit / 64] = 1L << bit % 64;
            Hashes hashes = new Hashes();
            add(hashes, hash);
            int set = IntStream.range(0, 16)
                    .map(part -> Integer.bitCount(hashes.diagonal(0, part)))
                    .sum();
            assertThat(set).isEqualTo(1);
            assertThat(Integer.bitCount(hashes.diagonal(0, (bit / 16 + bit % 16) % 16)))
                    .isEqualTo(1);
        }
    }

    @Test
    void aChainIsOneClusterAndItsDistanceTells() {
        Hashes hashes = new Hashes();
        hashes.add((1L << 40) - 1, 0, 0, 0);
        hashes.add(-1, -1, 0, 0);
        hashes.add((1L << 20) - 1, 0, 0, 0);
        hashes.add(0, 0, 0, 0);
        NearDuplicates duplicates = NearDuplicates.among(hashes);
        assertThat(found(hashes)).containsExactly(0, -1, 0, 0);
        assertThat(IntStream.range(0, 4).map(duplicates::distance)).containsExactly(0, 0, 20, 40);
    }

    @Test
    void readsDigitsHighestFirst() {
        Hashes hashes = new Hashes();
        hashes.add("8" + "0".repeat(62) + "1");
        hashes.add(1, 0, 0, Long.MIN_VALUE);
        hashes.add("0".repeat(64));
        assertThat(hashes.distance(0, 1)).isZero();
        assertThat(hashes.distance(0, 2)).isEqualTo(2);
        assertThatThrownBy(() -> hashes.add("+" + "0".repeat(63)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected 64 hexadecimal digits");
    }

    @Test
    void nothingHasNoDuplicates() {
        assertThat(found(new Hashes())).isEmpty();
    }
}
