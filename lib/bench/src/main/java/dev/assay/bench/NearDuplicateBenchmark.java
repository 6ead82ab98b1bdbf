package dev.assay.bench;

import dev.assay.duplicate.FrameSets;
import dev.assay.duplicate.Hashes;
import dev.assay.duplicate.NearDuplicates;
import dev.assay.schema.Pieces;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Near-duplicates among 256-bit hashes, with a tenth of the hashes planted within 31 bits of an earlier one, and the
 * shapes that tempt the search into comparing all with all. The peer is that comparison of all pairs, timed on the first
 * 20,000 and scaled by the number of pairs. Last, the same number of hashes as videos of four frames each.
 */
public final class NearDuplicateBenchmark {

    private static final int FEW = 20_000;
    private static final int FRAMES = 4;

    private NearDuplicateBenchmark() {}

    /** Argument: the number of hashes (1,000,000). */
    public static void main(String[] args) {
        int count = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
        double all = allPairs(spread(FEW, FEW, 31, 256)) * ((double) count / FEW) * ((double) count / FEW);
        System.out.printf(Locale.ROOT, "all pairs, from %d: %.0f s%n", FEW, all);
        measure("warming up", spread(count / 10, count / 11, 31, 256));
        measure("a tenth planted", spread(count, count - count / 10, 31, 256));
        measure("one scene", spread(count, 1, 24, 256));
        measure("half one scene", halfOneScene(count));
        measure("1,000 scenes", spread(count, 1000, 24, 256));
        measure("192 random bits", spread(count, count - count / 10, 31, 192));
        measure("160 random bits", spread(count, count - count / 10, 31, 160));
        videos(count / FRAMES);
    }

    /** Videos of four frames, a tenth of them encoded again; half of all have the same first frame, as a logo would be. */
    private static void videos(int count) {
        SplittableRandom random = new SplittableRandom(42);
        long[] logo = random.longs(4).toArray();
        List<List<String>> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean copy = i % 10 == 9;
            List<String> frames = new ArrayList<>();
            for (int frame = 0; frame < FRAMES; frame++) {
                boolean shared = frame == 0 && i % 2 == 0;
                frames.add(hex(
                        shared
                                ? moved(logo, 9, random)
                                : copy
                                        ? moved(words(all.get(i - 1).get(frame)), 20, random)
                                        : random.longs(4).toArray()));
            }
            all.add(frames);
        }
        measureVideos(all);
    }

    private static void measureVideos(List<List<String>> all) {
        heapPools().forEach(MemoryPoolMXBean::resetPeakUsage);
        long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        long start = System.nanoTime();
        FrameSets sets = new FrameSets();
        for (int i = 0; i < all.size(); i++) {
            sets.add(i, all.get(i));
        }
        Pieces pieces = new Pieces(all.size());
        sets.join(pieces, video -> false);
        long joined =
                IntStream.range(0, all.size()).filter(i -> pieces.root(i) != i).count();
        System.out.printf(
                Locale.ROOT,
                "%d videos of %d frames: %.1f s (processor %.1f s), at most %d MB of heap with their texts; %d joined%n",
                all.size(),
                FRAMES,
                (System.nanoTime() - start) / 1e9,
                (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu) / 1e9,
                peak() >> 20,
                joined);
    }

    private static String hex(long[] words) {
        return String.format("%016x%016x%016x%016x", words[3], words[2], words[1], words[0]);
    }

    private static long[] words(String hex) {
        long[] words = new long[4];
        for (int i = 0; i < 4; i++) {
            words[i] = Long.parseUnsignedLong(hex, 48 - 16 * i, 64 - 16 * i, 16);
        }
        return words;
    }

    private static void measure(String name, Hashes hashes) {
        System.gc();
        heapPools().forEach(MemoryPoolMXBean::resetPeakUsage);
        long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        long start = System.nanoTime();
        NearDuplicates duplicates = NearDuplicates.among(hashes);
        double seconds = (System.nanoTime() - start) / 1e9;
        double busy = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu) / 1e9;
        int clusters = 0;
        int members = 0;
        for (int i = 0; i < hashes.size(); i++) {
            clusters += duplicates.keeper(i) == i ? 1 : 0;
            members += duplicates.keeper(i) >= 0 ? 1 : 0;
        }
        System.out.printf(
                Locale.ROOT,
                "%-16s %d hashes: %.1f s (processor %.1f s), at most %d MB of heap; %d clusters of %d hashes%n",
                name,
                hashes.size(),
                seconds,
                busy,
                peak() >> 20,
                clusters,
                members);
    }

    private static long peak() {
        return heapPools()
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(MemoryUsage::getUsed)
                .sum();
    }

    private static Stream<MemoryPoolMXBean> heapPools() {
        return ManagementFactory.getMemoryPoolMXBeans().stream().filter(pool -> pool.getType() == MemoryType.HEAP);
    }

    private static double allPairs(Hashes hashes) {
        long start = System.nanoTime();
        int near = 0;
        for (int i = 0; i < hashes.size(); i++) {
            for (int j = i + 1; j < hashes.size(); j++) {
                near += hashes.distance(i, j) <= NearDuplicates.DISTANCE ? 1 : 0;
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        return near < 0 ? Double.NaN : seconds;
    }

    /** Centres of some random bits, evenly over the hash, and after them hashes up to a distance from one of them each. */
    private static Hashes spread(int count, int centres, int distance, int randomBits) {
        SplittableRandom random = new SplittableRandom(42);
        long[] mask = new long[4];
        for (int i = 0; i < randomBits; i++) {
            // 97 and 256 share no factor: each step takes another bit.
            int bit = 97 * i & 255;
            mask[bit / 64] |= 1L << bit % 64;
        }
        long[][] all = new long[centres][4];
        Hashes hashes = new Hashes();
        for (long[] centre : all) {
            for (int word = 0; word < 4; word++) {
                centre[word] = random.nextLong() & mask[word];
            }
            add(hashes, centre);
        }
        for (int i = centres; i < count; i++) {
            add(hashes, moved(all[(i - centres) % centres], distance, random));
        }
        return hashes;
    }

    private static Hashes halfOneScene(int count) {
        SplittableRandom random = new SplittableRandom(42);
        long[] scene = random.longs(4).toArray();
        Hashes hashes = new Hashes();
        for (int i = 0; i < count; i++) {
            add(hashes, i % 2 == 0 ? moved(scene, 24, random) : random.longs(4).toArray());
        }
        return hashes;
    }

    private static void add(Hashes hashes, long[] words) {
        hashes.add(words[0], words[1], words[2], words[3]);
    }

    /** A hash with as many bits changed, or a few less where one was drawn twice. */
    private static long[] moved(long[] hash, int bits, SplittableRandom random) {
        long[] moved = hash.clone();
        for (int i = 0; i < bits; i++) {
            int bit = random.nextInt(256);
            moved[bit / 64] ^= 1L << bit % 64;
        }
        return moved;
    }
}
