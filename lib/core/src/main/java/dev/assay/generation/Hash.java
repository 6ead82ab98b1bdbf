package dev.assay.generation;

import java.nio.charset.StandardCharsets;
import net.jpountz.xxhash.XXHash64;
import net.jpountz.xxhash.XXHashFactory;

/** Seeded hashes of texts, by which clips are ordered and generators seeded: XXH64 of the UTF-8 bytes, in plain Java. */
final class Hash {

    private static final XXHash64 XXH64 = XXHashFactory.safeInstance().hash64();

    private Hash() {}

    /** All 64 bits, to be compared as unsigned. */
    static long of(long seed, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return XXH64.hash(bytes, 0, bytes.length, seed);
    }

    /** A seed that every tool takes: 31 bits, not negative. The parts are kept apart by a zero byte. */
    static long seed(long seed, String... parts) {
        return of(seed, String.join("\0", parts)) >>> 33;
    }
}
